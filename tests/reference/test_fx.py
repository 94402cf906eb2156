"""Rates of the European Central Bank: published days, weekends, what it does not publish."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta
from decimal import Decimal

import pytest

from langkah.reference import fx


def test_a_published_day() -> None:
    # ECB, 2 January 2020: 1 euro is 1.1193 US dollars, 0.84828 pounds.
    day = fx.on(date(2020, 1, 2))
    assert day.day == date(2020, 1, 2)
    assert day.per_euro["USD"] == Decimal("1.1193")
    assert day.per_euro["GBP"] == Decimal("0.84828")


def test_on_a_weekend_the_friday_before_holds() -> None:
    saturday = date(2020, 1, 4)
    assert fx.on(saturday).day == date(2020, 1, 3)
    assert fx.on(saturday + timedelta(days=1)) == fx.on(date(2020, 1, 3))


def test_a_rate_is_never_newer_than_the_package_and_tells_its_day() -> None:
    newest = fx.latest()
    assert fx.on(date(2199, 1, 1)) == newest
    _, day = fx.rate("EUR", "IDR", date(2199, 1, 1))
    assert day == newest.day
    assert fx.on(newest.day - timedelta(days=1)).day < newest.day


def test_crosses_agree_both_ways() -> None:
    day = date(2020, 1, 2)
    there, _ = fx.rate("GBP", "USD", day)
    back, _ = fx.rate("USD", "GBP", day)
    assert there == Decimal("1.1193") / Decimal("0.84828")
    assert abs(there * back - 1) < Decimal("1e-20")
    assert fx.rate("USD", "USD", day)[0] == 1


def test_what_the_bank_does_not_publish_is_said() -> None:
    with pytest.raises(fx.NoRate, match="publishes no rate for VND"):
        fx.rate("EUR", "VND", date(2020, 1, 2))
    with pytest.raises(fx.NoRate, match="starts after 1990-01-01"):
        fx.on(date(1990, 1, 1))
    assert "RUB" not in fx.latest().per_euro


def test_the_package_of_the_rates_is_found_not_run() -> None:
    """Its code would load the network, thirty times as slow as the rates themselves."""
    code = "import sys; from langkah.reference import fx; fx.latest(); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert {"urllib.request", "currency_converter"} & set(done.stdout.split()) == set()
