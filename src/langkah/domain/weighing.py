"""How heavy a carton is for its price, in whole cm and whole grams: no rounding drifts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from functools import cache

from langkah.domain.reason import Reason, because
from langkah.reference.carriers import DivisorUnit, Limits, Weighing

GRAMS = 1000
CM3_IN_M3 = 1_000_000
# An inch is 2.54 cm and a pound 0.45359237 kg, both exactly (international yard and pound, 1959),
# so that a cubic inch is 16.387064 cm3: of so many cm3, so many grams.
UNITS = {
    DivisorUnit.CM3_KG: (1, GRAMS),
    DivisorUnit.IN3_LB: (16_387_064, 453_592_370),
}
# Carriers print 3,000 to 8,000 cm3 a kg, or 110 to 250 cubic inches a pound (139, 166, 194); what
# is far off is wrong. Some print cubic inches a kilogram beside them: 305 for 5000, 366 for 6000.
PLAUSIBLE = {DivisorUnit.CM3_KG: (1000, 20_000), DivisorUnit.IN3_LB: (28, 250)}
INCHES_A_KG = (251, 600)
_NO_END = 1 << 60


def not_above_zero(measured: object) -> Iterator[str]:
    """The fields of a box, carton or room whose side or weight is none."""
    for name in ("length_cm", "width_cm", "height_cm", "weight_kg"):
        told: Decimal | None = getattr(measured, name, None)
        if told is not None and told <= 0:
            yield name


def whole_cm(side_cm: Decimal) -> int:
    """A side as a carrier measures it: any begun centimetre counts."""
    return int(side_cm.to_integral_value(ROUND_CEILING))


def grams(weight_kg: Decimal) -> int:
    """A weight in grams, any begun gram counted."""
    return int((weight_kg * GRAMS).to_integral_value(ROUND_CEILING))


def kilograms(weight_g: int) -> Decimal:
    """Grams as kilograms."""
    return Decimal(weight_g) / GRAMS


@dataclass(frozen=True, slots=True)
class Scales:
    """A carrier's weighing in whole numbers: grams, cubic centimetres.

    `size_cm3` of a carton count as `size_g`; 0 where size does not count.
    """

    size_cm3: int
    size_g: int
    g_per_m3: int
    steps: tuple[tuple[int, int], ...]

    @property
    def by_size(self) -> bool:
        """Whether the size of a carton counts at all."""
        return bool(self.size_cm3)

    def volumetric(self, volume_cm3: int) -> int:
        """What the size counts for, in grams; nothing where only the scales count."""
        return -(-volume_cm3 * self.size_g // self.size_cm3) if self.size_cm3 else 0

    def charged(self, volume_cm3: int, gross_g: int) -> int:
        """The weight a carrier charges: the greater of scales and size, rounded up in its steps."""
        weight = max(gross_g, self.volumetric(volume_cm3))
        for up_to, step in self.steps:
            if weight <= up_to:
                return -(-weight // step) * step
        return weight


def not_rising(ends: Iterable[Decimal | None]) -> Iterator[int]:
    """The rows that do not end above the one before; None, without end, is for the last alone."""
    before: Decimal | None = Decimal(0)
    for place, end in enumerate(ends):
        if before is None or (end is not None and end <= before):
            yield place
        before = end


def doubtful(weighing: Weighing) -> Iterator[Reason]:
    """Why a weighing cannot be meant as it is written: two ways at once, or the wrong unit."""
    if weighing.divisor is not None and weighing.kg_per_m3 is not None:
        yield because(
            "A divisor and the kilograms of a cubic metre (kg_per_m3) both say how size counts. "
            "Leave one of them out."
        )
    if weighing.divisor is not None and weighing.divisor > 0:
        yield from _implausible(weighing.divisor, weighing.divisor_unit)


def _implausible(divisor: int, unit: DivisorUnit) -> Iterator[Reason]:
    """A divisor that no carrier prints with its unit, and the unit that it fits if there is one."""
    meant = [one for one, (least, most) in PLAUSIBLE.items() if least <= divisor <= most]
    if unit in meant:
        return
    if INCHES_A_KG[0] <= divisor <= INCHES_A_KG[1]:
        yield _inches_a_kg(divisor)
    elif meant == [DivisorUnit.IN3_LB]:
        yield because(
            "No carrier counts {divisor} cm3 as a kilogram. If it is cubic inches a pound, write "
            "the unit in3/lb with the divisor.",
            divisor=divisor,
        )
    elif meant == [DivisorUnit.CM3_KG]:
        yield because(
            "No carrier counts {divisor} cubic inches as a pound. If it is cm3 a kilogram, write "
            "the unit cm3/kg with the divisor.",
            divisor=divisor,
        )
    else:
        yield because(
            "The divisor {divisor} cannot be right. Carriers print about 5000 or 6000 in cm3/kg, "
            "or about 139 or 166 in in3/lb.",
            divisor=divisor,
        )


def _inches_a_kg(divisor: int) -> Reason:
    cm3, g = UNITS[DivisorUnit.IN3_LB]
    a_pound = Decimal(divisor) * g / (GRAMS * GRAMS * GRAMS)
    a_kilogram = Decimal(divisor) * cm3 / CM3_IN_M3
    return because(
        "The divisor {divisor} looks like cubic inches a kilogram. Write about {cm3} with the unit "
        "cm3/kg, or about {in3} with in3/lb, as your carrier prints it.",
        divisor=divisor,
        cm3=int(a_kilogram.quantize(Decimal("1E2"))),
        in3=int(a_pound.quantize(Decimal(1))),
    )


@cache
def scales(weighing: Weighing) -> Scales:
    """The weighing of a card, ready to count with; above its last step that step goes on."""
    g_per_m3 = grams(weighing.kg_per_m3) if weighing.kg_per_m3 else 0
    cm3, g = UNITS[weighing.divisor_unit]
    return Scales(
        size_cm3=CM3_IN_M3 if g_per_m3 else (weighing.divisor or 0) * cm3,
        size_g=g_per_m3 or g,
        g_per_m3=g_per_m3,
        steps=tuple(
            (
                _NO_END
                if step.up_to_kg is None or step is weighing.steps[-1]
                else grams(step.up_to_kg),
                grams(step.step_kg),
            )
            for step in weighing.steps
        ),
    )


@dataclass(frozen=True, slots=True)
class Bounds:
    """A carrier's limits in whole numbers; a carton exactly at a limit is within it."""

    max_g: int
    sides_cm: tuple[int, int, int]
    girth_cm: int

    def take(self, sides_cm: tuple[int, int, int]) -> bool:
        """Whether a carton of these sides is small enough."""
        longest, second, third = sorted(sides_cm, reverse=True)
        first_limit, second_limit, third_limit = self.sides_cm
        return (
            longest <= first_limit
            and second <= second_limit
            and third <= third_limit
            and longest + 2 * (second + third) <= self.girth_cm
        )


@cache
def bounds(limits: Limits) -> Bounds:
    """The limits of a card, ready to compare with."""
    sides = [int(side) for side in sorted(limits.sides_cm, reverse=True)]
    first, second, third = (sides + [_NO_END] * 3)[:3]
    return Bounds(
        max_g=_NO_END if limits.max_kg is None else int(limits.max_kg * GRAMS),
        sides_cm=(first, second, third),
        girth_cm=_NO_END if limits.girth_cm is None else int(limits.girth_cm),
    )
