"""Cartons in a container: what is found passes an independent check, which catches every breach.

Mission P05, S12. The published cases of Bischoff and Ratcliff are run whole by `bin/bench loading`.
"""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from langkah.domain.loading import LoadCase, LoadItem, Placement, Room, check, load
from langkah.domain.loading.case import NotLoaded
from langkah.domain.reason import Refusal
from tests.shared import shared

D = Decimal
ROOM = Room(length_cm=D(587), width_cm=D(233), height_cm=D(220), name="20 ft")
ANY = (True, True, True)


def item(name: str, sides: tuple[str, str, str], count: int, **more: Any) -> LoadItem:
    length, width, height = map(D, sides)
    return LoadItem(
        name=name, length_cm=length, width_cm=width, height_cm=height, count=count, **more
    )


SHOES = item("men", ("62", "44", "36"), 60, weight_kg=D(22))
BOOTS = item("boots", ("72.5", "38", "33"), 24, weight_kg=D(18))


def quick(*items: LoadItem, room: Room = ROOM, **more: Any) -> LoadCase:
    return LoadCase(room=room, items=items, effort=8_000, **more)


def test_what_fits_is_loaded_and_nothing_is_left() -> None:
    answer = load(quick(SHOES, BOOTS))
    assert answer.loaded == 84
    assert answer.left == ()
    (room,) = answer.rooms
    assert room.weight_kg == 60 * 22 + 24 * 18
    assert room.volume_m3 == (60 * D("62") * 44 * 36 + 24 * D("72.5") * 38 * 33) / 1_000_000
    assert room.fill == (room.volume_m3 * 1_000_000 / (D(587) * 233 * 220)).quantize(D("0.0001"))


def test_equal_cartons_fill_a_room_made_for_them() -> None:
    room = Room(length_cm=D(100), width_cm=D(60), height_cm=D(40))
    answer = load(quick(item("one", ("20", "20", "20"), 40), room=room))
    assert answer.rooms[0].fill == 1
    assert answer.left == (NotLoaded(item="one", count=10),)


def test_rooms_are_filled_one_after_the_other() -> None:
    room = Room(length_cm=D(100), width_cm=D(60), height_cm=D(40))
    case = quick(item("one", ("20", "20", "20"), 70), room=room, most_rooms=3)
    answer = load(case)
    assert [len(one.placements) for one in answer.rooms] == [30, 30, 10]
    assert answer.left == ()


def test_weight_ends_a_load_before_volume_does() -> None:
    answer = load(quick(SHOES, room=replace(ROOM, max_kg=D(500))))
    assert answer.loaded == 22
    assert answer.rooms[0].weight_kg == 484
    assert answer.left[0].count == 38


def test_a_carton_that_fits_nowhere_is_left_and_said() -> None:
    answer = load(quick(item("wardrobe", ("600", "50", "50"), 1), SHOES))
    assert answer.left == (NotLoaded(item="wardrobe", count=1),)


def test_the_same_case_gives_the_same_load() -> None:
    assert load(quick(SHOES, BOOTS)) == load(quick(SHOES, BOOTS))


def test_more_effort_never_loads_less() -> None:
    room = Room(length_cm=D(240), width_cm=D(120), height_cm=D(160))
    items = (item("a", ("62", "44", "36"), 30), item("b", ("51", "37", "29"), 40, upright=ANY))
    fills = [
        load(LoadCase(room=room, items=items, effort=effort)).rooms[0].fill
        for effort in (1, 1_000, 20_000)
    ]
    assert fills == sorted(fills)


SIDES = st.integers(8, 70)
ITEMS = st.lists(
    st.builds(
        lambda sides, count, upright, weight: (sides, count, upright, weight),
        st.tuples(SIDES, SIDES, SIDES),
        st.integers(1, 12),
        st.sampled_from([ANY, (False, False, True), (True, False, True)]),
        st.integers(1, 40),
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=40)
@given(
    ITEMS, st.tuples(st.integers(60, 200), st.integers(50, 120), st.integers(40, 120)), st.data()
)
def test_whatever_is_asked_no_rule_is_broken(
    rows: list[Any], room: tuple[int, int, int], data: st.DataObject
) -> None:
    """`load` refuses an answer that its check rejects, so giving one is the property."""
    items = tuple(
        LoadItem(
            name=str(number),
            length_cm=D(sides[0]),
            width_cm=D(sides[1]) / 2,
            height_cm=D(sides[2]),
            count=count,
            upright=upright,
            weight_kg=D(weight),
        )
        for number, (sides, count, upright, weight) in enumerate(rows)
    )
    length, width, height = map(D, room)
    case = LoadCase(
        room=Room(
            length_cm=length,
            width_cm=width,
            height_cm=height,
            max_kg=data.draw(st.sampled_from([None, D(60), D(300)])),
        ),
        items=items,
        supported=data.draw(st.booleans()),
        most_rooms=data.draw(st.integers(1, 2)),
        effort=2_000,
    )
    answer = load(case)
    assert check(case, answer) == ()
    assert answer.loaded + sum(one.count for one in answer.left) == sum(one.count for one in items)


BREACHES: list[tuple[str, dict[str, Any]]] = [
    ("sticks out", {"x_cm": D(560)}),
    ("sticks out", {"z_cm": D(-1)}),
    ("lies on a wrong side", {"length_cm": D(36), "height_cm": D(62)}),
    ("lies on a wrong side", {"height_cm": D(30)}),
    ("hangs in the air", {"z_cm": D(100), "x_cm": D(500)}),
]


@pytest.mark.parametrize(("words", "change"), BREACHES)
def test_the_check_catches_each_breach(words: str, change: dict[str, Any]) -> None:
    case = quick(replace(SHOES, count=4))
    answer = load(case)
    (room,) = answer.rooms
    moved = replace(room.placements[-1], **change)
    broken = replace(answer, rooms=(replace(room, placements=(*room.placements[:-1], moved)),))
    assert any(words in str(reason) for reason in check(case, broken))


def test_the_check_catches_overlap_weight_and_miscounting() -> None:
    case = quick(replace(SHOES, count=4), room=replace(ROOM, max_kg=D(90)))
    answer = load(case)
    (room,) = answer.rooms
    twice = replace(answer, rooms=(replace(room, placements=(*room.placements,) * 2),))
    said = [str(reason) for reason in check(case, twice)]
    assert any("overlap" in one for one in said)
    assert any("too heavy" in one for one in said)
    assert any("are not 4" in one for one in said)


def test_half_a_base_is_not_enough() -> None:
    case = quick(replace(SHOES, count=2))

    def at(x: int, z: int) -> Placement:
        return Placement(
            item="men",
            x_cm=D(x),
            y_cm=D(0),
            z_cm=D(z),
            length_cm=D(62),
            width_cm=D(44),
            height_cm=D(36),
        )

    answer = load(case)
    (room,) = answer.rooms
    leaning = replace(answer, rooms=(replace(room, placements=(at(0, 0), at(31, 36))),))
    assert [str(one) for one in check(case, leaning)] == ["Room 1: men hangs in the air."]
    assert check(replace(case, supported=False), leaning) == ()


@pytest.mark.parametrize(
    ("case", "words"),
    [
        (quick(), "nothing to load"),
        (quick(replace(SHOES, count=0)), "items.0.count: “men”: count must be at least 1"),
        (quick(replace(SHOES, length_cm=D(0))), "items.0.length_cm: .* must be above zero"),
        (quick(replace(SHOES, upright=(False,) * 3)), "Allow at least one"),
        (quick(replace(SHOES, weight_kg=D(-1))), "items.0.weight_kg: .* must be above zero"),
        (quick(SHOES, SHOES), "items.1.name: “men” stands twice"),
        (quick(replace(SHOES, weight_kg=None), room=replace(ROOM, max_kg=D(9))), "Weigh it"),
        (
            quick(SHOES, room=replace(ROOM, height_cm=D(-3))),
            "room.height_cm: Sides must be above zero",
        ),
        (quick(SHOES, room=replace(ROOM, max_kg=D(0))), "room.max_kg"),
        (quick(SHOES, most_rooms=0), "most_rooms: write 1 to 100"),
        (replace(quick(SHOES), effort=0), "effort: write 1 to"),
        (quick(replace(SHOES, count=30_000)), "Divide them"),
    ],
)
def test_what_cannot_be_is_said_with_its_field(case: LoadCase, words: str) -> None:
    with pytest.raises(Refusal, match=words):
        load(case)


def test_what_fits_stands_close_together() -> None:
    # A wall of 60 cm across 235 holds 5 x 6 cartons, one of 40 cm 3 x 6: together all 48.
    room = Room(length_cm=D(589), width_cm=D(235), height_cm=D(239))
    (made,) = load(quick(item("men", ("60", "40", "36"), 48), room=room)).rooms
    assert max(one.x_cm + one.length_cm for one in made.placements) <= 100


def test_without_support_every_carton_still_rests_on_something() -> None:
    room = Room(length_cm=D(240), width_cm=D(120), height_cm=D(160))
    items = (item("a", ("62", "44", "36"), 40), item("b", ("51", "37", "29"), 60, upright=ANY))
    (made,) = load(quick(*items, room=room, supported=False)).rooms
    tops = {one.z_cm + one.height_cm for one in made.placements} | {D(0)}
    assert {one.z_cm for one in made.placements} <= tops


@pytest.mark.reference
@pytest.mark.parametrize("name", ["br1", "br4", "br7"])
def test_published_cases_are_filled_well_even_by_a_quick_look(name: str) -> None:
    """A fifteenth of the usual effort; `bin/bench loading` tells the means of all sets."""
    case = json.loads(shared(f"data/planning/boxes/{name}.json").read_text())["cases"][0]
    for supported, least in ((False, "0.92"), (True, "0.91")):
        length, width, height = map(D, case["container"])
        items = tuple(
            item(
                str(number),
                tuple(map(str, box["dims"])),  # type: ignore[arg-type]
                box["count"],
                upright=tuple(map(bool, box["upright"])),
            )
            for number, box in enumerate(case["boxes"])
        )
        room = Room(length_cm=length, width_cm=width, height_cm=height)
        answer = load(LoadCase(room=room, items=items, supported=supported, effort=100_000))
        assert answer.rooms[0].fill >= D(least)
