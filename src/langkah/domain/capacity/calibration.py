"""Standard times beside what was measured: a proposal where enough was measured to say something.

Nothing changes by itself. The measure is the median of ratios, so one bad day counts little; with
few measurements only n/(n + 5) of the way from the standard to the median is gone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

# Measurements that weigh as much as the standard itself
PRIOR = 5
# Fewer tell nothing yet; a difference below this share is none.
FEWEST = 5
WORTH = Decimal("0.05")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One step of one lot: working minutes it took, and those expected of whoever did it.

    `expected` holds the standard times the person's own speed; both are above zero.
    """

    step: str
    person: int
    expected: Decimal
    minutes: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """What was measured of a step or a person: `ratio` of the median, 1 is as expected.

    `factor` is what the standard would be multiplied by; None: nothing to propose.
    """

    name: str
    count: int
    ratio: Decimal
    factor: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CalibrationCase:
    """Everything measured."""

    measured: tuple[Measured, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CalibrationAnswer:
    """Steps by name, and people (their ids as names) once the steps themselves are set right."""

    steps: tuple[Times, ...]
    people: tuple[Times, ...]


def calibrate(case: CalibrationCase) -> CalibrationAnswer:
    """Each step and each person beside what is expected of them."""
    by_step: dict[str, list[Decimal]] = defaultdict(list)
    for one in case.measured:
        by_step[one.step].append(one.minutes / one.expected)
    usual = {step: _median(ratios) for step, ratios in by_step.items()}
    by_person: dict[str, list[Decimal]] = defaultdict(list)
    for one in case.measured:
        ratio = one.minutes / one.expected / usual[one.step]
        by_person[str(one.person)].append(ratio)
    return CalibrationAnswer(steps=_all(by_step), people=_all(by_person))


def _all(found: dict[str, list[Decimal]]) -> tuple[Times, ...]:
    return tuple(_times(name, found[name]) for name in sorted(found))


def _times(name: str, ratios: list[Decimal]) -> Times:
    ratio, count = _median(ratios), len(ratios)
    factor = 1 + (ratio - 1) * count / (count + PRIOR)
    told = count >= FEWEST and abs(factor - 1) >= WORTH
    return Times(name=name, count=count, ratio=ratio, factor=factor if told else None)


def _median(ratios: Iterable[Decimal]) -> Decimal:
    return Decimal(median(ratios))
