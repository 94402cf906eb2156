"""What is no footwear to chapter 64 although it is worn on feet (note 1), and where it goes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from langkah.domain.classification.case import ClassifyCase, Kind, Stuff
from langkah.domain.classification.goods import GOODS, NAMES, WHAT
from langkah.domain.classification.materials import greatest
from langkah.domain.classification.stuffs import GROUPS
from langkah.domain.classification.trail import YES, Trail
from langkah.domain.reason import Reason, because

OUTSIDE_OF_IT = because("outer surface")
NO_METAL = because(
    "Eyelets, hooks and buckles are 8308 only of base metal; of plastic they are 3926, of leather "
    "4205. Ask a broker."
)
FLIMSY = because("Is it a disposable cover of flimsy material without an applied sole?")
COVERS = because(
    "Disposable covers go by their material: paper 4818, plastic 3926, textile 6307 or the "
    "clothing chapters. Ask a broker."
)
SOCK = because("Is it textile without an outer sole glued, sewn or otherwise fixed to it?")
SECTION_XI = because(
    "Textile footwear without an applied sole belongs to section XI: knitted 6115, other 6217. Is "
    "it knitted? Ask a broker."
)
WADERS = because(
    "Waders and foot bags without a sole of their own are clothing: of coated cloth 6210, of "
    "rubber 4015, of plastic 3926. Ask a broker. A shoe moulded in one piece has a sole of its own."
)
NONE_OF_THESE = because(
    "Is it new footwear with a sole of its own, neither orthopaedic nor a toy nor with skates?"
)
TOY = because("Is it a toy, or a shin-guard or the like for sport?")
THROWN_AWAY = because(
    "Bags that are not made for long use are not heading 4202: of plastic sheeting 3923, of paper "
    "4819. Ask a broker."
)
SPECIAL_GOODS = because(
    "What is special about it may take it out of chapter 42. Ask a broker where it belongs."
)
# Fact, question, note, heading or chapter
LEAVE: tuple[tuple[str, Reason, str, str], ...] = (
    ("worn", because("Has it been worn before?"), "64, note 1(c)", "6309"),
    ("asbestos", because("Is it of asbestos?"), "64, note 1(d)", "6812"),
    (
        "orthopaedic",
        because(
            "Does it correct the foot, and is it made to measure for that, or made in series to be "
            "sold singly for either foot?"
        ),
        "64, note 1(e); 90, note 6",
        "9021",
    ),
    ("toy", TOY, "64, note 1(f)", "95"),
    (
        "skates",
        because("Are ice skates or roller skates fixed to it?"),
        "64, note 1(f)",
        "9506",
    ),
)


# Of what kind it is, the note, and where that goes
KINDS_ELSEWHERE = {
    Kind.WATCH_STRAP: ("42, note 4", "9113"),
    Kind.BUCKLE: ("64, note 2", "8308"),
}
# Disposable covers go by their material: clothing accessories of paper, and of plastic.
DISPOSABLE = {Stuff.PAPER: "4818", Stuff.PLASTIC: "3926"}


def leaves(case: ClassifyCase, trail: Trail) -> str:
    """The heading it belongs to instead; "" when it stays, or when that must be asked."""
    if case.kind in KINDS_ELSEWHERE:
        note, where = KINDS_ELSEWHERE[case.kind]
        trail.step("kind", WHAT, NAMES[case.kind], note)
        return where if case.kind is not Kind.BUCKLE or _of_metal(case, trail) else ""
    if case.kind in GOODS:
        return _of_goods(case, trail)
    for fact, question, note, where in LEAVE:
        if getattr(case, fact) and (fact != "worn" or case.kind is Kind.FOOTWEAR):
            trail.step(fact, question, YES, note)
            return where
    return _without_sole(case, trail) if case.kind is Kind.FOOTWEAR else ""


def _of_metal(case: ClassifyCase, trail: Trail) -> bool:
    """Whether trimmings are of base metal; of what else they are made takes them elsewhere."""
    stuff = greatest(case.upper, OUTSIDE_OF_IT, "upper", trail)
    if stuff is not None and stuff is not Stuff.METAL:
        trail.ask("", NO_METAL)
    return stuff is Stuff.METAL


def _of_goods(case: ClassifyCase, trail: Trail) -> str:
    """Bags, belts and clothing: only toys are certain. Worn leather stays what it is."""
    if case.toy:
        trail.step("toy", TOY, YES, "42, note 2")
        return "95"
    if case.orthopaedic or case.asbestos or case.skates:
        trail.ask("", SPECIAL_GOODS)
    if case.disposable:
        trail.ask("", THROWN_AWAY)
    return ""


def _without_sole(case: ClassifyCase, trail: Trail) -> str:
    if case.disposable:
        trail.step("disposable", FLIMSY, YES, "64, note 1(a)")
        stuffs = {one.stuff for one in case.upper if not one.accessory}
        where = DISPOSABLE.get(stuffs.pop(), "") if len(stuffs) == 1 else ""
        if not where:
            trail.ask("upper", COVERS)
        return where
    if not case.applied_sole and _may_be(case, Stuff.TEXTILE):
        trail.step("applied_sole", SOCK, YES, "64, note 1(b)")
        trail.ask("", SECTION_XI)
        return ""
    if not case.applied_sole and _may_be(case, Stuff.RUBBER):
        trail.ask("applied_sole", WADERS)
        return ""
    trail.step("", NONE_OF_THESE, YES, "64, note 1")
    return ""


def _may_be(case: ClassifyCase, stuff: Stuff) -> bool:
    """Whether the upper is mostly of this, or partly while nobody knows what most of it is."""
    leading = greatest(case.upper, because("upper"), "upper", Trail(case))
    told = {GROUPS.get(one.stuff, one.stuff) for one in case.upper if not one.accessory}
    return leading is stuff or (leading is None and stuff in told)


def settled(case: ClassifyCase) -> ClassifyCase:
    """What follows from facts that are told: a closed vamp has no straps, a low shoe no calf."""
    found: dict[str, Any] = {}
    for fact, value, others, follows in FOLLOWS:
        if getattr(case, fact) is value:
            found |= {one: follows for one in others if getattr(case, one) is None}
    return replace(case, **found) if found else case


# Fact, its value, and the facts that are settled by it
FOLLOWS: tuple[tuple[str, bool, tuple[str, ...], bool], ...] = (
    ("covers_knee", True, ("covers_calf", "covers_ankle"), True),
    ("covers_calf", True, ("covers_ankle",), True),
    ("covers_ankle", False, ("covers_calf", "covers_knee"), False),
    ("covers_calf", False, ("covers_knee",), False),
    ("cut_out", False, ("straps", "thong_plugs"), False),
    ("straps", True, ("cut_out",), True),
    ("thong_plugs", True, ("cut_out",), True),
)
