"""A plan as a network: which step waits for which, by how long, and when it may begin at all.

A step waits for the one before it in its lot, for whoever has the person and the station before it,
and for the set of lasts it takes. The order of the plan stays; only times move. Minutes are
those of the clock since the origin, unless they are called `own`: those count on the person's line.

Steps are rows of arrays: a plan of a thousand orders is woven while somebody waits for a page.
Imported only where somebody asks for chances: numpy is not loaded with the program.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from heapq import heapreplace
from zlib import crc32

import numpy as np

from langkah.domain.calendar import WorkCalendar
from langkah.domain.capacity.columns import NOTHING, column, minutes, numbers, previous, seconds
from langkah.domain.capacity.handover import Handover
from langkah.domain.capacity.lines import Floats, Ints, Lines, Words
from langkah.domain.capacity.load import line_of
from langkah.domain.capacity.lots import drying, way
from langkah.domain.capacity.ready import Ready
from langkah.domain.capacity.shop import Booking, Job, Shop, opens
from langkah.domain.work_line import WorkLine, work_line

NEVER, FAR = -(1 << 22), 1 << 32
Lot = tuple[str, int]

# Columns of `waits`; the first is who has the person before
_LOT, _LASTS, STATION = 1, 2, 3
# Rows taken out of arrays at once: a long plan needs no second copy of itself.
_BLOCK = 512


class Kind(Enum):
    """What steps wait for that is no step: a moment of the clock."""

    # The arrival of a job's material
    MATERIAL = auto()
    # A set of lasts comes back from a step that is over
    BACK = auto()


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that steps wait for and nobody works on."""

    key: str
    clock: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Network:
    """Steps in the order of the plan, each after those it waits for; then come the moments.

    Of every step: `words` tell it from others, `line` is a place in `lines`, `minutes` are its own,
    and it does not begin before its own minute `bound` (0 where what it waits for tells its begin).
    `waits` are places, or -1 for none, and `lags` minutes after; (steps, 4). Whoever waits for its
    station does so until the minute of the clock `left` at most: then its maker is on leave.
    `level` counts the steps that lie before it, one after the other. `ends` tells for each job the
    places of the last step of its lots, and `after` the minutes of the clock until each of them is
    back and dry; `days` are the working minutes of a usual day of a line.
    """

    words: Words
    line: Ints
    minutes: Ints
    bound: Ints
    waits: Ints
    lags: Ints
    left: Ints
    level: Ints
    moments: list[Moment]
    ends: dict[str, list[int]]
    after: dict[str, list[int]]
    lines: Lines
    days: Floats


def network(
    shop: Shop,
    bookings: Iterable[Booking],
    now: datetime,
    jobs: Sequence[Job] = (),
    book: Iterable[Booking] = (),
) -> Network:
    """The plan from `now` on. What dries how long is read off `jobs`, of others off their bookings.

    Nothing booked may be missing: each step waits for whatever is booked before it. `book` is all
    that is booked, where that is more: it tells who can do what.
    """
    return _Weaver(shop, tuple(bookings), now, jobs, book).woven()


class _Weaver:
    def __init__(
        self,
        shop: Shop,
        bookings: tuple[Booking, ...],
        now: datetime,
        jobs: Sequence[Job],
        book: Iterable[Booking],
    ) -> None:
        self.shop, self.now, self.bookings, self.book = shop, now, bookings, book or bookings
        self.jobs = {job.id: job for job in jobs}
        self.floor = work_line(shop.calendar, now.date())
        self.clock = self.floor.clock
        self.ways = {one.id: way(one) for one in shop.people if one.partner}
        live = [one for one in bookings if one.end > now]
        origin = self.floor.origin
        starts = seconds([one.start for one in live], origin)
        ends = seconds([one.end for one in live], origin)
        job = numbers([one.job for one in live])
        lot, step = column([one.lot for one in live]), column([one.step for one in live])
        order = np.lexsort((step, lot, job, ends, starts))
        self.rows = [live[at] for at in order.tolist()]
        self.begun = starts[order] < (now - origin).total_seconds()
        self.starts, self.ends = minutes(starts[order]), minutes(ends[order])
        self.lot_of: dict[Lot, int] = {}
        self.lot = self._lots(self.rows)
        self.moments: list[Moment] = []

    def woven(self) -> Network:
        lines, line, days, left = self._lines()
        # What is under way takes what is left of it.
        begins = np.maximum(self.starts, self.clock(self.now))
        own = lines.since(begins, line)
        length = np.maximum(1, lines.since(self.ends, line) - own)
        before = previous(self.lot)
        lasts, back = self._lasts()
        waits = np.stack(
            [
                previous(column([one.person for one in self.rows])),
                self._materials(before),
                lasts,
                self._stations(),
            ],
            axis=1,
        )
        ends = np.append(
            lines.clock_end(own + length, line), [one.clock for one in self.moments]
        ).astype(np.int64)
        lags = np.zeros_like(waits)
        lags[:, _LOT] = self._lags(before)
        lags[:, _LASTS] = np.maximum(0, back - ends[lasts])
        # A lag that the plan itself does not keep is cut.
        room = begins[:, np.newaxis] - ends[waits]
        waits[(room < 0) | self.begun[:, np.newaxis]] = NOTHING
        lags = np.minimum(lags, room)
        told = np.where(waits == NOTHING, NEVER, ends[waits] + lags).max(axis=1)
        last, ready = self._last(), Ready(self.shop, self.jobs.values())
        return Network(
            words=self._words(),
            line=line,
            minutes=length,
            bound=np.maximum(
                np.where(lines.since(told, line) == own, 0, own),
                lines.since(self._open_until(before), line),
            ),
            waits=waits,
            lags=lags,
            left=left,
            level=_levels(waits),
            moments=self.moments,
            ends=last,
            after={
                job: [ready.minutes(self.rows[at]) for at in rows] for job, rows in last.items()
            },
            lines=lines,
            days=days,
        )

    def _lots(self, rows: Iterable[Booking]) -> Ints:
        known = self.lot_of
        return column([known.setdefault((one.job, one.lot), len(known)) for one in rows])

    def _words(self) -> Words:
        """What each step is called, as a number."""
        steps = {one.step: f"|{one.step}".encode() for one in self.rows}
        lots = [crc32(f"{job}|{lot}".encode()) for job, lot in self.lot_of]
        return np.array(
            [
                crc32(steps[one.step], lots[lot])
                for one, lot in zip(self.rows, self.lot.tolist(), strict=True)
            ],
            dtype=np.uint64,
        )

    def _lines(self) -> tuple[Lines, Ints, Floats, Ints]:
        """Lines of all who work, which one each step is on, and the usual day of each line.

        Then the minute of the clock at which its maker leaves a step that nobody else can end.
        """
        people = {one.id: one for one in self.shop.people}
        found: dict[WorkLine, int] = {self.floor: 0}
        days = [_usual_day(self.shop.calendar)]
        handover = Handover(self.shop, self.floor, days[0], self.jobs.values(), self.book)

        def place(line: WorkLine, day: float) -> int:
            if line not in found:
                found[line] = len(found)
                days.append(day)
            return found[line]

        line_at: dict[int, int] = {}
        for person in {one.person for one in self.rows}:
            who = people.get(person)
            line = line_of(self.shop, who, self.now.date()) if who else self.floor
            own = who.partner.calendar if who and who.partner else None
            line_at[person] = place(line, _usual_day(own or self.shop.calendar))
        at = [line_at[one.person] for one in self.rows]
        left = np.full(len(at), FAR)
        gone = handover.people
        for row in [row for row, one in enumerate(self.rows) if one.person in gone]:
            handed, leaves = handover.of(self.rows[row], int(self.ends[row]))
            if handed:
                at[row] = place(handed, days[0])
            if leaves is not None:
                left[row] = leaves
        return Lines([*found]), column(at), np.array(days), left

    def _open_until(self, before: Ints) -> Ints:
        """The clock before which the first step of a lot does not begin: its buyer may answer."""
        until = np.full(len(self.rows), NEVER)
        held = {
            name: self.clock(job.not_before)
            for name, job in self.jobs.items()
            if job.not_before is not None and job.not_before > self.now
        }
        if held:
            for at in np.flatnonzero((before == NOTHING) & ~self.begun).tolist():
                one = self.rows[at]
                if one.step == 1 and one.job in held:
                    there, _ = self.ways.get(one.person, (0, 0))
                    until[at] = held[one.job] + there
        return until

    def _lags(self, before: Ints) -> Ints:
        """How long each step waits after the one before it in its lot: carried there, and dry.

        What is not known to dry so long has the shortest pause seen between two operations: no lot
        dries longer than that.
        """
        rows = self.rows
        carried = self._carried(before)
        names = numbers([one.operation for one in rows])
        pair = names[before] * (names.max(initial=0) + 1) + names
        _, pair = np.unique(pair, return_inverse=True)
        pauses = np.maximum(0, self.starts - self.ends[before] - carried)
        strange = np.array([one.job not in self.jobs for one in rows], dtype=np.bool_)
        seen = strange & (before != NOTHING)
        shortest = np.full(len(rows), FAR)
        np.minimum.at(shortest, pair[seen], pauses[seen])
        dry = np.where(shortest == FAR, 0, shortest)[pair]
        dries = {name: [drying(step) for step in job.routing] for name, job in self.jobs.items()}
        for at in np.flatnonzero(~strange & (before != NOTHING)).tolist():
            was = rows[before[at]]
            known = dries[was.job]
            if was.step <= len(known):
                dry[at] = known[was.step - 1]
        return np.where(before == NOTHING, 0, dry + carried)

    def _carried(self, before: Ints) -> Ints | int:
        """Minutes back from a partner and there, between each step and the one before."""
        if not self.ways:
            return 0
        here = 0, 0
        there, back = (
            column([self.ways.get(one.person, here)[side] for one in self.rows]) for side in (0, 1)
        )
        return there + back[before]

    def _materials(self, before: Ints) -> Ints:
        """The step before, and for the first of a lot the material of a new job on its way."""
        places: dict[str, int] = {}
        found = before.copy()
        for name, job in self.jobs.items():
            if job.material_ready is not None and opens(job.material_ready) > self.now:
                places[name] = len(self.rows) + len(self.moments)
                arrives = self.clock(opens(job.material_ready))
                self.moments.append(Moment(f"{name}|MATERIAL", arrives, Kind.MATERIAL))
        if places:
            for at in np.flatnonzero(before == NOTHING).tolist():
                found[at] = places.get(self.rows[at].job, NOTHING)
        return found

    def _stations(self) -> Ints:
        """The step that had the station before: the one that has been free for longest."""
        units = {one.name: [(NEVER, NOTHING)] * one.count for one in self.shop.stations}
        found = np.full(len(self.rows), NOTHING)
        ends = self.ends.tolist()
        for at, one in enumerate(self.rows):
            if one.station and (free := units.get(one.station)):
                found[at] = heapreplace(free, (ends[at], at))[1]
        return found

    def _lasts(self) -> tuple[Ints, Ints]:
        """The last step of whoever had the set of lasts before, and when it gave it back.

        A lot takes the set that has been free for longest. Which one hardly matters: letting it
        wait for whichever comes first gave the same days on the shops of the research.
        """
        sets = {
            one.family: [(NEVER, at, NOTHING) for at in range(one.count)] for one in self.shop.lasts
        }
        until: dict[int, int] = {}
        frees: dict[int, int] = {}
        places, backs = np.full((2, len(self.rows)), NOTHING)
        for one in self.bookings:
            if one.last_until and one.end <= self.now < one.last_until:
                (lot,) = self._lots([one]).tolist()
                _take(sets.get(one.last_family), lot, self.clock(one.last_until), until)
                frees[lot] = len(self.rows) + len(self.moments)
                self.moments.append(
                    Moment(f"{one.job}|{one.lot}|BACK", self.clock(one.last_until), Kind.BACK)
                )
        lots, ends = self.lot.tolist(), self.ends.tolist()
        for at, one in enumerate(self.rows):
            lot = lots[at]
            if one.last_until:
                free = sets.get(one.last_family)
                before = _take(free, lot, self.clock(one.last_until), until)
                if before in frees:
                    places[at], backs[at] = frees[before], until[before]
            if lot in until and until[lot] >= ends[at]:
                frees[lot] = at
        return places, backs

    def _last(self) -> dict[str, list[int]]:
        """The last step of each lot of each job."""
        places = {(one.job, one.lot): at for at, one in enumerate(self.rows)}
        found: dict[str, list[int]] = {}
        for (job, _), place in places.items():
            found.setdefault(job, []).append(place)
        return found


def _take(
    sets: list[tuple[int, int, int]] | None, lot: int, back: int, until: dict[int, int]
) -> int:
    """Give a lot the set of lasts that has been free for longest; the lot that had it before."""
    if not sets:
        return NOTHING
    until[lot] = back
    _, at, before = sets[0]
    heapreplace(sets, (back, at, lot))
    return before


def _levels(waits: Ints) -> Ints:
    """How many steps lie before each, one after the other."""
    steps = len(waits)
    # Behind the steps stand moments, and at the very end what is no step at all.
    levels = [NOTHING] * (int(waits.max(initial=steps)) + 2)
    at = 0
    for first in range(0, steps, _BLOCK):
        block = waits[first : first + _BLOCK]
        for person, lot, lasts, station in zip(*block.T.tolist(), strict=True):
            levels[at] = 1 + max(levels[person], levels[lot], levels[lasts], levels[station])
            at += 1
    return column(levels[:steps])


def _usual_day(calendar: WorkCalendar) -> float:
    """Working minutes of a day, on average over the days of the week on which somebody works."""
    days = [one.minutes for one in calendar.hours if one.minutes > 0]
    return sum(days) / len(days)
