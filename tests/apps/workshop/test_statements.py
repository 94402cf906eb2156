"""A statement that is built once answers as the query it was built from."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from langkah.apps.partners.models import Carrier, RateCard
from langkah.apps.workshop.models import ManualRate
from langkah.apps.workshop.statements import Statement

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


@Statement
def rates(workshop, since):
    found = ManualRate.objects.filter(workshop=workshop, set_at__gte=since).order_by("set_at")
    return found.values_list("currency", "rate", "set_at", "set_by")


@Statement
def cards(workshop, words, markets, day):
    found = RateCard.objects.filter(workshop=workshop, service__in=[words, markets])
    return found.filter(valid_from__lte=day).values_list("service", "valid_from", "is_example")


@pytest.fixture
def told(kenzi):
    ManualRate.objects.bulk_create(
        ManualRate(
            workshop=kenzi,
            currency=code,
            rate=Decimal("19999.5") + place,
            set_at=NOW + timedelta(days=place),
        )
        for place, code in enumerate(("EUR", "USD", "JPY"))
    )
    return kenzi


def test_rows_are_those_of_the_query_with_its_types(told, django_assert_num_queries):
    whole = list(ManualRate.objects.order_by("set_at").values_list("currency", "rate", "set_at"))
    with django_assert_num_queries(2):
        assert [row[:3] for row in rates(workshop=told.pk, since=NOW)] == whole
        assert [row[:3] for row in rates(workshop=told.pk, since=NOW + timedelta(1))] == whole[1:]
    currency, rate, at, by = rates(workshop=told.pk, since=NOW)[0]
    assert (currency, str(rate), at, by) == ("EUR", "19999.5000000000", NOW, None)


def test_what_changed_in_between_is_seen(told):
    ManualRate.objects.filter(currency="JPY").update(rate=Decimal(105))
    assert rates(workshop=told.pk, since=NOW)[-1][1] == 105
    ManualRate.objects.all().delete()
    assert rates(workshop=told.pk, since=NOW) == []


def test_another_workshop_is_another_answer(told):
    assert rates(workshop=told.pk + 1, since=NOW) == []


@pytest.mark.parametrize("words", ["' OR 1=1 --", "%s", "100 %", "\N{SNOWMAN}"])
def test_a_value_is_never_read_as_sql(kenzi, words):
    carrier = Carrier.objects.create(workshop=kenzi, name="Kilat")
    for service in ("Express", words):
        RateCard.objects.create(
            workshop=kenzi, carrier=carrier, service=service, valid_from=date(2026, 1, 1)
        )
    asked = {"workshop": kenzi.pk, "markets": "", "day": date(2026, 11, 23)}
    assert cards(words=words, **asked) == [(words, date(2026, 1, 1), False)]
    assert cards(words="nothing", **asked) == []


def test_a_value_that_is_not_told_is_an_error(told):
    with pytest.raises(KeyError, match="since"):
        rates(workshop=told.pk)
