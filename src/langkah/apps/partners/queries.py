"""Reads of rate cards."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from langkah.apps.partners.asked import rate_cards
from langkah.apps.partners.drafts import NewCard, rate_card
from langkah.apps.partners.errors import NotFound
from langkah.apps.partners.models import HandOver, RateCard
from langkah.apps.partners.reading import WHOLE, written
from langkah.apps.workshop.models import Workshop
from langkah.apps.workshop.statements import Statement
from langkah.domain import freight
from langkah.domain.money import Money
from langkah.domain.quote import ExportCosts

__all__ = [
    "CardRow",
    "CardView",
    "card",
    "card_row",
    "cards",
    "earlier",
    "export_costs",
    "has_card",
    "rate_cards",
    "same_service",
    "shelf",
    "standing_for",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class CardRow:
    """A rate card on a list."""

    id: int
    carrier: str
    service: str
    mode: str
    valid_from: date
    valid_until: date | None
    is_example: bool
    ended_at: datetime | None = None

    def current(self, today: date) -> bool:
        """Whether it holds on this day."""
        return self.valid_from <= today and (self.valid_until or today) >= today

    @property
    def named(self) -> str:
        """What people call it."""
        return f"{self.carrier}, {self.service}"

    @property
    def slot(self) -> tuple[str, str, date]:
        """One card at a time stands for a service from a day."""
        return self.carrier, self.service, self.valid_from


@dataclass(frozen=True, slots=True, kw_only=True)
class CardView:
    """A whole rate card as it is kept; `domain` is the same as decisions take it.

    `ended_at`: it stands no more, by whom; `instead` is the card that stands in its place now.
    """

    id: int
    card: NewCard
    ended_at: datetime | None = None
    ended_by: str = ""
    instead: int | None = None

    @property
    def domain(self) -> freight.RateCard:
        """The card as decisions take it."""
        return rate_card(self.card, name=str(self.id), fuel=_("Fuel surcharge"))


def cards(workshop: Workshop) -> tuple[CardRow, ...]:
    """Rate cards that stand, by carrier, service and newest first. One query."""
    return _rows(RateCard.objects.filter(workshop=workshop, ended_at=None))


def shelf(workshop: Workshop) -> tuple[tuple[CardRow, ...], tuple[CardRow, ...]]:
    """Cards that stand, and the last state of each that was removed with none in its place.

    One query.
    """
    every = _rows(RateCard.objects.filter(workshop=workshop))
    standing = tuple(row for row in every if row.ended_at is None)
    stands = {row.slot for row in standing}
    gone: dict[tuple[str, str, date], CardRow] = {}
    for row in sorted((row for row in every if row.slot not in stands), key=_end):
        gone[row.slot] = row
    return standing, tuple(gone.values())


def _end(row: CardRow) -> tuple[bool, datetime | None, int]:
    return row.ended_at is not None, row.ended_at, row.id


def earlier(workshop: Workshop, card: int) -> tuple[CardRow, ...]:
    """What stood for the same service from the same day before, newest first. Two queries."""
    row = RateCard.objects.filter(workshop=workshop, pk=card).first()
    if row is None:
        raise NotFound
    same = RateCard.objects.filter(
        carrier=row.carrier_id, service=row.service, valid_from=row.valid_from
    )
    found = _rows(same.exclude(pk=card).exclude(ended_at=None))
    return tuple(sorted(found, key=_end, reverse=True))


def card_row(workshop: Workshop, card: int) -> CardRow | None:
    """One card as on a list, standing or not. One query."""
    return next(iter(_rows(RateCard.objects.filter(workshop=workshop, pk=card))), None)


def _rows(found: QuerySet[RateCard]) -> tuple[CardRow, ...]:
    rows = found.select_related("carrier").order_by("carrier__name", "service", "-valid_from", "pk")
    return tuple(
        CardRow(
            id=row.pk,
            carrier=row.carrier.name,
            service=row.service,
            mode=row.mode,
            valid_from=row.valid_from,
            valid_until=row.valid_until,
            is_example=row.is_example,
            ended_at=row.ended_at,
        )
        for row in rows
    )


def card(workshop: Workshop, card: int) -> CardView:
    """One card whole, also one that stands no more; raises NotFound. Eight queries at most."""
    row = (
        RateCard.objects.filter(workshop=workshop, pk=card)
        .select_related("carrier", "ended_by")
        .prefetch_related(*WHOLE)
        .first()
    )
    if row is None:
        raise NotFound
    if row.ended_at is None:
        return CardView(id=row.pk, card=written(row))
    stands = RateCard.objects.filter(
        carrier=row.carrier_id, service=row.service, valid_from=row.valid_from, ended_at=None
    )
    return CardView(
        id=row.pk,
        card=written(row),
        ended_at=row.ended_at,
        ended_by=row.ended_by.name if row.ended_by else "",
        instead=stands.values_list("pk", flat=True).first(),
    )


def same_service(workshop: Workshop, card: NewCard) -> CardView | None:
    """The kept card of the same service from the same day, if there is one. Seven queries."""
    row = (
        RateCard.objects.filter(
            workshop=workshop,
            carrier__name=card.carrier.strip(),
            service=card.service.strip(),
            valid_from=card.valid_from,
            ended_at=None,
        )
        .select_related("carrier")
        .prefetch_related(*WHOLE)
        .first()
    )
    return CardView(id=row.pk, card=written(row)) if row else None


def standing_for(workshop: Workshop, card: int, cards: Iterable[freight.RateCard]) -> str:
    """The name among `cards` of one of the same service as a card that is not there; else itself.

    One query.
    """
    told = RateCard.objects.filter(workshop=workshop, pk=card)
    for carrier, service in told.values_list("carrier__name", "service"):
        for one in cards:
            if (one.carrier, one.service) == (carrier, service):
                return one.name
    return str(card)


def has_card(workshop: Workshop, card: int) -> bool:
    """Whether the card is the workshop's own, standing or not. One query."""
    return RateCard.objects.filter(workshop=workshop, pk=card).exists()


def export_costs(workshop: Workshop) -> ExportCosts:
    """What a shipment costs until the carrier has it; None is unknown. One query."""
    for currency, port, *amounts in _hand_over(workshop=workshop.pk):
        told = (Money(one, currency) if one is not None else None for one in amounts)
        return ExportCosts(port=port, **dict(zip(_EACH_SHIPMENT, told, strict=True)))
    return ExportCosts()


_EACH_SHIPMENT = ("pickup", "clearance", "terminal", "aboard")


@Statement
def _hand_over(workshop: Any) -> QuerySet[Any, Any]:  # noqa: ANN401 - a place
    found = HandOver.objects.filter(workshop=workshop)
    return found.values_list("currency", "port", *_EACH_SHIPMENT)
