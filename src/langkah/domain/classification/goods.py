"""Parts of footwear (6406) and what else a leather workshop sends (4202, 4203, 4205)."""

from __future__ import annotations

from collections.abc import Callable

from langkah.domain.classification.case import ClassifyCase, Kind, Material, Stuff
from langkah.domain.classification.materials import greatest
from langkah.domain.classification.stuffs import GROUPS, GROUPS_42, HIDES, NAMES_42
from langkah.domain.classification.stuffs import NAMES as NAMES_64
from langkah.domain.classification.trail import Trail
from langkah.domain.reason import because

OUTSIDE = because("What is the outer surface made of, ornaments left out?")
WHAT = because("What is it?")
SHEETS = frozenset({Stuff.PLASTIC, Stuff.TEXTILE})
# Leather outside, plastic sheeting or textile outside, other outside
BAGS = {
    Kind.CASE: ("420211", "420212", "420219"),
    Kind.HANDBAG: ("420221", "420222", "420229"),
    Kind.POCKET: ("420231", "420232", "420239"),
    Kind.BAG: ("420291", "420292", "420299"),
}
# Handbags, wallets and travel bags are of these outside, or belong to another chapter.
BAG_STUFFS = HIDES | SHEETS | {Stuff.PAPER}
# Cases are of any material, but plaited work and fur have chapters of their own (42, note 2).
CASE_STUFFS = frozenset(Stuff) - {Stuff.PLANT, Stuff.FUR}
PLAITED_CASE = because(
    "A case of plaited plants is 4602, one of fur 4303; of other plant material it stays. Ask a "
    "broker."
)
SURFACE = because("outer surface")
# Materials that one subheading names together
TOGETHER = {
    Stuff.COMPOSITION_LEATHER: Stuff.LEATHER,
    Stuff.COATED_LEATHER: Stuff.LEATHER,
    Stuff.COATED_TEXTILE: Stuff.PLASTIC,
    Stuff.TEXTILE: Stuff.PLASTIC,
}
# Chapter 42, note 2(b): gloves stay whatever fur is on them.
FUR_MATTERS = frozenset({Kind.BELT, Kind.APPAREL, Kind.CLOTHING_ACCESSORY})
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
    Kind.BUCKLE: because("eyelets, hooks or buckles"),
    Kind.LACES: because("laces"),
    Kind.CASE: because("a briefcase, suitcase or satchel"),
    Kind.HANDBAG: because("a handbag"),
    Kind.POCKET: because("carried in a pocket or handbag"),
    Kind.BAG: because("another bag or container"),
    Kind.BELT: because("a belt"),
    Kind.GLOVES: because("gloves"),
    Kind.SPORTS_GLOVES: because("gloves made for sport"),
    Kind.APPAREL: because("clothing"),
    Kind.CLOTHING_ACCESSORY: because("another accessory of clothing"),
    Kind.OTHER_LEATHER: because(
        "another article of leather (collars, leads and harness for animals are 4201)"
    ),
    Kind.WATCH_STRAP: because("a watch strap"),
}


def code_of(case: ClassifyCase, trail: Trail) -> str:
    """Six digits; what stands in the way is left in `trail.asked`."""
    for kinds, decide in RULES:
        if case.kind in kinds:
            return decide(case, trail)
    raise ValueError(case.kind)


def _as_part(case: ClassifyCase, trail: Trail) -> str:
    trail.step("kind", WHAT, NAMES[case.kind], "heading 6406")
    if case.kind is Kind.UPPER:
        return "640610"
    if case.kind in (Kind.INSOLE, Kind.STIFFENER, Kind.GAITER):
        return "640690"
    outside = greatest(case.upper, SURFACE, "upper", trail, GROUPS)
    if outside is None:
        return ""
    trail.step("upper", OUTSIDE, NAMES_64[outside], "subheading 6406.20")
    return "640620" if outside is Stuff.RUBBER else "640690"


def _as_bag(case: ClassifyCase, trail: Trail) -> str:
    trail.step("kind", WHAT, NAMES[case.kind], "heading 4202")
    outside = _outside(case, trail, "heading 4202")
    if outside is None:
        return ""
    if case.kind is Kind.CASE and outside not in CASE_STUFFS:
        trail.ask("", PLAITED_CASE)
        return ""
    if case.kind is not Kind.CASE and outside not in BAG_STUFFS:
        trail.ask(
            "",
            because(
                "Such a bag is in heading 4202 only of leather, plastic sheeting, textile or "
                "paperboard; of plaited plants it is 4602, of rubber 4016, of wood 4420. Ask a "
                "broker."
            ),
        )
        return ""
    leather, sheet, other = BAGS[case.kind]
    if outside in HIDES:
        return leather
    return sheet if outside in SHEETS else other


def _as_leather(case: ClassifyCase, trail: Trail) -> str:
    trail.step("kind", WHAT, NAMES[case.kind], "headings 4203, 4205")
    outside = _outside(case, trail, "headings 4203, 4205")
    if outside is None:
        return ""
    if outside not in HIDES:
        trail.ask(
            "",
            because(
                "This is in headings 4203 and 4205 only of leather or composition leather; of "
                "textile or plastic it goes to another chapter. Ask a broker."
            ),
        )
        return ""
    if case.kind in FUR_MATTERS and any(_is_fur(one) for one in case.upper):
        trail.ask(
            "",
            because(
                "Fur that is more than a trimming takes clothing of leather to heading 4303 or "
                "4304. Ask a broker."
            ),
        )
        return ""
    return LEATHER_ONLY[case.kind]


def _is_fur(one: Material) -> bool:
    return one.stuff is Stuff.FUR and not one.accessory


def _as_trimming(case: ClassifyCase, trail: Trail) -> str:
    """Where it goes is said by `leaving`; laces go by their material."""
    trail.step("kind", WHAT, NAMES[case.kind], "64, note 2")
    trail.ask(
        "",
        because(
            "Laces are no parts of footwear: of textile they are 6307, of leather 4205. Ask a "
            "broker."
        ),
    )
    return ""


def _outside(case: ClassifyCase, trail: Trail, note: str) -> Stuff | None:
    """The outer surface; asked where one material leads and a group of others is more."""
    found = greatest(case.upper, SURFACE, "upper", trail, GROUPS_42)
    if found is None:
        return None
    together = greatest(case.upper, SURFACE, "upper", Trail(case), GROUPS_42 | TOGETHER)
    if together is not TOGETHER.get(found, found):
        trail.ask(
            "",
            because(
                "No material of the outer surface is more than all of another kind together. Ask a "
                "broker which one gives it its character."
            ),
        )
        return None
    trail.step("upper", OUTSIDE, NAMES_42[found], note)
    return found


Decide = Callable[[ClassifyCase, Trail], str]
PARTS = frozenset(
    {Kind.UPPER, Kind.OUTER_SOLE, Kind.HEEL, Kind.INSOLE, Kind.STIFFENER, Kind.GAITER}
)
GOODS = frozenset(BAGS) | frozenset(LEATHER_ONLY)
RULES: tuple[tuple[frozenset[Kind], Decide], ...] = (
    (PARTS, _as_part),
    (frozenset(BAGS), _as_bag),
    (frozenset(LEATHER_ONLY), _as_leather),
    (frozenset({Kind.LACES}), _as_trimming),
)
