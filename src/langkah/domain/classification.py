"""The tariff heading of a shoe, step by step, or what has to be asked first.

Chapter 64 decides by the material with the greatest outer surface of the upper (reinforcements and
ornaments do not count), then by the material of the sole that touches the ground most, then by
what the shoe covers. Never padded: six digits, or none and a question. Notes 1, 3 and 4 to the
chapter; HS 2022.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from langkah.domain.reason import Reason, because
from langkah.reference.hs import EDITION, FOOTWEAR


class Stuff(StrEnum):
    """What a part is made of, in the words of the chapter."""

    LEATHER = "leather"
    COATED_LEATHER = "coated_leather"
    COMPOSITION_LEATHER = "composition_leather"
    TEXTILE = "textile"
    RUBBER = "rubber"
    PLASTIC = "plastic"
    WOOD = "wood"
    CORK = "cork"
    PLANT = "plant"
    FUR = "fur"
    METAL = "metal"
    PAPER = "paper"
    OTHER = "other"


class Sport(StrEnum):
    """Whether the tariff sees sports footwear."""

    NONE = "none"
    TRAINER = "trainer"
    SPORTS = "sports"
    SNOW = "snow"


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """A material of a part; `share` is percent of surface (upper) or of volume (sole)."""

    stuff: Stuff
    share: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassifyCase:
    """What the passport says; None is not known. `excluded` names a reason to leave chapter 64."""

    upper: tuple[Material, ...]
    sole: tuple[Material, ...]
    covers_ankle: bool | None = None
    metal_toe_cap: bool | None = False
    straps: bool | None = False
    thong_plugs: bool | None = False
    waterproof_moulded: bool | None = False
    sports: Sport = Sport.NONE
    worn: bool = False
    orthopaedic: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionStep:
    """One question of the chapter, its answer, and the note it rests on."""

    question: Reason
    answer: Reason
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Classification:
    """Six digits and how they were reached; no code while something must be asked."""

    code: str
    text: str
    steps: tuple[DecisionStep, ...]
    ask: tuple[Reason, ...]
    edition: str = EDITION


RUBBERY = frozenset({Stuff.RUBBER, Stuff.PLASTIC})
HIDE = frozenset({Stuff.LEATHER, Stuff.COATED_LEATHER})


def classify(case: ClassifyCase) -> Classification:
    """The heading and subheading, or the questions that stand before it."""
    if case.worn or case.orthopaedic:
        where = "6309" if case.worn else "9021"
        return _asks(because("This is not chapter 64 but {where}. Ask a broker.", where=where))
    asked: list[Reason] = []
    upper = _main(case.upper, because("upper"), asked)
    sole = _ground(case.sole, asked)
    if upper is None or sole is None:
        return _asks(*asked)
    steps = [
        DecisionStep(
            question=because("Which material has the greatest outer surface of the upper?"),
            answer=_STUFFS[upper],
            note="64, note 4(a)",
        ),
        DecisionStep(
            question=because("Which material of the sole touches the ground most?"),
            answer=_STUFFS[sole],
            note="64, note 4(b)",
        ),
    ]
    code = _code(case, upper, sole, asked)
    if asked:
        return Classification(code="", text="", steps=tuple(steps), ask=tuple(asked))
    return Classification(code=code, text=FOOTWEAR[code], steps=tuple(steps), ask=())


def _asks(*reasons: Reason) -> Classification:
    return Classification(code="", text="", steps=(), ask=reasons)


def _main(parts: tuple[Material, ...], part: Reason, asked: list[Reason]) -> Stuff | None:
    """The material with the greatest share; a tie or an unknown share is asked."""
    shares: dict[Stuff, Decimal | None] = {}
    for one in parts:
        group = _group(one.stuff)
        known = shares.get(group, Decimal(0))
        shares[group] = None if one.share is None or known is None else known + one.share
    if not shares:
        asked.append(because("What is the {part} made of? Enter it in the passport.", part=part))
        return None
    if len(shares) == 1:
        return next(iter(shares))
    if any(share is None for share in shares.values()):
        asked.append(
            because(
                "Which share of the {part} is of each material? Enter the percent.",
                part=part,
            )
        )
        return None
    first, second = sorted(((share or 0, stuff) for stuff, share in shares.items()), reverse=True)[
        :2
    ]
    if first[0] == second[0]:
        asked.append(
            because(
                "Two materials of the {part} have the same share. Measure their outer surface.",
                part=part,
            )
        )
        return None
    return first[1]


def _group(stuff: Stuff) -> Stuff:
    """Rubber and plastic are one to the chapter, and so are leather and coated leather."""
    if stuff in RUBBERY:
        return Stuff.RUBBER
    return Stuff.LEATHER if stuff in HIDE else stuff


def _ground(parts: tuple[Material, ...], asked: list[Reason]) -> Stuff | None:
    """The passport knows volumes, the chapter asks for contact: several materials are asked."""
    groups = {_group(one.stuff) for one in parts}
    if len(groups) > 1:
        asked.append(
            because(
                "The sole has several materials. Which one touches the ground with most of its "
                "area? Spikes and protectors do not count."
            )
        )
        return None
    return _main(parts, because("sole"), asked)


def _code(case: ClassifyCase, upper: Stuff, sole: Stuff, asked: list[Reason]) -> str:
    if upper is Stuff.LEATHER and sole in (Stuff.RUBBER, Stuff.LEATHER, Stuff.COMPOSITION_LEATHER):
        return _leather(case, sole, asked)
    if upper in (Stuff.LEATHER, Stuff.COMPOSITION_LEATHER):
        return "640510"
    if upper is Stuff.TEXTILE:
        return _textile(case, sole)
    if upper is Stuff.RUBBER and sole is Stuff.RUBBER:
        return _rubber(case, asked)
    return "640590"


def _leather(case: ClassifyCase, sole: Stuff, asked: list[Reason]) -> str:
    if case.sports in (Sport.SNOW, Sport.SPORTS):
        return "640312" if case.sports is Sport.SNOW else "640319"
    if sole is Stuff.LEATHER and _known(case.straps, _STRAPS, asked):
        return "640320"
    if _known(case.metal_toe_cap, _TOE_CAP, asked):
        return "640340"
    ankle = _known(case.covers_ankle, _ANKLE, asked)
    if sole is Stuff.LEATHER:
        return "640351" if ankle else "640359"
    return "640391" if ankle else "640399"


def _textile(case: ClassifyCase, sole: Stuff) -> str:
    if sole in (Stuff.LEATHER, Stuff.COMPOSITION_LEATHER):
        return "640420"
    if sole is Stuff.RUBBER:
        return "640419" if case.sports is Sport.NONE else "640411"
    return "640520"


def _rubber(case: ClassifyCase, asked: list[Reason]) -> str:
    if _known(case.waterproof_moulded, _MOULDED, asked):
        if _known(case.metal_toe_cap, _TOE_CAP, asked):
            return "640110"
        return "640192" if _known(case.covers_ankle, _ANKLE, asked) else "640199"
    if case.sports in (Sport.SNOW, Sport.SPORTS):
        return "640212" if case.sports is Sport.SNOW else "640219"
    if _known(case.thong_plugs, _PLUGS, asked):
        return "640220"
    return "640291" if _known(case.covers_ankle, _ANKLE, asked) else "640299"


_STUFFS = {
    Stuff.LEATHER: because("leather"),
    Stuff.COATED_LEATHER: because("leather"),
    Stuff.COMPOSITION_LEATHER: because("composition leather"),
    Stuff.TEXTILE: because("textile"),
    Stuff.RUBBER: because("rubber or plastic"),
    Stuff.PLASTIC: because("rubber or plastic"),
    Stuff.WOOD: because("wood"),
    Stuff.CORK: because("cork"),
    Stuff.PLANT: because("plant fibre"),
    Stuff.FUR: because("fur"),
    Stuff.METAL: because("metal"),
    Stuff.PAPER: because("paper"),
    Stuff.OTHER: because("other material"),
}
_ANKLE = because("Does it cover the ankle bone? Enter it in the passport.")
_TOE_CAP = because("Does it have a protective metal toe-cap? Enter it in the passport.")
_STRAPS = because("Do straps go over the instep and round the big toe? Enter it in the passport.")
_PLUGS = because("Are the straps plugged into the sole? Enter it in the passport.")
_MOULDED = because("Is it waterproof, its upper moulded to the sole without a stitch?")


def _known(fact: bool | None, question: Reason, asked: list[Reason]) -> bool:
    if fact is None and question not in asked:
        asked.append(question)
    return bool(fact)
