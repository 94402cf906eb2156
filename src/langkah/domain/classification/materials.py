"""Which material counts for a part: the greatest surface, or what has to be measured first."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from langkah.domain.classification.case import ClassifyCase, Material, Stuff
from langkah.domain.classification.stuffs import GROUPS
from langkah.domain.classification.trail import Trail
from langkah.domain.reason import Reason, because

WHOLE = Decimal(100)
NOTHING = Decimal(0)
ANYTHING = Decimal("Infinity")


def of_upper(case: ClassifyCase, trail: Trail) -> Stuff | None:
    """The material with the greatest outer surface, accessories left out."""
    return greatest(case.upper, because("upper"), "upper", trail)


def of_sole(case: ClassifyCase, trail: Trail) -> Stuff | None:
    """The material that touches the ground most; volumes do not tell it."""
    if case.ground:
        found = greatest(case.ground, because("sole"), "ground", trail)
        return None if _is_flock(case, found, trail) else found
    if len({GROUPS.get(one.stuff, one.stuff) for one in case.sole}) > 1:
        trail.ask(
            "ground",
            because(
                "The sole has several materials. Which one touches the ground with most of its "
                "area? Spikes and protectors do not count."
            ),
        )
        return None
    return greatest(case.sole, because("sole"), "sole", trail)


def _is_flock(case: ClassifyCase, found: Stuff | None, trail: Trail) -> bool:
    """Whether textile touches the ground under a sole that is said to be of something else."""
    if found is not Stuff.TEXTILE or not case.sole:
        return False
    if any(one.stuff is Stuff.TEXTILE for one in case.sole):
        return False
    trail.ask(
        "ground",
        because(
            "A thin textile layer under the sole, such as flock, does not count. Enter the "
            "material beneath it; or, if it is felt that wears for long, enter textile as a "
            "material of the sole."
        ),
    )
    return True


def greatest(
    parts: tuple[Material, ...],
    part: Reason,
    fact: str,
    trail: Trail,
    groups: Mapping[Stuff, Stuff] = GROUPS,
) -> Stuff | None:
    """The material with the greatest surface; what cannot be known yet is asked for `fact`."""
    counted = tuple(one for one in parts if not one.accessory)
    sizes, left = _sizes(counted, groups), _left(parts)
    if not sizes:
        trail.ask(fact, because("What is the {part} made of?", part=part))
        return None
    for stuff in sizes:
        if _certain(stuff, sizes, left):
            return stuff
    trail.ask(fact, _unclear(part, sizes, left))
    return None


def _sizes(
    parts: tuple[Material, ...], groups: Mapping[Stuff, Stuff]
) -> dict[Stuff, Decimal | None]:
    found: dict[Stuff, Decimal | None] = {}
    for one in parts:
        stuff = groups.get(one.stuff, one.stuff)
        known, more = found.get(stuff, NOTHING), _size(one)
        found[stuff] = None if more is None or known is None else known + more
    return found


def _size(one: Material) -> Decimal | None:
    return one.share if one.area_cm2 is None else one.area_cm2


def _left(parts: tuple[Material, ...]) -> Decimal:
    """How much of the part nobody has named: percent, or no bound where areas are told.

    An ornament or reinforcement of unknown size is taken to cover what is left, unless a material
    that counts is of unknown size as well.
    """
    unknown = [one for one in parts if _size(one) is None]
    if any(one.area_cm2 is not None for one in parts):
        return NOTHING if all(one.accessory for one in unknown) else ANYTHING
    if unknown and all(one.accessory for one in unknown):
        return NOTHING
    return WHOLE - sum((one.share for one in parts if one.share is not None), NOTHING)


def _certain(stuff: Stuff, sizes: dict[Stuff, Decimal | None], left: Decimal) -> bool:
    """Whether nothing that is still unknown could be as much."""
    size = sizes[stuff]
    if size is None:
        return len(sizes) == 1
    others = [other for name, other in sizes.items() if name is not stuff]
    most = max((other for other in others if other is not None), default=NOTHING)
    return max(most, left) < size if None in others else most + left < size


def _unclear(part: Reason, sizes: dict[Stuff, Decimal | None], left: Decimal) -> Reason:
    if None in sizes.values():
        return because(
            "Which share of the {part} is of each material? Enter the percent.", part=part
        )
    if left:
        return because(
            "The materials of the {part} are {sum} percent together. What is the rest made of?",
            part=part,
            sum=WHOLE - left,
        )
    return because(
        "Two materials of the {part} have the same share. Measure their outer surface.", part=part
    )
