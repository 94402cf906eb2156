"""What is no footwear to chapter 64 although it is worn on feet (note 1), and where it goes."""

from __future__ import annotations

from langkah.domain.classification.case import ClassifyCase, Kind, Material, Sport, Stuff
from langkah.domain.classification.trail import YES, Trail
from langkah.domain.reason import Reason, because

# Fact, question, note, heading or chapter
LEAVE: tuple[tuple[str, Reason, str, str], ...] = (
    ("worn", because("Has it been worn before?"), "64, note 1(c)", "6309"),
    ("asbestos", because("Is it of asbestos?"), "64, note 1(d)", "6812"),
    (
        "orthopaedic",
        because("Is it orthopaedic: made to measure, or made in series for a deformed foot?"),
        "64, note 1(e); 90, note 6",
        "9021",
    ),
    ("toy", because("Is it a toy, or a shin-guard or the like for sport?"), "64, note 1(f)", "95"),
    (
        "skates",
        because("Are ice skates or roller skates fixed to it?"),
        "64, note 1(f)",
        "9506",
    ),
)


def leaves(case: ClassifyCase, trail: Trail) -> str:
    """The heading it belongs to instead; "" when it stays, or when that must be asked."""
    for fact, question, note, where in LEAVE:
        if getattr(case, fact):
            trail.step(question, YES, note)
            return where
    if case.kind is Kind.FOOTWEAR:
        return _without_sole(case, trail)
    return ""


def _without_sole(case: ClassifyCase, trail: Trail) -> str:
    if case.disposable:
        trail.step(
            because("Is it a disposable cover of flimsy material without an applied sole?"),
            YES,
            "64, note 1(a)",
        )
        trail.asked.append(
            because(
                "Disposable covers go by their material: paper 4818, plastic 3926, textile 6307 or "
                "the clothing chapters. Ask a broker."
            )
        )
        return ""
    if not case.applied_sole and _is_textile(case.upper):
        trail.step(
            because("Is it textile without an outer sole glued, sewn or otherwise fixed to it?"),
            YES,
            "64, note 1(b)",
        )
        trail.asked.append(
            because(
                "Textile footwear without an applied sole belongs to section XI: knitted 6115, "
                "other 6217. Is it knitted? Ask a broker."
            )
        )
    return ""


def _is_textile(parts: tuple[Material, ...]) -> bool:
    return bool(parts) and all(one.stuff is Stuff.TEXTILE for one in parts)


def contradiction(case: ClassifyCase) -> tuple[Reason, ...]:
    """Facts that cannot both be true; deciding on them would be guessing."""
    found = []
    if case.covers_knee and case.covers_ankle is False:
        found.append(because("It covers the knee but not the ankle. Correct one of both."))
    if case.sports is Sport.SNOW and case.covers_ankle is False:
        found.append(because("A ski or snowboard boot covers the ankle. Correct one of both."))
    return tuple(found)
