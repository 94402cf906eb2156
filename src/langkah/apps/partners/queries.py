"""Reads of rate cards."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from langkah.apps.partners.errors import NotFound
from langkah.apps.partners.models import HandOver, RateBreak, RateCard
from langkah.apps.workshop.models import Workshop
from langkah.apps.workshop.statements import Statement
from langkah.domain import freight
from langkah.domain.money import Money
from langkah.domain.quote import ExportCosts
from langkah.reference import carriers


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


def has_card(workshop: Workshop, card: int) -> bool:
    """Whether the card is the workshop's own. One query."""
    return RateCard.objects.filter(workshop=workshop, pk=card).exists()


def export_costs(workshop: Workshop) -> ExportCosts:
    """What a shipment costs until the carrier has it; None is unknown. One query."""
    for pickup, clearance, currency in _hand_over(workshop=workshop.pk):
        return ExportCosts(
            pickup=Money(pickup, currency) if pickup is not None else None,
            clearance=Money(clearance, currency) if clearance is not None else None,
        )
    return ExportCosts()


@Statement
def _hand_over(workshop: Any) -> QuerySet[Any, Any]:  # noqa: ANN401 - a place
    found = HandOver.objects.filter(workshop=workshop)
    return found.values_list("pickup", "clearance", "currency")


class _Card(NamedTuple):
    """A card as `rate_cards` reads it."""

    id: int
    carrier__name: str
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


class _Break(NamedTuple):
    """A price of a zone as `rate_cards` reads it."""

    zone__card: int
    zone: int
    zone__name: str
    zone__days_min: int | None
    zone__days_max: int | None
    up_to_kg: Decimal | None
    price: Decimal
    per: str


@Statement
def _cards_on(workshop: Any, day: Any) -> QuerySet[Any, Any]:  # noqa: ANN401 - places
    held = Q(valid_until__isnull=True) | Q(valid_until__gte=day)
    found = RateCard.objects.filter(held, workshop=workshop, valid_from__lte=day)
    return found.order_by("pk").values_list(*_Card._fields)


@Statement
def _breaks_of(workshop: Any, country: Any) -> QuerySet[Any, Any]:  # noqa: ANN401 - places
    found = RateBreak.objects.filter(workshop=workshop, zone__countries__country=country)
    by_weight = F("up_to_kg").asc(nulls_last=True)
    return found.order_by("zone", by_weight).values_list(*_Break._fields)


def rate_cards(workshop: Workshop, *, country: str, day: date) -> tuple[freight.RateCard, ...]:
    """Cards that hold on `day`, each with its zone of `country`. Two queries.

    A card without that country comes without zones, so that the answer can say why it is not used.
    """
    cards = map(_Card._make, _cards_on(workshop=workshop.pk, day=day))
    zones: dict[int, list[_Break]] = {}
    for row in map(_Break._make, _breaks_of(workshop=workshop.pk, country=country)):
        zones.setdefault(row.zone__card, []).append(row)
    return tuple(_domain(card, _zones(zones.get(card.id, []), country)) for card in cards)


def _zones(rows: list[_Break], country: str) -> tuple[freight.Zone, ...]:
    """Breaks that come sorted by zone and weight, gathered by zone."""
    return tuple(
        freight.Zone(
            name=mine[0].zone__name,
            countries=(country,),
            days_min=mine[0].zone__days_min,
            days_max=mine[0].zone__days_max,
            breaks=tuple(
                freight.Break(up_to_kg=row.up_to_kg, price=row.price, per=freight.Per(row.per))
                for row in mine
            ),
        )
        for _zone, group in groupby(rows, key=attrgetter("zone"))
        if (mine := list(group))
    )


def _domain(row: _Card, zones: tuple[freight.Zone, ...]) -> freight.RateCard:
    mode = carriers.Mode(row.mode)
    usual = carriers.habit(mode)
    fuel = freight.SurchargePer.PERCENT
    return freight.RateCard(
        name=str(row.id),
        carrier=row.carrier__name,
        service=row.service,
        mode=mode,
        currency=row.currency,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        zones=zones,
        surcharges=(freight.Surcharge(name=_("Fuel surcharge"), per=fuel, amount=row.fuel_percent),)
        if row.fuel_percent
        else (),
        limits=replace(usual.limits, max_kg=row.max_parcel_kg) if row.max_parcel_kg else None,
        weighing=None if mode in carriers.SEA else replace(usual.weighing, divisor=row.divisor),
        source=row.source or f"{row.carrier__name}, {row.service}",
        is_example=row.is_example,
    )
