"""Rules of the world under open quotes that end soon or are due for another look."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from langkah.apps.insight.buyers import open_quotes
from langkah.apps.insight.items import EACH, Subject, TodayItem, Urgency
from langkah.apps.sales.models import OfferLine
from langkah.apps.workshop.models import Workshop
from langkah.domain.reason import Reason, because
from langkah.reference.rules import Rule, rules

SOON = timedelta(days=30)
MOST = 200


@cache
def _by_id() -> dict[str, Rule]:
    return {rule.id: rule for rule in rules()}


def touched(workshop: Workshop, now: datetime) -> Iterator[TodayItem]:
    """Open quotes that rest on such a rule: one item a quote, its worst rule first."""
    today = now.astimezone(ZoneInfo(workshop.time_zone)).date()
    rows = (
        OfferLine.objects.filter(
            workshop=workshop,
            offer__version__in=open_quotes(workshop).filter(expires_at__gt=now).values("version"),
        )
        .exclude(rule="")
        .values_list("offer__version__quote", "offer__version__quote__number", "rule")
        .distinct()
        .order_by("offer__version__quote")[:MOST]
    )
    found: dict[int, tuple[int, int, Reason]] = {}
    for quote, number, rule in rows:
        change = _change(_by_id().get(rule), number, today)
        if change and (quote not in found or change[0] > found[quote][0]):
            found[quote] = (change[0], quote, change[1])
    for days, quote, title in sorted(found.values(), reverse=True, key=lambda row: row[:2])[:EACH]:
        yield TodayItem(
            urgency=Urgency.BAD if days >= 0 else Urgency.WAIT,
            title=title,
            detail=because("Check the duty or tax, then send a new version if it changed."),
            subject=Subject.QUOTE,
            id=quote,
            hours=days * 24,
        )


def _change(rule: Rule | None, quote: int, today: date) -> tuple[int, Reason] | None:
    """Days since the end or the review of a rule (below zero: to come), and how to say it."""
    if rule is None:
        return None
    if rule.valid_until and rule.valid_until <= today + SOON:
        sentence = because(
            "A rule under quote {number} ends on {day}.",
            number=str(quote),
            day=rule.valid_until,
        )
        return (today - rule.valid_until).days, sentence
    if rule.review_by and rule.review_by <= today:
        sentence = because(
            "A rule under quote {number} should have been checked again by {day}.",
            number=str(quote),
            day=rule.review_by,
        )
        return (today - rule.review_by).days, sentence
    return None
