"""Parts of footwear (6406) and what else a leather workshop sends (4202, 4203, 4205)."""

from __future__ import annotations

from collections.abc import Callable

from langkah.domain.classification.case import ClassifyCase, Kind, Stuff
from langkah.domain.classification.materials import greatest
from langkah.domain.classification.trail import Trail
from langkah.domain.reason import because

OUTSIDE = because("What is the outer surface made of?")
WHAT = because("What is it?")
HIDES = frozenset({Stuff.LEATHER, Stuff.COMPOSITION_LEATHER})
SHEETS = frozenset({Stuff.RUBBER, Stuff.TEXTILE})
# Leather outside, plastic sheeting or textile outside, other outside
BAGS = {
    Kind.CASE: ("420211", "420212", "420219"),
    Kind.HANDBAG: ("420221", "420222", "420229"),
    Kind.POCKET: ("420231", "420232", "420239"),
    Kind.BAG: ("420291", "420292", "420299"),
}
# Handbags, wallets and travel bags are of these outside, or belong to another chapter.
BAG_STUFFS = HIDES | SHEETS | {Stuff.PAPER}
LEATHER_ONLY = {
    Kind.BELT: "420330",
    Kind.GLOVES: "420329",
    Kind.SPORTS_GLOVES: "420321",
    Kind.APPAREL: "420310",
    Kind.CLOTHING_ACCESSORY: "420340",
    Kind.OTHER_LEATHER: "420500",
}
NAMES = {
    Kind.UPPER: because("an upper or a part of one"),
    Kind.OUTER_SOLE: because("an outer sole"),
    Kind.HEEL: because("a heel"),
    Kind.INSOLE: because("a loose insole or heel cushion"),
    Kind.STIFFENER: because("a stiffener"),
    Kind.GAITER: because("a gaiter or legging"),
    Kind.CASE: because("a briefcase, suitcase or satchel"),
    Kind.HANDBAG: because("a handbag"),
    Kind.POCKET: because("carried in a pocket or handbag"),
    Kind.BAG: because("another bag or container"),
    Kind.BELT: because("a belt"),
    Kind.GLOVES: because("gloves"),
    Kind.SPORTS_GLOVES: because("gloves made for sport"),
    Kind.APPAREL: because("clothing"),
    Kind.CLOTHING_ACCESSORY: because("another accessory of clothing"),
    Kind.OTHER_LEATHER: because("another article of leather"),
    Kind.WATCH_STRAP: because("a watch strap"),
}


def code_of(case: ClassifyCase, trail: Trail) -> str:
    """Six digits; what stands in the way is left in `trail.asked`."""
    for kinds, decide in RULES:
        if case.kind in kinds:
            return decide(case, trail)
    raise ValueError(case.kind)


def _as_part(case: ClassifyCase, trail: Trail) -> str:
    trail.step(WHAT, NAMES[case.kind], "heading 6406")
    if case.kind is Kind.UPPER:
        return "640610"
    if case.kind in (Kind.INSOLE, Kind.STIFFENER, Kind.GAITER):
        return "640690"
    outside = _outside(case, trail, "subheading 6406.20")
    if outside is None:
        return ""
    return "640620" if outside is Stuff.RUBBER else "640690"


def _as_bag(case: ClassifyCase, trail: Trail) -> str:
    trail.step(WHAT, NAMES[case.kind], "heading 4202")
    outside = _outside(case, trail, "heading 4202")
    if outside is None:
        return ""
    if case.kind is not Kind.CASE and outside not in BAG_STUFFS:
        trail.asked.append(
            because(
                "Such a bag is in heading 4202 only of leather, plastic sheeting, textile or "
                "paperboard; of plaited plants it is 4602, of wood 4420. Ask a broker."
            )
        )
        return ""
    leather, sheet, other = BAGS[case.kind]
    if outside in HIDES:
        return leather
    return sheet if outside in SHEETS else other


def _as_leather(case: ClassifyCase, trail: Trail) -> str:
    trail.step(WHAT, NAMES[case.kind], "headings 4203 and 4205")
    outside = _outside(case, trail, "heading 4203")
    if outside is None:
        return ""
    if outside not in HIDES:
        trail.asked.append(
            because(
                "This is in headings 4203 and 4205 only of leather or composition leather; of "
                "textile or plastic it goes to another chapter. Ask a broker."
            )
        )
        return ""
    return LEATHER_ONLY[case.kind]


def _as_strap(case: ClassifyCase, trail: Trail) -> str:
    trail.step(WHAT, NAMES[case.kind], "42, note 3")
    return ""


def _outside(case: ClassifyCase, trail: Trail, note: str) -> Stuff | None:
    parts = tuple(one for one in case.upper if not one.accessory)
    found = greatest(parts, because("outer surface"), trail.asked)
    trail.material(OUTSIDE, found, note)
    return found


Decide = Callable[[ClassifyCase, Trail], str]
PARTS = frozenset(
    {Kind.UPPER, Kind.OUTER_SOLE, Kind.HEEL, Kind.INSOLE, Kind.STIFFENER, Kind.GAITER}
)
RULES: tuple[tuple[frozenset[Kind], Decide], ...] = (
    (PARTS, _as_part),
    (frozenset(BAGS), _as_bag),
    (frozenset(LEATHER_ONLY), _as_leather),
    (frozenset({Kind.WATCH_STRAP}), _as_strap),
)
