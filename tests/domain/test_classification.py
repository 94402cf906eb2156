"""The tariff code decided: a hundred articles, the traps, and what is asked rather than guessed.

Mission T1f, P05. The labelled articles stand in shoes.toml; none may be confident and wrong.
"""

from __future__ import annotations

import tomllib
from dataclasses import fields, replace
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from langkah.domain.classification import (
    Classification,
    ClassifyCase,
    Kind,
    Material,
    Sport,
    Stuff,
    Wearer,
    classify,
    faults,
)
from langkah.domain.reason import Reason, Refusal
from langkah.reference import rules
from langkah.reference.hs import TEXTS
from langkah.reference.national import splits

SHOES: dict[str, dict[str, Any]] = tomllib.loads((Path(__file__).parent / "shoes.toml").read_text())
PARTS = ("upper", "sole", "ground")
LABELS = ("code", "ask", "elsewhere", "us", "eu", "us_asks", "eu_asks", "refused")


def of(text: str) -> tuple[Material, ...]:
    """ "leather:96 textile!" in percent, "leather=620" in cm²; no figure is an unknown one.

    "!" marks an accessory.
    """
    return tuple(_material(part) for part in text.split())


def _material(text: str) -> Material:
    part = text.rstrip("!")
    by_area = "=" in part
    stuff, _, size = part.replace("=", ":").partition(":")
    known = Decimal(size) if size else None
    return Material(
        stuff=Stuff(stuff),
        share=None if by_area else known,
        area_cm2=known if by_area else None,
        accessory=text != part,
    )


READ: dict[str, Any] = {
    **dict.fromkeys(PARTS, of),
    "kind": Kind,
    "sports": Sport,
    "wearer": Wearer,
    "value_usd": Decimal,
    "insole_cm": Decimal,
    "heel_cm": Decimal,
}


ORDINARY = {
    **dict.fromkeys(("metal_toe_cap", "straps", "thong_plugs", "waterproof_moulded"), False),
    "covers_knee": False,
    "sports": "none",
}
PLAIN = {**ORDINARY, "sports": Sport.NONE}


def case_of(row: dict[str, Any]) -> ClassifyCase:
    told = ORDINARY | {name: value for name, value in row.items() if name not in LABELS}
    return ClassifyCase(
        **{
            name: None if value == "unknown" else READ.get(name, lambda same: same)(value)
            for name, value in told.items()
        }
    )


def asked(found: Classification, market: str) -> Reason:
    return next(one.ask[0] for one in found.national if one.market == market)


def digits(found: Classification, market: str) -> str:
    return next(one.digits for one in found.national if one.market == market)


def test_there_are_a_hundred_and_more() -> None:
    assert len(SHOES) >= 200
    assert sum("code" in row for row in SHOES.values()) >= 140
    answered = {row["code"] for row in SHOES.values() if "code" in row}
    assert {code for code in TEXTS if code.startswith("64")} <= answered


@pytest.mark.parametrize("name", SHOES)
def test_t1f_a_labelled_article_is_right_or_asked_about(name: str) -> None:
    row = SHOES[name]
    if "refused" in row:
        with pytest.raises(Refusal, match=f"^{row['refused']}: "):
            classify(case_of(row))
        return
    found = classify(case_of(row))
    assert found.code == row.get("code", "")
    assert found.elsewhere == row.get("elsewhere", "")
    if "ask" in row:
        assert any(row["ask"] in str(reason) for reason in found.ask)
    if found.code:
        assert found.ask == ()
        assert found.text == TEXTS[found.code]
        assert found.steps
        assert all(step.note for step in found.steps)
    for market in ("us", "eu"):
        if market in row:
            assert digits(found, market.upper()) == row[market]
        if f"{market}_asks" in row:
            assert row[f"{market}_asks"] in str(asked(found, market.upper()))


def test_the_steps_read_like_an_officer_would_decide() -> None:
    found = classify(case_of(SHOES["chelsea"]))
    assert [(str(one.question), str(one.answer), one.note) for one in found.steps] == [
        (
            "Is it new footwear with a sole of its own, neither orthopaedic nor a toy nor with "
            "skates?",
            "yes",
            "64, note 1",
        ),
        (
            "Which material has the greatest outer surface of the upper, ornaments left out?",
            "leather",
            "64, note 4(a)",
        ),
        (
            "Which material of the sole touches the ground most?",
            "rubber or plastic",
            "64, note 4(b)",
        ),
        ("Which heading do upper and sole lead to?", "6403", "heading 6403"),
        (
            "Is it sports footwear: with spikes, cleats or clips, or for skating or boxing?",
            "no",
            "64, subheading note 1",
        ),
        (
            "Does it have a protective metal toe-cap?",
            "no",
            "subheading 6403.40",
        ),
        ("Does it cover the ankle bone?", "yes", "subheading 6403.91"),
    ]


def test_a_market_asks_what_its_own_digits_need() -> None:
    """Pairs are split by facts nobody has told: no digits, a question."""
    bare = ClassifyCase(upper=of("leather"), sole=of("leather"), covers_ankle=False, **PLAIN)
    for told, word in (
        ({}, "welt"),
        ({"welted": False}, "turned"),
        ({"welted": False, "turned": False}, "men or for women"),
        ({"welted": False, "turned": False, "wearer": Wearer.CHILDREN}, "for boys alone"),
    ):
        found = classify(replace(bare, **told))  # type: ignore[arg-type]
        assert found.code == "640359"
        assert digits(found, "US") == ""
        assert word in str(asked(found, "US"))


def test_national_digits_are_never_padded() -> None:
    written = {rule.hs for rule in rules.rules() if rule.market == "US"}
    for split in splits():
        assert split.code in TEXTS
        for line in split.lines:
            if not line.digits:
                continue
            assert line.digits.startswith(split.code)
            assert len(line.digits) > 6
            if line.digits.endswith("00"):
                assert line.digits in written, "only zeros that a source writes"
            assert split.grade in "ABC"


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"upper": of("leather:-1")}, "upper.0.share: A share is from 0 to 100 percent."),
        ({"sole": of("rubber:101")}, "sole.0.share: A share is from 0 to 100 percent."),
        (
            {"ground": of("rubber:60 leather:60")},
            "ground: The shares are 120 percent together, more than 100.",
        ),
        ({"upper": of("leather:60 textile=300")}, "upper: Write shares or areas, not both."),
        ({"upper": of("leather=-3")}, "upper.0.area_cm2: An area cannot be below 0 cm²."),
        ({"hs_code": "6403"}, "hs_code: A tariff code has 6 to 12 digits, such as 640359."),
        ({"hs_code": "shoe 640359"}, "hs_code: A tariff code has 6 to 12 digits"),
        ({"insole_cm": Decimal(0)}, "insole_cm: Write more than 0, or leave it out."),
        ({"insole_cm": Decimal(300)}, "insole_cm: An insole is 5 to 45 cm long."),
        ({"heel_cm": Decimal("41")}, "heel_cm: Sole and heel together are at most 40 cm high."),
        ({"value_usd": Decimal(-3)}, "value_usd: Write more than 0, or leave it out."),
    ],
)
def test_what_cannot_be_names_its_field(told: dict[str, Any], sentence: str) -> None:
    case = ClassifyCase(upper=of("leather"), sole=of("rubber"))
    with pytest.raises(Refusal, match=sentence.replace(".", r"\.")):
        classify(replace(case, **told))


def test_an_unknown_fact_that_decides_nothing_is_not_asked() -> None:
    found = classify(ClassifyCase(upper=of("textile"), sole=of("leather")))
    assert (found.code, found.ask) == ("640420", ())
    most = of("leather:60 textile plastic")
    told = ClassifyCase(upper=most, sole=of("rubber"), covers_ankle=False, **PLAIN)
    assert classify(told).code == "640399"


@pytest.mark.parametrize(
    ("told", "agrees"),
    [("", None), ("6403.59", True), ("6403 59 95", True), ("6403999060", False)],
)
def test_a_code_in_use_is_compared(told: str, agrees: bool | None) -> None:
    case = case_of(SHOES["oxford"])
    assert classify(replace(case, hs_code=told)).agrees is agrees
    assert classify(replace(case, hs_code=told, covers_ankle=None)).agrees is None


def test_a_question_names_the_fact_that_answers_it() -> None:
    """Upper and sole are told, nothing else: unknown is never “no”."""
    for upper, sole, wanted in (
        ("leather", "leather", ("sports", "straps", "metal_toe_cap", "covers_ankle")),
        ("leather", "rubber", ("sports", "metal_toe_cap", "covers_ankle")),
        ("rubber", "rubber", ("waterproof_moulded", "sports", "thong_plugs", "covers_ankle")),
        ("textile", "rubber", ("sports",)),
        ("", "rubber:60 plant:40", ("upper", "ground")),
    ):
        assert classify(ClassifyCase(upper=of(upper), sole=of(sole))).wanted == wanted


TRUTH = st.sampled_from([True, False])
MAYBE = st.sampled_from([True, False, None])
SHARES = st.sampled_from([None, *(Decimal(n) for n in (0, 5, 20, 40, 50, 60))])
AREAS = st.sampled_from([None, *(Decimal(n) for n in (0, 5, 200, 330, 400))])
STUFFS = st.sampled_from(list(Stuff))
BY_AREA = st.lists(
    st.builds(Material, stuff=STUFFS, area_cm2=AREAS, accessory=TRUTH), max_size=3
).map(tuple)
PART = st.one_of(
    st.lists(st.builds(Material, stuff=STUFFS, share=SHARES, accessory=st.just(False)), max_size=2)
    .map(tuple)
    .filter(lambda told: sum(one.share or 0 for one in told) <= 100),
    BY_AREA,
)
ANY_CASES = st.builds(
    ClassifyCase,
    kind=st.sampled_from(list(Kind)),
    upper=PART,
    sole=PART,
    ground=st.one_of(st.just(()), PART),
    covers_ankle=MAYBE,
    covers_knee=MAYBE,
    metal_toe_cap=MAYBE,
    straps=MAYBE,
    thong_plugs=MAYBE,
    waterproof_moulded=MAYBE,
    welted=MAYBE,
    applied_sole=TRUTH,
    **dict.fromkeys(
        ("worn", "orthopaedic", "toy", "disposable"), st.sampled_from([False, False, False, True])
    ),
    sports=st.sampled_from([None, *Sport]),
    cut_out=MAYBE,
    indoor=MAYBE,
    insole_cm=st.sampled_from([None, Decimal(23), Decimal(25)]),
    heel_cm=st.sampled_from([None, Decimal(2), Decimal(8)]),
    value_usd=st.sampled_from([None, Decimal(2), Decimal(30)]),
    **dict.fromkeys(("covers_calf", "turned", "reptile", "mostly_textile"), MAYBE),
    **dict.fromkeys(("protective", "slip_on", "foxing", "boys"), MAYBE),
    wearer=st.sampled_from([None, *Wearer]),
)


def agreeing(case: ClassifyCase) -> ClassifyCase:
    """The case without the facts that exclude others."""
    emptied: dict[str, Any] = {"ground": (), "applied_sole": True, "disposable": False}
    wrong = {field: emptied.get(field) for field, _ in faults(case)}
    return replace(case, **wrong)


CASES = ANY_CASES.map(agreeing)
FORGETTABLE = (
    *("covers_ankle", "covers_knee", "metal_toe_cap", "straps", "thong_plugs"),
    *("waterproof_moulded", "welted", "wearer", "sports"),
    *("cut_out", "indoor", "insole_cm", "value_usd", "heel_cm"),
    *("covers_calf", "turned", "reptile", "mostly_textile"),
    *("protective", "slip_on", "foxing", "boys"),
)


@given(CASES)
def test_a_code_or_a_question_never_both_and_never_neither(case: ClassifyCase) -> None:
    found = classify(case)
    assert bool(found.code) != bool(found.ask)
    assert not found.code or found.code in TEXTS
    assert not found.elsewhere or found.ask
    for one in found.national:
        assert bool(one.digits) != bool(one.ask)
        assert one.digits.startswith(found.code if one.digits else "")
        assert one.digits in {"", *_written(one.market, found.code)}
    if found.code:
        assert {one.market for one in found.national} == {"US", "EU", "GB"}


def _written(market: str, code: str) -> set[str]:
    return {
        line.digits
        for split in splits()
        if (split.market, split.code) == (market, code)
        for line in split.lines
    }


@given(ANY_CASES)
def test_what_excludes_another_fact_is_refused_at_its_field(case: ClassifyCase) -> None:
    wrong = [field for field, _ in faults(case)]
    assert set(wrong) <= {one.name for one in fields(ClassifyCase)}
    if wrong:
        with pytest.raises(Refusal, match=wrong[0]):
            classify(case)
    else:
        classify(case)
    low = case.covers_ankle is False and case.kind is Kind.FOOTWEAR
    assert bool(low and case.covers_calf) <= ("covers_calf" in wrong)


@given(CASES)
def test_a_step_names_a_note_and_says_it(case: ClassifyCase) -> None:
    for step in classify(case).steps:
        assert step.note
        assert str(step.why)
        assert str(step.question)


@pytest.mark.parametrize("fact", ["worn", "orthopaedic", "toy", "skates", "asbestos"])
@given(case=CASES)
def test_what_is_excluded_never_gets_a_code_of_its_chapter(fact: str, case: ClassifyCase) -> None:
    shoe = replace(case, kind=Kind.FOOTWEAR, ground=(), applied_sole=True, **{fact: True})  # type: ignore[arg-type]
    shoe = agreeing(shoe)
    found = classify(shoe)
    assert found.code == ""
    assert found.elsewhere


@given(CASES, st.sampled_from(FORGETTABLE))
def test_forgetting_a_fact_never_leads_to_another_code(case: ClassifyCase, fact: str) -> None:
    """Less is known: the same code, or a question; never a different certainty."""
    known, less = classify(case), classify(replace(case, **{fact: None}))  # type: ignore[arg-type]
    assert less.code in (known.code, "") or known.code == ""
    if known.code and less.code:
        for one, other in product(known.national, less.national):
            if one.market == other.market:
                assert other.digits in (one.digits, "")


@given(CASES, st.sampled_from(PARTS), st.integers(0, 2), st.booleans())
def test_forgetting_a_figure_or_a_measured_material_never_leads_to_another_code(
    case: ClassifyCase, part: str, place: int, whole: bool
) -> None:
    """A share or an area is forgotten, or the whole material where shares say it is missing."""
    told: tuple[Material, ...] = getattr(case, part)
    if place >= len(told):
        return
    kept, one = (*told[:place], *told[place + 1 :]), told[place]
    if not whole:
        kept = (*kept, replace(one, share=None, area_cm2=None))
    elif one.share is None or any(other.share is None for other in told) or not kept:
        return
    known, less = classify(case), classify(replace(case, **{part: kept}))  # type: ignore[arg-type]
    assert less.code in (known.code, "") or known.code == ""


@given(CASES, STUFFS, SHARES)
def test_ornaments_and_reinforcements_decide_nothing(
    case: ClassifyCase, stuff: Stuff, share: Decimal | None
) -> None:
    """They may only explain a part of the surface that nobody had named."""
    if case.upper and all(one.area_cm2 is None for one in case.upper):
        share = share and min(share, 100 - sum(one.share or 0 for one in case.upper))
        more = (*case.upper, Material(stuff=stuff, share=share, accessory=True))
        before, after = classify(case), classify(replace(case, upper=more))
        assert before.code in (after.code, "")
        if sum(one.share or 0 for one in case.upper) == 100:
            assert (before.code, before.ask) == (after.code, after.ask)


@given(CASES, STUFFS, AREAS)
def test_measured_ornaments_decide_nothing_at_all(
    case: ClassifyCase, stuff: Stuff, area: Decimal | None
) -> None:
    if any(one.area_cm2 is not None and not one.accessory for one in case.upper):
        more = (*case.upper, Material(stuff=stuff, area_cm2=area, accessory=True))
        assert classify(replace(case, upper=more)) == classify(case)


@given(CASES, st.sampled_from([Decimal(n) for n in ("0.01", "0.3", "7", "1000")]))
def test_the_unit_of_areas_decides_nothing(case: ClassifyCase, times: Decimal) -> None:
    scaled = {
        part: tuple(
            replace(one, area_cm2=None if one.area_cm2 is None else one.area_cm2 * times)
            for one in getattr(case, part)
        )
        for part in PARTS
    }
    assert classify(replace(case, **scaled)) == classify(case)


@given(CASES)
def test_the_order_of_materials_decides_nothing(case: ClassifyCase) -> None:
    turned = {name: getattr(case, name)[::-1] for name in PARTS}
    assert classify(replace(case, **turned)).code == classify(case).code


def test_every_fact_is_used() -> None:
    """A fact that nobody asks about would only be typed in vain."""
    told = {name for row in SHOES.values() for name in row} - set(LABELS)
    assert told == {field.name for field in fields(ClassifyCase)} - {"hs_code"}
