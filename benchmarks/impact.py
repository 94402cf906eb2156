"""A change of rules over 10,000 open quotes: whom it touches, from the database to kept rows.

No peer says which open quotes a changed duty breaks: nothing to compare with.
"""

from __future__ import annotations

import random
import time
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

from benchmarks.yardstick import django_ready, head, row, yardstick_ms

QUOTES = 10_000
COUNTRIES = ("NL", "DE", "FR", "BE", "US", "JP", "AU", "GB", "CA", "NO")
CODES = ("640351", "640359", "640391", "640399", "640419", "640420", "420221")


def main() -> None:
    """Fill the desk, change the law in one union, then everywhere."""
    django_ready()
    from django.core.management import call_command
    from django.utils import timezone

    from langkah.apps.workshop.models import User, Workshop

    call_command("demo")
    yard = yardstick_ms()
    workshop, sari = Workshop.objects.get(), User.objects.get(email="sari@kenzi.example")
    now = timezone.now()
    fill(workshop, sari, now)
    head(f"Impact of changed rules ({QUOTES:,} open quotes of three lines)", yard)
    taken = change(workshop, sari, now, lambda rule: rule.id == "eu-mfn-6403")
    report(workshop, taken, yard, "a duty of the union rises with the year", "<= 5 s")
    taken = change(workshop, sari, now, lambda rule: rule.kind.value == "tax")
    report(workshop, taken, yard, "every import tax rises: all of them touched", "<= 5 s")


def fill(workshop: Any, sari: Any, now: Any) -> None:
    """Open quotes to ten countries, each with its question to the border."""
    from django.db import transaction

    from langkah.apps.buyers.models import Buyer
    from langkah.apps.sales.models import (
        BorderCase,
        BorderLine,
        BorderRate,
        Offer,
        Quote,
        QuoteVersion,
        SentQuote,
    )

    dice, buyer = random.Random(64), Buyer.objects.filter(workshop=workshop).first()
    mine: dict[str, Any] = {"workshop": workshop}
    day = now.date()
    places = [dice.choice(COUNTRIES) for _ in range(QUOTES)]
    with transaction.atomic():
        quotes = Quote.objects.bulk_create(
            Quote(**mine, number=50_000 + place, buyer=buyer, created_at=now)
            for place in range(QUOTES)
        )
        versions = QuoteVersion.objects.bulk_create(
            QuoteVersion(
                **mine, quote=quote, number=1, kind="b2b", language="en", country=country,
                incoterm="DAP", currency="EUR", valid_days=14, deposit_percent=30, created_at=now,
                days_min=5, days_max=10, priced_at=now, rate=Decimal("0.00005"),
            )
            for quote, country in zip(quotes, places, strict=True)
        )  # fmt: skip
        SentQuote.objects.bulk_create(
            SentQuote(**mine, version=version, at=now, expires_at=now + timedelta(days=9))
            for version in versions
        )
        Offer.objects.bulk_create(
            Offer(
                **mine, version=version, position=0, incoterm="DAP", price=3000, at_door=4000,
                margin=9_000_000, margin_currency="IDR",
            )
            for version in versions
        )  # fmt: skip
        cases = BorderCase.objects.bulk_create(
            BorderCase(
                **mine, version=version, country=version.country, audience="b2b",
                entry_date=day + timedelta(days=dice.randint(5, 120)), quote_date=day,
                known_at=now, currency="EUR", freight=dice.randint(100, 400), insurance=12,
            )
            for version in versions
        )  # fmt: skip
        BorderLine.objects.bulk_create(
            BorderLine(
                **mine, case=case, position=place, hs=dice.choice(CODES), pairs=24,
                value=dice.randint(300, 3000), origin="ID",
            )
            for case in cases
            for place in range(3)
        )  # fmt: skip
        BorderRate.objects.bulk_create(
            BorderRate(**mine, case=case, base="EUR", quote=code, rate=rate)
            for case in cases
            for code, rate in (("USD", "1.1"), ("JPY", "160"), ("AUD", "1.7"), ("GBP", "0.85"),
                               ("CAD", "1.5"), ("NOK", "11.7"))
        )  # fmt: skip


def change(workshop: Any, sari: Any, now: Any, chosen: Any) -> Any:
    """The chosen rules rise by a point in the middle of what is on its way."""
    from langkah.apps.rules import queries, rows
    from langkah.apps.rules.models import ChangeKind
    from langkah.apps.rules.writing import Entry, Step, write

    turn, entries = now.date() + timedelta(days=40), []
    for old in queries.standing(workshop).filter(valid_until=None):
        rule = rows.of(old)
        if chosen(rule) and rule.rate is not None:
            dearer = rule.rate + Decimal("0.01")
            new = replace(rule, id=f"{rule.id}-next", rate=dearer, valid_from=turn)
            entries += [Entry(rule=replace(rule, valid_until=turn), old=old), Entry(rule=new)]
    return write(Step(workshop=workshop, kind=ChangeKind.EDIT, by=sari, now=now), entries)


def report(workshop: Any, taken: Any, yard: float, what: str, bar: str) -> None:
    """One look, from the first query to the last stored row."""
    from django.utils import timezone

    from langkah.apps.insight import impact
    from langkah.apps.insight.models import Touched

    began = time.perf_counter()
    run = impact.note(workshop=workshop, change=taken.pk, now=timezone.now())
    took = (time.perf_counter() - began) * 1000
    row(what, took, yard, bar)
    print(f"  touched: {Touched.objects.filter(run=run, version__isnull=False).count():,}")


if __name__ == "__main__":
    main()
