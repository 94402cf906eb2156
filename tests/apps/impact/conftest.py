"""A desk with a rule book: a quote to Rotterdam is sent, then the law changes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from langkah.apps.rules import actions as rules
from langkah.apps.rules import exchange, queries
from langkah.apps.rules.models import Verification
from langkah.apps.sales import actions
from langkah.apps.sales.models import QuoteVersion
from langkah.papers.sheets import Sheet
from tests.apps.rules.test_exchange import ENDED, HEAD, RAISED
from tests.apps.sales.conftest import NOW, READY, D, desk, facts, inquiry, loafer

__all__ = ["desk", "inquiry", "loafer"]

AFTER = NOW + timedelta(days=2)
# The duty on leather shoes into the union rises with the year.
RISE = Sheet(name="rules", head=HEAD, rows=(ENDED, RAISED))


@pytest.fixture
def book(desk, bu_sari):
    rules.adopt(workshop=desk, now=NOW - timedelta(days=9))
    return desk


@pytest.fixture
def checked(book, bu_sari):
    """Somebody has checked every rule of the Netherlands, so that duty can be paid for her."""
    told = {"name": "Bu Sari", "asked": "a broker in Rotterdam", "on": NOW.date()}
    Verification.objects.bulk_create(
        Verification(workshop=book, rule=rule, by=bu_sari, at=NOW, **told)
        for rule in queries.standing(book).filter(market__in=("EU", "NL"))
    )
    return book


@pytest.fixture
def asked(book, bu_sari, loafer):
    """A quote to a country, promised, priced for the day it arrives, sent unless it is a draft."""

    def make(country="NL", *, send=True, ready=READY, incoterm="", **more) -> QuoteVersion:
        key = f"{country} {QuoteVersion.objects.count()}"
        message = actions.Message(text="24 pairs of Brantas", key=key)
        came = actions.take_inquiry(workshop=book, message=message, now=NOW, by=bu_sari)
        told = facts(loafer, country=country, incoterm=incoterm, buyer_name=f"Anna {key}", **more)
        quote = actions.quote_inquiry(workshop=book, inquiry=came, facts=told, by=bu_sari, now=NOW)
        version = QuoteVersion.objects.get(quote=quote)
        promised = actions.Promised(ready=ready)
        actions.promise(workshop=book, version=version.pk, promised=promised, by=bu_sari, now=NOW)
        if send:
            version.refresh_from_db()
            actions.freeze(
                workshop=book,
                version=version.pk,
                by=bu_sari,
                now=NOW,
                rate_seen=version.oldest_rate_day,
            )
        return QuoteVersion.objects.get(pk=version.pk)

    return make


@pytest.fixture
def take(book, bu_sari):
    """Take a sheet into the book; gives the change."""

    def taking(sheet: Sheet = RISE, now=AFTER):
        plan = exchange.plan(book, [sheet])
        assert plan.problems == []
        return rules.take_in(workshop=book, plan=plan, by=bu_sari, now=now, note="broker.xlsx")

    return taking


def one(**values: object) -> Sheet:
    """A sheet of one rule."""
    return Sheet(name="rules", head=tuple(values), rows=(tuple(values.values()),))  # type: ignore[arg-type]


VAT = one(id="eu-vat-nl", market="NL", kind="tax", rate=D("0.22"), source="law", grade="A")
# Announced, for a day that nobody knows
CEPA = one(
    id="cepa", market="EU", hs="6403", kind="duty", rate=D("0.04"), valid_from="unknown",
    source="press", grade="B",
)  # fmt: skip
