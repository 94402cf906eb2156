"""Centimetres as whole steps, as few as the measures allow."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from math import gcd

from langkah.domain.loading.case import LoadItem, Room

Sides = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Stock:
    """What there is of one item: how it may stand, how many, grams each."""

    ways: list[Sides]
    count: int
    grams: int


@dataclass(frozen=True, slots=True)
class Grid:
    """`step_mm` millimetres are one step; a carton is rounded up to millimetres, a room down."""

    step_mm: int

    @classmethod
    def of(cls, room: Room, items: tuple[LoadItem, ...]) -> Grid:
        """The coarsest grid on which all measures are whole."""
        return cls(gcd(*_room_mm(room), *(side for one in items for side in _item_mm(one))))

    def room(self, room: Room) -> Sides:
        """The room in steps."""
        length, width, height = (side // self.step_mm for side in _room_mm(room))
        return length, width, height

    def item(self, item: LoadItem) -> Sides:
        """A carton in steps, as its sides were told."""
        length, width, height = (side // self.step_mm for side in _item_mm(item))
        return length, width, height

    def cm(self, steps: int) -> Decimal:
        """Steps as centimetres."""
        return Decimal(int(steps) * self.step_mm) / 10


def _room_mm(room: Room) -> list[int]:
    return [
        int((side * 10).to_integral_value(ROUND_FLOOR))
        for side in (room.length_cm, room.width_cm, room.height_cm)
    ]


def _item_mm(item: LoadItem) -> list[int]:
    return [
        int((side * 10).to_integral_value(ROUND_CEILING))
        for side in (item.length_cm, item.width_cm, item.height_cm)
    ]


def turned(sides: Sides, upright: tuple[bool, bool, bool]) -> list[Sides]:
    """Every way it may stand: (length, width, height), each once."""
    found = set()
    for up in range(3):
        if upright[up]:
            one, other = (sides[axis] for axis in range(3) if axis != up)
            found |= {(one, other, sides[up]), (other, one, sides[up])}
    return sorted(found)
