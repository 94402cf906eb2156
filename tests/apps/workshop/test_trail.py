"""The audit trail: from what to what, whole or not at all."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import transaction

from langkah.apps.workshop import audit
from langkah.apps.workshop.actions import prices
from langkah.apps.workshop.errors import NotSaved
from langkah.apps.workshop.models import Change, PriceRule
from langkah.apps.workshop.queries import changes

pytestmark = pytest.mark.django_db


def test_only_what_differs_is_written(kenzi, bu_sari):
    audit.record(
        workshop=kenzi,
        by=bu_sari,
        verb="workshop.saved",
        target=kenzi,
        old={"city": "Mojokerto", "village": "", "story": None},
        new={"city": "Mojokerto", "village": "Trowulan", "story": None},
    )
    (row,) = changes(kenzi)
    assert (row.by, row.verb, row.title) == ("Bu Sari", "workshop.saved", "Kenzi")
    assert [(one.field, one.before, one.after) for one in row.fields] == [
        ("village", "", "Trowulan")
    ]


def test_a_refused_change_leaves_no_trace(kenzi, bu_sari):
    twice = ((50, Decimal("0.04")), (50, Decimal("0.05")))
    with pytest.raises(NotSaved):
        prices.set_price_rule(
            workshop=kenzi,
            list="b2b",
            values=prices.RuleValues(margin=Decimal("0.3"), tiers=twice),
            by=bu_sari,
        )
    assert not PriceRule.objects.exists()
    assert not Change.objects.exists()


def test_the_trail_and_the_change_stand_or_fall_together(kenzi, bu_sari, monkeypatch):
    monkeypatch.setattr(audit, "record", lambda **_: 1 / 0)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        prices.set_price_rule(
            workshop=kenzi,
            list="b2b",
            values=prices.RuleValues(margin=Decimal("0.3")),
            by=bu_sari,
        )
    assert not PriceRule.objects.exists()


def test_a_rival_reads_nothing_of_it(kenzi, bu_sari, rival):
    audit.record(workshop=kenzi, by=bu_sari, verb="workshop.saved", target=kenzi)
    assert changes(rival) == ()
