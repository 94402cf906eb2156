"""Steps of the standing plan that the floor, or the way things are made, no longer allows.

Somebody left, unlearned a skill or works other hours, machines or lasts became fewer, a step takes
longer than it did. The independent look at the plan finds them; here they get a sentence each.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from langkah.domain.capacity.change import PlanChange, violations
from langkah.domain.capacity.shop import Booking, Shop
from langkah.domain.capacity.spots import Spot, spot
from langkah.domain.capacity.standing import Commitment
from langkah.domain.capacity.verify import Rule, Violation
from langkah.domain.capacity.waiting import waiting
from langkah.domain.reason import Reason, Value, because

# Who is away, and what a step needs, comes before what follows from it.
MADE = because("“{step}” on {day}: how it is made was changed since it was planned.")
SAID = {
    Rule.SKILL: because("“{step}” on {day}: {person} left, or it is not her work any more."),
    Rule.FEW: because("“{step}” on {day}: too few pairs for {person}."),
    Rule.STATION: because("“{step}” on {day} is done at another station now."),
    Rule.STATIONS: because("“{step}” on {day}: no {station} is free any more."),
    Rule.LASTS: because("“{step}” on {day}: no set of lasts is free any more."),
    Rule.LET_GO: because("“{step}” on {day} needs other lasts now, or needs them for longer."),
    Rule.TIME: because("“{step}” on {day} needs more time than {person} has for it."),
    Rule.CLOSED: because("“{step}” on {day} lies outside the working hours of {person}."),
    Rule.TWO_PLACES: because("“{step}” on {day}: {person} is at other work then."),
    Rule.ORDER: because(
        "“{step}” on {day} begins before the step in front of it is dry and the lot is there."
    ),
    Rule.EARLY: because("“{step}” on {day} begins before its material is here, or could be there."),
    Rule.LOT: MADE,
    Rule.PAIRS: MADE,
    Rule.UNKNOWN: MADE,
    # Last: another place on the plan helps against all the others.
    Rule.SIZE: because("“{step}” on {day}: of one of its sizes there is no last."),
}
RANK = {rule: at for at, rule in enumerate(SAID)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfit:
    """A step ahead that cannot be done where it is booked, and the rule that stands against it."""

    step: Booking
    rule: Rule

    def why(self, people: Mapping[int, str]) -> Reason:
        """In one sentence; `people` are names, also of those who left."""
        return said(self.rule, self.step, people)


def said(rule: Rule, step: Booking, people: Mapping[int, str]) -> Reason:
    """The sentence of a rule of SAID about the step that breaks it."""
    told: dict[str, Value] = {
        "step": step.operation,
        "day": step.start.date(),
        "person": people.get(step.person, "-"),
        "station": step.station or "-",
    }
    return replace(SAID[rule], params=tuple(told.items()))


def unfit(
    shop: Shop, commitments: Iterable[Commitment], booked: Iterable[Booking], now: datetime
) -> tuple[Unfit, ...]:
    """Every step that no longer fits, once each, the first to begin first.

    What waits because a step was done otherwise than planned is told by `waiting`, not here.
    """
    commitments, booked = tuple(commitments), tuple(booked)
    ahead = [one for one in booked if one.end > now]
    told = {spot(after) for _, after in waiting(commitments, booked, now)}
    found: dict[Spot, Unfit] = {}
    for one in sorted(_against(shop, commitments, booked, now), key=lambda one: RANK[one.rule]):
        step = _step(one, ahead)
        if step is not None and spot(step) not in told:
            found.setdefault(spot(step), Unfit(step=step, rule=one.rule))
    return tuple(sorted(found.values(), key=lambda one: (one.step.start, spot(one.step))))


def _against(
    shop: Shop, commitments: tuple[Commitment, ...], booked: tuple[Booking, ...], now: datetime
) -> Iterable[Violation]:
    free = tuple(replace(one, promised=None) for one in commitments)
    look = PlanChange(shop=shop, commitments=free, before=booked, after=booked, now=now)
    return (one for one in violations(look) if one.rule in RANK)


def _step(one: Violation, ahead: list[Booking]) -> Booking | None:
    """The booking that is meant; of a whole job the first that lies ahead."""
    if one.lot:
        return next((row for row in ahead if spot(row) == one.spot), None)
    return min(
        (row for row in ahead if row.job == one.job), key=lambda row: row.start, default=None
    )
