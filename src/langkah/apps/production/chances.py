"""How likely promised days are: kept with a version, and asked of the whole plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from langkah.apps.catalogue.errors import NotFound as Gone
from langkah.apps.production.committed import committed
from langkah.apps.production.models import DayChance
from langkah.apps.workshop.models import Workshop
from langkah.apps.workshop.queries import terms
from langkah.domain.capacity.chance import ChanceCase, buffers
from langkah.domain.reason import Refusal

REPLICATIONS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """The plan's own day, the one kept every second time, and the one offered, in percent."""

    planned: date
    half: date
    offered: date
    percent: int

    @property
    def days(self) -> int:
        """Days to spare between the plan and the day offered."""
        return (self.offered - self.planned).days


def keep(workshop: Workshop, version: int, *, planned: date, half: date, offered: date) -> None:
    """Write down how likely the day of a version is."""
    DayChance.objects.update_or_create(
        workshop=workshop,
        version_id=version,
        defaults={
            "planned": planned,
            "half": half,
            "offered": offered,
            "percent": terms(workshop).sure_percent,
        },
    )


def of_version(workshop: Workshop, version: int, promised: date | None) -> Chance | None:
    """What was worked out for the day this version promises; None where nothing was. One query."""
    row = DayChance.objects.filter(workshop=workshop, version=version).first()
    if row is None or row.offered != promised:
        return None
    return Chance(planned=row.planned, half=row.half, offered=row.offered, percent=row.percent)


def consequence(workshop: Workshop, percents: tuple[int, ...], now: datetime) -> dict[int, Decimal]:
    """Days between plan and offer at each sureness, on average over all that is planned now.

    Empty where nothing is planned, or what is planned cannot be made any more as it was.
    """
    try:
        plan = committed(workshop, now)
        case = ChanceCase(
            shop=plan.shop,
            bookings=plan.booked,
            now=plan.now,
            jobs=tuple(one.job for one in plan.commitments),
            replications=REPLICATIONS,
        )
        return buffers(case, percents)
    except (Refusal, Gone):
        return {}
