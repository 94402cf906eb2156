"""What would happen if a step were put elsewhere. Reads only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256

from langkah.apps.production import floor
from langkah.apps.production.committed import Committed, Owed, committed
from langkah.apps.production.errors import NotFound
from langkah.apps.production.models import Booking
from langkah.apps.workshop.models import Workshop
from langkah.domain.capacity import Booking as Booked
from langkah.domain.capacity import Person
from langkah.domain.capacity.change import Effect
from langkah.domain.capacity.lots import takes, way
from langkah.domain.capacity.move import MoveAnswer, MoveCase, move


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A step of a lot as it stands, and who else could do it."""

    booking: int
    owed: Owed
    row: Booked
    people: tuple[Person, ...]
    begun: bool

    @property
    def maker(self) -> str:
        """Who has it now; nothing for somebody who left."""
        return next((one.name for one in self.people if one.id == self.row.person), "")


@dataclass(frozen=True, slots=True)
class Way:
    """A lot that goes to a partner workshop and back, on the workshop's clock."""

    partner: str
    leaves: datetime
    start: datetime
    end: datetime
    back: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequences:
    """What a move would do, and the sign by which it is known again when it is confirmed."""

    floor: Committed
    answer: MoveAnswer
    row: Booked

    @property
    def way(self) -> Way | None:
        """The way of the lot that was moved, if a partner works on it then."""
        at = (self.row.job, self.row.lot, self.row.step)
        one = next(
            (each for each in self.answer.new if (each.job, each.lot, each.step) == at), None
        )
        who = next((each for each in self.floor.shop.people if one and each.id == one.person), None)
        if one is None or who is None or who.partner is None:
            return None
        there, back = (timedelta(minutes=minutes) for minutes in way(who))
        return Way(who.name, one.start - there, one.start, one.end, one.end + back)

    @property
    def effects(self) -> tuple[tuple[Owed, Effect], ...]:
        """Whose day changes, the latest first."""
        found = [(self.floor.owed[one.job], one) for one in self.answer.effects]
        return tuple(sorted(found, key=lambda pair: -pair[1].days))

    @property
    def sign(self) -> str:
        """The same for the same bookings only."""
        return sign(self.answer.new)


def sign(rows: Iterable[Booked]) -> str:
    """A short fingerprint of bookings."""
    return sha256(repr(tuple(rows)).encode()).hexdigest()[:16]


def spot(workshop: Workshop, booking: int, now: datetime) -> tuple[Spot, Committed]:
    """A step that may be moved, with the floor around it. Raises NotFound."""
    row = Booking.objects.filter(workshop=workshop, pk=booking).first()
    if row is None:
        raise NotFound
    plan = committed(workshop, now)
    job = floor.job_of(row.quote_line_id, row.order_line_id)
    found = next(
        (one for one in plan.booked if (one.job, one.lot, one.step) == (job, row.lot, row.step)),
        None,
    )
    if found is None or job not in plan.owed:
        raise NotFound
    routing = next(one.job.routing for one in plan.commitments if one.job.id == job)
    skill = routing[row.step - 1].skill if row.step <= len(routing) else ""
    fit = tuple(
        one
        for one in plan.shop.people
        if one.id == found.person or (skill in one.skills and takes(one, found.pairs))
    )
    there = next((way(one)[0] for one in fit if one.id == found.person), 0)
    begun = found.start - timedelta(minutes=there) < plan.now
    whole = Spot(booking=row.pk, owed=plan.owed[job], row=found, people=fit, begun=begun)
    return whole, plan


def consequences(plan: Committed, row: Booked, maker: int, day: date) -> Consequences:
    """What happens when this step goes to this maker on this day. Raises Refusal."""
    case = MoveCase(
        shop=plan.shop,
        commitments=plan.commitments,
        booked=plan.booked,
        now=plan.now,
        job=row.job,
        lot=row.lot,
        step=row.step,
        person=maker,
        day=day,
    )
    return Consequences(floor=plan, answer=move(case), row=row)
