"""Reads of rate cards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
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
    "cards",
    "export_costs",
    "has_card",
    "rate_cards",
    "same_service",
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
    zones: int
    is_example: bool

    def current(self, today: date) -> bool:
        """Whether it counts on this day."""
        return self.valid_from <= today and (self.valid_until or today) >= today


@dataclass(frozen=True, slots=True, kw_only=True)
class CardView:
    """A whole rate card as it is kept; `domain` is the same as decisions take it."""

    id: int
    card: NewCard

    @property
    def domain(self) -> freight.RateCard:
        """The card as decisions take it."""
        return rate_card(self.card, name=str(self.id), fuel=_("Fuel surcharge"))


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
    """One card whole; raises NotFound. Seven queries."""
    row = (
        RateCard.objects.filter(workshop=workshop, pk=card)
        .select_related("carrier")
        .prefetch_related(*WHOLE)
        .first()
    )
    if row is None:
        raise NotFound
    return CardView(id=row.pk, card=written(row))


def same_service(workshop: Workshop, card: NewCard) -> CardView | None:
    """The kept card of the same service from the same day, if there is one. Seven queries."""
    row = (
        RateCard.objects.filter(
            workshop=workshop,
            carrier__name=card.carrier,
            service=card.service,
            valid_from=card.valid_from,
        )
        .select_related("carrier")
        .prefetch_related(*WHOLE)
        .first()
    )
    return CardView(id=row.pk, card=written(row)) if row else None


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
