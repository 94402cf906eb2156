"""One price of a rate card is corrected, from the card's first day or from a later one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import QuerySet

from langkah.apps.partners import actions, keeping, spots
from langkah.apps.partners.drafts import NewCard
from langkah.apps.partners.errors import NotSaved
from langkah.apps.partners.models import RateCard
from langkah.apps.workshop import audit
from langkah.apps.workshop.models import User, Workshop
from langkah.domain.reason import Reason, because


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """Another price at a place of a card (`spots`), and the first day on which it holds."""

    place: str
    price: Decimal
    first: date


@transaction.atomic
def correct_price(*, workshop: Workshop, card: int, to: Correction, by: User) -> int:
    """The card with another price; gives the id of the card that says so.

    From the first day of the card it stands in the card's place; from a later day it is a card of
    its own that follows it, and until then the old price holds. Raises NotFound, NotSaved.
    """
    row, before = actions.locked(workshop, card)
    known = spots.spot(before, to.place)
    made = spots.with_price(replace(before, valid_from=to.first), to.place, to.price)
    wrong = [*_days(row, before, to.first)]
    if known.price == to.price:
        wrong.append(because("The price is as it was. Write another one."))
    if wrong := [*wrong, *actions.problems(made)]:
        raise NotSaved(*wrong)
    in_place = to.first == before.valid_from
    if in_place:
        keeping.end([row], by)
    kept = keeping.keep(workshop, made, by, replaces=row if in_place else None)
    audit.record(
        workshop=workshop,
        by=by,
        verb="rate_card.price_corrected",
        target=kept,
        old={"price": known.price},
        new={"price": to.price, "valid_from": to.first},
    )
    return kept.pk


def _days(row: RateCard, card: NewCard, first: date) -> Iterator[Reason]:
    """Why the new price cannot begin on this day."""
    if first < card.valid_from:
        yield because(
            "The card begins on {day}. Choose that day or a later one.", day=card.valid_from
        )
    if card.valid_until and first > card.valid_until:
        yield because(
            "The card ends on {day}. Choose a day until then, or take in the newer rates.",
            day=card.valid_until,
        )
    newer = _same_service(row).filter(valid_from__gt=card.valid_from, valid_from__lte=first)
    for begins in newer.order_by("-valid_from").values_list("valid_from", flat=True)[:1]:
        yield because(
            "From {day} another card of this service holds. Correct the price there.", day=begins
        )


def _same_service(row: RateCard) -> QuerySet[RateCard]:
    return RateCard.objects.filter(carrier=row.carrier_id, service=row.service, ended_at=None)
