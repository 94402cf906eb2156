"""Buyers who wait for an answer, and quotes that come to their end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, QuerySet

from langkah.apps.insight.items import (
    EACH,
    HOURS_TO_ANSWER,
    Subject,
    TodayItem,
    Urgency,
    hours,
    waiting,
)
from langkah.apps.sales.models import ChangeRequest, Inquiry, Question, Quote, SentQuote
from langkah.apps.workshop.models import Workshop
from langkah.domain.reason import because

ENDING = timedelta(days=3)
WORDS = 90


def inquiries(workshop: Workshop, now: datetime) -> Iterator[TodayItem]:
    """Messages that nobody has confirmed or laid aside."""
    rows = (
        Inquiry.objects.filter(workshop=workshop, confirmed=None, closed=None)
        .select_related("buyer")
        .order_by("received_at")[:EACH]
    )
    for row in rows:
        name = str(row.buyer) if row.buyer else row.sender_name
        waited = hours(row.received_at, now)
        yield TodayItem(
            urgency=waiting(waited),
            title=because("{name} waits for an answer.", name=name)
            if name
            else because("A new buyer waits for an answer."),
            detail=because("“{words}”", words=_start(row.text)),
            subject=Subject.INQUIRY,
            id=row.pk,
            hours=waited,
        )


def drafts(workshop: Workshop, now: datetime) -> Iterator[TodayItem]:
    """Quotes that were begun and never sent."""
    sent = SentQuote.objects.filter(version__quote=OuterRef("pk"))
    rows = (
        Quote.objects.filter(~Exists(sent), workshop=workshop, accepted=None)
        .select_related("buyer", "inquiry")
        .order_by("created_at")[:EACH]
    )
    for row in rows:
        waited = hours(row.inquiry.received_at if row.inquiry else row.created_at, now)
        yield TodayItem(
            urgency=waiting(waited),
            title=because(
                "Quote {number} for {name} is not sent yet.",
                number=str(row.number),
                name=str(row.buyer),
            ),
            detail=because("Look at the price and the date, then send it."),
            subject=Subject.QUOTE,
            id=row.pk,
            hours=waited,
        )


def questions(workshop: Workshop, now: datetime) -> Iterator[TodayItem]:
    """Questions about an offer that nobody has answered."""
    rows = (
        Question.objects.filter(workshop=workshop, answered_at=None)
        .select_related("version__quote__buyer")
        .order_by("at")[:EACH]
    )
    for row in rows:
        quote, waited = row.version.quote, hours(row.at, now)
        yield TodayItem(
            urgency=waiting(waited),
            title=because(
                "{name} asks about quote {number}.",
                name=str(quote.buyer),
                number=str(quote.number),
            ),
            detail=because("“{words}”", words=_start(row.text)),
            subject=Subject.QUOTE,
            id=quote.pk,
            hours=waited,
        )


def changes(workshop: Workshop, now: datetime) -> Iterator[TodayItem]:
    """Wishes for a change that no new version answers."""
    rows = (
        ChangeRequest.objects.filter(
            workshop=workshop, answered_with=None, version__quote__accepted=None
        )
        .select_related("version__quote__buyer")
        .order_by("at")[:EACH]
    )
    for row in rows:
        quote, waited = row.version.quote, hours(row.at, now)
        yield TodayItem(
            urgency=waiting(waited),
            title=because(
                "{name} wants a change in quote {number}.",
                name=str(quote.buyer),
                number=str(quote.number),
            ),
            detail=because("“{words}”", words=_start(row.text)),
            subject=Subject.QUOTE,
            id=quote.pk,
            hours=waited,
        )


def open_quotes(workshop: Workshop) -> QuerySet[SentQuote]:
    """Sent versions that a buyer can still accept: the newest, neither answered nor ended."""
    newer = SentQuote.objects.filter(
        version__quote=OuterRef("version__quote"), version__number__gt=OuterRef("version__number")
    )
    return SentQuote.objects.filter(
        ~Exists(newer),
        workshop=workshop,
        version__withdrawn=None,
        version__expired=None,
        version__quote__accepted=None,
    )


def ending(workshop: Workshop, now: datetime) -> Iterator[TodayItem]:
    """Sent quotes that end within three days, with the place they hold on the plan."""
    rows = (
        open_quotes(workshop)
        .filter(expires_at__gt=now, expires_at__lte=now + ENDING)
        .select_related("version__quote__buyer")
        .order_by("expires_at")[:EACH]
    )
    zone = ZoneInfo(workshop.time_zone)
    for row in rows:
        quote, left = row.version.quote, hours(row.expires_at, now)
        yield TodayItem(
            urgency=Urgency.BAD if left >= -HOURS_TO_ANSWER else Urgency.WAIT,
            title=because(
                "Quote {number} for {name} ends on {day}.",
                number=str(quote.number),
                name=str(quote.buyer),
                day=row.expires_at.astimezone(zone).date(),
            ),
            detail=because("Ask for an answer before its place on the plan is given back."),
            subject=Subject.QUOTE,
            id=quote.pk,
            hours=left,
        )


def _start(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= WORDS else line[:WORDS].rsplit(" ", 1)[0] + " …"
