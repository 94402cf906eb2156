"""Open quotes that hold capacity while the plan no longer keeps the day they promise."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from langkah.apps.production import floor
from langkah.apps.production.models import Booking
from langkah.apps.production.ready import readies
from langkah.apps.workshop.models import Workshop

_VERSION = "quote_line__version"
_FIELDS = ("pk", "promise_day", "quote", "quote__number", "quote__buyer__company")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unkept:
    """A quote whose `promised` day is missed by the plan: what it holds is ready on `planned`."""

    version: int
    quote: int
    number: int
    buyer: str
    promised: date
    planned: date

    @property
    def days(self) -> int:
        """Days that the plan ends after the promise."""
        return (self.planned - self.promised).days


def unkept(workshop: Workshop, now: datetime, version: int | None = None) -> tuple[Unkept, ...]:
    """Every such quote that is still open, or this one version; the latest first. One query."""
    rows = Booking.objects.filter(
        workshop=workshop,
        quote_line__version__hold__released_at=None,
        quote_line__version__hold__until__gte=now,
        quote_line__version__promise_day__isnull=False,
    )
    if version is not None:
        rows = rows.filter(quote_line__version=version)
    zone = ZoneInfo(workshop.time_zone)
    fields = (*(f"{_VERSION}__{name}" for name in _FIELDS), f"{_VERSION}__quote__buyer__name")
    found: dict[int, Unkept] = {}
    for told, _, ready in readies(rows, "quote_line", *fields):
        pk, promised, quote, number, company, name = told
        day = floor.local(ready, zone).date()
        known = found.get(pk)
        found[pk] = (
            replace(known, planned=max(known.planned, day))
            if known
            else Unkept(
                version=pk,
                quote=quote,
                number=number,
                buyer=company or name,
                promised=promised,
                planned=day,
            )
        )
    late = (one for one in found.values() if one.days > 0)
    return tuple(sorted(late, key=lambda one: (-one.days, one.number)))
