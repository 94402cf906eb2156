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
)
from langkah.domain.reason import Reason, Refusal
from langkah.reference.hs import TEXTS
from langkah.reference.national import splits

SHOES: dict[str, dict[str, Any]] = tomllib.loads((Path(__file__).parent / "shoes.toml").read_text())
PARTS = ("upper", "sole", "ground")
LABELS = ("code", "ask", "elsewhere", "us", "eu")


def of(text: str) -> tuple[Material, ...]:
    """ "leather:96 textile!" as materials; no share is an unknown one, "!" an accessory."""
    found = []
    for part in text.split():
        stuff, _, share = part.rstrip("!").partition(":")
        found.append(
            Material(
                stuff=Stuff(stuff),
                share=Decimal(share) if share else None,
                accessory=part.endswith("!"),
            )
        )
    return tuple(found)


READ: dict[str, Any] = {
    **dict.fromkeys(PARTS, of),
    "kind": Kind,
    "sports": Sport,
    "wearer": Wearer,
    "value_usd": Decimal,
    "insole_cm": Decimal,
}


def case_of(row: dict[str, Any]) -> ClassifyCase:
    told = {name: value for name, value in row.items() if name not in LABELS}
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
    assert len(SHOES) >= 100
    assert sum("code" in row for row in SHOES.values()) >= 90
    answered = {row["code"] for row in SHOES.values() if "code" in row}
    assert {code for code in TEXTS if code.startswith("64")} <= answered


@pytest.mark.parametrize("name", SHOES)
def test_t1f_a_labelled_article_is_right_or_asked_about(name: str) -> None:
    row = SHOES[name]
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


def test_the_steps_read_like_an_officer_would_decide() -> None:
    found = classify(case_of(SHOES["chelsea"]))
    assert [(str(one.question), str(one.answer), one.note) for one in found.steps] == [
        (
            "Which material has the greatest outer surface of the upper?",
            "leather",
            "64, note 4(a)",
        ),
        (
            "Which material of the sole touches the ground most?",
            "rubber or plastic",
            "64, note 4(b)",
        ),
        (
            "Is it sports footwear: with spikes, cleats or clips, or for skating or boxing?",
            "no",
            "64, subheading note 1",
        ),
        (
            "Does it have a protective metal toe-cap? Enter it in the passport.",
            "no",
            "subheading 6403.40",
        ),
        ("Does it cover the ankle bone? Enter it in the passport.", "yes", "subheading 6403.91"),
    ]


def test_a_market_asks_what_its_own_digits_need() -> None:
    """Children's and unisex pairs are split by facts nobody has told: no digits, a question."""
    bare = ClassifyCase(upper=of("leather"), sole=of("leather"), covers_ankle=False)
    for told, word in (
        ({}, "welt"),
        ({"welted": False}, "men or for women"),
        ({"welted": False, "wearer": Wearer.UNISEX}, "men or for women"),
    ):
        found = classify(replace(bare, **told))  # type: ignore[arg-type]
        assert found.code == "640359"
        assert digits(found, "US") == ""
        assert word in str(asked(found, "US"))


def test_national_digits_are_never_padded() -> None:
    for split in splits():
        assert split.code in TEXTS
        for line in split.lines:
            assert line.digits.startswith(split.code)
            assert len(line.digits) > 6
            assert not line.digits.endswith("00")
            assert split.grade in "ABC"


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"upper": of("leather:-1")}, "upper: a share is from 0 to 100 percent."),
        ({"sole": of("rubber:101")}, "sole: a share is from 0 to 100 percent."),
        (
            {"ground": of("rubber:60 leather:60")},
            "ground: the shares are 120 percent together, more than 100.",
        ),
        ({"insole_cm": Decimal(0)}, "insole_cm: write more than 0, or leave it out."),
        ({"value_usd": Decimal(-3)}, "value_usd: write more than 0, or leave it out."),
    ],
)
def test_what_cannot_be_names_its_field(told: dict[str, Any], sentence: str) -> None:
    case = ClassifyCase(upper=of("leather"), sole=of("rubber"), covers_ankle=False)
    with pytest.raises(Refusal, match=sentence.replace(".", r"\.")):
        classify(replace(case, **told))


def test_an_unknown_fact_that_decides_nothing_is_not_asked() -> None:
    found = classify(ClassifyCase(upper=of("textile"), sole=of("leather"), covers_ankle=None))
    assert (found.code, found.ask) == ("640420", ())
    most = classify(
        ClassifyCase(upper=of("leather:60 textile plastic"), sole=of("rubber"), covers_ankle=False)
    )
    assert most.code == "640399"


TRUTH = st.sampled_from([True, False])
MAYBE = st.sampled_from([True, False, None])
SHARES = st.sampled_from([None, *(Decimal(n) for n in (0, 5, 20, 33, 40, 50))])
STUFFS = st.sampled_from(list(Stuff))
PART = st.lists(
    st.builds(Material, stuff=STUFFS, share=SHARES, accessory=st.just(False)), max_size=2
).map(tuple)
CASES = st.builds(
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
    sports=st.sampled_from(list(Sport)),
    wearer=st.sampled_from([None, *Wearer]),
)
FORGETTABLE = (
    *("covers_ankle", "covers_knee", "metal_toe_cap", "straps", "thong_plugs"),
    *("waterproof_moulded", "welted", "wearer"),
)


@given(CASES)
def test_a_code_or_a_question_never_both_and_never_neither(case: ClassifyCase) -> None:
    found = classify(case)
    assert bool(found.code) != bool(found.ask)
    assert not found.code or found.code in TEXTS
    assert not found.elsewhere or found.ask
    for one in found.national:
        assert one.digits == "" or (one.digits.startswith(found.code) and not one.ask)


@given(CASES, st.sampled_from(FORGETTABLE))
def test_forgetting_a_fact_never_leads_to_another_code(case: ClassifyCase, fact: str) -> None:
    """Less is known: the same code, or a question; never a different certainty."""
    known, less = classify(case), classify(replace(case, **{fact: None}))  # type: ignore[arg-type]
    assert less.code in (known.code, "") or known.code == ""
    if known.code and less.code:
        for one, other in product(known.national, less.national):
            if one.market == other.market:
                assert other.digits in (one.digits, "")


@given(CASES, STUFFS, SHARES)
def test_ornaments_and_reinforcements_decide_nothing(
    case: ClassifyCase, stuff: Stuff, share: Decimal | None
) -> None:
    if case.upper:
        share = share and min(share, 100 - sum(one.share or 0 for one in case.upper))
        more = (*case.upper, Material(stuff=stuff, share=share, accessory=True))
        assert classify(replace(case, upper=more)).code == classify(case).code


@given(CASES)
def test_the_order_of_materials_decides_nothing(case: ClassifyCase) -> None:
    turned = {name: getattr(case, name)[::-1] for name in PARTS}
    assert classify(replace(case, **turned)).code == classify(case).code


def test_every_fact_is_used() -> None:
    """A fact that nobody asks about would only be typed in vain."""
    told = {name for row in SHOES.values() for name in row} - set(LABELS)
    assert told == {field.name for field in fields(ClassifyCase)}
