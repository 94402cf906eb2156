"""A random workshop asked everything a shop asks of its plan, each answer before the verifier.

Plan, promise, rush, absence, partner: five plans a workshop, made with little effort, for what has
to hold does not depend on how good they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from langkah.domain.capacity import (
    Booking,
    Commitment,
    EarlierCase,
    Person,
    PlanCase,
    PromiseCase,
    PromisedDay,
    RepairAnswer,
    RepairCase,
    Rush,
    Shop,
    VerifyCase,
    Violation,
    earlier,
    plan,
    promise,
    repair,
    verify,
)
from langkah.domain.reason import Refusal
from tests.domain.capacity.breaches import planted
from tests.domain.capacity.floors import Floor, a_floor, a_leave, a_partner, without

EFFORT = 60
SKILLED = ("sew", "last")
LOCK = "a lock was opened"


@dataclass(slots=True)
class Tally:
    """How many plans were judged, and everything that was found.

    `missed` are breaches planted that nobody saw; `opened` what had begun and was moved all the
    same.
    """

    shops: int = 0
    plans: Counter[str] = field(default_factory=Counter)
    breaches: Counter[str] = field(default_factory=Counter)
    found: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)

    def judge(self, number: int, *, breach: bool = True) -> None:
        """Ask one workshop everything; break its plan in every way if wanted."""
        self.shops += 1
        for question, ask in questions(number):
            place = f"shop {number}, {question}"
            self.plans[question] += 1
            try:
                case, wrong = ask()
            except Refusal as refusal:
                self.found.append(f"{place}: refused: {refusal}")
                continue
            self.found.extend(f"{place}: {_told(one)}" for one in verify(case))
            for fault in wrong:
                (self.opened if LOCK in fault else self.found).append(f"{place}: {fault}")
            if breach and question == "plan":
                self._break(number, case)

    def _break(self, number: int, case: VerifyCase) -> None:
        for name, broken, rule in planted(case, a_floor(number).dice):
            self.breaches[name] += 1
            if rule not in {one.rule for one in verify(broken)}:
                self.missed.append(f"shop {number}: {name} ({rule.name})")


def _told(one: Violation) -> str:
    return f"{one.rule.name} {one.job} lot {one.lot} step {one.step}"


# A plan that has to hold, and what was seen to be wrong already.
Judged = tuple[VerifyCase, list[str]]


def questions(number: int) -> Iterator[tuple[str, Callable[[], Judged]]]:
    """What one workshop is asked, by name."""
    floor = a_floor(number)
    booked = plan(PlanCase(shop=floor.shop, jobs=floor.jobs, now=floor.now, effort=EFFORT)).bookings
    whole = VerifyCase(shop=floor.shop, jobs=floor.jobs, bookings=booked, now=floor.now)
    book = _Book(floor, booked)
    yield "plan", lambda: (whole, [])
    yield "promise", lambda: book.promised(floor.shop)
    yield "partner", book.partner
    yield "earlier", book.sooner
    yield "rush", book.rush
    yield "absence", book.absence


class _Book:
    """A planned workshop with a promise for each order."""

    def __init__(self, floor: Floor, booked: tuple[Booking, ...]) -> None:
        self.floor, self.booked = floor, booked
        ready = _ends(booked)
        self.commitments = tuple(
            Commitment(
                job=job,
                promised=ready[job.id].date() + timedelta(days=floor.dice.choice((0, 0, 2, 5, 15)))
                if floor.dice.random() < 0.9
                else None,
            )
            for job in floor.jobs
        )
        last = max(ready.values())
        minutes = int((last - floor.now) / timedelta(minutes=1))
        self.later = floor.now + timedelta(minutes=floor.dice.randrange(minutes))

    def promised(self, shop: Shop) -> Judged:
        """One order more in the gaps; nobody moves, every earlier promise is kept."""
        floor = self.floor
        waits = floor.dice.choice((None, floor.now + timedelta(days=3)))
        case = PromiseCase(
            shop=shop, jobs=(floor.new,), now=floor.now, booked=self.booked, answer_by=waits
        )
        answer = promise(replace(case, explain=False))
        judged = VerifyCase(
            shop=shop,
            jobs=(*floor.jobs, floor.new),
            bookings=(*self.booked, *answer.bookings),
            now=floor.now,
            kept=self.booked,
            promised=(
                *_days(self.commitments),
                PromisedDay(job=floor.new.id, day=answer.ready),
            ),
        )
        early = [one for one in answer.bookings if waits and one.start < waits]
        return judged, [f"begins before the yes: {one}" for one in early]

    def partner(self) -> Judged:
        """The same with one partner workshop more, or two."""
        floor, shop = self.floor, self.floor.shop
        more = tuple(
            a_partner(floor.dice, 50 + count, SKILLED, floor.now.date())
            for count in range(floor.dice.choice((1, 2)))
        )
        return self.promised(replace(shop, people=(*shop.people, *more)))

    def sooner(self) -> Judged:
        """The order earlier, others moved inside the slack they were given."""
        floor = self.floor
        answer = earlier(
            EarlierCase(
                shop=floor.shop,
                jobs=(floor.new,),
                now=floor.now,
                commitments=self.commitments,
                booked=self.booked,
                effort=EFFORT,
            )
        )
        later = [] if answer.ready <= answer.instant else ["later than with nobody moved"]
        ready = _ends(self.booked)
        own = (
            PromisedDay(job=one.job.id, day=one.promised or ready[one.job.id].date())
            for one in self.commitments
        )
        judged = VerifyCase(
            shop=floor.shop,
            jobs=(*floor.jobs, floor.new),
            bookings=_merged(self.booked, answer.bookings),
            now=floor.now,
            promised=(*own, PromisedDay(job=floor.new.id, day=answer.ready)),
        )
        return judged, later

    def rush(self) -> Judged:
        """An order that goes in between when some of the work is done."""
        wish = self.later.date() + timedelta(days=self.floor.dice.choice((3, 10, 25)))
        new = replace(self.floor.new, id="rush", material_ready=None)
        return self._repaired(self.floor.shop, rush=(Rush(job=new, wish=wish),))

    def absence(self) -> Judged:
        """Somebody is away, a machine breaks, leather is late or an order falls away."""
        floor, dice = self.floor, self.floor.dice
        leave = a_leave(dice, self.later)
        working = [one.person for one in self.booked if one.end > self.later]
        shop = without(floor.shop, dice.choice(working), leave)
        late: tuple[str, ...] = ()
        cancelled: tuple[str, ...] = ()
        which = dice.randrange(4)
        if which == 1 and shop.stations[0].count > 0:
            kind = shop.stations[0]
            broken = replace(kind, out=(*kind.out, leave) if not kind.out else kind.out)
            shop = replace(shop, stations=(broken, *shop.stations[1:]))
        elif which == 2:
            late = (dice.choice(floor.jobs).id,)
        elif which == 3:
            cancelled = (dice.choice(floor.jobs).id,)
        return self._repaired(shop, late=late, cancelled=cancelled)

    def _repaired(
        self,
        shop: Shop,
        *,
        rush: tuple[Rush, ...] = (),
        late: tuple[str, ...] = (),
        cancelled: tuple[str, ...] = (),
    ) -> Judged:
        arrives = self.later.date() + timedelta(days=9)
        standing = tuple(
            replace(one, job=replace(one.job, material_ready=arrives))
            if one.job.id in late
            else one
            for one in self.commitments
        )
        answer = repair(
            RepairCase(
                shop=shop,
                commitments=standing,
                booked=self.booked,
                now=self.later,
                rush=rush,
                cancelled=cancelled,
                effort=EFFORT,
            )
        )
        stays = [one for one in self.booked if one.job not in cancelled]
        after = _merged(stays, answer.bookings)
        # What stays where it was may be on its way to a partner already.
        people = {one.id: one for one in shop.people}
        stayed = {_seat(one) for one in stays if _leaves(one, people) < answer.frozen_until}
        begun = tuple(one for one in after if one.start < self.later or _seat(one) in stayed)
        judged = VerifyCase(
            shop=shop,
            jobs=(
                *(one.job for one in standing if one.job.id not in cancelled),
                *(one.job for one in rush),
            ),
            bookings=after,
            now=self.later,
            kept=begun,
            promised=_kept_promises(standing, cancelled, answer),
            begun=tuple({one.job for one in begun}),
        )
        more = len(answer.broken) - answer.shift_breaks
        worse = [f"{more} promises more break than by going on"] if more > 0 else []
        return judged, [*worse, *self._locks(shop, stays, after, answer.frozen_until)]

    def _locks(
        self, shop: Shop, before: Iterable[Booking], after: Iterable[Booking], until: datetime
    ) -> Iterator[str]:
        """What has begun stays where it is, unless who does it or its machine went away."""
        now = {(one.job, one.lot, one.step): one for one in after}
        people = {one.id: one for one in shop.people}
        touched = shop is not self.floor.shop
        before = list(before)
        for one in before:
            gone = any(
                span.start < one.end and one.start < span.end for span in people[one.person].away
            )
            lost = one.end > self.later and touched and (gone or _lacks(shop, before, one))
            if lost or _leaves(one, people) >= (self.later if touched else until):
                continue
            same = now.get((one.job, one.lot, one.step))
            if same is None or (same.person, same.start, same.end, same.station) != (
                one.person,
                one.start,
                one.end,
                one.station,
            ):
                yield f"{LOCK}: {one.job} lot {one.lot} step {one.step}"


def _leaves(one: Booking, people: Mapping[int, Person]) -> datetime:
    """When a booking begins; at a partner's, when its lot goes there."""
    partner = people[one.person].partner
    return one.start - timedelta(hours=float(partner.there_hours)) if partner else one.start


def _lacks(shop: Shop, plan: Iterable[Booking], one: Booking) -> bool:
    """Whether machines are out and those that are left are with whoever began before."""
    out = [span for kind in shop.stations if kind.name == one.station for span in kind.out]
    count = sum(kind.count for kind in shop.stations if kind.name == one.station)
    spans = [(span.start, span.end) for span in out] + [
        (other.start, other.end)
        for other in plan
        if other is not one and other.station == one.station and other.start <= one.start
    ]
    moments = [one.start, *(start for start, _ in spans if one.start < start < one.end)]
    most = max(sum(start <= at < end for start, end in spans) for at in moments)
    return bool(out) and most >= count


def _kept_promises(
    standing: Iterable[Commitment], cancelled: tuple[str, ...], answer: RepairAnswer
) -> tuple[PromisedDay, ...]:
    broken = {one.job for one in answer.broken}
    return tuple(
        day for day in _days(standing) if day.job not in cancelled and day.job not in broken
    )


def _seat(one: Booking) -> tuple[str, int, int, int, datetime, datetime]:
    """A booking but for its lasts, which it may keep longer where the lot waits."""
    return one.job, one.lot, one.step, one.person, one.start, one.end


def _days(commitments: Iterable[Commitment]) -> Iterator[PromisedDay]:
    for one in commitments:
        if one.promised:
            yield PromisedDay(job=one.job.id, day=one.promised)


def _ends(booked: Iterable[Booking]) -> dict[str, datetime]:
    found: dict[str, datetime] = {}
    for one in booked:
        found[one.job] = max(found.get(one.job, one.end), one.end)
    return found


def _merged(before: Iterable[Booking], after: Iterable[Booking]) -> tuple[Booking, ...]:
    rows = {(one.job, one.lot, one.step): one for one in (*before, *after)}
    return tuple(rows.values())
