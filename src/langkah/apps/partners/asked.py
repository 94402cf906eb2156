"""Rate cards as a price asks for them: only the zones and surcharges of one country."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from langkah.apps.partners.drafts import NewBreak, NewCard, NewZone, rate_card
from langkah.apps.partners.models import RateBreak, RateCard, Surcharge, WeightStep, ZoneCountry
from langkah.apps.partners.reading import OF_SURCHARGE, SAME, places
from langkah.apps.workshop.models import Workshop
from langkah.apps.workshop.statements import Statement
from langkah.domain import freight
from langkah.reference.carriers import WeightStep as Step


class _Break(NamedTuple):
    """A price of a zone."""

    zone__card: int
    zone: int
    zone__name: str
    zone__days_min: int | None
    zone__days_max: int | None
    up_to_kg: Decimal | None
    price: Decimal
    per: str
    step_kg: Decimal | None


@Statement
def _cards_on(workshop: Any, day: Any, leaves: Any) -> QuerySet[Any, Any]:  # noqa: ANN401 - places
    endless = Q(valid_until__isnull=True)
    asked = (endless | Q(valid_until__gte=day)) & Q(valid_from__lte=day)
    left = (endless | Q(valid_until__gte=leaves)) & Q(valid_from__lte=leaves)
    found = RateCard.objects.filter(asked | left, workshop=workshop)
    return found.order_by("pk").values_list("pk", "carrier__name", *SAME)


@Statement
def _places_of(workshop: Any, country: Any) -> QuerySet[Any, Any]:  # noqa: ANN401 - places
    found = ZoneCountry.objects.filter(workshop=workshop, country=country)
    return found.order_by("zone", "pk").values_list("zone", "country", "first", "last")


@Statement
def _breaks_of(workshop: Any, country: Any) -> QuerySet[Any, Any]:  # noqa: ANN401 - places
    here = ZoneCountry.objects.filter(workshop=workshop, country=country)
    found = RateBreak.objects.filter(workshop=workshop, zone__in=here.values("zone"))
    by_weight = F("up_to_kg").asc(nulls_last=True)
    return found.order_by("zone", by_weight).values_list(*_Break._fields)


@Statement
def _steps_of(workshop: Any) -> QuerySet[Any, Any]:  # noqa: ANN401 - a place
    by_weight = F("up_to_kg").asc(nulls_last=True)
    found = WeightStep.objects.filter(workshop=workshop).order_by("card", by_weight)
    return found.values_list("card", "up_to_kg", "step_kg")


@Statement
def _surcharges_of(workshop: Any, country: Any) -> QuerySet[Any, Any]:  # noqa: ANN401 - places
    """Surcharges that are due everywhere or somewhere here, each as often as it has places here."""
    here = Q(places__isnull=True) | Q(places__country=country)
    found = Surcharge.objects.filter(here, workshop=workshop).order_by("card", "position", "pk")
    return found.values_list(
        "card", "pk", "per", *OF_SURCHARGE, "places__country", "places__first", "places__last"
    )


def rate_cards(
    workshop: Workshop, *, country: str, day: date, leaves: date | None = None
) -> tuple[freight.RateCard, ...]:
    """Cards that hold on `day` or when the goods leave, each with its zones of `country`.

    A card without that country comes without zones, so that the answer can say why it is not used.
    Five queries.
    """
    mine = workshop.pk
    heads = _cards_on(workshop=mine, day=day, leaves=leaves or day)
    where = _gathered(_places_of(workshop=mine, country=country))
    breaks = map(_Break._make, _breaks_of(workshop=mine, country=country))
    zones: dict[int, list[NewZone]] = {}
    for _zone, group in groupby(breaks, key=attrgetter("zone")):
        rows = list(group)
        zones.setdefault(rows[0].zone__card, []).append(_of_zone(rows, where[rows[0].zone]))
    steps = _gathered(_steps_of(workshop=mine))
    surcharges = _gathered(_surcharges_of(workshop=mine, country=country))
    return tuple(
        rate_card(
            NewCard(
                carrier=carrier,
                **dict(zip(SAME, same, strict=True)),
                zones=tuple(zones.get(card, ())),
                steps=tuple(Step(up_to_kg=to, step_kg=step) for to, step in steps.get(card, ())),
                surcharges=tuple(_on_top(surcharges.get(card, ()))),
            ),
            name=str(card),
            fuel=_("Fuel surcharge"),
        )
        for card, carrier, *same in heads
    )


def _gathered(rows: Iterable[tuple[Any, ...]]) -> dict[int, list[tuple[Any, ...]]]:
    """Rows by their first column, without it."""
    found: dict[int, list[tuple[Any, ...]]] = {}
    for first, *rest in rows:
        found.setdefault(first, []).append(tuple(rest))
    return found


def _of_zone(rows: list[_Break], where: list[tuple[Any, ...]]) -> NewZone:
    countries, areas = places(where)
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
