"""A step put to a partner workshop by hand: the way there and back counts, few pairs do not go."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from langkah.domain.capacity import Booking, Partner, Person
from langkah.domain.capacity.move import MoveAnswer, MoveCase, move
from langkah.domain.capacity.standing import Commitment
from langkah.domain.reason import Refusal
from tests.domain.capacity.shops import MONDAY, MORNING, a_person, a_shop
from tests.domain.capacity.test_move import FIRST, TUESDAY, at, row

BOOKED = (
    row("order 1", 1, 1, at(MONDAY, 8), at(MONDAY, 12)),
    row("order 1", 2, 1, at(MONDAY, 13), at(MONDAY, 13, 48)),
)


def there(hours: float, least: int = 1, skills: tuple[str, ...] = ("sew",)) -> Person:
    way = Decimal(str(hours))
    return Person(
        id=7,
        name="Bengkel Jaya",
        skills=skills,
        partner=Partner(there_hours=way, back_hours=way, least_pairs=least),
    )


def moved(partner: Person, day=TUESDAY, *, step: int = 1, **more: object) -> MoveAnswer:
    case = MoveCase(
        shop=a_shop(a_person(1, "sew", "pack"), partner, lot_pairs=24),
        commitments=(Commitment(job=FIRST),),
        booked=BOOKED,
        now=MORNING - timedelta(hours=1),
        job="order 1",
        lot=1,
        step=step,
        person=7,
        day=day,
    )
    return move(replace(case, **more))


def times(answer: MoveAnswer) -> list[tuple[int, datetime, datetime]]:
    return [(one.person, one.start, one.end) for one in answer.new]


def test_a_lot_is_there_in_the_morning_because_it_left_the_day_before() -> None:
    """A day on the way: brought on Monday at 8, sewn on Tuesday, packed here on Wednesday."""
    answer = moved(there(24))
    assert answer.allowed
    assert times(answer) == [
        (7, at(TUESDAY, 8), at(TUESDAY, 12)),
        (1, at(TUESDAY + timedelta(days=1), 13), at(TUESDAY + timedelta(days=1), 13, 48)),
    ]


def test_on_the_same_day_it_begins_when_it_is_there() -> None:
    answer = moved(there(2), MONDAY)
    assert times(answer)[0] == (7, at(MONDAY, 9), at(MONDAY, 14))


@pytest.mark.parametrize(
    ("partner", "day", "words"),
    [
        (there(48), TUESDAY, "with 48 hours on the way there it arrives later"),
        (there(1, least=25), TUESDAY, "takes lots of 25 pairs or more; this one has 24"),
        (there(1, skills=("pack",)), TUESDAY, "cannot do “sew”"),
    ],
)
def test_what_cannot_be_brought_there_is_said(partner, day, words) -> None:
    with pytest.raises(Refusal) as refused:
        moved(partner, day)
    assert words in str(refused.value.reasons[0])


def test_what_is_on_its_way_stays() -> None:
    on_the_way: tuple[Booking, ...] = (
        replace(BOOKED[0], person=7, start=at(MONDAY, 13), end=at(MONDAY, 16)),
        replace(BOOKED[1], start=at(TUESDAY, 13), end=at(TUESDAY, 13, 48)),
    )
    with pytest.raises(Refusal) as refused:
        moved(there(8), booked=on_the_way, person=1)
    assert "is on its way to a partner and stays" in str(refused.value.reasons[0])
