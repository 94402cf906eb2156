"""The rule book: every rule has a source, dates that make sense, and no rival on the same day."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from itertools import combinations, groupby
from typing import Any

import pytest
import yaml

from langkah.reference import countries
from langkah.reference.hs import FOOTWEAR, LEATHER_GOODS, PARTS
from langkah.reference.rules import (
    GRANTED,
    NEWEST_SOURCE,
    WITHHELD,
    Rule,
    RuleKind,
    candidates,
    of_country,
    rules,
)
from langkah.reference.source import Grade
from tests.shared import shared

BOOK = {rule.id: rule for rule in rules()}


def test_each_rule_has_its_own_name_a_source_a_date_and_a_grade() -> None:
    assert len(BOOK) == len(rules())
    for rule in rules():
        assert rule.source.name, rule.id
        assert rule.source.date is not None, rule.id
        assert rule.source.date <= date(2026, 7, 24), rule.id
        assert rule.source.grade in Grade, rule.id
        assert rule.review_by is not None, rule.id
        assert rule.review_by > NEWEST_SOURCE, rule.id


def test_each_rule_ends_after_it_begins_and_uses_words_that_are_known() -> None:
    for rule in rules():
        if rule.valid_from and rule.valid_until:
            assert rule.valid_from < rule.valid_until, rule.id
        assert rule.market == "EU" or rule.market in countries.names("en"), rule.id
        assert rule.unit in ("", "pair", "subheading", "consignment"), rule.id
        assert rule.combine in ("", "max", "sum"), rule.id
        assert rule.audience in ("", "b2c"), rule.id
        assert rule.hs == "" or rule.hs.isdigit(), rule.id
        assert rule.origin in ("", "ID"), rule.id


def test_each_rule_carries_the_figures_of_its_kind() -> None:
    for rule in rules():
        money = (rule.amount, rule.threshold, rule.limit)
        if any(one is not None for one in money):
            assert rule.currency, rule.id
        if rule.kind is RuleKind.VALUE_BASIS:
            assert rule.basis in ("FOB", "CIF"), rule.id
        if rule.kind is RuleKind.TAX:
            assert rule.basis in ("FOB", "CIF"), rule.id
        if rule.kind is RuleKind.FREE_BELOW:
            assert rule.threshold is not None, rule.id
            assert rule.basis in ("duty", "duty and tax", "collection"), rule.id
        shares = [one for one in (rule.rate,) if one is not None]
        assert all(0 <= one < 1 for one in shares), rule.id


def test_each_rule_of_a_name_has_one_and_says_when_it_holds() -> None:
    for rule in rules():
        if rule.kind is RuleKind.FEE:
            assert rule.basis in ("", "formal entry", "informal entry", "by sea"), rule.id
        if rule.kind is RuleKind.SCHEME:
            assert rule.basis in ("", GRANTED, WITHHELD), rule.id
            assert (rule.basis == "") == (rule.source.grade is Grade.U), rule.id
        named = (RuleKind.PREFERENCE, RuleKind.SCHEME, RuleKind.ADDITIONAL, RuleKind.FEE)
        if rule.kind in named:
            assert rule.programme, rule.id


def test_no_two_rules_say_something_about_the_same_goods_on_the_same_day() -> None:
    def subject(rule: Rule) -> tuple[str, ...]:
        return (rule.market, rule.kind.value, rule.programme, rule.hs, rule.audience)

    for what, group in groupby(sorted(rules(), key=subject), key=subject):
        for one, other in combinations(group, 2):
            assert not overlap(one, other), (what, one.id, other.id)


def overlap(one: Rule, other: Rule) -> bool:
    begins = max(one.valid_from or date.min, other.valid_from or date.min)
    return begins < min(one.valid_until or date.max, other.valid_until or date.max)


@pytest.mark.parametrize("country", sorted(countries.EU))
def test_a_member_has_its_own_tax_and_the_duty_of_the_union(country: str) -> None:
    book = of_country(country)
    assert [rule.market for rule in book[RuleKind.TAX]] == [country]
    assert {rule.market for rule in book[RuleKind.DUTY]} == {"EU"}


def test_the_closest_rule_comes_first() -> None:
    for kind in of_country("US").values():
        lengths = [len(rule.hs) for rule in kind]
        assert lengths == sorted(lengths, reverse=True)


def test_a_rule_ends_on_the_morning_of_its_last_day() -> None:
    rule = BOOK["us-add-s122-10"]
    assert not rule.holds(date(2026, 2, 23))
    assert rule.holds(date(2026, 2, 24))
    assert rule.holds(date(2026, 7, 23))
    assert not rule.holds(date(2026, 7, 24))


def test_nothing_is_known_of_a_rule_whose_review_is_late() -> None:
    for rule in rules():
        assert rule.review_by is not None
        assert rule.grade_on(rule.review_by) is rule.source.grade
        assert rule.grade_on(rule.review_by + timedelta(days=1)) is Grade.U


# --- against the research folder -------------------------------------------------------------

KINDS = {
    "duty_mfn": RuleKind.DUTY,
    "duty_pref": RuleKind.PREFERENCE,
    "duty_additional": RuleKind.ADDITIONAL,
    "tax_vat": RuleKind.TAX,
    "deminimis_duty": RuleKind.FREE_BELOW,
}


@cache
def researched() -> list[dict[str, Any]]:
    text = shared("reference/export-rules/rules.yaml").read_text("utf-8")
    found: list[dict[str, Any]] = yaml.safe_load(text)["rules"]
    return [one for one in found if one["market"] != "ID"]


def ours(fact: dict[str, Any], kind: RuleKind, hs: str, country: str = "") -> Rule | None:
    """Our rule for the same goods in the first days of the fact."""
    day = _day(fact["valid_from"]) or date(2026, 6, 1)
    for rule in of_country(country or fact["market"])[kind]:
        code = "" if hs == "*" else hs
        if rule.unit == "pair" and rule.limit is not None:
            continue  # cheap pairs have a rate of their own
        if code.startswith(rule.hs) and rule.holds(day) and (rule.hs == code or code):
            return rule
    return None


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def plain_rates() -> Iterator[tuple[dict[str, Any], RuleKind, str, str, float]]:
    """Every plain share of the research: fact, kind, goods, country, rate."""
    for fact in researched():
        kind, value = KINDS.get(fact["kind"]), fact["value"]
        if kind is None or kind is RuleKind.FREE_BELOW:
            continue
        for hs in fact["hs"]:
            if isinstance(value.get("rate"), float):
                yield fact, kind, hs, "", value["rate"]
        for country, rate in value.get("rates", {}).items():
            yield fact, kind, "*", country, rate
        for hs, rate in value.get("by_line", {}).items():
            yield fact, kind, hs, "", rate


@pytest.mark.reference
def test_every_plain_rate_is_that_of_the_research() -> None:
    compared = 0
    for fact, kind, hs, country, rate in plain_rates():
        rule = ours(fact, kind, hs, country)
        assert rule is not None, (fact["id"], hs, country)
        assert rule.rate == Decimal(str(rate)), (fact["id"], rule.id)
        compared += 1
    assert compared > 120


@pytest.mark.reference
def test_what_the_research_does_not_know_we_do_not_know() -> None:
    for fact in researched():
        kind = KINDS.get(fact["kind"])
        value = fact["value"]
        unknown = "rate" in value and value["rate"] is None and "by_line" not in value
        if kind is None or not unknown:
            continue
        for hs in fact["hs"]:
            rule = ours(fact, kind, hs)
            assert rule is None or rule.rate is None, (fact["id"], hs)


@pytest.mark.reference
def test_every_limit_is_that_of_the_research() -> None:
    compared = 0
    for fact in researched():
        value = fact["value"]
        limit = value.get("threshold", value.get("limit"))
        if fact["kind"] not in ("deminimis_duty", "lowvalue_scheme") or limit is None:
            continue
        rule = ours(fact, RuleKind.FREE_BELOW, "*")
        assert rule is not None, fact["id"]
        assert (rule.threshold, rule.currency) == (Decimal(limit), value["currency"]), fact["id"]
        compared += 1
    assert compared >= 9


@pytest.mark.reference
def test_dates_and_grades_are_those_of_the_research() -> None:
    """Our grade may be lower than the research's, never higher; our days end exclusively."""
    order = "ABCU"
    compared = 0
    for fact in researched():
        rule = BOOK.get(fact["id"])
        if rule is None:
            continue
        compared += 1
        assert order.index(rule.source.grade) >= order.index(fact["confidence"]), rule.id
        assert rule.source.date == _day(fact["last_known"]), rule.id
        if rule.kind is not RuleKind.FEE:  # three countries in one fact, their days in its text
            assert rule.valid_from == _day(fact["valid_from"]), rule.id
        if fact["valid_to"]:
            assert rule.valid_until is not None
            assert (rule.valid_until - date.fromisoformat(fact["valid_to"])).days == 1, rule.id
    assert compared > 80


def test_a_candidate_stands_in_the_place_of_a_rule_that_is_not_known() -> None:
    def slot(rule: Rule) -> tuple[str, ...]:
        return (rule.market, rule.kind.value, rule.programme, rule.hs, rule.audience, rule.origin)

    unknown = {slot(rule) for rule in rules() if rule.source.grade is Grade.U}
    assert {slot(rule) for rule in candidates()} <= unknown
    for rule in candidates():
        assert rule.rate is not None, rule.id
        assert rule.source.grade is Grade.U, rule.id
        assert rule.id not in BOOK


@pytest.mark.reference
def test_every_six_digit_code_of_the_research_has_our_words() -> None:
    rows = csv.DictReader(shared("reference/export-rules/hs64.csv").read_text("utf-8").splitlines())
    codes = {row["code"] for row in rows if row["level"] == "6"}
    assert codes == {*FOOTWEAR, *PARTS, *LEATHER_GOODS}


@pytest.mark.parametrize("code", ["420221", "420231", "420291", "420330", "420500", "640610"])
def test_leather_goods_have_a_duty_where_one_is_known(code: str) -> None:
    """Where none is known the border says so; it never borrows that of shoes."""
    for country in ("NL", "US", "GB", "JP", "KR", "AU", "CA"):
        found = [rule for rule in of_country(country)[RuleKind.DUTY] if code.startswith(rule.hs)]
        assert all(rule.hs.startswith(code[:2]) for rule in found), country
    assert any(code.startswith(rule.hs) for rule in of_country("AU")[RuleKind.DUTY])
