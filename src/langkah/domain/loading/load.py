"""Rooms filled one after the other; an answer that breaks a rule is never given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from langkah.domain import weighing as weigh
from langkah.domain.loading.case import (
    LoadAnswer,
    LoadCase,
    Loaded,
    LoadItem,
    NotLoaded,
    Placement,
)
from langkah.domain.loading.check import check
from langkah.domain.loading.filling import fill
from langkah.domain.loading.grid import Grid, Stock, turned
from langkah.domain.reason import Reason, Refusal, because, placed

MOST_CARTONS = 20_000
MOST_KINDS = 200
MOST_ROOMS = 100
MOST_EFFORT = 20_000_000
CM3_IN_M3 = Decimal(1_000_000)


def load(case: LoadCase) -> LoadAnswer:
    """Where every carton stands. Raises Refusal naming each field that cannot be."""
    problems = list(_problems(case))
    if problems:
        raise Refusal(*problems)
    left = {item.name: item.count for item in case.items}
    rooms: list[Loaded] = []
    while len(rooms) < case.most_rooms and any(left.values()):
        items = tuple(replace(one, count=left[one.name]) for one in case.items if left[one.name])
        room = _filled(case, items)
        if not room.placements:
            break
        for one in room.placements:
            left[one.item] -= 1
        rooms.append(room)
    answer = LoadAnswer(
        rooms=tuple(rooms),
        left=tuple(NotLoaded(item=name, count=count) for name, count in left.items() if count),
        loaded=sum(len(room.placements) for room in rooms),
    )
    broken = check(case, answer)
    if broken:
        raise Refusal(
            because("The load found does not pass its own check. Please report this."), *broken
        )
    return answer


def _problems(case: LoadCase) -> Iterator[Reason]:
    yield from _wrong_room(case)
    if not case.items:
        yield because("items: there is nothing to load. Enter at least one carton.")
    if len(case.items) > MOST_KINDS or sum(one.count for one in case.items) > MOST_CARTONS:
        yield because(
            "items: at most {kinds} kinds and {count} cartons are loaded at once. Divide them.",
            kinds=MOST_KINDS,
            count=MOST_CARTONS,
        )
    names = [one.name for one in case.items]
    for place, one in enumerate(case.items):
        if one.name in names[:place]:
            say = because(
                "“{name}” stands twice. Write it once, with its whole count.", name=one.name
            )
            yield placed(f"items.{place}.name", say)
        for field, say in _wrong_item(case, one):
            yield placed(f"items.{place}.{field}", say)


def _wrong_room(case: LoadCase) -> Iterator[Reason]:
    room = case.room
    for name in weigh.not_above_zero(room):
        yield placed(f"room.{name}", because("Sides must be above zero."))
    if room.max_kg is not None and room.max_kg <= 0:
        yield because("room.max_kg: write more than 0, or leave it out.")
    if not 1 <= case.most_rooms <= MOST_ROOMS:
        yield because("most_rooms: write 1 to {most}.", most=MOST_ROOMS)
    if not 1 <= case.effort <= MOST_EFFORT:
        yield because("effort: write 1 to {most}.", most=MOST_EFFORT)


def _wrong_item(case: LoadCase, one: LoadItem) -> Iterator[tuple[str, Reason]]:
    for name in weigh.not_above_zero(one):
        yield name, because("“{name}”: sides and weight must be above zero.", name=one.name)
    if one.count < 1:
        yield "count", because("“{name}”: count must be at least 1.", name=one.name)
    if not any(one.upright):
        yield (
            "upright",
            because(
                "“{name}”: no side is allowed to stand vertically. Allow at least one.",
                name=one.name,
            ),
        )
    if one.weight_kg is None and case.room.max_kg is not None:
        yield (
            "weight_kg",
            because(
                "“{name}”: the weight is not known, but the room bears {most} kg. Weigh it.",
                name=one.name,
                most=case.room.max_kg,
            ),
        )


def _filled(case: LoadCase, items: tuple[LoadItem, ...]) -> Loaded:
    grid, limit = Grid.of(case.room, items), case.room.max_kg
    stock = [
        Stock(
            ways=turned(grid.item(one), one.upright),
            count=one.count,
            grams=weigh.grams(one.weight_kg) if one.weight_kg and limit else 0,
        )
        for one in items
    ]
    stood = fill(
        grid.room(case.room),
        stock,
        weigh.grams(limit) if limit else 0,
        supported=case.supported,
        effort=case.effort,
    )
    placements = tuple(
        Placement(
            item=items[item].name,
            x_cm=grid.cm(x),
            y_cm=grid.cm(y),
            z_cm=grid.cm(z),
            length_cm=grid.cm(stock[item].ways[way][0]),
            width_cm=grid.cm(stock[item].ways[way][1]),
            height_cm=grid.cm(stock[item].ways[way][2]),
        )
        for item, way, (x, y, z) in stood
    )
    return _told(case, items, placements)


def _told(case: LoadCase, items: tuple[LoadItem, ...], placements: tuple[Placement, ...]) -> Loaded:
    room = case.room
    volume = sum((one.length_cm * one.width_cm * one.height_cm for one in placements), Decimal(0))
    weights = {one.name: one.weight_kg for one in items}
    kilograms = [weights[one.item] for one in placements]
    known = [weight for weight in kilograms if weight is not None]
    whole = room.length_cm * room.width_cm * room.height_cm
    return Loaded(
        placements=placements,
        fill=(volume / whole).quantize(Decimal("0.0001")),
        volume_m3=volume / CM3_IN_M3,
        weight_kg=sum(known, Decimal(0)) if len(known) == len(kilograms) else None,
    )
