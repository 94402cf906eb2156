"""Countries and currencies: the customs union, the money of each, names in seven languages."""

from __future__ import annotations

import pytest

from langkah.reference import countries, currencies, hs
from langkah.reference.rules import RuleKind, rules


def test_the_union_has_27_members_and_one_market() -> None:
    assert len(countries.EU) == 27
    assert {countries.market(code) for code in countries.EU} == {"EU"}
    assert (countries.market("GB"), countries.market("CH")) == ("GB", "CH")


@pytest.mark.parametrize(
    ("country", "money"),
    [
        ("NL", "EUR"),
        ("BG", "EUR"),
        ("HR", "EUR"),
        ("PL", "PLN"),
        ("SE", "SEK"),
        ("JP", "JPY"),
        ("ID", "IDR"),
        ("US", "USD"),
    ],
)
def test_the_money_people_pay_with(country: str, money: str) -> None:
    assert countries.currency(country) == money


@pytest.mark.parametrize("language", ["en", "id", "nl", "de", "fr", "es", "ja"])
def test_every_country_has_a_name_in_every_language(language: str) -> None:
    names = countries.names(language)
    assert names.keys() == countries.names("en").keys()
    assert all(names.values())
    assert not {"EU", "ZZ", "XA"} & names.keys()


def test_a_code_without_a_name_stays_a_code() -> None:
    assert countries.name("NL", "id") == "Belanda"
    assert countries.name("QQ") == "QQ"


def test_rupiah_and_yen_are_whole_and_dinars_have_three_digits() -> None:
    assert [currencies.digits(code) for code in ("IDR", "JPY", "EUR", "KWD")] == [0, 0, 2, 3]
    with pytest.raises(ValueError, match="“XYZ” is not a currency"):
        currencies.digits("XYZ")


def test_every_footwear_rule_is_about_a_code_that_exists() -> None:
    for rule in rules():
        if rule.kind is RuleKind.DUTY and rule.hs.startswith("64"):
            code = rule.hs[:6]
            assert any(known.startswith(code) for known in hs.FOOTWEAR), rule.id
