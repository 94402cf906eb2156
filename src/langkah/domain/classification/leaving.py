"""What is no footwear to chapter 64 although it is worn on feet (note 1), and where it goes."""

from __future__ import annotations

from dataclasses import replace

from langkah.domain.classification.case import ClassifyCase, Kind, Material, Sport, Stuff
from langkah.domain.classification.goods import GOODS, NAMES, WHAT
from langkah.domain.classification.trail import YES, Trail
from langkah.domain.reason import Reason, because

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
NONE_OF_THESE = because(
    "Is it new footwear with a sole of its own, neither orthopaedic nor a toy nor with skates?"
)
TOY = because("Is it a toy, or a shin-guard or the like for sport?")
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
        return where
    if case.kind in GOODS:
        return _of_goods(case, trail)
    for fact, question, note, where in LEAVE:
        if getattr(case, fact) and (fact != "worn" or case.kind is Kind.FOOTWEAR):
            trail.step(fact, question, YES, note)
            return where
    return _without_sole(case, trail) if case.kind is Kind.FOOTWEAR else ""


def _of_goods(case: ClassifyCase, trail: Trail) -> str:
    """Bags, belts and clothing: only toys are certain. Worn leather stays what it is."""
    if case.toy:
        trail.step("toy", TOY, YES, "42, note 2")
        return "95"
    if case.orthopaedic or case.asbestos or case.skates:
        trail.ask("", SPECIAL_GOODS)
    return ""


def _without_sole(case: ClassifyCase, trail: Trail) -> str:
    if case.disposable:
        trail.step("disposable", FLIMSY, YES, "64, note 1(a)")
        stuffs = {one.stuff for one in case.upper if not one.accessory}
        where = DISPOSABLE.get(stuffs.pop(), "") if len(stuffs) == 1 else ""
        if not where:
            trail.ask("upper", COVERS)
        return where
    if not case.applied_sole and _is_textile(case.upper):
        trail.step("applied_sole", SOCK, YES, "64, note 1(b)")
        trail.ask("", SECTION_XI)
        return ""
    trail.step("", NONE_OF_THESE, YES, "64, note 1")
    return ""


def _is_textile(parts: tuple[Material, ...]) -> bool:
    return bool(parts) and all(one.stuff is Stuff.TEXTILE for one in parts)


def settled(case: ClassifyCase) -> ClassifyCase:
    """What follows from facts that are told: a closed vamp has no straps, a low shoe no calf."""
    low = case.covers_ankle is False
    closed = case.cut_out is False
    return replace(
        case,
        straps=False if closed and case.straps is None else case.straps,
        thong_plugs=False if closed and case.thong_plugs is None else case.thong_plugs,
        covers_knee=False if low and case.covers_knee is None else case.covers_knee,
        covers_calf=False if low and case.covers_calf is None else case.covers_calf,
    )


def contradiction(case: ClassifyCase, trail: Trail) -> None:
    """Asks about facts that cannot both be true; deciding on them would be guessing."""
    for holds, fact, question in (
        (case.covers_knee and case.covers_ankle is False, "covers_knee", KNEE_ONLY),
        (case.sports is Sport.SNOW and case.covers_ankle is False, "sports", LOW_SKI_BOOT),
        (case.cut_out is False and (case.straps or case.thong_plugs), "straps", CLOSED_STRAPS),
    ):
        if holds:
            trail.ask(fact, question)


KNEE_ONLY = because("It covers the knee but not the ankle. Correct one of both.")
LOW_SKI_BOOT = because("A ski or snowboard boot covers the ankle. Correct one of both.")
CLOSED_STRAPS = because("It is closed, and its upper is of straps. Correct one of both.")
