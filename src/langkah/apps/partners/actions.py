"""Writes of rate cards."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal

from django.db import transaction

from langkah.apps.partners import keeping, queries
from langkah.apps.partners.drafts import NewBreak, NewCard, NewZone, ordered, rate_card
from langkah.apps.partners.errors import NotFound, NotSaved
from langkah.apps.partners.models import HandOver, RateCard
from langkah.apps.partners.reading import SAME, WHOLE, written
from langkah.apps.workshop import audit
from langkah.apps.workshop.models import User, Workshop
from langkah.domain import freight, incoterms
from langkah.domain.reason import Reason, because

__all__ = [
    "NewBreak",
    "NewCard",
    "NewZone",
    "add_card",
    "add_first_card",
    "add_zone",
    "change_card",
    "remove_card",
    "set_hand_over",
    "set_sea_port",
    "take_in",
]


@transaction.atomic
def add_card(*, workshop: Workshop, card: NewCard, by: User | None) -> int:
    """Keep a rate card whole; raises NotSaved with everything that is wrong with it."""
    wrong = [*problems(card), *_doubled(workshop, card, 0)]
    if wrong:
        raise NotSaved(*wrong)
    row = keeping.keep(workshop, card, by)
    audit.record(workshop=workshop, by=by, verb="rate_card.added", target=row)
    return row.pk


@transaction.atomic
def change_card(*, workshop: Workshop, card: int, to: NewCard, by: User) -> int:
    """Another card in the place of a kept one; gives its id, or the same one if nothing differs.

    Raises NotSaved with everything that is wrong. Quotes that chose the old card keep it.
    """
    row, before = locked(workshop, card)
    if before == ordered(to):
        return card
    made = _instead(row, to, by)
    old, new = ({name: getattr(one, name) for name in SAME} for one in (before, to))
    audit.record(workshop=workshop, by=by, verb="rate_card.changed", target=made, old=old, new=new)
    return made.pk


def _instead(row: RateCard, to: NewCard, by: User) -> RateCard:
    """A card in the place of another, which stands no more. Raises NotSaved."""
    wrong = [*problems(to), *_doubled(row.workshop, to, row.pk)]
    if wrong:
        raise NotSaved(*wrong)
    keeping.end([row], by)
    return keeping.keep(row.workshop, ordered(to), by, replaces=row)


def locked(workshop: Workshop, card: int) -> tuple[RateCard, NewCard]:
    """A standing card and what it says. Raises NotFound, NotSaved for one that stands no more."""
    row = (
        RateCard.objects.select_for_update(of=("self",))
        .filter(workshop=workshop, pk=card)
        .select_related("carrier")
        .prefetch_related(*WHOLE)
        .first()
    )
    if row is None:
        raise NotFound
    if row.ended_at is not None:
        raise NotSaved(because("This card stands no more. Change the one in its place."))
    return row, written(row)


@transaction.atomic
def take_in(*, workshop: Workshop, card: NewCard, by: User) -> int:
    """Keep the card of a file: in the place of the same service from the same day, or new."""
    known = queries.same_service(workshop, card)
    if known is None:
        return add_card(workshop=workshop, card=card, by=by)
    return change_card(workshop=workshop, card=known.id, to=card, by=by)


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


@transaction.atomic
def add_zone(*, workshop: Workshop, card: int, zone: NewZone, by: User) -> int:
    """The card with a further zone; gives its id. Raises NotSaved with everything that is wrong."""
    row, before = locked(workshop, card)
    made = _instead(row, replace(before, zones=(*before.zones, zone)), by)
    audit.record(
        workshop=workshop, by=by, verb="rate_card.zone_added", target=made, new={"zone": zone.name}
    )
    return made.pk


@transaction.atomic
def remove_card(*, workshop: Workshop, card: int, by: User) -> None:
    """Take a card away; quotes that were priced with it keep it, and it can be brought back."""
    row = keeping.own(workshop, card)
    if row.ended_at is None:
        keeping.end([row], by)
        audit.record(workshop=workshop, by=by, verb="rate_card.removed", target=row)


def problems(card: NewCard) -> list[Reason]:
    """Everything that is wrong with a card as it is written down."""
    found = []
    if not card.carrier.strip():
        found.append(because("The carrier has no name. Write which company carries the goods."))
    if not card.service.strip():
        found.append(because("The service has no name. Write for example “Express”."))
    named = Counter(one.name.strip()[:40] for one in card.zones)
    found += [
        because("The card has a zone {zone} already. Name it anew.", zone=name)
        for name, count in named.items()
        if count > 1
    ]
    return [*found, *freight.faults(rate_card(card))]


def _doubled(workshop: Workshop, card: NewCard, itself: int) -> list[Reason]:
    same = RateCard.objects.filter(
        workshop=workshop,
        carrier__name=card.carrier.strip(),
        service=card.service.strip(),
        valid_from=card.valid_from,
        ended_at=None,
    ).exclude(pk=itself)
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


@transaction.atomic
def set_sea_port(
    *,
    workshop: Workshop,
    port: str,
    terminal: Decimal | None,
    aboard: Decimal | None,
    by: User | None,
) -> None:
    """Where the workshop's goods go on board and what the port asks a shipment; None unknown."""
    if any(amount is not None and amount < 0 for amount in (terminal, aboard)):
        raise NotSaved(because("An amount is below zero. Correct it."))
    if port.strip() and not incoterms.is_place(port, ""):
        raise NotSaved(incoterms.no_place(port))
    old = HandOver.objects.filter(workshop=workshop).values("port", "terminal", "aboard").first()
    told = {"port": port.strip()[:80], "terminal": terminal, "aboard": aboard}
    row, _ = HandOver.objects.update_or_create(
        workshop=workshop, defaults={"currency": workshop.currency, "set_by": by} | told
    )
    audit.record(workshop=workshop, by=by, verb="hand_over.port_set", target=row, old=old, new=told)
