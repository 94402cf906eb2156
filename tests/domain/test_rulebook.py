"""A rule book as such: what overlaps, what differs, in sentences."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from langkah.domain.rulebook import differences, faults, faulty, overlaps, timed, value
from langkah.reference.rules import Rule, RuleKind, candidates, rules
from langkah.reference.source import Grade, Source

D = Decimal
NEW_YEAR = date(2027, 1, 1)


def rule(**changes: object) -> Rule:
    values: dict[str, object] = {
        "id": "nl-6403",
        "market": "NL",
        "hs": "6403",
        "kind": RuleKind.DUTY,
        "rate": D("0.08"),
        "source": Source("customs", date(2026, 6, 1), Grade.A),
    }
    return Rule(**(values | changes))  # type: ignore[arg-type]


def said(before: list[Rule], after: list[Rule]) -> list[str]:
    return [str(one.sentence) for one in differences(before, after)]


def test_a_rate_that_changes_on_a_day_is_one_sentence() -> None:
    ended = rule(valid_until=NEW_YEAR)
    next_one = rule(id="nl-6403-2027", rate=D("0.09"), valid_from=NEW_YEAR)
    assert said([rule()], [ended, next_one]) == [
        "NL 6403: duty 8 % until 2026-12-31 → 9 % from 2027-01-01"
    ]


def test_a_corrected_rate_is_said_from_what_to_what() -> None:
    assert said([rule()], [rule(rate=D("0.085"))]) == ["NL 6403: duty 8 % → 8.5 %"]


def test_new_left_out_and_unknown_rules_are_said() -> None:
    vat = rule(id="nl-vat", hs="", kind=RuleKind.TAX, rate=D("0.21"), basis="CIF")
    assert said([rule()], [vat]) == [
        "NL, all goods: import tax 21 % of the goods with freight and insurance (CIF) and duty"
        " (new)",
        "NL 6403: duty 8 % (left out)",
    ]
    assert said([rule()], [rule(rate=None)]) == ["NL 6403: duty 8 % → not known"]


def test_other_papers_are_no_other_figures() -> None:
    (found,) = differences([rule()], [rule(source=Source("TARIC", date(2026, 9, 1), Grade.A))])
    assert (str(found.sentence), found.figures) == (
        "NL 6403: duty stays; its source is TARIC",
        False,
    )
    (lower,) = differences([rule()], [rule(source=Source("customs", date(2026, 6, 1), Grade.B))])
    assert str(lower.sentence) == "NL 6403: duty stays; grade A → B"


def test_values_in_words() -> None:
    by_id = {one.id: one for one in rules()}
    shown = [str(value(by_id[code])) for code in ("au-gst-lvg", "ae-valuation", "au-gst")]
    assert shown == [
        "no duty for goods up to AUD 1000.00",
        "the goods with freight and insurance (CIF)",
        "10 % of the goods with freight and insurance (CIF) and duty",
    ]
    both = {
        one.combine: str(value(one))
        for one in rules()
        if one.rate is not None and one.amount is not None
    }
    assert both == {
        "max": "30 % or JPY 4300 a pair, whichever is more",
        "sum": "20 % plus USD 0.90 a pair",
    }


def test_every_rule_of_the_edition_has_words() -> None:
    for one in rules():
        assert str(timed(one))
    assert said([], list(rules()))


def test_the_edition_overlaps_nowhere() -> None:
    assert list(overlaps(rules())) == []


DAYS = st.one_of(st.none(), st.integers(0, 40).map(lambda days: NEW_YEAR + timedelta(days=days)))


@st.composite
def some_rules(draw: st.DrawFn) -> list[Rule]:
    made = []
    for place in range(draw(st.integers(0, 6))):
        first, end = draw(DAYS), draw(DAYS)
        if first and end and end <= first:
            first, end = end, first + timedelta(days=1)
        hs = draw(st.sampled_from(("64", "6403")))
        made.append(rule(id=f"r{place}", hs=hs, valid_from=first, valid_until=end))
    return made


@given(some_rules())
def test_rules_overlap_when_they_share_a_day(some: list[Rule]) -> None:
    days = [date(1, 1, 1), date(9999, 12, 30)]
    days += [NEW_YEAR + timedelta(days=count) for count in range(-1, 45)]
    shared = any(
        one.hs == other.hs and any(one.holds(day) and other.holds(day) for day in days)
        for one, other in combinations(some, 2)
    )
    assert bool(list(overlaps(some))) == shared


@given(some_rules(), some_rules())
def test_a_difference_is_empty_for_equal_books_only(one: list[Rule], other: list[Rule]) -> None:
    assert said(one, list(reversed(one))) == []
    found = differences(one, other)
    assert bool(found) == (set(one) != set(other))
    assert {place.hs for place in found} <= {"64", "6403"}


def test_a_difference_names_the_rules_behind_it() -> None:
    (found,) = differences([rule()], [replace(rule(), rate=D("0.1"))])
    assert (found.market, found.hs, found.codes, found.figures) == (
        "NL",
        "6403",
        ("nl-6403",),
        True,
    )


# --- what cannot be right in a rule ---------------------------------------------------------------

OWN = rule(id="own-duty")
EACH = replace(OWN, amount=D(4), unit="pair", combine="sum", currency="EUR")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (replace(OWN, rate=D("-0.1")), "rate"),
        (replace(OWN, rate=D(8)), "rate"),
        (replace(OWN, rate=D("NaN")), "rate"),
        (replace(EACH, amount=D(-4)), "amount"),
        (replace(EACH, amount=D("Infinity")), "amount"),
        (replace(EACH, unit="kg"), "unit"),
        (replace(EACH, unit=""), "unit"),
        (replace(EACH, combine="min"), "combine"),
        (replace(EACH, currency=""), "currency"),
        (replace(OWN, kind=RuleKind.VALUE_BASIS, hs="", rate=None, basis="EXW"), "basis"),
        (
            replace(
                OWN,
                kind=RuleKind.FEE,
                hs="",
                programme="MPF",
                threshold=D(600),
                limit=D(30),
                currency="USD",
            ),
            "limit",
        ),
        (replace(OWN, market="QQ"), "market"),
        (replace(OWN, origin="id"), "origin"),
        (replace(OWN, hs="64a"), "hs"),
        (replace(OWN, hs="٦٤٠٣"), "hs"),
        (replace(OWN, audience="B2C"), "audience"),
        (
            replace(OWN, valid_from=date(2026, 12, 1), valid_until=date(2026, 1, 1)),
            "valid_until",
        ),
    ],
)
def test_a_rule_that_cannot_be_right_names_its_field(wrong: Rule, field: str) -> None:
    assert [name for name, _ in faults(wrong)] == [field]
    places = [place for place, _ in faulty("rules", [replace(OWN, id="first"), wrong])]
    assert places == [f"rules.1.{field}"]


def test_langkahs_own_rules_and_a_plain_one_are_right() -> None:
    assert not [*faults(OWN), *faults(EACH)]
    assert not [*faulty("rules", rules())]


def test_two_rules_of_one_name_are_a_fault() -> None:
    ((place, say),) = faulty("rules", [OWN, replace(OWN, hs="6404")])
    assert (place, str(say)) == ("rules.1.id", "“own-duty” is the name of another rule, too.")


FEE = rule(kind=RuleKind.FEE, hs="", programme="Levy", rate=None)
COUNTED = replace(FEE, amount=D(2), currency="EUR")
RELIEF = rule(
    kind=RuleKind.FREE_BELOW, hs="", rate=None, threshold=D(5), currency="CHF", basis="collection"
)
PER_PAIR = rule(rate=None, amount=D(5), currency="EUR", unit="pair")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (replace(COUNTED, unit="consignment", hs="64"), "hs"),
        (replace(FEE, rate=D("0.05"), origin="CN"), "origin"),
        (replace(COUNTED, unit="pair", threshold=D(2000)), "threshold"),
        (
            replace(COUNTED, rate=D("0.01"), unit="pair", combine="sum", limit=D(9)),
            "limit",
        ),
        (replace(PER_PAIR, unit="consignment"), "unit"),
        (replace(PER_PAIR, unit="subheading", kind=RuleKind.ADDITIONAL, programme="AD"), "unit"),
        (replace(PER_PAIR, limit=D(5)), "limit"),
        (rule(threshold=D(5), currency="EUR"), "threshold"),
        (rule(combine="max"), "combine"),
        (rule(basis="FOB"), "basis"),
        (rule(programme="ATIGA"), "programme"),
        (rule(kind=RuleKind.TAX, basis="CIF", programme="ATIGA"), "programme"),
        (replace(RELIEF, programme="IOSS"), "programme"),
        (rule(kind=RuleKind.FLAT_DUTY, rate=None, unit="subheading"), "hs"),
        (replace(PER_PAIR, kind=RuleKind.FLAT_DUTY, hs=""), "unit"),
        (rule(kind=RuleKind.FLAT_DUTY, hs=""), "rate"),
        (rule(kind=RuleKind.VALUE_BASIS, rate=None, basis="FOB"), "hs"),
        (rule(kind=RuleKind.VALUE_BASIS, rate=None, basis="FOB", hs="", unit="pair"), "unit"),
        (replace(RELIEF, hs="64"), "hs"),
        (replace(RELIEF, origin="CN"), "origin"),
        (replace(RELIEF, unit="pair"), "unit"),
        (replace(RELIEF, basis="duty", rate=D(0)), "rate"),
    ],
)
def test_a_field_that_nothing_looks_at_is_refused_by_name(wrong: Rule, field: str) -> None:
    assert [name for name, _ in faults(wrong)] == [field]


def test_the_sentence_names_the_kind_and_the_field() -> None:
    ((_, of_goods),) = faults(replace(COUNTED, unit="consignment", hs="64"))
    assert str(of_goods) == (
        "A rule of the kind “fee” has no “hs”: it would not be looked at. Leave it empty, or "
        "choose the kind that is meant."
    )
    ((_, counted),) = faults(replace(PER_PAIR, unit="consignment"))
    assert str(counted) == (
        "A rule of the kind “duty” is not counted by “consignment”. Choose one of: pair."
    )
    for unit, said in (
        ("", "Say for what the amount is asked: pair."),
        ("sock", "“sock” is not known here. Choose one of: pair."),
    ):
        ((_, which),) = faults(replace(PER_PAIR, unit=unit))
        assert str(which) == said


def test_nothing_of_the_edition_goes_unheard() -> None:
    assert [(one.id, *fault) for one in (*rules(), *candidates()) for fault in faults(one)] == []


def test_goods_made_elsewhere_are_named_in_the_difference() -> None:
    assert said([], [rule(origin="CN")]) == ["NL 6403, made in China: duty 8 % (new)"]
