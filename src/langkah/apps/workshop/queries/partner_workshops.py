"""Partner workshops as the settings show them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from langkah.apps.workshop.errors import NotFound
from langkah.apps.workshop.floor_rows import DayRow, MakerRow, day_of, maker_of
from langkah.apps.workshop.models import PartnerWorkshop, Workshop
from langkah.domain.product import plain


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerRow:
    """A partner workshop; hours on the way run on the clock, `week` is empty where it is ours."""

    id: int
    maker: MakerRow
    there_hours: Decimal
    back_hours: Decimal
    least_pairs: int
    week: tuple[DayRow, ...] = ()

    @property
    def name(self) -> str:
        """What people call it."""
        return self.maker.name


def partner_workshops(workshop: Workshop) -> tuple[PartnerRow, ...]:
    """All of them, those who work for us now first. Three queries."""
    rows = _rows(workshop).order_by("-maker__active", "maker__name")
    return tuple(_row(row) for row in rows)


def partner_workshop(workshop: Workshop, partner_workshop: int) -> PartnerRow:
    """One of them. Raises NotFound."""
    row = _rows(workshop).filter(pk=partner_workshop).first()
    if row is None:
        raise NotFound
    return _row(row)


def _rows(workshop: Workshop) -> QuerySet[PartnerWorkshop]:
    rows = PartnerWorkshop.objects.filter(workshop=workshop).select_related("maker__partner")
    return rows.prefetch_related("maker__skills", "hours")


def _row(row: PartnerWorkshop) -> PartnerRow:
    hours = sorted(row.hours.all(), key=lambda day: day.weekday)
    return PartnerRow(
        id=row.pk,
        maker=maker_of(row.maker),
        there_hours=plain(row.there_hours),
        back_hours=plain(row.back_hours),
        least_pairs=row.least_pairs,
        week=tuple(day_of(one) for one in hours),
    )
