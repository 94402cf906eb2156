"""Which material counts for a part: the greatest surface, or what has to be measured first."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from langkah.domain.classification.case import ClassifyCase, Material, Stuff
from langkah.domain.reason import Reason, Refusal, because

# Rubber and plastic are one to chapter 64, and so is textile with a plastic face (note 3(a));
# leather is what headings 4107 and 4112 to 4114 cover, coated or not (note 3(b)).
GROUPS = {
    Stuff.PLASTIC: Stuff.RUBBER,
    Stuff.COATED_TEXTILE: Stuff.RUBBER,
    Stuff.COATED_LEATHER: Stuff.LEATHER,
}
NAMES = {
    Stuff.LEATHER: because("leather"),
    Stuff.COMPOSITION_LEATHER: because("composition leather"),
    Stuff.TEXTILE: because("textile"),
    Stuff.RUBBER: because("rubber or plastic"),
    Stuff.WOOD: because("wood"),
    Stuff.CORK: because("cork"),
    Stuff.PLANT: because("plant fibre"),
    Stuff.FUR: because("fur"),
    Stuff.METAL: because("metal"),
    Stuff.PAPER: because("paper"),
    Stuff.OTHER: because("other material"),
}
WHOLE = 100


def group(stuff: Stuff) -> Stuff:
    """The material as the chapter sees it."""
    return GROUPS.get(stuff, stuff)


def check(case: ClassifyCase) -> None:
    """Raises Refusal naming each field that cannot be."""
    found = [
        reason
        for name in ("upper", "sole", "ground")
        for reason in _wrong_shares(name, getattr(case, name))
    ]
    for name in ("insole_cm", "value_usd"):
        value = getattr(case, name)
        if value is not None and value <= 0:
            found.append(because("{field}: write more than 0, or leave it out.", field=name))
    if found:
        raise Refusal(*found)


def _wrong_shares(name: str, parts: tuple[Material, ...]) -> Iterator[Reason]:
    shares = [one.share for one in parts if one.share is not None]
    if any(not 0 <= share <= WHOLE for share in shares):
        yield because("{field}: a share is from 0 to 100 percent.", field=name)
    elif sum(shares) > WHOLE:
        yield because(
            "{field}: the shares are {sum} percent together, more than 100.",
            field=name,
            sum=sum(shares),
        )


def of_upper(case: ClassifyCase, asked: list[Reason]) -> Stuff | None:
    """The material with the greatest outer surface, accessories left out."""
    return greatest(tuple(one for one in case.upper if not one.accessory), because("upper"), asked)


def of_sole(case: ClassifyCase, asked: list[Reason]) -> Stuff | None:
    """The material that touches the ground most; volumes do not tell it."""
    if case.ground:
        return greatest(case.ground, because("sole"), asked)
    if len({group(one.stuff) for one in case.sole}) > 1:
        asked.append(
            because(
                "The sole has several materials. Which one touches the ground with most of its "
                "area? Spikes and protectors do not count."
            )
        )
        return None
    return greatest(case.sole, because("sole"), asked)


def greatest(parts: tuple[Material, ...], part: Reason, asked: list[Reason]) -> Stuff | None:
    """The material with the greatest share; what cannot be known yet is asked."""
    shares = _shares(parts)
    if not shares:
        asked.append(because("What is the {part} made of? Enter it in the passport.", part=part))
        return None
    if len(shares) == 1:
        return next(iter(shares))
    for stuff, share in shares.items():
        if _certain(stuff, share, shares):
            return stuff
    if any(share is None for share in shares.values()):
        asked.append(
            because("Which share of the {part} is of each material? Enter the percent.", part=part)
        )
    else:
        asked.append(
            because(
                "Two materials of the {part} have the same share. Measure their outer surface.",
                part=part,
            )
        )
    return None


def _shares(parts: tuple[Material, ...]) -> dict[Stuff, Decimal | None]:
    found: dict[Stuff, Decimal | None] = {}
    for one in parts:
        stuff = group(one.stuff)
        known = found.get(stuff, Decimal(0))
        found[stuff] = None if one.share is None or known is None else known + one.share
    return found


def _certain(stuff: Stuff, share: Decimal | None, shares: dict[Stuff, Decimal | None]) -> bool:
    """Whether nothing that is still unknown could be more."""
    if share is None:
        return False
    others = [other for name, other in shares.items() if name is not stuff]
    if any(other is not None and other >= share for other in others):
        return False
    left = WHOLE - sum(known for known in shares.values() if known is not None)
    return None not in others or left < share
