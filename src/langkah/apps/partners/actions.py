"""Writes of rate cards."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from langkah.apps.partners.errors import NotFound, NotSaved
from langkah.apps.partners.models import (
    Carrier,
    HandOver,
    Mode,
    Per,
    RateBreak,
    RateCard,
    Zone,
    ZoneCountry,
)
from langkah.apps.workshop import audit
from langkah.apps.workshop.models import User, Workshop
from langkah.domain.reason import Reason, because
from langkah.reference import currencies


@dataclass(frozen=True, slots=True, kw_only=True)
class NewBreak:
    """A price up to a weight in kg (None: and above), for a parcel, each kg, or each m3/tonne."""

    up_to_kg: Decimal | None
    price: Decimal
    per: str = Per.PARCEL


@dataclass(frozen=True, slots=True, kw_only=True)
class NewZone:
    """Countries (ISO alpha-2) with one price list and the days on the way."""

    name: str
    countries: tuple[str, ...]
    breaks: tuple[NewBreak, ...]
    days_min: int | None = None
    days_max: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCard:
    """One service of a carrier from a day on; amounts in `currency`, fuel in percent."""

    carrier: str
    service: str
    mode: str = Mode.COURIER
    currency: str = "IDR"
    valid_from: date
    valid_until: date | None = None
    divisor: int | None = None
    fuel_percent: Decimal | None = None
    max_parcel_kg: Decimal | None = None
    source: str = ""
    is_example: bool = False
    zones: tuple[NewZone, ...] = ()


@transaction.atomic
def add_card(*, workshop: Workshop, card: NewCard, by: User | None) -> int:
    """Keep a rate card whole; raises NotSaved with everything that is wrong with it."""
    wrong = [*_problems(card), *_problems_of_zones(card.zones), *_doubled(workshop, card)]
    if wrong:
        raise NotSaved(*wrong)
    carrier, _ = Carrier.objects.get_or_create(workshop=workshop, name=card.carrier.strip())
    row = RateCard.objects.create(
        workshop=workshop,
        carrier=carrier,
        service=card.service.strip(),
        mode=card.mode,
        currency=card.currency,
        valid_from=card.valid_from,
        valid_until=card.valid_until,
        divisor=card.divisor,
        fuel_percent=card.fuel_percent,
        max_parcel_kg=card.max_parcel_kg,
        source=card.source.strip()[:120],
        is_example=card.is_example,
        created_by=by,
    )
    _add_zones(workshop, row, card.zones)
    audit.record(workshop=workshop, by=by, verb="rate_card.added", target=row)
    return row.pk


@transaction.atomic
def add_first_card(
    *,
    workshop: Workshop,
    card: NewCard,
    hand_over: tuple[Decimal | None, Decimal | None],
    by: User | None,
) -> int:
    """A card together with what a shipment costs before it; amounts left empty change nothing."""
    pickup, clearance = hand_over
    known = HandOver.objects.filter(workshop=workshop).first()
    if pickup is not None or clearance is not None:
        set_hand_over(
            workshop=workshop,
            pickup=known.pickup if pickup is None and known else pickup,
            clearance=known.clearance if clearance is None and known else clearance,
            by=by,
        )
    return add_card(workshop=workshop, card=card, by=by)


def _add_zones(workshop: Workshop, card: RateCard, zones: tuple[NewZone, ...]) -> None:
    made = Zone.objects.bulk_create(
        Zone(
            workshop=workshop,
            card=card,
            name=zone.name.strip()[:40],
            days_min=zone.days_min,
            days_max=zone.days_max,
        )
        for zone in zones
    )
    ZoneCountry.objects.bulk_create(
        ZoneCountry(workshop=workshop, card=card, zone=row, country=country)
        for row, zone in zip(made, zones, strict=True)
        for country in zone.countries
    )
    RateBreak.objects.bulk_create(
        RateBreak(
            workshop=workshop, zone=row, up_to_kg=cell.up_to_kg, price=cell.price, per=cell.per
        )
        for row, zone in zip(made, zones, strict=True)
        for cell in zone.breaks
    )


@transaction.atomic
def add_zone(*, workshop: Workshop, card: int, zone: NewZone, by: User) -> None:
    """A further zone of a card. Raises NotSaved with everything that is wrong."""
    row = RateCard.objects.select_for_update().filter(workshop=workshop, pk=card).first()
    if row is None:
        raise NotFound
    wrong = _problems_of_zones((zone,))
    taken = ZoneCountry.objects.filter(card=row, country__in=zone.countries)
    wrong += [
        because("{country} stands in two zones. Keep it in one of them.", country=one.country)
        for one in taken
    ]
    if row.zones.filter(name=zone.name.strip()[:40]).exists():
        wrong.append(because("The card has a zone {zone} already. Name it anew.", zone=zone.name))
    if wrong:
        raise NotSaved(*wrong)
    _add_zones(workshop, row, (zone,))
    audit.record(
        workshop=workshop, by=by, verb="rate_card.zone_added", target=row, new={"zone": zone.name}
    )


@transaction.atomic
def remove_card(*, workshop: Workshop, card: int, by: User) -> None:
    """Take a card away; quotes that were priced with it keep their figures."""
    row = RateCard.objects.filter(workshop=workshop, pk=card).first()
    if row is None:
        raise NotFound
    audit.record(workshop=workshop, by=by, verb="rate_card.removed", target=row)
    row.delete()


def _problems(card: NewCard) -> list[Reason]:
    found = []
    if not card.carrier.strip():
        found.append(because("The carrier has no name. Write which company carries the goods."))
    if not card.service.strip():
        found.append(because("The service has no name. Write for example “Express”."))
    if card.currency not in currencies.CODES:
        found.append(because("The currency {code} is not known.", code=card.currency))
    if card.valid_until and card.valid_until < card.valid_from:
        found.append(because("The last day lies before the first. Correct one of them."))
    if not card.zones:
        found.append(because("There is no zone yet. Add the countries and their prices."))
    return found


def _problems_of_zones(zones: tuple[NewZone, ...]) -> list[Reason]:
    found = []
    for zone in zones:
        if not zone.countries:
            found.append(
                because("Zone {zone} has no country. Choose at least one.", zone=zone.name)
            )
        if not zone.breaks:
            found.append(because("Zone {zone} has no price. Write at least one.", zone=zone.name))
        weights = Counter(cell.up_to_kg for cell in zone.breaks)
        found += [
            because(
                "Zone {zone} has two prices for {kg} kg. Keep one of them.",
                zone=zone.name,
                kg="∞" if kg is None else kg,
            )
            for kg, count in weights.items()
            if count > 1
        ]
        if any(cell.price < 0 or (cell.up_to_kg or 1) <= 0 for cell in zone.breaks):
            found.append(because("Zone {zone} has a price or weight below zero.", zone=zone.name))
    named = Counter(country for zone in zones for country in zone.countries)
    found += [
        because("{country} stands in two zones. Keep it in one of them.", country=country)
        for country, count in named.items()
        if count > 1
    ]
    return found


def _doubled(workshop: Workshop, card: NewCard) -> list[Reason]:
    same = RateCard.objects.filter(
        workshop=workshop,
        carrier__name=card.carrier.strip(),
        service=card.service.strip(),
        valid_from=card.valid_from,
    )
    if not same.exists():
        return []
    return [because("This service has a card from that day already. Choose another first day.")]


@transaction.atomic
def set_hand_over(
    *, workshop: Workshop, pickup: Decimal | None, clearance: Decimal | None, by: User | None
) -> None:
    """What a shipment costs until the carrier has it, in the workshop's currency; None unknown."""
    if any(amount is not None and amount < 0 for amount in (pickup, clearance)):
        raise NotSaved(because("An amount is below zero. Correct it."))
    old = HandOver.objects.filter(workshop=workshop).values("pickup", "clearance").first()
    row, _ = HandOver.objects.update_or_create(
        workshop=workshop,
        defaults={
            "currency": workshop.currency,
            "pickup": pickup,
            "clearance": clearance,
            "set_by": by,
        },
    )
    audit.record(
        workshop=workshop,
        by=by,
        verb="hand_over.set",
        target=row,
        old=old,
        new={"pickup": pickup, "clearance": clearance},
    )
