"""The rows of a rate card: head, zones, prices, rounding, surcharges. They are never changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils import timezone

from langkah.apps.partners.drafts import NewCard, NewZone
from langkah.apps.partners.errors import NotFound
from langkah.apps.partners.models import (
    Carrier,
    RateBreak,
    RateCard,
    Surcharge,
    SurchargePlace,
    WeightStep,
    Zone,
    ZoneCountry,
)
from langkah.apps.partners.reading import OF_SURCHARGE, SAME
from langkah.apps.workshop.models import User, Workshop
from langkah.domain import freight
from langkah.domain.freight import Area


def keep(
    workshop: Workshop, card: NewCard, by: User | None, *, replaces: RateCard | None = None
) -> RateCard:
    """A new card with all its rows."""
    row = RateCard.objects.create(
        workshop=workshop,
        carrier=Carrier.objects.get_or_create(workshop=workshop, name=card.carrier.strip())[0],
        created_by=by,
        replaces=replaces,
        **_head(card),
    )
    _add_zones(row, card.zones)
    WeightStep.objects.bulk_create(
        WeightStep(
            workshop_id=row.workshop_id, card=row, up_to_kg=one.up_to_kg, step_kg=one.step_kg
        )
        for one in card.steps
    )
    _add_surcharges(row, card.surcharges)
    return row


def _head(card: NewCard) -> dict[str, object]:
    """The columns of the card itself."""
    texts = {"service": 80, "source": 120, "includes": 200}
    cut = {name: getattr(card, name).strip()[:length] for name, length in texts.items()}
    return {name: getattr(card, name) for name in SAME} | cut


def own(workshop: Workshop, card: int) -> RateCard:
    """A card of the workshop, locked until the change ends, standing or not. Raises NotFound."""
    cards = RateCard.objects.select_for_update(of=("self",)).select_related("carrier")
    row = cards.filter(workshop=workshop, pk=card).first()
    if row is None:
        raise NotFound
    return row


def end(rows: Iterable[RateCard], by: User) -> None:
    """These cards stand no more."""
    now = timezone.now()
    for row in rows:
        row.ended_at, row.ended_by = now, by
        row.save(update_fields=["ended_at", "ended_by"])


def revive(row: RateCard) -> None:
    """The card stands again, as it was."""
    row.ended_at = row.ended_by = None
    row.save(update_fields=["ended_at", "ended_by"])


def _add_zones(row: RateCard, zones: tuple[NewZone, ...]) -> None:
    """Zones with their places and prices."""
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
