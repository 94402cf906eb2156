"""A small past of Kenzi, told with plain rows."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from langkah.apps.buyers.models import Buyer
from langkah.apps.sales.models import Inquiry, Quote, QuoteVersion, SentQuote

# 16:00 in Mojokerto
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = date(2026, 11, 23)


def ago(hours: float) -> datetime:
    return NOW - timedelta(hours=hours)


@pytest.fixture
def anna(kenzi):
    return Buyer.objects.create(
        workshop=kenzi, name="Anna", country="NL", email="anna@shop.example"
    )


@pytest.fixture
def inquiry(kenzi):
    def come_in(hours: float, text: str = "24 pairs, please", **more) -> Inquiry:
        number = Inquiry.objects.count()
        given = {"way": "paste", "key": str(number), "received_at": ago(hours)}
        return Inquiry.objects.create(workshop=kenzi, text=text, **{**given, **more})

    return come_in


@pytest.fixture
def quote(kenzi, anna):
    def make(*, hours: float = 1, sent: float | None = None, left: float = 200, **more) -> Quote:
        """Begun `hours` ago; sent `sent` hours ago, with `left` hours until it ends."""
        number = Quote.objects.count() + 1
        made = Quote.objects.create(
            workshop=kenzi, number=number, buyer=anna, created_at=ago(hours), **more
        )
        version = QuoteVersion.objects.create(
            workshop=kenzi, quote=made, number=1, kind="b2b", language="nl", country="NL",
            incoterm="DAP", currency="EUR", valid_days=14, deposit_percent=30,
            created_at=ago(hours),
        )  # fmt: skip
        if sent is not None:
            SentQuote.objects.create(
                workshop=kenzi, version=version, at=ago(sent), expires_at=ago(-left)
            )
        return made

    return make
