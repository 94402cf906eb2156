"""The line of working minutes: nights, breaks, Sundays and holidays have no length on it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from langkah.domain.calendar import ClosedDay, DayHours, Span, WorkCalendar, opening
from langkah.domain.reason import Refusal
from langkah.domain.work_line import WorkLine, work_line

MONDAY = date(2027, 3, 1)
SIX_DAYS = (
    *(
        DayHours(weekday=day, opens=time(8), minutes=420, break_after=240, break_minutes=60)
        for day in range(5)
    ),
    DayHours(weekday=5, opens=time(8), minutes=300),
)
LINE = work_line(WorkCalendar(hours=SIX_DAYS), MONDAY)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(MONDAY + timedelta(days=day), time(hour, minute))


@pytest.mark.parametrize(
    ("moment", "minute"),
    [
        (at(0, 0), 0),
        (at(0, 8), 0),
        (at(0, 8, 1), 1),
        (at(0, 12, 30), 240),  # the break
        (at(0, 13), 240),
        (at(0, 16), 420),
        (at(0, 23), 420),
        (at(1, 8), 420),
        (at(5, 13), 5 * 420 + 300),
        (at(6, 10), 5 * 420 + 300),  # Sunday
        (at(7, 8, 5), 5 * 420 + 305),
        (at(-3, 9), 0),  # before the origin
    ],
)
def test_where_a_moment_lies(moment: datetime, minute: int) -> None:
    assert LINE.at(moment) == minute


def test_seconds_of_a_leave_take_the_minute_and_those_of_overtime_give_none() -> None:
    second = timedelta(seconds=1)
    span = Span(start=at(0, 9) - second, end=at(0, 10) + second)
    week = WorkCalendar(hours=SIX_DAYS)
    assert WorkLine(week, MONDAY, away=(span,)).at(at(0, 11)) == 180 - 62
    rest = WorkCalendar(hours=SIX_DAYS, rest=(span,))
    assert WorkLine(rest, MONDAY).at(at(0, 11)) == 180 - 62
    late = Span(start=at(0, 17) + second, end=at(0, 18) - second)
    assert WorkLine(week, MONDAY, extra=(late,)).at(at(1, 0)) == 420 + 58
    none = Span(start=at(0, 17) + second, end=at(0, 17) + 2 * second)
    assert WorkLine(week, MONDAY, extra=(none,)).at(at(1, 0)) == 420


def test_a_begun_minute_is_gone() -> None:
    assert LINE.at(at(0, 8) + timedelta(seconds=1)) == 1


def test_the_end_of_a_day_and_the_start_of_the_next_are_one_minute_of_the_line() -> None:
    assert LINE.finish(420) == at(0, 16)
    assert LINE.begin(420) == at(1, 8)
    assert LINE.finish(240) == at(0, 12)
    assert LINE.begin(240) == at(0, 13)


def dried(line: WorkLine, minute: int, hours: int) -> int:
    """The first minute of work on which something finished then is dry."""
    return line.since(line.clock_end(minute) + hours * 60)


def test_drying_runs_through_the_night_and_over_sunday() -> None:
    """Glued on Monday at 16:00: 4 hours are over when the floor opens, 20 hours at noon."""
    assert dried(LINE, 420, 4) == 420
    assert LINE.begin(dried(LINE, 420, 20)) == at(1, 13)
    saturday_close = 5 * 420 + 300
    assert LINE.begin(dried(LINE, saturday_close, 20)) == at(7, 8)


def test_drying_counts_on_through_a_stop_of_ten_days() -> None:
    stop = tuple(
        ClosedDay(day=MONDAY + timedelta(days=count), reason="Lebaran") for count in range(7, 17)
    )
    line = work_line(WorkCalendar(hours=SIX_DAYS, closed=stop), MONDAY)
    evening_before = 5 * 420 + 300
    assert line.finish(evening_before) == at(5, 13)
    assert line.begin(dried(line, evening_before, 20)) == at(17, 8)


@pytest.mark.parametrize(
    ("day", "hours"),
    [
        (0, (at(0, 8), at(0, 16))),
        (5, (at(5, 8), at(5, 13))),
        (6, None),
        (7, None),
    ],
)
def test_when_the_floor_opens_and_closes(day: int, hours: tuple[datetime, datetime] | None) -> None:
    closed = (ClosedDay(day=MONDAY + timedelta(days=7), reason="Nyepi"),)
    calendar = WorkCalendar(hours=SIX_DAYS, closed=closed)
    assert opening(calendar, MONDAY + timedelta(days=day)) == hours


def half_day(day: int, first: int, last: int) -> WorkCalendar:
    return WorkCalendar(hours=SIX_DAYS, rest=(Span(start=at(day, first), end=at(day, last)),))


@pytest.mark.parametrize(
    ("calendar", "worked", "hours"),
    [
        (half_day(0, 12, 18), 240, (at(0, 8), at(0, 12))),
        (half_day(0, 0, 13), 180, (at(0, 13), at(0, 16))),
        (half_day(0, 9, 10), 360, (at(0, 8), at(0, 16))),
        (half_day(0, 7, 20), 0, None),
        (half_day(1, 8, 16), 420, (at(0, 8), at(0, 16))),
    ],
)
def test_half_a_day_of_rest_for_all(
    calendar: WorkCalendar, worked: int, hours: tuple[datetime, datetime] | None
) -> None:
    assert work_line(calendar, MONDAY).at(at(1, 0)) == worked
    assert opening(calendar, MONDAY) == hours


def test_who_works_overtime_in_the_rest_of_all_works() -> None:
    evening = (Span(start=at(0, 14), end=at(0, 15)),)
    line = WorkLine(half_day(0, 12, 18), MONDAY, extra=evening)
    assert line.at(at(1, 0)) == 240 + 60


def test_a_rest_that_ends_before_it_begins_is_told() -> None:
    with pytest.raises(Refusal, match="rest: each must end after it starts"):
        WorkLine(half_day(0, 12, 9), MONDAY)


def spans() -> st.SearchStrategy[tuple[Span, ...]]:
    one = st.tuples(st.integers(-3000, 20_000), st.integers(1, 6000)).map(
        lambda drawn: Span(
            start=at(0, 0) + timedelta(minutes=drawn[0]),
            end=at(0, 0) + timedelta(minutes=drawn[0] + drawn[1]),
        )
    )
    return st.lists(one, max_size=5).map(tuple)


@settings(max_examples=60)
@given(rest=spans(), away=spans(), extra=spans())
def test_every_minute_is_worked_or_not_as_counted_one_by_one(
    rest: tuple[Span, ...], away: tuple[Span, ...], extra: tuple[Span, ...]
) -> None:
    """Minute for minute: usual hours without the rest of all, with overtime, without leave."""
    line = WorkLine(WorkCalendar(hours=SIX_DAYS, rest=rest), MONDAY, away, extra)

    def inside(moment: datetime, some: tuple[Span, ...]) -> bool:
        return any(one.start <= moment < one.end for one in some)

    for minute in range(0, 20 * 1440, 7):
        moment = at(0, 0) + timedelta(minutes=minute)
        usual = LINE.at(moment + timedelta(minutes=1)) > LINE.at(moment)
        works = (usual and not inside(moment, rest)) or inside(moment, extra)
        worked = line.at(moment + timedelta(minutes=1)) - line.at(moment)
        assert worked == (works and not inside(moment, away))


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        ((), "no working hours"),
        ((DayHours(weekday=7, opens=time(8), minutes=60),), "weekday is 7"),
        ((DayHours(weekday=0, opens=time(8), minutes=60),) * 2, "written twice"),
        ((DayHours(weekday=0, opens=time(20), minutes=300),), "open and close on the same day"),
        ((DayHours(weekday=0, opens=time(8), minutes=60, break_minutes=-5),), "same day"),
    ],
)
def test_hours_nobody_can_work_by(hours: tuple[DayHours, ...], words: str) -> None:
    with pytest.raises(Refusal, match=words):
        WorkLine(WorkCalendar(hours=hours), MONDAY)


def test_the_line_ends_with_a_sentence() -> None:
    with pytest.raises(Refusal, match="further than 8 years"):
        LINE.begin(LINE.end)


@st.composite
def calendars(draw: st.DrawFn) -> WorkCalendar:
    minutes, pause = draw(st.integers(1, 600)), draw(st.integers(0, 90))
    opens, after = draw(st.integers(0, 12)), draw(st.integers(0, 600))
    return WorkCalendar(
        hours=tuple(
            DayHours(
                weekday=day,
                opens=time(opens),
                minutes=minutes,
                break_after=after,
                break_minutes=pause,
            )
            for day in sorted(draw(st.sets(st.integers(0, 6), min_size=1)))
        ),
        closed=tuple(
            ClosedDay(day=MONDAY + timedelta(days=count))
            for count in sorted(draw(st.sets(st.integers(0, 300), max_size=40)))
        ),
    )


@settings(deadline=None)
@given(calendar=calendars(), start=st.integers(0, 100_000), length=st.integers(1, 3_000))
def test_there_and_back(calendar: WorkCalendar, start: int, length: int) -> None:
    """A stretch of the line put on the clock is found again, whatever the week looks like."""
    line = WorkLine(calendar, MONDAY)
    end = start + length
    assume(end < line.end)
    assert line.at(line.begin(start)) == start
    assert line.at(line.finish(end)) == end
    assert line.begin(start) < line.finish(end)
    assert line.begin(start).date() not in {one.day for one in calendar.closed}
