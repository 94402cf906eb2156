"""What differs from a plan in life."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """What differs from the plan in life; shares of 1. All zero: nothing does.

    `time` is the coefficient of variation of a step's time (log-normal, its mean the standard
    time), `absence` the share of a person's days she is away unforeseen, `rework` the share of
    steps of lots that are done twice. Material still on its way comes late in `late_material` of
    all cases, then by `late_days` on average (exponential). Assumptions, until a workshop's own
    records speak.
    """

    time: Decimal = Decimal("0.25")
    absence: Decimal = Decimal("0.04")
    rework: Decimal = Decimal("0.05")
    late_material: Decimal = Decimal("0.10")
    late_days: Decimal = Decimal(3)


USUAL = Spread()
NONE = Spread(time=Decimal(0), absence=Decimal(0), rework=Decimal(0), late_material=Decimal(0))
MOST = Spread(
    time=Decimal(2),
    absence=Decimal("0.5"),
    rework=Decimal("0.5"),
    late_material=Decimal(1),
    late_days=Decimal(90),
)
