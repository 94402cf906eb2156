"""Reads of rate cards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from langkah.apps.partners.errors import NotFound
from langkah.apps.partners.models import RateCard
from langkah.apps.workshop.models import Workshop
from langkah.domain.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class CardRow:
    """A rate card on a list."""

    id: int
    carrier: str
    service: str
    mode: str
    valid_from: date
    valid_until: date | None
    zones: int
    is_example: bool

    def current(self, today: date) -> bool:
        """Whether it counts on this day."""
        return self.valid_from <= today and (self.valid_until or today) >= today


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakView:
    """A price up to a weight (None: and above)."""

    up_to_kg: Decimal | None
    price: Money
    per: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneView:
    """Countries with one price list."""

    name: str
    countries: tuple[str, ...]
    days_min: int | None
    days_max: int | None
    breaks: tuple[BreakView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CardView:
    """A whole rate card."""

    id: int
    carrier: str
    service: str
    mode: str
    currency: str
    valid_from: date
    valid_until: date | None
    divisor: int | None
    fuel_percent: Decimal | None
    max_parcel_kg: Decimal | None
    source: str
    is_example: bool
    zones: tuple[ZoneView, ...]


def cards(workshop: Workshop) -> tuple[CardRow, ...]:
    """All rate cards, by carrier, service and newest first. Two queries."""
    rows = (
        RateCard.objects.filter(workshop=workshop)
        .select_related("carrier")
        .prefetch_related("zones")
        .order_by("carrier__name", "service", "-valid_from")
    )
    return tuple(
        CardRow(
            id=row.pk,
            carrier=row.carrier.name,
            service=row.service,
            mode=row.mode,
            valid_from=row.valid_from,
            valid_until=row.valid_until,
            zones=len(row.zones.all()),
            is_example=row.is_example,
        )
        for row in rows
    )


def card(workshop: Workshop, card: int) -> CardView:
    """One card with its zones; raises NotFound. Four queries."""
    row = (
        RateCard.objects.filter(workshop=workshop, pk=card)
        .select_related("carrier")
        .prefetch_related("zones__countries", "zones__breaks")
        .first()
    )
    if row is None:
        raise NotFound
    return CardView(
        id=row.pk,
        carrier=row.carrier.name,
        service=row.service,
        mode=row.mode,
        currency=row.currency,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        divisor=row.divisor,
        fuel_percent=row.fuel_percent,
        max_parcel_kg=row.max_parcel_kg,
        source=row.source,
        is_example=row.is_example,
        zones=tuple(
            ZoneView(
                name=zone.name,
                countries=tuple(sorted(one.country for one in zone.countries.all())),
                days_min=zone.days_min,
                days_max=zone.days_max,
                breaks=tuple(
                    BreakView(
                        up_to_kg=cell.up_to_kg, price=Money(cell.price, row.currency), per=cell.per
                    )
                    for cell in sorted(
                        zone.breaks.all(),
                        key=lambda cell: (cell.up_to_kg is None, cell.up_to_kg or Decimal(0)),
                    )
                ),
            )
            for zone in sorted(row.zones.all(), key=lambda zone: zone.pk)
        ),
    )
