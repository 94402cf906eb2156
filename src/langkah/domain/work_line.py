"""When somebody works, as one line of working minutes.

On the line, nights, breaks and closed days have no length; drying runs on the clock and is turned
back into the line. Times are naive and local to the workshop.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import accumulate

from langkah.domain.calendar import DAY_MINUTES, Span, WorkCalendar, parts_of, problems_of
from langkah.domain.reason import Reason, Refusal, because

# The largest research shop has orders for six years
YEARS_AHEAD = 8
_DAYS = 366 * YEARS_AHEAD
_WEEK = 7
_MINUTE = timedelta(minutes=1)
# So many moments are remembered of a line: some megabytes.
_MOMENTS = 1 << 15

# A minute of the clock beyond every plan, and a stretch there that holds whatever does not fit
NEVER, _ENDLESS = 2_000_000_000, 1 << 60

# Begins on the clock and lengths of stretches of work, in order
Stretches = tuple[list[int], list[int]]


class WorkLine:
    """Working minutes counted from the first moment of `origin`, and the way back to the clock.

    The line is cut into stretches of work without a pause. The clock too is whole minutes since
    midnight of `origin`. What does not fit before its `end` lies on a last stretch that begins when
    nobody plans any more. `away` is taken out of the hours of the calendar, `extra` comes on top.
    Raises Refusal for a calendar nobody can work by.
    """

    __slots__ = ("_begins", "_begun", "_clocks", "_lengths", "_starts", "end", "origin")

    def __init__(
        self,
        calendar: WorkCalendar,
        origin: date,
        away: tuple[Span, ...] = (),
        extra: tuple[Span, ...] = (),
    ) -> None:
        problems = problems_of(calendar)
        if problems:
            raise Refusal(*problems)
        self.origin = datetime.combine(origin, time.min)
        self._clocks: dict[datetime, int] = {}
        self._begun: dict[datetime, int] = {}
        worked = _usual(calendar, origin)
        if extra or away:
            worked = _changed(
                worked, [*map(self.taken, away)], [one for one in map(self._given, extra) if one]
            )
        self._begins, self._lengths = worked
        self._starts = [*accumulate(self._lengths[:-1], initial=0)]
        self.end = self._starts[-1]

    def taken(self, span: Span) -> tuple[int, int]:
        """The minutes of the clock that a leave or a repair takes, those begun at both ends too."""
        return self.begun(span.start), self.clock(span.end)

    def _given(self, span: Span) -> tuple[int, int] | None:
        """The whole minutes of an overtime; None without one."""
        start, end = self.clock(span.start), self.begun(span.end)
        return (start, end) if start < end else None

    def clock(self, moment: datetime) -> int:
        """Whole minutes of the clock since the origin, begun minutes counted."""
        # The moments of a plan are asked for again with every question.
        found = self._clocks.get(moment)
        if found is None:
            if len(self._clocks) >= _MOMENTS:
                self._clocks.clear()
            found = self._clocks[moment] = _minutes(moment - self.origin)
        return found

    def begun(self, moment: datetime) -> int:
        """Whole minutes of the clock since the origin, without the one that has begun."""
        found = self._begun.get(moment)
        if found is None:
            if len(self._begun) >= _MOMENTS:
                self._begun.clear()
            found = self._begun[moment] = -_minutes(self.origin - moment)
        return found

    def moment(self, clock: int) -> datetime:
        """The moment so many minutes of the clock after the origin."""
        return self.origin + clock * _MINUTE

    def at(self, moment: datetime) -> int:
        """The minute on the line at or after this moment; before the origin it is zero."""
        return self.since(self.clock(moment))

    def begin(self, minute: int) -> datetime:
        """The clock when work on this minute begins."""
        place = bisect_right(self._starts, minute) - 1
        return self._clock(place, minute)

    def finish(self, minute: int) -> datetime:
        """The clock when all minutes before this one are done."""
        place = max(bisect_left(self._starts, minute) - 1, 0)
        return self._clock(place, minute)

    def clock_begin(self, minute: int) -> int:
        """The minute of the clock when work on this minute begins."""
        place = bisect_right(self._starts, minute) - 1
        return self._begins[place] + minute - self._starts[place]

    def clock_end(self, minute: int) -> int:
        """The minute of the clock when all minutes before this one are done."""
        place = bisect_left(self._starts, minute) - 1
        place = max(place, 0)
        return self._begins[place] + minute - self._starts[place]

    def since(self, clock: int) -> int:
        """The minute on the line at or after this minute of the clock."""
        place = bisect_right(self._begins, clock) - 1
        if place < 0:
            return 0
        passed, length = clock - self._begins[place], self._lengths[place]
        return self._starts[place] + (passed if passed < length else length)

    def stretches(self) -> tuple[list[int], list[int], list[int]]:
        """Of every stretch of work: its begin on the clock, its first minute on the line, length.

        Not to be changed.
        """
        return self._begins, self._starts, self._lengths

    def handed_over(self, minute: int, other: WorkLine, clock: int) -> WorkLine:
        """This line until a minute of it, then another's from a minute of the clock on.

        Both count from the same origin, and the clock is not before the minute's.
        """
        twin = WorkLine.__new__(WorkLine)
        mine = bisect_left(self._starts, minute)
        lengths = self._lengths[:mine]
        if mine:
            lengths[-1] = minute - self._starts[mine - 1]
        theirs = max(bisect_right(other._begins, clock) - 1, 0)
        ends = [other._begins[theirs] + other._lengths[theirs]]
        begins = [max(other._begins[theirs], clock)]
        if begins[0] >= ends[0]:
            begins, ends = [], []
        rest = other._begins[theirs + 1 :]
        twin.origin, twin._clocks = self.origin, self._clocks
        twin._begins = [*self._begins[:mine], *begins, *rest]
        twin._lengths = [
            *lengths,
            *(end - begin for begin, end in zip(begins, ends, strict=True)),
            *other._lengths[theirs + 1 :],
        ]
        twin._starts = [*accumulate(twin._lengths[:-1], initial=0)]
        twin.end = twin._starts[-1]
        return twin

    def _clock(self, place: int, minute: int) -> datetime:
        if minute >= self.end:
            raise Refusal(too_far())
        return self.origin + (self._begins[place] + minute - self._starts[place]) * _MINUTE


def _minutes(passed: timedelta) -> int:
    minutes, seconds = divmod(passed.seconds, 60)
    clock = passed.days * DAY_MINUTES + minutes
    return clock + 1 if seconds or passed.microseconds else clock


def too_far() -> Reason:
    """Nobody plans that far."""
    return because(
        "The plan reaches further than {years} years. Make the order smaller.", years=YEARS_AHEAD
    )


@lru_cache(maxsize=64)
def work_line(
    calendar: WorkCalendar,
    origin: date,
    away: tuple[Span, ...] = (),
    extra: tuple[Span, ...] = (),
) -> WorkLine:
    """The line of a calendar; kept, because many questions are asked of the same one."""
    return WorkLine(calendar, origin, away, extra)


@lru_cache(maxsize=64)
def _usual(calendar: WorkCalendar, origin: date) -> Stretches:
    """Begin on the clock and length of every stretch of work of the floor."""
    by_day = {hours.weekday: tuple(parts_of(hours)) for hours in calendar.hours}
    closed = {one.day.toordinal() for one in calendar.closed}
    begins, lengths, first = [], [], origin.toordinal()
    for count in range(_DAYS):
        parts = by_day.get((first + count - 1) % _WEEK)
        if parts and first + count not in closed:
            for opens, minutes in parts:
                begins.append(count * DAY_MINUTES + opens)
                lengths.append(minutes)
    begins.append(NEVER)
    lengths.append(_ENDLESS)
    if not calendar.rest:
        return begins, lengths
    # Whoever works overtime in them works all the same.
    midnight = datetime.combine(origin, time.min)
    rest = [
        (-_minutes(midnight - one.start), _minutes(one.end - midnight)) for one in calendar.rest
    ]
    return _changed((begins, lengths), rest, [])


def _changed(
    worked: Stretches, away: Sequence[tuple[int, int]], extra: Sequence[tuple[int, int]]
) -> Stretches:
    """The stretches with some minutes more and some fewer; far from these they are as they were."""
    old_begins, old_lengths = worked
    old_ends = [begins + length for begins, length in zip(old_begins, old_lengths, strict=True)]
    begins: list[int] = []
    lengths: list[int] = []
    done = 0
    for low, high, mine in _touched(old_begins, old_ends, away, extra):
        begins += old_begins[done:low]
        lengths += old_lengths[done:low]
        usual = zip(old_begins[low:high], old_ends[low:high], strict=True)
        for start, end in _swept([(0, *one) for one in usual] + mine):
            begins.append(start)
            lengths.append(end - start)
        done = high
    return begins + old_begins[done:], lengths + old_lengths[done:]


def _touched(
    begins: Sequence[int],
    ends: Sequence[int],
    away: Sequence[tuple[int, int]],
    extra: Sequence[tuple[int, int]],
) -> list[tuple[int, int, list[tuple[int, int, int]]]]:
    """The places of stretches that spans touch (first, behind the last), with these spans."""
    spans = [
        (max(0, start), min(end, _DAYS * DAY_MINUTES), which)
        for which, all_ in ((1, away), (0, extra))
        for start, end in all_
    ]
    found: list[tuple[int, int, list[tuple[int, int, int]]]] = []
    for start, end, which in sorted(one for one in spans if one[0] < one[1]):
        low, high = bisect_left(ends, start), bisect_right(begins, end)
        mine = [(which, start, end)]
        if found and low <= found[-1][1]:
            before = found.pop()
            low, high, mine = before[0], max(before[1], high), before[2] + mine
        found.append((low, high, mine))
    return found


def _swept(spans: Iterable[tuple[int, int, int]]) -> Iterator[tuple[int, int]]:
    """Begin and end of each stretch that some span of kind 0 covers and none of kind 1."""
    edges = sorted(
        (clock, which, step)
        for which, *span in spans
        for clock, step in zip(span, (1, -1), strict=True)
    )
    counts, begun = [0, 0], None
    for clock, which, step in edges:
        counts[which] += step
        works = counts[0] > 0 and not counts[1]
        if works and begun is None:
            begun = clock
        elif not works and begun is not None:
            if clock > begun:
                yield begun, clock
            begun = None
