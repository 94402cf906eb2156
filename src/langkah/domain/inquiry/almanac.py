"""Finding the day that a date without a year, a month's end or "in six weeks" stands for."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

MONTHS_A_YEAR = 12
LAST_DAY = 31
EARLY, MIDDLE = 10, 15
JAPANESE_PARTS = {"early": 10, "mid": 20, "end": LAST_DAY}  # three times ten days
PARTS = {"early": EARLY, "mid": MIDDLE, "end": LAST_DAY}
_FRIDAY = 5
_WEEKS_A_YEAR = 53
_YEARS_AHEAD = 5  # 29 February comes back within them
_LAST_YEAR = 9998


def valid(year: int, month: int, day: int) -> date | None:
    """The date, when there is such a day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def ahead(today: date, month: int, day: int, year: int | None) -> date | None:
    """The next such day from `today` on, or the one of `year` whenever it is."""
    for guess in _years(today, year):
        found = valid(guess, month, day)
        if found and (year or found >= today):
            return found
    return None


def part_ahead(today: date, month: int, day: int, year: int | None) -> date | None:
    """Like `ahead`, with a day behind the month's end taken as its last day."""
    if not 1 <= month <= MONTHS_A_YEAR:
        return None
    for guess in _years(today, year):
        if not 1 <= guess <= _LAST_YEAR:
            return None
        found = date(guess, month, min(day, monthrange(guess, month)[1]))
        if year or found >= today:
            return found
    return None


def later(today: date, count: int, unit: str) -> date:
    """`count` days, weeks or months after today."""
    if unit != "month":
        return today + timedelta(days=count * (7 if unit == "week" else 1))
    month = today.month - 1 + count
    year, month = today.year + month // MONTHS_A_YEAR, month % MONTHS_A_YEAR + 1
    return date(year, month, min(today.day, monthrange(year, month)[1]))


def week_ahead(today: date, week: int) -> date | None:
    """The Friday of the next calendar week (ISO 8601) with this number."""
    if not 1 <= week <= _WEEKS_A_YEAR:
        return None
    days = (_friday(year, week) for year in _years(today, None))
    return next((day for day in days if day and day >= today), None)


def next_month(today: date) -> date:
    """The first day of the month after this one."""
    return (today.replace(day=1) + timedelta(days=32)).replace(day=1)


def _friday(year: int, week: int) -> date | None:
    try:
        return date.fromisocalendar(year, week, _FRIDAY)
    except ValueError:
        return None


def _years(today: date, year: int | None) -> range:
    return range(year, year + 1) if year else range(today.year, today.year + _YEARS_AHEAD)
