"""An independent look at a load: it shares no code with the search and knows only the rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from langkah.domain.loading.case import LoadAnswer, LoadCase, Loaded, LoadItem, Placement
from langkah.domain.reason import Reason, because


def check(case: LoadCase, answer: LoadAnswer) -> tuple[Reason, ...]:
    """Every rule that is broken: inside, upright, apart, carried, counted, not too heavy."""
    items = {one.name: one for one in case.items}
    found: list[Reason] = []
    for number, room in enumerate(answer.rooms, start=1):
        found += _of_room(case, room, items, number)
    found += _counted(case, answer)
    return tuple(found)


def _of_room(
    case: LoadCase, room: Loaded, items: dict[str, LoadItem], number: int
) -> Iterator[Reason]:
    for one in room.placements:
        if not _inside(case, one):
            yield because("Room {room}: {item} sticks out.", room=number, item=one.item)
        if not _stands_as_allowed(one, items[one.item]):
            yield because("Room {room}: {item} lies on a wrong side.", room=number, item=one.item)
        if case.supported and not _carried(one, room.placements):
            yield because("Room {room}: {item} hangs in the air.", room=number, item=one.item)
    for one, other in _close(room.placements):
        yield because(
            "Room {room}: {one} and {other} overlap.", room=number, one=one.item, other=other.item
        )
    limit = case.room.max_kg
    heavy = sum((items[one.item].weight_kg or Decimal(0) for one in room.placements), Decimal(0))
    if limit is not None and heavy > limit:
        yield because("Room {room}: {kg} kg are too heavy.", room=number, kg=heavy)


def _inside(case: LoadCase, one: Placement) -> bool:
    room = case.room
    return (
        min(one.x_cm, one.y_cm, one.z_cm) >= 0
        and one.x_cm + one.length_cm <= room.length_cm
        and one.y_cm + one.width_cm <= room.width_cm
        and one.z_cm + one.height_cm <= room.height_cm
    )


def _stands_as_allowed(one: Placement, item: LoadItem) -> bool:
    """Its vertical side is one that may stand so, and the other two are the other two."""
    told = [item.length_cm, item.width_cm, item.height_cm]
    stands = (one.length_cm, one.width_cm, one.height_cm)
    for up in range(3):
        rest = [told[axis] for axis in range(3) if axis != up]
        same = _near(stands[2], told[up]) and (
            (_near(stands[0], rest[0]) and _near(stands[1], rest[1]))
            or (_near(stands[0], rest[1]) and _near(stands[1], rest[0]))
        )
        if item.upright[up] and same:
            return True
    return False


def _near(stands: Decimal, told: Decimal) -> bool:
    """A carton is counted in whole millimetres, never smaller than it is."""
    return Decimal(0) <= stands - told < Decimal("0.1")


def _close(placements: tuple[Placement, ...]) -> Iterator[tuple[Placement, Placement]]:
    """Pairs that share room; only neighbours along the length are compared."""
    active: list[Placement] = []
    for one in sorted(placements, key=lambda each: each.x_cm):
        active = [other for other in active if other.x_cm + other.length_cm > one.x_cm]
        yield from ((other, one) for other in active if _overlap(one, other))
        active.append(one)


def _overlap(one: Placement, other: Placement) -> bool:
    return (
        one.x_cm < other.x_cm + other.length_cm
        and other.x_cm < one.x_cm + one.length_cm
        and one.y_cm < other.y_cm + other.width_cm
        and other.y_cm < one.y_cm + one.width_cm
        and one.z_cm < other.z_cm + other.height_cm
        and other.z_cm < one.z_cm + one.height_cm
    )


def _carried(one: Placement, placements: tuple[Placement, ...]) -> bool:
    """Whether all of its base lies on the floor or on tops at that height."""
    if one.z_cm == 0:
        return True
    area = Decimal(0)
    for other in placements:
        if other.z_cm + other.height_cm == one.z_cm:
            length = _shared(one.x_cm, one.length_cm, other.x_cm, other.length_cm)
            area += length * _shared(one.y_cm, one.width_cm, other.y_cm, other.width_cm)
    return area == one.length_cm * one.width_cm


def _shared(start: Decimal, length: Decimal, other: Decimal, long: Decimal) -> Decimal:
    return max(Decimal(0), min(start + length, other + long) - max(start, other))


def _counted(case: LoadCase, answer: LoadAnswer) -> Iterator[Reason]:
    """What was loaded and what is left together are what was asked."""
    loaded = Counter(one.item for room in answer.rooms for one in room.placements)
    left = {one.item: one.count for one in answer.left}
    for item in case.items:
        if loaded[item.name] + left.get(item.name, 0) != item.count:
            yield because(
                "{item}: {loaded} loaded and {left} left are not {count}.",
                item=item.name,
                loaded=loaded[item.name],
                left=left.get(item.name, 0),
                count=item.count,
            )
