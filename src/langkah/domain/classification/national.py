"""More digits where a market's own are known: from the facts, or the one that is missing."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from operator import gt, lt

from langkah.domain.classification.case import ClassifyCase, National, Stuff
from langkah.domain.classification.materials import greatest, of_sole
from langkah.domain.classification.stuffs import GROUPS, GROUPS_42
from langkah.domain.classification.trail import Trail
from langkah.domain.reason import because
from langkah.reference.national import Line, Split, of

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
    "value_usd": because("What is a pair worth in US dollars?"),
    "reptile": because("Is the leather of snake, lizard or crocodile?"),
    "mostly_textile": because(
        "Is more than half of the weight textile, rubber and plastic, with at least a tenth of it "
        "rubber or plastic?"
    ),
    "upper": because("Which share of the outside is of each material, ornaments counted as well?"),
}
BOUNDS = (
    ("insole_under", "insole_cm", lt),
    ("heel_over", "heel_cm", gt),
    ("over_usd", "value_usd", gt),
)
# A condition holds, does not hold, or waits for the fact of this name.
Held = bool | str


def national(case: ClassifyCase, code: str) -> tuple[National, ...]:
    """What each market that splits this subheading makes of it."""
    return tuple(_of(case, split) for split in of(code))


def _of(case: ClassifyCase, split: Split) -> National:
    digits, text, wanted = "", "", ""
    for line in () if _on_wood(case, split) else split.lines:
        held = _holds(case, line, split.wearers)
        if isinstance(held, str):
            wanted = held
            break
        if held:
            digits, text = line.digits, line.text
            break
    return National(
        market=split.market,
        digits=digits,
        text=text,
        ask=(QUESTIONS[wanted],) if wanted else (),
        wanted=wanted,
        source=split.source,
        source_date=split.source_date,
        grade=split.grade,
    )


def _on_wood(case: ClassifyCase, split: Split) -> bool:
    """Whether it may belong to the lines for a base of wood, which are not written down."""
    return split.code.startswith("6403") and any(one.stuff is Stuff.WOOD for one in case.sole)


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
    if line.leather_over is not None:
        yield _leather(case, line.leather_over)
    for bound, fact, holds in BOUNDS:
        limit: Decimal | None = getattr(line, bound)
        if limit is not None:
            size: Decimal | None = getattr(case, fact)
            yield fact if size is None else holds(size, limit)
    if line.wearer:
        yield str(case.wearer) in line.wearer if str(case.wearer) in wearers else "wearer"


def _leather(case: ClassifyCase, bound: Decimal) -> Held:
    """Whether leather with ornaments and reinforcements of leather is more than `bound` percent."""
    if not any(GROUPS.get(one.stuff, one.stuff) is Stuff.LEATHER for one in case.upper):
        return False
    sizes = [
        (GROUPS.get(one.stuff, one.stuff), one.share if one.area_cm2 is None else one.area_cm2)
        for one in case.upper
    ]
    whole = sum((size for _, size in sizes if size is not None), Decimal(0))
    if any(size is None for _, size in sizes) or not whole:
        return "upper"
    hide = sum((size for stuff, size in sizes if stuff is Stuff.LEATHER and size), Decimal(0))
    return hide * 100 > whole * bound
