"""A small desk to ask: round figures, so that every answer can be worked out on paper."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

from langkah.domain.cost import CostCase, CostKind, Extra, Material, Step
from langkah.domain.exchange import Rate
from langkah.domain.freight import Break, Per, RateCard, Surcharge, SurchargePer, Zone
from langkah.domain.money import Money
from langkah.domain.price import PriceRule
from langkah.domain.product import Box, SizeBox, SizePairs
from langkah.domain.quote import ExportCosts, QuoteCase, QuotedLine
from langkah.reference.carriers import Mode
from langkah.reference.rules import rules

D = Decimal
RATES = Path(__file__).parents[2] / "examples" / "kenzi" / "rates"
TODAY = date(2026, 11, 23)
# Every rule, as if somebody had checked each of them
CHECKED = tuple(rule.id for rule in rules())
MEN = Box(length_cm=D(33), width_cm=D(21), height_cm=D(12), weight_kg=D("1.15"))
WOMEN = Box(length_cm=D(29), width_cm=D(18), height_cm=D(11), weight_kg=D("0.85"))
BOOTS = Box(length_cm=D(36), width_cm=D(30), height_cm=D(12), weight_kg=D("1.7"))
EURO = Rate(base="EUR", quote="IDR", rate=D(20000), source="test", day=TODAY)


def idr(amount: int | str) -> Money:
    return Money(D(amount), "IDR")


def eur(amount: int | str) -> Money:
    return Money(D(amount), "EUR")


def cost_case(*, product: str = "Oxford", pairs: int = 24, size: str = "42") -> CostCase:
    """600,000 leather + 60,000 work + 40,000 overhead = 700,000 rupiah a pair."""
    return CostCase(
        product=product,
        sizes=(SizePairs(size=size, pairs=pairs),),
        materials=(Material(name="Calf", unit="sqft", per_pair=D(2), price=idr(300_000)),),
        steps=(Step(name="Lasting", minutes_per_pair=D(10), per_pair=idr(60_000)),),
        extras=(Extra(name="Rent", kind=CostKind.OVERHEAD, amount=idr(40_000)),),
    )


def line(product: str = "Oxford", *, pairs: int = 24, hs: str = "640399") -> QuotedLine:
    return QuotedLine(
        product=product,
        title=product,
        cost=cost_case(product=product, pairs=pairs),
        boxes=(SizeBox(size="42", box=MEN),),
        hs_code=hs,
    )


def express(*, price: int = 2_000_000, countries: tuple[str, ...] = ("NL", "US")) -> RateCard:
    """One price whatever the weight, and 10 percent for fuel."""
    return RateCard(
        name="express",
        carrier="Kilat",
        service="Express",
        mode=Mode.COURIER,
        valid_from=date(2026, 10, 1),
        zones=(
            Zone(
                name="World",
                countries=countries,
                days_min=4,
                days_max=8,
                breaks=(Break(price=D(price)),),
            ),
        ),
        surcharges=(Surcharge(name="Fuel", per=SurchargePer.PERCENT, amount=D(10)),),
    )


def sea() -> RateCard:
    """100 euro a cubic metre to the port."""
    return RateCard(
        name="sea",
        carrier="Jala",
        service="Shared container",
        mode=Mode.SEA_LCL,
        valid_from=date(2026, 10, 1),
        zones=(
            Zone(
                name="Europe",
                countries=("NL",),
                days_min=30,
                days_max=50,
                breaks=(Break(price=D(2_000_000), per=Per.M3),),
            ),
        ),
    )


def quote_case(*lines: QuotedLine) -> QuoteCase:
    """Kept 30 percent of the price: a pair is 1,000,000 rupiah, 50 euro."""
    return QuoteCase(
        lines=lines or (line(),),
        rule=PriceRule(margin=D("0.30")),
        country="NL",
        city="Rotterdam",
        origin_city="Mojokerto",
        currency="EUR",
        rates=(EURO, Rate(base="EUR", quote="USD", rate=D("1.1"))),
        cards=(express(),),
        export=ExportCosts(pickup=idr(100_000), clearance=idr(200_000)),
        quote_date=TODAY,
        ship_date=date(2026, 12, 10),
        verified=CHECKED,
    )


def demo_cards() -> tuple[RateCard, ...]:
    """The rate cards of the demo workshop, as they stand in the example files."""
    return tuple(_card(path) for path in sorted(RATES.glob("*.csv")))


def _card(path: Path) -> RateCard:
    rows = list(csv.DictReader(path.read_text("utf-8").splitlines()))
    first = rows[0]
    names = list(dict.fromkeys(row["zone"] for row in rows))
    fuel = first["fuel_percent"]
    return RateCard(
        name=path.stem,
        carrier=first["carrier"],
        service=first["service"],
        mode=Mode(first["mode"]),
        valid_from=date.fromisoformat(first["valid_from"]),
        valid_until=date.fromisoformat(first["valid_until"]),
        zones=tuple(_zone([row for row in rows if row["zone"] == name]) for name in names),
        surcharges=(Surcharge(name="Fuel", per=SurchargePer.PERCENT, amount=D(fuel)),)
        if fuel
        else (),
    )


def _zone(rows: list[dict[str, str]]) -> Zone:
    per = {"parcel": Per.PARCEL, "kg": Per.KG, "m3 or tonne": Per.M3}
    return Zone(
        name=rows[0]["zone"],
        countries=tuple(rows[0]["countries"].split()),
        days_min=int(rows[0]["days_min"]),
        days_max=int(rows[0]["days_max"]),
        breaks=tuple(
            Break(
                up_to_kg=D(row["up_to_kg"]) if row["up_to_kg"] else None,
                price=D(row["price"]),
                per=per[row["price_is"]],
            )
            for row in rows
        ),
    )
