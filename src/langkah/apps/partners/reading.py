"""A kept rate card as it was written down."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from langkah.apps.partners import models
from langkah.apps.partners.drafts import NewBreak, NewCard, NewZone, ordered
from langkah.domain.freight import Area, Surcharge, SurchargePer
from langkah.reference.carriers import WeightStep

# Columns of a card that are written down as they are kept.
SAME = (
    *("service", "mode", "currency", "valid_from", "valid_until", "divisor", "divisor_unit"),
    *("minimum_m3", "minimum", "fuel_percent", "max_parcel_kg", "max_side_cm", "max_girth_cm"),
    *("per_piece", "to_door", "includes", "source", "is_example"),
)
OF_SURCHARGE = (
    *("name", "amount", "minimum", "above_kg", "above_side_cm", "above_girth_cm", "home"),
    *("valid_from", "valid_until"),
)
WHOLE = ("steps", "zones__countries", "zones__breaks", "surcharges__places")


def written(row: models.RateCard) -> NewCard:
    """The card of a row that came with `WHOLE` and its carrier."""
    same: dict[str, Any] = {name: getattr(row, name) for name in SAME}
    return ordered(
        NewCard(
            **same,
            carrier=row.carrier.name,
            steps=tuple(
                WeightStep(up_to_kg=one.up_to_kg, step_kg=one.step_kg) for one in row.steps.all()
            ),
            surcharges=tuple(
                surcharge(one)
                for one in sorted(row.surcharges.all(), key=lambda one: (one.position, one.pk))
            ),
            zones=tuple(_zone(one) for one in sorted(row.zones.all(), key=lambda one: one.pk)),
        )
    )


def surcharge(row: models.Surcharge) -> Surcharge:
    """A surcharge as decisions take it."""
    countries, areas = places((one.country, one.first, one.last) for one in row.places.all())
    same: dict[str, Any] = {name: getattr(row, name) for name in OF_SURCHARGE}
    return Surcharge(per=SurchargePer(row.per), countries=countries, areas=areas, **same)


def places(rows: Iterable[tuple[str, str, str]]) -> tuple[tuple[str, ...], tuple[Area, ...]]:
    """Whole countries, and areas by postcode, from (country, first, last)."""
    every = list(rows)
    return (
        tuple(country for country, first, _ in every if not first),
        tuple(
            Area(country=country, first=first, last=last) for country, first, last in every if first
        ),
    )


def _zone(row: models.Zone) -> NewZone:
    countries, areas = places((one.country, one.first, one.last) for one in row.countries.all())
    return NewZone(
        name=row.name,
        countries=countries,
        areas=areas,
        days_min=row.days_min,
        days_max=row.days_max,
        breaks=tuple(
            NewBreak(
                up_to_kg=one.up_to_kg, price=Decimal(one.price), per=one.per, step_kg=one.step_kg
            )
            for one in row.breaks.all()
        ),
    )
