"""The same lots for fewer hands: whoever can do little else first, and some choices by chance.

The decoder gives each step to whoever ends it soonest. So it may let the only cutter sew while two
sewers wait, and everything behind waits for her. Asked again with fewer hands to choose from, lots
are sometimes ready days earlier, with nobody moved.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from langkah.domain.capacity.die import thrown
from langkah.domain.capacity.lots import Lot, Step

# A step of a job: its place in the list of jobs, its number
Where = tuple[int, int]
_SEED = 1


def fewer_hands(lots: Sequence[Lot], more: int) -> Iterator[list[Lot]]:
    """The lots for those who can do the least else of all this, then `more` times by chance.

    Nothing where nobody can be chosen. The same lots give the same choices.
    """
    able: dict[Where, set[int]] = {}
    for lot in lots:
        for step in lot.steps:
            able.setdefault((lot.job, step.number), set()).update(
                person for crew in step.crews for person, _ in crew.hands
            )
    if all(len(hands) == 1 for hands in able.values()):
        return
    skilled = Counter(person for hands in able.values() for person in hands)
    least = {where: min(skilled[one] for one in hands) for where, hands in able.items()}
    yield _for(
        lots,
        {
            where: {one for one in hands if skilled[one] == least[where]}
            for where, hands in able.items()
        },
    )
    chance = thrown(_SEED)
    for _ in range(more):
        drawn = {}
        for where, hands in able.items():
            row = sorted(sorted(hands), key=lambda _: chance())
            drawn[where] = set(row[: 1 + int(chance() * len(row))])
        yield _for(lots, drawn)


def _for(lots: Sequence[Lot], chosen: Mapping[Where, Collection[int]]) -> list[Lot]:
    known: dict[tuple[int, int], Step] = {}

    def narrowed(lot: Lot, step: Step) -> Step:
        key = lot.job, id(step)
        if key not in known:
            known[key] = _narrowed(step, chosen[lot.job, step.number])
        return known[key]

    return [
        replace(
            lot,
            before=tuple(narrowed(lot, step) for step in lot.before),
            held=tuple(narrowed(lot, step) for step in lot.held),
            after=tuple(narrowed(lot, step) for step in lot.after),
        )
        for lot in lots
    ]


def _narrowed(step: Step, chosen: Collection[int]) -> Step:
    """The step for these people only; for all where it is none of theirs, as too small a lot."""
    crews = tuple(
        replace(crew, hands=hands)
        for crew in step.crews
        if (hands := tuple(hand for hand in crew.hands if hand[0] in chosen))
    )
    return replace(step, crews=crews) if crews else step
