"""Rules of one's own at the border: each field that a kind may have moves the figure it should."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from langkah.domain.exchange import Rate
from langkah.domain.landed import Goods, LandedAnswer, LandedCase, landed
from langkah.domain.money import Money
from langkah.reference.rules import Rule, RuleKind
from langkah.reference.source import Grade, Source
from tests.domain.borders import D
from tests.domain.desk import CHECKED

LAW = Source("law", date(2026, 1, 1), Grade.A)


def own(name: str, kind: RuleKind, **said: object) -> Rule:
    return Rule(id=name, market="NL", kind=kind, source=LAW, **said)  # type: ignore[arg-type]


def fee(**said: object) -> Rule:
    return own("levy", RuleKind.FEE, programme="Levy", currency="EUR", **said)


BOOK = (
    own("value", RuleKind.VALUE_BASIS, basis="CIF"),
    own("duty", RuleKind.DUTY, hs="64", rate=D("0.08")),
    own("tax", RuleKind.TAX, rate=D("0.21"), basis="CIF"),
)
CASE = LandedCase(
    country="NL",
    lines=(Goods(hs="640399", pairs=10, value=Money(D(1000), "EUR")),),
    entry_date=date(2026, 12, 21),
    freight=Money(D(0), "EUR"),
    insurance=Money(D(0), "EUR"),
)


def asked(*more: Rule, origin: str = "ID", **said: object) -> LandedAnswer:
    line = replace(CASE.lines[0], origin=origin)
    return landed(replace(CASE, rules=(*BOOK, *more), lines=(line,), **said))  # type: ignore[arg-type]


def figures(answer: LandedAnswer) -> tuple[str, str, str]:
    return str(answer.duty), str(answer.tax), str(answer.fees)


# 8 % of 1,000; 21 % of 1,080
PLAIN = ("EUR 80.00", "EUR 226.80")


@pytest.mark.parametrize(
    ("levy", "due"),
    [
        (fee(amount=D(2), unit="pair"), "EUR 20.00"),
        (fee(amount=D(2), unit="subheading"), "EUR 2.00"),
        (fee(amount=D(2), unit="consignment"), "EUR 2.00"),
        (fee(rate=D("0.01"), amount=D(5), unit="consignment", combine="sum"), "EUR 15.00"),
        (fee(rate=D("0.01"), amount=D(2), unit="pair", combine="sum"), "EUR 30.00"),
        (fee(rate=D("0.01"), amount=D(5), unit="consignment", combine="max"), "EUR 10.00"),
        (fee(rate=D("0.01"), amount=D(2), unit="pair", combine="max"), "EUR 20.00"),
        (fee(rate=D("0.01"), threshold=D(12)), "EUR 12.00"),
        (fee(rate=D("0.01"), limit=D(7)), "EUR 7.00"),
        (fee(amount=D(5), unit="consignment", limit=D(999)), "EUR 0.00"),
        (fee(amount=D(5), unit="consignment", limit=D(1000)), "EUR 5.00"),
    ],
)
def test_a_fee_is_asked_as_often_as_its_unit_says(levy: Rule, due: str) -> None:
    answer = asked(levy)
    assert figures(answer) == (*PLAIN, due)
    assert answer.ddp


@pytest.mark.parametrize("limit", [D(100), D(5000)])
def test_a_fee_of_a_kind_of_entry_is_bounded_by_its_goods_too(limit: Decimal) -> None:
    entry = own("entry", RuleKind.INFORMAL_ENTRY, threshold=D(2000), currency="EUR")
    levy = fee(amount=D(5), unit="consignment", limit=limit, basis="informal entry")
    assert str(asked(entry, levy).fees) == ("EUR 5.00" if limit > 1000 else "EUR 0.00")


@pytest.mark.parametrize(
    ("rule", "for_china"),
    [
        (
            own("own", RuleKind.DUTY, hs="6403", rate=D("0.5"), origin="CN"),
            ("EUR 500.00", "EUR 315.00"),
        ),
        (
            own("own", RuleKind.DUTY, hs="64", rate=D("0.5"), origin="CN"),
            ("EUR 500.00", "EUR 315.00"),
        ),
        (
            own("own", RuleKind.TAX, hs="6403", rate=D("0.5"), basis="CIF", origin="CN"),
            ("EUR 80.00", "EUR 540.00"),
        ),
        (
            own(
                "own",
                RuleKind.FREE_BELOW,
                threshold=D(5000),
                currency="EUR",
                basis="duty and tax",
                origin="CN",
            ),
            ("EUR 0.00", "EUR 0.00"),
        ),
    ],
)
def test_a_rule_for_goods_made_elsewhere_leaves_ours_alone(
    rule: Rule, for_china: tuple[str, str]
) -> None:
    assert figures(asked(rule))[:2] == PLAIN
    assert figures(asked(rule, origin="CN"))[:2] == for_china


def test_a_rule_for_goods_made_elsewhere_is_no_scenario_of_ours() -> None:
    coming = own("coming", RuleKind.DUTY, hs="64", rate=D("0.5"), origin="CN")
    assert asked(pending=(coming,)).scenarios == ()
    assert len(asked(origin="CN", pending=(coming,)).scenarios) == 2


def test_a_preference_and_its_scheme_are_those_of_the_origin() -> None:
    theirs = own("p-cn", RuleKind.PREFERENCE, hs="64", programme="FTA", rate=D(0), origin="CN")
    ours = replace(theirs, id="p-id", rate=D("0.03"), origin="ID")
    shut = own("s-cn", RuleKind.SCHEME, programme="FTA", basis="withheld", origin="CN")
    claimed = asked(theirs, ours, shut, preferences=("FTA",))
    assert str(claimed.duty) == "EUR 30.00"
    assert str(asked(theirs, ours, shut, preferences=("FTA",), origin="CN").duty) == "EUR 80.00"


SMALL = replace(
    CASE,
    country="CH",
    lines=(Goods(hs="640399", pairs=1, value=Money(D(30), "EUR")),),
    verified=(*CHECKED, "ch-vat", "ch-valuation", "ch-duty-64", "ch-vat-small"),
)


def test_a_tax_of_little_is_not_known_without_the_rate_of_its_limit() -> None:
    answer = landed(SMALL)
    assert (answer.tax, answer.landed, answer.ddp) == (None, None, False)
    assert [str(one) for one in answer.why_not] == [
        "There is no exchange rate from CHF to EUR. Enter it in the settings."
    ]
    franc = Rate(base="EUR", quote="CHF", rate=D("0.95"))
    known = landed(replace(SMALL, rates=(franc,)))
    assert (str(known.tax), known.ddp) == ("EUR 0.00", True)
