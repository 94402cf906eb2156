"""What stands on the floor: promises given, work under way, and what of it may still move."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property

from langkah.domain.capacity.called_away import longer
from langkah.domain.capacity.decoder import Placed, place, written
from langkah.domain.capacity.load import Load
from langkah.domain.capacity.lots import Lot, Preparer, origin_of, way
from langkah.domain.capacity.machines import Machines
from langkah.domain.capacity.ready import Ready
from langkah.domain.capacity.shop import Booking, Job, Shop, closes
from langkah.domain.capacity.spots import (
    Noted,
    Spot,
    as_made,
    by_lot,
    kept_away,
    on_the_minute,
    over_by_person,
    overtaken,
    spot,
)
from langkah.domain.capacity.staying import can_stay
from langkah.domain.capacity.verify import PromisedDay, VerifyCase, Violation, verify

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """An order that is planned, and the last day on which it must be packed (None: no promise).

    `noted` are the steps of its lots that somebody noted as done; they are booked as they happened.
    """

    job: Job
    promised: date | None = None
    noted: frozenset[Noted] = frozenset()


class Standing:
    """A floor with commitments, their bookings, and the moment until which nothing is moved.

    Bookings of others stay. So does what has begun or begins before `frozen_until`, as far as it
    can still be done after what was noted, and every lot that is not booked as it is made now.
    Steps of a commitment without a booking are done. With `let_go` only these steps may move, and
    what follows of their lots. What is left of a begun lot is placed before all others. Where
    it `goes_on` whoever is called away in the middle of a step ends it when she is back.
    """

    goes_on = False

    def __init__(
        self,
        shop: Shop,
        commitments: Sequence[Commitment],
        booked: Iterable[Booking],
        now: datetime,
        frozen_until: datetime | None = None,
        let_go: Collection[Spot] | None = None,
    ) -> None:
        self.shop, self.commitments, self.now = shop, commitments, now
        self._let = let_go
        self.jobs = [one.job for one in commitments]
        self.ready = Ready(shop, self.jobs)
        self._noted = {one.job.id: one.noted for one in commitments}
        self._place_of = {job.id: place for place, job in enumerate(self.jobs)}
        self._frozen = max(now, frozen_until or now)
        self._people = {person.id: person for person in shop.people}
        # Families of which a delayed lot keeps a set that another was to take: that one waits.
        self._short: set[str] = set()
        booked = tuple(booked)
        self._stand(booked)
        while more := self._overfull() - self._short:
            self._short |= more
            self._stand(booked)

    def _stand(self, booked: Sequence[Booking]) -> None:
        """Fix what stays, and place what is begun."""
        shop, now = self.shop, self.now
        mine = {job.id: job for job in self.jobs}
        self._asked = _by_job(mine, booked)
        self._over = over_by_person(booked, now)
        under_way = [one for one in booked if one.end > now]
        bare = Load(shop, origin_of(now, under_way))
        later = dict(longer(bare, mine, booked, now)) if self.goes_on else {}
        self._back = {one.person: one.end for one in later.values() if one.end > now}
        booked = [
            on_the_minute(later.get(one, one), now) if one.job in mine else one for one in booked
        ]
        self.by_job = _by_job(mine, booked)
        others = [one for one in booked if one.job not in mine]
        kept = {name: self._kept(bare, mine[name], rows) for name, rows in self.by_job.items()}
        machines = Machines(bare.line, shop.stations, [one for one in others if one.end > now])
        self.kept = kept if self._let is not None else self._on_machines(machines, kept)
        fixed = [one for rows in self.kept.values() for one in rows]
        self._stay = [*others, *fixed]
        self.load = Load(shop, now.date(), (self._let_go(mine, one) for one in self._stay))
        self.prepare = Preparer(self.load, now)
        self.bare = self.load.copy()
        self.loose: list[Lot] = []
        self.begun: list[Placed] = []
        self.ends = [0] * len(self.jobs)
        self.__dict__.pop("_kept_set", None)
        self.lots = self._lots()
        self.others = self.held_on(self.begun)

    def _overfull(self) -> set[str]:
        """Families with more lots on them than there are sets."""
        return {
            kind.family
            for kind, shared in zip(self.shop.lasts, self.load.lasts, strict=True)
            if shared.most(self.load.line.clock(self.now)) > kind.count
        }

    def held_on(self, placed: Iterable[Placed]) -> list[Booking]:
        """What stays, with the lasts of each lot placed here until it is through with them."""
        until = {
            (self.jobs[one.lot.job].id, one.lot.number): self.load.line.moment(one.until)
            for one in placed
            if one.until >= 0 and one.lot.held_since is not None
        }
        return [
            replace(one, last_until=until[one.job, one.lot])
            if one.last_until is not None and (one.job, one.lot) in until
            else one
            for one in self._stay
        ]

    def extended(self) -> list[Booking]:
        """Bookings that stay where they are but keep their lasts longer or shorter than before."""
        before = {one for rows in self._asked.values() for one in rows}
        return [one for one in self.others if one.job in self._place_of and one not in before]

    def _kept(self, bare: Load, job: Job, rows: list[Booking]) -> list[Booking]:
        """The first steps of each lot that stay."""
        kept: list[Booking] = []
        loose: set[int] = set()
        changed = {lot for lot, mine in by_lot(rows).items() if not as_made(job, mine)}
        before: Booking | None = None
        for one in sorted(rows, key=lambda one: (one.lot, one.step)):
            stays = one.lot in changed or (
                (self._is_over(job, one) or self._stays(bare, job, before, one))
                and not self._waits(job, before, one)
            )
            if one.lot not in loose and stays:
                kept.append(one)
            else:
                loose.add(one.lot)
            before = one
        return kept

    def _on_machines(
        self, machines: Machines, kept: dict[str, list[Booking]]
    ) -> dict[str, list[Booking]]:
        """What stays of it; where machines are out, those left go on with whoever began first."""
        loose: dict[tuple[str, int], int] = {}
        now = [one for rows in kept.values() for one in rows if one.end > self.now]
        for one in sorted(now, key=lambda one: (one.start, one.lot, one.step)):
            lot = one.job, one.lot
            if lot not in loose and (machines.left(one) or not self._may_move(one)):
                machines.take(one)
            else:
                loose[lot] = min(one.step, loose.get(lot, one.step))
        return {
            name: [one for one in rows if one.step < loose.get((name, one.lot), one.step + 1)]
            for name, rows in kept.items()
        }

    def _may_move(self, one: Booking) -> bool:
        """Whether its lot is made as it is booked."""
        return as_made(
            self.jobs[self._place_of[one.job]],
            (row for row in self.by_job[one.job] if row.lot == one.lot),
        )

    def _is_over(self, job: Job, one: Booking) -> bool:
        """Whether it lies behind; what nobody has ordered yet was not done, whatever the clock."""
        return one.end <= self.now and (self._let is not None or not _unordered(job, one))

    def _waits(self, job: Job, before: Booking | None, one: Booking) -> bool:
        """Whether it came otherwise than planned: in its lot, or for whoever should do it."""
        noted = self._noted[job.id]
        if (one.lot, one.step) in noted:
            return False
        if kept_away(one, self._over.get(one.person, ()), self.now):
            return True
        if before is None or before.lot != one.lot:
            return False
        return overtaken(job, before, one, noted, self.now)

    def _stays(self, bare: Load, job: Job, before: Booking | None, one: Booking) -> bool:
        """Whether a booking is near enough to be left alone and can still be done.

        What has begun with somebody who can no longer end it is done again as a whole, unless it
        waits for her: nobody wrote down how many of its pairs are through.
        """
        if self._let is not None:
            return spot(one) not in self._let
        person = self._people.get(one.person)
        if person is None or one.start - way(person)[0] * MINUTE >= self._frozen:
            return False
        if self.now <= one.start < self._back.get(one.person, self.now):
            return False
        if _unordered(job, one, way(person)[0]):
            return False
        if one.last_family in self._short and one.start >= self.now:
            return False
        return can_stay(bare, job, before, one, self.now)

    def _let_go(self, mine: dict[str, Job], one: Booking) -> Booking:
        """A kept booking without its lasts, where the lot is not through with them yet."""
        job = mine.get(one.job)
        if job is None or one.last_until is None:
            return one
        held = (number for number, step in enumerate(job.routing, 1) if step.holds_last)
        last = max(held, default=0)
        moves = any(
            row.lot == one.lot and row.step <= last and row not in self._kept_set
            for row in self.by_job[one.job]
        )
        return replace(one, last_until=None) if moves else one

    @cached_property
    def _kept_set(self) -> set[Booking]:
        return {one for rows in self.kept.values() for one in rows}

    def _lots(self) -> list[Lot]:
        """Lots that may move, in the order in which they begin now; what is begun is placed."""
        found: list[tuple[datetime, Lot]] = []
        for at, job in enumerate(self.jobs):
            rows, kept = self.by_job[job.id], self.kept[job.id]
            starts: dict[int, datetime] = {}
            loose = [one for one in rows if one not in self._kept_set]
            for one in loose:
                starts[one.lot] = min(starts.get(one.lot, one.start), one.start)
            lots = self.prepare.left(at, job, rows, kept)
            found.extend((starts[lot.number], lot) for lot in lots)
            if kept:
                self.ends[at] = max(self.load.line.clock(self.ready.of(one)) for one in kept)
        found.sort(key=lambda one: one[0])
        self.loose = [lot for _, lot in found]
        first = [lot for lot in self.loose if lot.begun and not self._can_wait(lot)]
        self._place(sorted(first, key=lambda lot: lot.turn))
        return [lot for lot in self.loose if not lot.begun or self._can_wait(lot)]

    def _can_wait(self, lot: Lot) -> bool:
        """Whether what is left of a begun lot may wait for others."""
        return False

    def _place(self, lots: Sequence[Lot]) -> None:
        """Give what is begun its place, before all others."""
        for lot in lots:
            self._is_at(place(self.load, lot))

    def _is_at(self, seat: Placed) -> None:
        self.begun.append(seat)
        self.ends[seat.lot.job] = max(self.ends[seat.lot.job], seat.end)

    @property
    def waits(self) -> bool:
        """Whether a step under way waits for whoever was called away from it."""
        return bool(self._back)

    def limit(self, commitment: Commitment) -> int | None:
        """The last minute of the clock for a promise."""
        if commitment.promised is None:
            return None
        return self.load.line.clock(closes(commitment.promised)) - 1

    def breaks(self, ends: Sequence[int]) -> int:
        """How many promises break when the jobs end at these minutes of the clock."""
        limits = map(self.limit, self.commitments)
        return sum(
            limit is not None and end > limit for limit, end in zip(limits, ends, strict=True)
        )

    def planned(self, name: str) -> datetime | None:
        """When a job is ready by the bookings as they are."""
        return self.ready.moments(self._asked[name]).get(name)

    def whole(self, more: Sequence[Job], placed: Sequence[Placed]) -> list[Booking]:
        """The plan of everything with these lots placed; `more` are jobs after the commitments."""
        return [*self.held_on(placed), *written(self.load, [*self.jobs, *more], placed)]

    def bookings(self, more: Sequence[Job], placed: Iterable[Placed]) -> list[Booking]:
        """What moved or is new, as bookings; `more` are jobs after the commitments."""
        return written(self.load, [*self.jobs, *more], [*self.begun, *placed])

    def _is_begun(self, job: Job) -> bool:
        """Whether something of it is done, and so no longer among the bookings, or may not move."""
        booked = sum(one.pairs for one in self.by_job[job.id])
        return bool(self.kept[job.id]) or booked < job.pairs * len(job.routing)

    def broken(
        self,
        more: Sequence[Job],
        moved: Sequence[Booking],
        promised: Sequence[PromisedDay],
        others: Sequence[Booking] | None = None,
    ) -> tuple[Violation, ...]:
        """What an independent look finds wrong with the plan; `others` are those that stay."""
        stay = tuple(self.others if others is None else others)
        begun = [job.id for job in self.jobs if self._is_begun(job)]
        return verify(
            VerifyCase(
                shop=self.shop,
                jobs=(*self.jobs, *more),
                bookings=(*stay, *moved),
                now=self.now,
                kept=stay,
                promised=tuple(promised),
                begun=tuple(begun),
            )
        )


def _by_job(jobs: Collection[str], booked: Iterable[Booking]) -> dict[str, list[Booking]]:
    """The bookings of each of these jobs."""
    found: dict[str, list[Booking]] = {name: [] for name in jobs}
    for one in booked:
        if one.job in found:
            found[one.job].append(one)
    return found


def _unordered(job: Job, one: Booking, there: int = 0) -> bool:
    """Whether it would begin, or leave for a partner, while nobody has ordered it yet."""
    return job.not_before is not None and one.start - there * MINUTE < job.not_before
