"""Shoe sizes from one system to another, by the length of the foot."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from langkah.domain.product import plain
from langkah.domain.reason import Refusal, because, placed
from langkah.reference import sizes
from langkah.reference.sizes import System
from langkah.reference.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class SizingCase:
    """A size of one system, wanted in others (none named: all).

    `whole`: for a maker without half sizes, only whole ones are answered.
    """

    size: Decimal
    system: System = System.EU
    into: tuple[System, ...] = ()
    whole: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SizeIn:
    """The nearest size a system really has."""

    system: System
    size: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class SizingAnswer:
    """The foot a size is made for, in millimetres, and what the size is called elsewhere."""

    foot_mm: Decimal
    sizes: tuple[SizeIn, ...]
    source: Source


def sizing(case: SizingCase) -> SizingAnswer:
    """What a size is called in other systems. Raises Refusal when the system has no such size."""
    scale = sizes.scale(case.system)
    if not scale.low <= case.size <= scale.high or (case.size - scale.low) % scale.step:
        none = because(
            "{system} has no size {size}. Sizes go from {low} to {high} in steps of {step}.",
            system=case.system.value,
            size=case.size,
            low=scale.low,
            high=scale.high,
            step=scale.step,
        )
        raise Refusal(placed("size", none))
    foot = (case.size - scale.offset) * scale.unit_mm
    return SizingAnswer(
        foot_mm=foot.quantize(Decimal("0.1")),
        sizes=tuple(
            SizeIn(system=one, size=_nearest(foot, one, whole=case.whole))
            for one in case.into or System
        ),
        source=sizes.source(),
    )


def _nearest(foot_mm: Decimal, system: System, *, whole: bool) -> Decimal:
    """The size whose foot is nearest; half way goes up, for a shoe too long is still a shoe."""
    scale = sizes.scale(system)
    step = max(scale.step, Decimal(1)) if whole else scale.step
    steps = ((foot_mm / scale.unit_mm + scale.offset) / step).to_integral_value(ROUND_HALF_UP)
    size = min(max(steps * step, scale.low), scale.high)
    return plain(size)
