"""What is missing or runs out: costs and minutes of products, proofs, rates of carriers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from langkah.apps.catalogue.models import Document, Product, Status
from langkah.apps.insight.items import EACH, Subject, TodayItem, Urgency
from langkah.apps.partners.models import RateCard
from langkah.apps.workshop.models import Workshop
from langkah.domain.reason import because

PROOF = timedelta(days=60)
RATES = timedelta(days=14)


def live(workshop: Workshop) -> QuerySet[Product]:
    """Products that are offered to buyers."""
    return Product.objects.filter(workshop=workshop, removed_at=None, status=Status.ACTIVE)


def products(workshop: Workshop, now: datetime) -> Iterator[TodayItem]:
    """Offered products without a cost or minutes that a quote would need: one line for all."""
    lacking = live(workshop).filter(gaps__gt=0).order_by("-gaps", "name").values_list("pk", "name")
    rows = list(lacking[: EACH + 1])
    if not rows:
        return
    names = ", ".join(name for _, name in rows[:3])
    yield TodayItem(
        urgency=Urgency.WAIT,
        title=because("Some products lack what a quote needs.")
        if len(rows) > 1
        else because("{name} lacks what a quote needs.", name=rows[0][1]),
        detail=because("Fill in what is missing first at: {names}.", names=names),
        subject=Subject.PRODUCTS if len(rows) > 1 else Subject.PRODUCT,
        id=None if len(rows) > 1 else rows[0][0],
    )


def proofs(workshop: Workshop, now: datetime) -> Iterator[TodayItem]:
    """Test reports and certificates that end within two months, or ended in the last two."""
    today = _day(workshop, now)
    rows = (
        Document.objects.filter(
            workshop=workshop,
            product__removed_at=None,
            valid_until__gt=today - PROOF,
            valid_until__lte=today + PROOF,
        )
        .select_related("product")
        .order_by("valid_until")[:EACH]
    )
    for row in rows:
        until = row.valid_until or today
        over = until < today
        sentence = (
            because(
                "{kind} of {name} ended on {day}.", kind=row.kind, name=row.product.name, day=until
            )
            if over
            else because(
                "{kind} of {name} ends on {day}.", kind=row.kind, name=row.product.name, day=until
            )
        )
        yield TodayItem(
            urgency=Urgency.BAD if over else Urgency.NOTE,
            title=sentence,
            detail=because("Ask for a new one in time: without it a claim may not be made."),
            subject=Subject.PRODUCT,
            id=row.product_id,
            hours=(today - until).days * 24,
        )


def rates(workshop: Workshop, now: datetime) -> Iterator[TodayItem]:
    """Rate cards that end within two weeks and are not followed by another."""
    today = _day(workshop, now)
    standing = RateCard.objects.filter(workshop=workshop, ended_at=None)
    cards = standing.select_related("carrier").order_by("valid_from")
    last = {(card.carrier_id, card.service): card for card in cards}
    for card in list(last.values())[:EACH]:
        until = card.valid_until
        if until is None or until > today + RATES:
            continue
        over = until < today
        yield TodayItem(
            urgency=Urgency.BAD if over else Urgency.WAIT,
            title=because("The rates of {name} ended on {day}.", name=str(card), day=until)
            if over
            else because("The rates of {name} end on {day}.", name=str(card), day=until),
            detail=because("Enter the new rates, so that freight is not guessed."),
            subject=Subject.RATES,
            id=card.pk,
            hours=(today - until).days * 24,
        )


def _day(workshop: Workshop, now: datetime) -> date:
    return now.astimezone(ZoneInfo(workshop.time_zone)).date()
