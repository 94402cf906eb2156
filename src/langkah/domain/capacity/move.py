"""What happens when a person moves one step of a lot to another maker or another day.

The step goes where the person puts it; what is left of its lot follows. Whoever is in the way makes
room: those lots go, one after the other, into the gaps. Everything else stays. A move is allowed
only with a whole plan that the verifier finds nothing wrong with and in which no promise breaks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from langkah.domain.capacity.change import Effect, PlanChange, effects, problems
from langkah.domain.capacity.decoder import Placed, place
from langkah.domain.capacity.load import Load
from langkah.domain.capacity.lots import Lot, takes, way
from langkah.domain.capacity.shifting import first_by
from langkah.domain.capacity.shop import Booking, Person, Shop
from langkah.domain.capacity.spots import as_made, spot
from langkah.domain.capacity.standing import Commitment, Standing
from langkah.domain.reason import Reason, Refusal, because


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveCase:
    """Step `step` of lot `lot` of a job goes to this person on this day, asked at `now`.

    `booked` is the whole plan, with the finished steps of every commitment. What begins before
    `frozen_until`, and bookings of no commitment, stay where they are.
    """

    shop: Shop
    commitments: tuple[Commitment, ...]
    booked: tuple[Booking, ...]
    now: datetime
    job: str
    lot: int
    step: int
    person: int
    day: date
    frozen_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveAnswer:
    """The plan with the step where it was put.

    `old` and `new` are the bookings that change, step by step; `effects` the jobs whose day does.
    `problems` say why the move is not allowed; empty: it is.
    """

    old: tuple[Booking, ...]
    new: tuple[Booking, ...]
    effects: tuple[Effect, ...]
    problems: tuple[Reason, ...]

    @property
    def allowed(self) -> bool:
        """Whether it may be written down."""
        return not self.problems


def move(case: MoveCase) -> MoveAnswer:
    """Try the move. Raises Refusal for one that has no meaning: nobody there, begun, closed."""
    trial = _Trial(case)
    new = trial.gentle() or trial.pushing()
    if new is None:
        raise Refusal(trial.no_room())
    return trial.judged(new)


class _Trial:
    """One step on the move, between everything that stays."""

    def __init__(self, case: MoveCase) -> None:
        self.case = case
        self.frozen = max(case.now, case.frozen_until or case.now)
        self.ways = {one.id: way(one)[0] for one in case.shop.people if one.partner}
        self.jobs = {one.job.id: one.job for one in case.commitments}
        self.lots: dict[tuple[str, int], list[Booking]] = {}
        for one in case.booked:
            self.lots.setdefault((one.job, one.lot), []).append(one)
        self.target = self._target()
        self.person = self._person()
        self.opens, self.closes = self._hours()

    def _leaves(self, one: Booking) -> datetime:
        """When a step begins, or its lot goes to the partner who does it."""
        return one.start - timedelta(minutes=self.ways.get(one.person, 0))

    def _target(self) -> Booking:
        case = self.case
        rows = self.lots.get((case.job, case.lot), [])
        found = next((one for one in rows if one.step == case.step), None)
        if found is None or case.job not in self.jobs:
            raise Refusal(because("This step is not on the plan any more. Look at the plan again."))
        if found.start < self.frozen:
            raise Refusal(because("“{step}” has begun and stays.", step=found.operation))
        if self._leaves(found) < self.frozen:
            raise Refusal(
                because("“{step}” is on its way to a partner and stays.", step=found.operation)
            )
        if not as_made(self.jobs[found.job], rows):
            raise Refusal(_changed(found))
        return found

    def _person(self) -> Person:
        step = self.jobs[self.case.job].routing[self.case.step - 1]
        for person in self.case.shop.people:
            if person.id == self.case.person:
                self._able(person, step.skill)
                return person
        raise Refusal(because("Nobody of this name works here now."))

    def _able(self, person: Person, skill: str) -> None:
        if skill not in person.skills:
            raise Refusal(because("{person} cannot do “{step}”.", person=person.name, step=skill))
        if person.partner and not takes(person, self.target.pairs):
            raise Refusal(
                because(
                    "{person} takes lots of {least} pairs or more; this one has {pairs}.",
                    person=person.name,
                    least=person.partner.least_pairs,
                    pairs=self.target.pairs,
                )
            )

    def _hours(self) -> tuple[datetime, datetime]:
        """Her working day; what begins on it begins between these moments."""
        case = self.case
        if case.day < case.now.date():
            raise Refusal(because("{day} is over.", day=case.day))
        line = Load(case.shop, case.now.date()).lines[case.shop.people.index(self.person)]
        morning = datetime.combine(case.day, time.min)
        first, last = line.at(max(morning, self.frozen)), line.at(morning + timedelta(days=1))
        if first >= last:
            raise Refusal(self._closed())
        return line.begin(first), line.finish(last)

    def _closed(self) -> Reason:
        closed = {one.day: one.reason for one in self.case.shop.calendar.closed}
        return because(
            "{person} does not work on {day}: {reason}.",
            person=self.person.name,
            day=self.case.day,
            reason=closed.get(self.case.day) or because("no working hours on that day"),
        )

    def no_room(self) -> Reason:
        """Why the step cannot begin on that day."""
        open_until = self.jobs[self.case.job].not_before
        if open_until is not None and self.closes <= open_until:
            return because(
                "“{step}” cannot begin on {day}: the buyer may say yes until {end}, and nothing is "
                "made before.",
                step=self.target.operation,
                day=self.case.day,
                end=open_until.date(),
            )
        before = [
            one for one in self.lots[self.case.job, self.case.lot] if one.step == self.case.step - 1
        ]
        if before and before[0].end > self.closes:
            return because(
                "“{step}” cannot begin on {day}: “{before}” ends on {end}.",
                step=self.target.operation,
                day=self.case.day,
                before=before[0].operation,
                end=before[0].end.date(),
            )
        if self.person.partner:
            return because(
                "“{step}” cannot begin at {person} on {day}: with {hours} hours on the way there "
                "it arrives later, or {person} has other work of ours.",
                step=self.target.operation,
                person=self.person.name,
                day=self.case.day,
                hours=self.person.partner.there_hours.normalize() + 0,
            )
        return because(
            "“{step}” cannot begin on {day}: it is still drying, its material is not here, or its "
            "station or lasts are taken until later.",
            step=self.target.operation,
            day=self.case.day,
        )

    def gentle(self) -> list[Booking] | None:
        """The step in a gap of that day, nobody else moves."""
        floor = self._without()
        placed = self._pinned(floor)
        return floor.whole((), [placed]) if self._fits(placed) else None

    def pushing(self) -> list[Booking] | None:
        """The step first thing on that day; lots in its way go into the next gaps."""
        mine = [
            one
            for one in self.case.booked
            if one.person == self.person.id
            and self._loose(one)
            and one.end > self.opens
            and (one.job, one.lot) != (self.case.job, self.case.lot)
        ]
        floor = self._without(mine)
        first = self._pinned(floor)
        if not self._fits(first):
            return None
        moment = floor.load.line.moment
        begins, ends = moment(first.slots[0].begin), moment(first.slots[0].end)
        pushed = [one for one in mine if one.start < ends and begins < one.end]
        floor = self._without(pushed)
        placed = [self._pinned(floor), *self._follow(floor, pushed)]
        return floor.whole((), placed) if self._fits(placed[0]) else None

    def _loose(self, one: Booking) -> bool:
        """Whether it may make room."""
        job = self.jobs.get(one.job)
        return (
            job is not None
            and self._leaves(one) >= self.frozen
            and as_made(job, self.lots[one.job, one.lot])
        )

    def _without(self, more: Sequence[Booking] = ()) -> Standing:
        """The floor from which the step is taken, and these, with what follows of their lots."""
        case = self.case
        return Standing(
            case.shop,
            case.commitments,
            case.booked,
            case.now,
            let_go={spot(one) for one in (self.target, *more)},
        )

    def _left(self, floor: Standing, job: str, number: int) -> Lot:
        """What is left of a lot; it begins in no shift that stays as it is."""
        names = [one.id for one in floor.jobs]
        lot = next(one for one in floor.loose if (names[one.job], one.number) == (job, number))
        return replace(lot, earliest=max(lot.earliest, floor.load.line.clock(self.frozen)))

    def _pinned(self, floor: Standing) -> Placed:
        lot = self._left(floor, self.case.job, self.case.lot)
        at = self.case.shop.people.index(self.person)
        # A partner can begin in the morning only with what left in time
        leaves = floor.load.line.clock(self.opens) - way(self.person)[0]
        begin = max(lot.earliest, leaves)
        return place(floor.bare, replace(first_by(lot, at), earliest=begin))

    def _fits(self, placed: Placed) -> bool:
        origin = datetime.combine(self.case.now.date(), time.min)
        begin = origin + timedelta(minutes=placed.slots[0].begin)
        return begin.date() == self.case.day

    def _follow(self, floor: Standing, pushed: Sequence[Booking]) -> Iterator[Placed]:
        """The lots in the way, in the order in which they began."""
        lots = dict.fromkeys(
            (one.job, one.lot) for one in sorted(pushed, key=lambda one: one.start)
        )
        for job, lot in lots:
            yield place(floor.bare, self._left(floor, job, lot))

    def judged(self, plan: Sequence[Booking]) -> MoveAnswer:
        """What changes, and what is wrong with it."""
        case = self.case
        change = PlanChange(
            shop=case.shop,
            commitments=case.commitments,
            before=case.booked,
            after=tuple(plan),
            now=case.now,
            frozen_until=case.frozen_until,
        )
        before = {spot(one): one for one in case.booked}
        after = {spot(one): one for one in plan}
        moved = sorted(at for at in before if after.get(at) != before[at])
        return MoveAnswer(
            old=tuple(before[at] for at in moved),
            new=tuple(after[at] for at in moved),
            effects=effects(change),
            problems=problems(change),
        )


def _changed(one: Booking) -> Reason:
    return because(
        "How this is made was changed since “{step}” was planned. Plan the order again.",
        step=one.operation,
    )
