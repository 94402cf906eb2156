"""More digits where a market's own are known: from the facts, or the one that is missing."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from operator import gt, lt

from langkah.domain.classification.case import ClassifyCase, Material, National, Stuff, Wearer
from langkah.domain.classification.materials import NOTHING, WHOLE, greatest, of_sole
from langkah.domain.classification.stuffs import GROUPS, GROUPS_42
from langkah.domain.classification.trail import Trail
from langkah.domain.reason import Reason, because
from langkah.reference.national import Line, Split, markets, of

QUESTIONS = {
    "welted": because("Is it sewn with a welt?"),
    "turned": because("Is it turned: sewn inside out and then turned?"),
    "wearer": because("Is it made for men or for women?"),
    "cut_out": because("Is the vamp of straps, or are pieces cut out of it, as on a sandal?"),
    "indoor": because("Is it a slipper for the house?"),
    "covers_calf": because("Does it cover the calf?"),
    "metal_toe_cap": because("Does it have a protective metal toe-cap?"),
    "insole_cm": because("How long is the insole in cm?"),
    "heel_cm": because("How high are sole and heel together in cm, at their highest?"),
    "value_usd": because("What is a pair, or a bag, worth in US dollars?"),
    "reptile": because("Is the leather of snake, lizard or crocodile?"),
    "mostly_textile": because(
        "Is more than half of the weight textile, rubber and plastic, with at least a tenth of it "
        "rubber or plastic?"
    ),
    "protective": because(
        "Is it worn over a shoe, or instead of one, against water, oil, cold or chemicals?"
    ),
    "slip_on": because(
        "Is it open at the toe or the heel, or held without laces, buckles or other fasteners?"
    ),
    "foxing": because("Does a band of rubber or plastic round the sole overlap the upper?"),
    "boys": because("Is it for boys alone, and from American size 11½ (youths) on?"),
    "upper": because("Which share of the outside is of each material, ornaments counted as well?"),
}
NOT_KNOWN = because(
    "The further digits are not known here. Ask a customs broker of that market for them."
)
LONG_FOR_CHILDREN = because(
    "With an insole of 24 cm or more a children's shoe is men's or women's to this tariff. Which "
    "of them could wear it: men, women, or both?"
)
NO_UNISEX = because(
    "This tariff has lines for men and for women, none for both. Ask a customs broker of that "
    "market which one counts."
)
BOUNDS = (
    ("insole_under", "insole_cm", lt),
    ("heel_over", "heel_cm", gt),
    ("over_usd", "value_usd", gt),
)
# A condition holds, does not hold, or waits for the fact of this name.
Held = bool | str


def national(case: ClassifyCase, code: str) -> tuple[National, ...]:
    """What each market whose own tariff is known in parts makes of this subheading."""
    found = {split.market: _of(case, split) for split in of(code)}
    return tuple(found.get(market) or _unknown(market) for market in markets())


def _unknown(market: str) -> National:
    return National(
        market=market,
        digits="",
        text="",
        ask=(NOT_KNOWN,),
        source="",
        source_date=None,
        grade="U",
    )


def _of(case: ClassifyCase, split: Split) -> National:
    line, wanted = (None, "") if _on_base(case, split) else _line(case, split)
    digits = line.digits if line else ""
    asked = _asked(case, wanted) if wanted else () if digits else (NOT_KNOWN,)
    return National(
        market=split.market,
        digits=digits,
        text=line.text if line and digits else "",
        ask=asked,
        wanted="" if asked and asked[0] is NO_UNISEX else wanted,
        source=split.source,
        source_date=split.source_date,
        grade=split.grade,
    )


def _line(case: ClassifyCase, split: Split) -> tuple[Line | None, str]:
    """The first line that holds; or the fact that would have to be told first."""
    for line in split.lines:
        held = _holds(case, line, split.wearers)
        if isinstance(held, str):
            return None, held
        if held:
            return line, ""
    return None, ""


def _asked(case: ClassifyCase, wanted: str) -> tuple[Reason, ...]:
    if wanted == "wearer" and case.wearer is Wearer.CHILDREN:
        return (LONG_FOR_CHILDREN,)
    if wanted == "wearer" and case.wearer is Wearer.UNISEX:
        return (NO_UNISEX,)
    return (QUESTIONS[wanted],)


def _on_base(case: ClassifyCase, split: Split) -> bool:
    """Whether it may belong to the lines for a base of wood or cork, which are not written down."""
    return split.code.startswith(("6402", "6403")) and any(
        one.stuff in (Stuff.WOOD, Stuff.CORK) for one in case.sole
    )


def _holds(case: ClassifyCase, line: Line, wearers: frozenset[str]) -> Held:
    """Whether all of a line's facts hold; the first unknown one where none speaks against it."""
    held = list(_conditions(case, line, wearers))
    if False in held:
        return False
    return next((one for one in held if isinstance(one, str)), True)


def _conditions(case: ClassifyCase, line: Line, wearers: frozenset[str]) -> Iterator[Held]:
    if line.upper:
        leading = greatest(case.upper, because("upper"), "upper", Trail(case), GROUPS_42)
        yield "upper" if leading is None else leading.value in line.upper
    if line.ground:
        yield str(of_sole(case, Trail(case))) in line.ground
    for fact, wanted in line.facts:
        known: bool | None = getattr(case, fact)
        yield fact if known is None else known is wanted
    yield from _bounds(case, line)
    if line.wearer:
        yield str(case.wearer) in line.wearer if str(case.wearer) in wearers else "wearer"


def _bounds(case: ClassifyCase, line: Line) -> Iterator[Held]:
    for stuff, share in ((Stuff.LEATHER, line.leather_over), (Stuff.RUBBER, line.rubber_over)):
        if share is not None:
            yield _more_than(case.upper, stuff, share)
    for bound, fact, holds in BOUNDS:
        limit: Decimal | None = getattr(line, bound)
        if limit is not None:
            size: Decimal | None = getattr(case, fact)
            yield fact if size is None else holds(size, limit)


def _more_than(parts: tuple[Material, ...], stuff: Stuff, bound: Decimal) -> Held:
    """Whether a material, with ornaments and reinforcements of it, is over `bound` percent."""
    mine = [one for one in parts if GROUPS.get(one.stuff, one.stuff) is stuff]
    if not mine:
        return False
    least, most = _between(parts, mine)
    return True if least > bound else False if most <= bound else "upper"


def _between(parts: tuple[Material, ...], mine: list[Material]) -> tuple[Decimal, Decimal]:
    """The least and the most percent that some materials of a part can be of it."""
    unknown = [one for one in parts if one.share is None and one.area_cm2 is None]
    if unknown and len(mine) == len(parts):
        return WHOLE, WHOLE
    if any(one.area_cm2 is not None for one in parts):
        whole = sum((one.area_cm2 or NOTHING for one in parts), NOTHING)
        known = sum((one.area_cm2 or NOTHING for one in mine), NOTHING)
        share = known * WHOLE / whole if whole else NOTHING
        return (NOTHING, WHOLE) if unknown or not whole else (share, share)
    known = sum((one.share or NOTHING for one in mine), NOTHING)
    rest = WHOLE - sum((one.share or NOTHING for one in parts), NOTHING)
    others_take_it = unknown and not any(one in mine for one in unknown)
    return known, known if others_take_it else known + rest
