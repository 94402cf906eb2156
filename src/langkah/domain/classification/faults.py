"""What a case says that cannot be: a figure out of reach, or two facts that exclude each other."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from langkah.domain.classification.case import (
    ClassifyCase,
    Kind,
    Material,
    Sport,
    Stuff,
    Wearer,
)
from langkah.domain.classification.materials import ANYTHING, WHOLE
from langkah.domain.classification.stuffs import GROUPS, NAMES
from langkah.domain.reason import Reason, Refusal, because, placed
from langkah.reference import hs

Fault = tuple[str, Reason]

# The shortest shoe of a baby and the longest that is sold; the highest platform of a stage.
SHORTEST_INSOLE, LONGEST_INSOLE, HIGHEST_HEEL = Decimal(5), Decimal(45), Decimal(40)
ABOVE_ZERO = because("Write more than 0, or leave it out.")


def check(case: ClassifyCase) -> None:
    """Raises Refusal naming each field that cannot be."""
    found = dict.fromkeys((*_figures(case), *contradictions(case)))
    if found:
        raise Refusal(*(placed(field, say) for field, say in found))


def faults(case: ClassifyCase) -> tuple[Fault, ...]:
    """Each field that cannot be, and the sentence that says why; a list of materials as one."""
    found = (*_figures(case), *contradictions(case))
    return tuple(dict.fromkeys((field.partition(".")[0], say) for field, say in found))


def _figures(case: ClassifyCase) -> Iterator[Fault]:
    for name in ("upper", "sole", "ground"):
        yield from _wrong_shares(name, getattr(case, name))
    for name, least, most, say in (
        ("insole_cm", SHORTEST_INSOLE, LONGEST_INSOLE, INSOLE),
        ("heel_cm", Decimal(0), HIGHEST_HEEL, HEEL),
        ("value_usd", Decimal(0), ANYTHING, ABOVE_ZERO),
    ):
        value = getattr(case, name)
        if value is None:
            continue
        if not 0 < value < ANYTHING:
            yield name, ABOVE_ZERO
        elif not least <= value <= most:
            yield name, say
    if case.hs_code and not hs.is_code(hs.bare(case.hs_code)):
        yield (
            "hs_code",
            because(
                "A tariff code has 6 to 12 digits, such as 640359. “{code}” is none.",
                code=case.hs_code,
            ),
        )


INSOLE = because("An insole is 5 to 45 cm long. Write centimetres: 26, not 260.")
HEEL = because("Sole and heel together are at most 40 cm high. Write centimetres: 3, not 30.")


def _wrong_shares(field: str, parts: tuple[Material, ...]) -> Iterator[Fault]:
    shares = [one.share for one in parts if one.share is not None]
    areas = [one.area_cm2 for one in parts if one.area_cm2 is not None]
    if shares and areas:
        yield field, because("Write shares or areas, not both.")
    for place, one in enumerate(parts):
        if one.area_cm2 is not None and not 0 <= one.area_cm2 < ANYTHING:
            yield f"{field}.{place}.area_cm2", because("An area cannot be below 0 cm².")
        if one.share is not None and not 0 <= one.share <= WHOLE:
            yield f"{field}.{place}.share", because("A share is from 0 to 100 percent.")
    if all(0 <= share <= WHOLE for share in shares) and sum(shares) > WHOLE:
        say = because("The shares are {sum} percent together, more than 100.", sum=sum(shares))
        yield field, say


def contradictions(case: ClassifyCase) -> Iterator[Fault]:
    """Facts of footwear that cannot both be true; deciding on them would be guessing."""
    if case.kind is not Kind.FOOTWEAR:
        return
    for field, others, say in EXCLUDE:
        if all(getattr(case, name) is value for name, value in others):
            yield field, say
    if case.sports in (Sport.SPORTS, Sport.SNOW) and case.indoor:
        yield "sports", because("A slipper for the house is no sports footwear. Correct one.")
    if case.sports is Sport.SNOW and case.covers_ankle is False:
        yield (
            "sports",
            because("A ski or snowboard boot covers the ankle. Correct one of both."),
        )
    if case.boys and case.wearer not in (None, Wearer.CHILDREN):
        yield "boys", because("It is for boys alone, and no children's shoe. Correct one of both.")
    yield from _of_the_sole(case)


def _of_the_sole(case: ClassifyCase) -> Iterator[Fault]:
    sole = {GROUPS.get(one.stuff, one.stuff) for one in case.sole}
    if not case.applied_sole and sole - {Stuff.TEXTILE} and _is_of(case.upper, Stuff.TEXTILE):
        yield (
            "applied_sole",
            because(
                "It is said to have no sole of its own, and a sole of {material}. Correct one.",
                material=NAMES[min(sole - {Stuff.TEXTILE})],
            ),
        )
    if case.disposable and case.applied_sole and case.sole:
        yield (
            "disposable",
            because(
                "A disposable cover has no sole of its own, and a sole is told. A slipper for one "
                "use with a sole is an ordinary one. Correct one of both."
            ),
        )
    touching = {GROUPS.get(one.stuff, one.stuff) for one in case.ground if not one.accessory}
    # Textile that nobody named as a material of the sole may be flock, which is asked about.
    strange = touching - sole - {Stuff.TEXTILE} if sole else set()
    if strange:
        yield (
            "ground",
            because(
                "What touches the ground ({material}) is no material of the sole. Add it to the "
                "sole, or correct what touches the ground.",
                material=NAMES[min(strange)],
            ),
        )


def _is_of(parts: tuple[Material, ...], stuff: Stuff) -> bool:
    counted = [one for one in parts if not one.accessory]
    return bool(counted) and all(one.stuff is stuff for one in counted)


# Field, the facts that exclude each other, and what is said at the field
EXCLUDE: tuple[tuple[str, tuple[tuple[str, bool], ...], Reason], ...] = (
    (
        "covers_calf",
        (("covers_calf", True), ("covers_ankle", False)),
        because("It covers the calf but not the ankle. Correct one of both."),
    ),
    (
        "covers_knee",
        (("covers_knee", True), ("covers_ankle", False)),
        because("It covers the knee but not the ankle. Correct one of both."),
    ),
    (
        "covers_knee",
        (("covers_knee", True), ("covers_calf", False)),
        because("It covers the knee but not the calf. Correct one of both."),
    ),
    (
        "straps",
        (("straps", True), ("cut_out", False)),
        because("It is closed, and its upper is of straps. Correct one of both."),
    ),
    (
        "thong_plugs",
        (("thong_plugs", True), ("cut_out", False)),
        because("It is closed, and its upper is of straps. Correct one of both."),
    ),
    (
        "metal_toe_cap",
        (("metal_toe_cap", True), ("straps", True)),
        because("It has a toe-cap, and its upper is of straps. Correct one of both."),
    ),
    (
        "metal_toe_cap",
        (("metal_toe_cap", True), ("thong_plugs", True)),
        because("It has a toe-cap, and its upper is of straps. Correct one of both."),
    ),
    (
        "turned",
        (("turned", True), ("welted", True)),
        because("It is sewn with a welt, and turned. Correct one of both."),
    ),
    *(
        (
            "slip_on",
            (("slip_on", False), (other, True)),
            because(
                "It is open nowhere and has fasteners, and its upper is of straps by the toe. "
                "Correct one of both."
            ),
        )
        for other in ("straps", "thong_plugs")
    ),
    *(
        (
            "waterproof_moulded",
            (("waterproof_moulded", True), (other, True)),
            because(
                "It is waterproof and moulded without a stitch, and it is open, sewn or plugged. "
                "Correct one of both."
            ),
        )
        for other in ("welted", "turned", "thong_plugs", "straps", "cut_out")
    ),
)
