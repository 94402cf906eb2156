"""Whether whoever does a step can do it, in the time and the hours she has for it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from langkah.domain.capacity.shop import Operation, Person
from langkah.domain.capacity.verify.case import Rule, VerifyCase, Violation, broken, steps_of
from langkah.domain.capacity.verify.clock import Clock
from langkah.domain.capacity.verify.moments import past, set_out


def makers(case: VerifyCase) -> Iterator[Violation]:
    """A person does what she can, for as long as she needs, within working hours.

    What is over is not asked again: whoever did it may have left, or be on leave by now.
    """
    over, begun = past(case), set_out(case)
    people = {person.id: person for person in case.shop.people}
    clocks = {one.id: Clock(case.shop.calendar, one) for one in case.shop.people}
    for _, step, one in steps_of(case):
        if one in over:
            continue
        person = people.get(one.person)
        if person is None or step.skill not in person.skills:
            yield broken(Rule.SKILL, one)
            continue
        clock = clocks[person.id]
        worked = clock.worked(one.start, one.end)
        if one.end <= one.start or worked < _needed(step, one.pairs, person):
            yield broken(Rule.TIME, one)
        if not (one in begun or clock.opens(one.start)) or not clock.stops(one.end):
            yield broken(Rule.CLOSED, one)
        if one.station != ("" if person.partner else step.station):
            yield broken(Rule.STATION, one)
        if person.partner and one.pairs < person.partner.least_pairs:
            yield broken(Rule.FEW, one)


def _needed(step: Operation, pairs: int, person: Person) -> Decimal:
    speed = {one.skill: one.speed for one in person.speeds}.get(step.skill, person.speed)
    return ((step.minutes_per_batch or 0) + (step.minutes_per_pair or 0) * Decimal(pairs)) * speed
