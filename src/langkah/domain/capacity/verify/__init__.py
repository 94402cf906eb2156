"""An independent look at a plan: every rule of the floor, checked without the planner's code.

It walks the clock day by day instead of using the line of working minutes, and counts what is taken
event by event instead of searching gaps, so that a mistake in either shows.
"""

from __future__ import annotations

from langkah.domain.capacity.verify.case import PromisedDay, Rule, VerifyCase, Violation
from langkah.domain.capacity.verify.course import every_pair, given, in_time, known, ordered, turns
from langkah.domain.capacity.verify.hands import makers
from langkah.domain.capacity.verify.things import lasts, machines, places, sizes

__all__ = ["PromisedDay", "Rule", "VerifyCase", "Violation", "verify"]


def verify(case: VerifyCase) -> tuple[Violation, ...]:
    """Every broken rule; empty for a plan that can be carried out."""
    rules = (
        known,
        makers,
        places,
        machines,
        lasts,
        sizes,
        turns,
        every_pair,
        in_time,
        ordered,
        given,
    )
    return tuple(violation for rule in rules for violation in rule(case))
