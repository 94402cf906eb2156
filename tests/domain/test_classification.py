"""Chapter 64 decided: the traps, and what is asked rather than guessed."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from langkah.domain.classification import ClassifyCase, Material, Sport, Stuff, classify


def of(*parts: str) -> tuple[Material, ...]:
    """("leather:96", "textile:4") as materials; no share is an unknown one."""
    found = []
    for part in parts:
        stuff, _, share = part.partition(":")
        found.append(Material(stuff=Stuff(stuff), share=Decimal(share) if share else None))
    return tuple(found)


SHOES: list[tuple[str, tuple[str, ...], tuple[str, ...], dict[str, Any], str]] = [
    ("oxford, leather sole", ("leather:96", "textile:4"), ("leather:100",), {}, "640359"),
    ("derby, rubber sole", ("leather:100",), ("rubber:100",), {}, "640399"),
    (
        "chelsea boot",
        ("leather:88", "textile:12"),
        ("rubber:100",),
        {"covers_ankle": True},
        "640391",
    ),
    ("boot, leather sole", ("leather:100",), ("leather:100",), {"covers_ankle": True}, "640351"),
    (
        "toe-cap before ankle",
        ("leather:100",),
        ("rubber:100",),
        {"covers_ankle": True, "metal_toe_cap": True},
        "640340",
    ),
    ("straps and leather sole", ("leather:100",), ("leather:100",), {"straps": True}, "640320"),
    ("straps and rubber sole", ("leather:100",), ("rubber:100",), {"straps": True}, "640399"),
    ("batik, rubber sole", ("textile:82", "leather:18"), ("rubber:100",), {}, "640419"),
    ("batik trainer", ("textile:100",), ("rubber:100",), {"sports": Sport.TRAINER}, "640411"),
    ("batik, leather sole", ("textile:100",), ("leather:100",), {}, "640420"),
    ("espadrille, leather upper", ("leather:100",), ("plant:100",), {}, "640510"),
    ("espadrille, canvas", ("textile:100",), ("plant:100",), {}, "640520"),
    ("clog on wood", ("leather:100",), ("wood:100",), {}, "640510"),
    ("cork sole", ("leather:100",), ("cork:100",), {}, "640510"),
    ("composition leather upper", ("composition_leather:100",), ("rubber:100",), {}, "640510"),
    ("PU-coated pump", ("plastic:100",), ("rubber:100",), {}, "640299"),
    (
        "plastic and rubber are one",
        ("plastic:40", "rubber:20", "leather:40"),
        ("plastic:100",),
        {},
        "640299",
    ),
    ("plugged thong", ("rubber:100",), ("rubber:100",), {"thong_plugs": True}, "640220"),
    (
        "moulded rain boot",
        ("rubber:100",),
        ("rubber:100",),
        {"waterproof_moulded": True, "covers_ankle": True},
        "640192",
    ),
    (
        "leather football boot",
        ("leather:100",),
        ("plastic:100",),
        {"sports": Sport.SPORTS},
        "640319",
    ),
    ("straw upper", ("plant:100",), ("leather:100",), {}, "640590"),
]


@pytest.mark.parametrize(
    ("name", "upper", "sole", "facts", "code"), SHOES, ids=[row[0] for row in SHOES]
)
def test_t1f_a_shoe_finds_its_six_digits(
    name: str, upper: tuple[str, ...], sole: tuple[str, ...], facts: dict[str, Any], code: str
) -> None:
    found = classify(
        ClassifyCase(upper=of(*upper), sole=of(*sole), **{"covers_ankle": False, **facts})
    )
    assert (found.code, found.ask) == (code, ())
    assert found.text and len(found.steps) == 2


UNSURE: list[tuple[str, dict[str, Any], str]] = [
    ("ankle unknown", {"covers_ankle": None}, "ankle"),
    ("toe-cap unknown", {"metal_toe_cap": None}, "toe-cap"),
    ("straps unknown on a leather sole", {"straps": None}, "straps"),
    ("no upper", {"upper": ()}, "upper"),
    ("shares unknown", {"upper": of("leather", "textile")}, "percent"),
    ("a tie", {"upper": of("leather:50", "textile:50")}, "same share"),
    ("mixed sole", {"sole": of("plant:70", "rubber:30")}, "touches the ground"),
    ("worn", {"worn": True}, "6309"),
    ("orthopaedic", {"orthopaedic": True}, "9021"),
]


@pytest.mark.parametrize(("name", "facts", "word"), UNSURE, ids=[row[0] for row in UNSURE])
def test_what_is_not_certain_is_asked_and_no_digit_is_given(
    name: str, facts: dict[str, Any], word: str
) -> None:
    known: dict[str, Any] = {
        "upper": of("leather:100"),
        "sole": of("leather:100"),
        "covers_ankle": False,
    }
    found = classify(ClassifyCase(**{**known, **facts}))
    assert found.code == ""
    assert any(word in str(reason) for reason in found.ask)


def test_an_unknown_fact_that_decides_nothing_is_not_asked() -> None:
    found = classify(
        ClassifyCase(upper=of("textile:100"), sole=of("leather:100"), covers_ankle=None)
    )
    assert found.code == "640420"
