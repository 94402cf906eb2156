"""The rows of a rate card below its head: zones, prices, rounding, surcharges."""

from __future__ import annotations

from collections.abc import Iterator

from langkah.apps.partners.drafts import NewCard, NewZone
from langkah.apps.partners.models import (
    RateBreak,
    RateCard,
    Surcharge,
    SurchargePlace,
    WeightStep,
    Zone,
    ZoneCountry,
)
from langkah.apps.partners.reading import OF_SURCHARGE
from langkah.domain import freight
from langkah.domain.freight import Area


def put(row: RateCard, card: NewCard) -> None:
    """Everything below the head, in the place of what was there."""
    for below in (row.zones, row.steps, row.surcharges):
        below.all().delete()
    add_zones(row, card.zones)
    WeightStep.objects.bulk_create(
        WeightStep(
            workshop_id=row.workshop_id, card=row, up_to_kg=one.up_to_kg, step_kg=one.step_kg
        )
        for one in card.steps
    )
    _add_surcharges(row, card.surcharges)


def add_zones(row: RateCard, zones: tuple[NewZone, ...]) -> None:
    """Further zones with their places and prices."""
    made = Zone.objects.bulk_create(
        Zone(
            workshop_id=row.workshop_id,
            card=row,
            name=zone.name.strip()[:40],
            days_min=zone.days_min,
            days_max=zone.days_max,
        )
        for zone in zones
    )
    ZoneCountry.objects.bulk_create(
        ZoneCountry(
            workshop_id=row.workshop_id,
            card=row,
            zone=kept,
            country=area.country,
            first=area.first,
            last=area.last,
        )
        for kept, zone in zip(made, zones, strict=True)
        for area in _places(zone)
    )
    RateBreak.objects.bulk_create(
        RateBreak(
            workshop_id=row.workshop_id,
            zone=kept,
            up_to_kg=cell.up_to_kg,
            price=cell.price,
            per=cell.per,
            step_kg=cell.step_kg if cell.per == "step" else None,
        )
        for kept, zone in zip(made, zones, strict=True)
        for cell in zone.breaks
    )


def _add_surcharges(row: RateCard, surcharges: tuple[freight.Surcharge, ...]) -> None:
    made = Surcharge.objects.bulk_create(
        Surcharge(
            workshop_id=row.workshop_id,
            card=row,
            position=position,
            per=one.per,
            **{name: getattr(one, name) for name in OF_SURCHARGE},
        )
        for position, one in enumerate(surcharges)
    )
    SurchargePlace.objects.bulk_create(
        SurchargePlace(
            workshop_id=row.workshop_id,
            surcharge=kept,
            country=area.country,
            first=area.first,
            last=area.last,
        )
        for kept, one in zip(made, surcharges, strict=True)
        for area in _places(one)
    )


def _places(of: NewZone | freight.Surcharge) -> Iterator[Area]:
    """Whole countries as areas without an end, then the areas."""
    yield from (Area(country=country) for country in of.countries)
    yield from of.areas
