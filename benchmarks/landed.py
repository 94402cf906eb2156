"""What an order costs at the buyer's door: one line with every layer, thirty lines to 25 markets.

No database: the decision as a screen asks it, with Langkah's rules and with those of a workshop's
own book. Peers ask a paid service over the network for each: nothing to compare with.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from benchmarks.yardstick import django_ready, head, median_ms, row, yardstick_ms
from langkah.domain.exchange import Rate
from langkah.domain.landed import Goods, LandedCase, landed
from langkah.domain.money import Money
from langkah.reference.countries import market
from langkah.reference.rules import rules

MARKETS = (
    *("NL", "DE", "FR", "IT", "ES", "BE", "AT", "SE", "PL", "US", "CA", "AU", "NZ"),
    *("JP", "KR", "GB", "CH", "NO", "AE", "SG", "TH", "PH", "VN", "ZA", "CN"),
)
LINES = 30
PER_USD = {
    "EUR": "0.9", "GBP": "0.8", "JPY": "150", "AUD": "1.5", "NZD": "1.6", "CAD": "1.4",
    "CHF": "0.8", "NOK": "10", "THB": "35", "PHP": "56", "VND": "25000", "INR": "85",
}  # fmt: skip
QUOTED, SOON, CROSSED = date(2026, 2, 1), date(2026, 2, 8), date(2026, 3, 1)


def main() -> None:
    """Ask for one line and for many."""
    single = case("US", 1, SOON)
    crossing, own = replace(single, entry_date=CROSSED), with_book(single)
    many = [case(country, LINES, SOON) for country in MARKETS]
    mine = [with_book(one) for one in many]
    django_ready()
    yard = yardstick_ms()
    head(f"Landed cost ({len(rules())} rules, {len(MARKETS)} markets)", yard)
    layers = len(landed(single).charges)
    ms = median_ms(lambda: landed(single), times=300)
    row(f"one line to America by sea, {layers} layers", ms, yard, "<= 0.3 ms")
    ms = median_ms(lambda: landed(own), times=300)
    row("the same with the rules of a workshop's own book", ms, yard, "<= 0.3 ms")
    ms = median_ms(lambda: landed(crossing), times=300)
    row("the same over a change of the law, both outcomes", ms, yard, "")
    ms = median_ms(lambda: [landed(one) for one in many], times=15)
    row(f"{LINES} lines to {len(MARKETS)} markets", ms, yard, "<= 150 ms")
    ms = median_ms(lambda: [landed(one) for one in mine], times=15)
    row("the same with the rules of a workshop's own book", ms, yard, "<= 150 ms")


def case(country: str, lines: int, entry: date) -> LandedCase:
    """Shoes by sea with freight, insurance, the carrier's fee and three claims."""
    code = "64039960" if country == "US" else "640399"
    return LandedCase(
        country=country,
        lines=tuple(Goods(hs=code, pairs=10 + i, value=usd(900 + i)) for i in range(lines)),
        entry_date=entry,
        quote_date=QUOTED,
        freight=usd(400),
        insurance=usd(20),
        extra=usd(15),
        rates=tuple(
            Rate(base="USD", quote=money, rate=Decimal(rate)) for money, rate in PER_USD.items()
        ),
        preferences=("EU GSP", "ATIGA", "IA-CEPA"),
        sea=True,
    )


def usd(amount: int) -> Money:
    return Money(Decimal(amount), "USD")


def with_book(asked: LandedCase) -> LandedCase:
    """The same asked with the rules of its market, as a workshop's own book gives them."""
    here = (asked.country, market(asked.country))
    return replace(asked, rules=tuple(rule for rule in rules() if rule.market in here))


if __name__ == "__main__":
    main()
