"""The code a quoted line has at its border: further digits from the facts and the real price."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from langkah.domain.classification import ClassifyCase, Material, Sport, Stuff, Wearer
from langkah.domain.money import Money
from langkah.domain.quote.compose import compose
from langkah.domain.quote.tariff_code import tariff_code
from tests.domain.desk import eur, line, quote_case

LEATHER, RUBBER = Material(stuff=Stuff.LEATHER), Material(stuff=Stuff.RUBBER)
BALLERINA = ClassifyCase(
    upper=(LEATHER,),
    sole=(RUBBER,),
    covers_ankle=False,
    cut_out=False,
    metal_toe_cap=False,
    welted=False,
    sports=Sport.NONE,
    wearer=Wearer.WOMEN,
)
SHOE = replace(line(), article=BALLERINA)
AMERICA = replace(quote_case(), country="US", city="Portland")


@pytest.mark.parametrize(
    ("each", "code"),
    [
        (eur("40"), "64039990"),
        # 2.27 euro are 2.497 dollars, 2.28 are 2.508
        (eur("2.28"), "64039990"),
        (eur("2.27"), "64039975"),
        # Nobody told a rate from yen to dollars: the price decides nothing.
        (Money(Decimal(9000), "JPY"), "640399"),
    ],
)
def test_p05_the_price_of_the_quote_decides_the_line_of_the_tariff(each: Money, code: str) -> None:
    assert tariff_code(SHOE, each, AMERICA) == code


def test_the_usual_value_of_the_passport_gives_way_to_the_price() -> None:
    cheap = replace(SHOE, article=replace(BALLERINA, value_usd=Decimal(2)))
    assert tariff_code(cheap, eur("40"), AMERICA) == "64039990"


def test_a_code_that_the_facts_do_not_confirm_stays_as_the_workshop_wrote_it() -> None:
    for told in ("640359", "6403999060", ""):
        assert tariff_code(replace(SHOE, hs_code=told), eur("40"), AMERICA) == told
    unknown = replace(SHOE, article=replace(BALLERINA, covers_ankle=None))
    assert tariff_code(unknown, eur("40"), AMERICA) == "640399"
    impossible = replace(SHOE, article=replace(BALLERINA, insole_cm=Decimal(-1)))
    assert tariff_code(impossible, eur("40"), AMERICA) == "640399"
    assert tariff_code(line(), eur("40"), AMERICA) == "640399"


def test_a_market_without_lines_of_its_own_keeps_six_digits() -> None:
    assert tariff_code(SHOE, eur("40"), replace(AMERICA, country="AU")) == "640399"
    # What the Union asks (the insole) is not known.
    assert tariff_code(SHOE, eur("40"), replace(AMERICA, country="NL")) == "640399"


def test_a_quote_to_the_united_states_knows_its_ordinary_duty() -> None:
    """Six digits leave it open; with the facts it is 10 percent, and the doubt is elsewhere."""

    def reasons(one: object) -> str:
        figures = compose(replace(quote_case(one), country="US", city="Portland"))  # type: ignore[arg-type]
        return " ".join(str(each) for offer in figures.offers for each in offer.reasons)

    assert "more digits of the tariff code than 640399" in reasons(line())
    assert "more digits" not in reasons(SHOE)
