"""Rate cards as a price asks for them: only the zones and surcharges of one country."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from langkah.apps.partners.drafts import NewBreak, NewCard, NewZone, rate_card
from langkah.apps.partners.models import RateBreak, RateCard, Surcharge
from langkah.apps.partners.reading import OF_SURCHARGE, SAME, places
from langkah.apps.workshop.models import Workshop
from langkah.apps.workshop.statements import Statement
from langkah.domain import freight
from langkah.reference.carriers import WeightStep as Step


class _Break(NamedTuple):
    """A price of a zone at one of its places here."""

    zone__card: int
    zone: int
    zone__countries: int
    zone__countries__country: str
    zone__countries__first: str
    zone__countries__last: str
    zone__name: str
    zone__days_min: int | None
    zone__days_max: int | None
    up_to_kg: Decimal | None
    price: Decimal
    per: str
    step_kg: Decimal | None


@Statement
def _cards_on(workshop: Any, day: Any, leaves: Any) -> QuerySet[Any, Any]:  # noqa: ANN401 - places
    """Cards, each as often as it has steps of rounding."""
    endless = Q(valid_until__isnull=True)
    asked = (endless | Q(valid_until__gte=day)) & Q(valid_from__lte=day)
    left = (endless | Q(valid_until__gte=leaves)) & Q(valid_from__lte=leaves)
    found = RateCard.objects.filter(asked | left, workshop=workshop, ended_at=None)
    by_weight = F("steps__up_to_kg").asc(nulls_last=True)
    return found.order_by("pk", by_weight).values_list(
        "pk", "steps__up_to_kg", "steps__step_kg", "carrier__name", *SAME
    )


@Statement
def _breaks_of(workshop: Any, country: Any) -> QuerySet[Any, Any]:  # noqa: ANN401 - places
    """Prices of the zones that lie here, each as often as its zone has places here."""
    standing = RateBreak.objects.filter(zone__card__ended_at=None)
    found = standing.filter(workshop=workshop, zone__countries__country=country)
    by_weight = F("up_to_kg").asc(nulls_last=True)
    return found.order_by("zone", "zone__countries", by_weight).values_list(*_Break._fields)


@Statement
def _surcharges_of(workshop: Any, country: Any) -> QuerySet[Any, Any]:  # noqa: ANN401 - places
    """Surcharges that are due everywhere or somewhere here, each as often as it has places here."""
    here = Q(places__isnull=True) | Q(places__country=country)
    found = Surcharge.objects.filter(here, workshop=workshop, card__ended_at=None)
    return found.order_by("card", "position", "pk").values_list(
        "card", "pk", "per", *OF_SURCHARGE, "places__country", "places__first", "places__last"
    )


def rate_cards(
    workshop: Workshop, *, country: str, day: date, leaves: date | None = None
) -> tuple[freight.RateCard, ...]:
    """Cards that hold on `day` or when the goods leave, each with its zones of `country`.

    A card without that country comes without zones, so that the answer can say why it is not used.
    Three queries.
    """
    mine = workshop.pk
    heads = _cards_on(workshop=mine, day=day, leaves=leaves or day)
    breaks = _by_card(_breaks_of(workshop=mine, country=country))
    surcharges = _by_card(_surcharges_of(workshop=mine, country=country))
    fuel = _("Fuel surcharge")
    return tuple(
        _card(tuple(group), breaks.get(card, ()), surcharges.get(card, ()), fuel)
        for card, group in groupby(heads, key=itemgetter(0))
    )


Rows = tuple[tuple[Any, ...], ...]


def _by_card(rows: Iterable[tuple[Any, ...]]) -> dict[int, Rows]:
    """Rows by their card, which comes first."""
    found: dict[int, list[tuple[Any, ...]]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(row)
    return {card: tuple(mine) for card, mine in found.items()}


@lru_cache(maxsize=1024)
def _card(heads: Rows, breaks: Rows, surcharges: Rows, fuel: str) -> freight.RateCard:
    """The card of its rows; equal rows are one card, so it is made once."""
    card, _up_to, _step, carrier, *same = heads[0]
    zones = groupby(map(_Break._make, breaks), key=attrgetter("zone"))
    made = NewCard(
        carrier=carrier,
        **dict(zip(SAME, same, strict=True)),
        zones=tuple(_of_zone([*rows]) for _zone, rows in zones),
        steps=tuple(
            Step(up_to_kg=up_to, step_kg=step)
            for _pk, up_to, step, *_rest in heads
            if step is not None
        ),
        surcharges=tuple(_on_top(row[1:] for row in surcharges)),
    )
    return rate_card(made, name=str(card), fuel=fuel)


def _of_zone(rows: list[_Break]) -> NewZone:
    here = {row.zone__countries: row[3:6] for row in rows}
    countries, areas = places(here.values())
    head = rows[0]
    return NewZone(
        name=head.zone__name,
        countries=countries,
        areas=areas,
        days_min=head.zone__days_min,
        days_max=head.zone__days_max,
        breaks=tuple(
            NewBreak(up_to_kg=row.up_to_kg, price=row.price, per=row.per, step_kg=row.step_kg)
            for row in rows
            if row.zone__countries == head.zone__countries
        ),
    )


def _on_top(rows: Iterable[tuple[Any, ...]]) -> Iterable[freight.Surcharge]:
    for _key, group in groupby(rows, key=itemgetter(0)):
        mine = list(group)
        _pk, per, *told = mine[0][:-3]
        countries, areas = places(row[-3:] for row in mine if row[-3] is not None)
        yield freight.Surcharge(
            per=freight.SurchargePer(per),
            countries=countries,
            areas=areas,
            **dict(zip(OF_SURCHARGE, told, strict=True)),
        )
