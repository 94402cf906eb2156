"""What happens when nobody plans anew: the same people go on in the same order, only later."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from langkah.domain.capacity.decoder import Placed, place
from langkah.domain.capacity.load import Load
from langkah.domain.capacity.lots import Crew, Lot, Step
from langkah.domain.capacity.shop import Booking
from langkah.domain.capacity.standing import Standing


def shifted(load: Load, floor: Standing, booked: Iterable[Booking]) -> list[Placed]:
    """The lots of a floor written into its load, each step with whoever has it."""
    who = hands(floor, booked)
    return [for_anybody(place(load, with_its_people(lot, who)), lot) for lot in floor.lots]


def for_anybody(seat: Placed, lot: Lot) -> Placed:
    """The seat with the steps of the lot as anybody may do them."""
    steps = zip(seat.slots, lot.steps, strict=True)
    return seat._replace(lot=lot, slots=[slot._replace(step=step) for slot, step in steps])


def hands(floor: Standing, booked: Iterable[Booking]) -> dict[tuple[int, int, int], int]:
    """Who has each step, as a place among the people, by the job's place, lot and step."""
    people = {person.id: at for at, person in enumerate(floor.shop.people)}
    jobs = {job.id: at for at, job in enumerate(floor.jobs)}
    return {
        (jobs[one.job], one.lot, one.step): people.get(one.person, -1)
        for one in booked
        if one.job in jobs
    }


def with_its_people(lot: Lot, who: dict[tuple[int, int, int], int]) -> Lot:
    """The lot for those who have it."""

    def steps(rows: tuple[Step, ...]) -> tuple[Step, ...]:
        return tuple(
            _by_whoever_has_it(step, who.get((lot.job, lot.number, step.number), -1))
            for step in rows
        )

    return replace(lot, before=steps(lot.before), held=steps(lot.held), after=steps(lot.after))


def _by_whoever_has_it(step: Step, person: int) -> Step:
    """The step for one person alone; for anybody where she can no longer do it."""
    crews: list[Crew] = []
    for crew in step.crews:
        hands = tuple(hand for hand in crew.hands if hand[0] == person)
        if hands:
            crews.append(replace(crew, hands=hands))
    return replace(step, crews=tuple(crews)) if crews else step


def first_by(lot: Lot, person: int) -> Lot:
    """The lot with its first step for this person alone."""
    step = lot.steps[0]
    crews = tuple(
        replace(crew, hands=tuple(hand for hand in crew.hands if hand[0] == person))
        for crew in step.crews
        if any(hand[0] == person for hand in crew.hands)
    )
    return _with_first(lot, replace(step, crews=crews))


def _with_first(lot: Lot, first: Step) -> Lot:
    if lot.before:
        return replace(lot, before=(first, *lot.before[1:]))
    if lot.held:
        return replace(lot, held=(first, *lot.held[1:]))
    return replace(lot, after=(first, *lot.after[1:]))
