"""What carriers accept and how they weigh, by mode of transport, with source, date and grade."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

from langkah.reference.source import Grade, Source


class Mode(StrEnum):
    """How goods travel."""

    COURIER = "courier"
    POST = "post"
    AIR = "air"
    SEA_LCL = "sea_lcl"
    SEA_FCL = "sea_fcl"


SEA = frozenset({Mode.SEA_LCL, Mode.SEA_FCL})


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The biggest and heaviest carton; `sides_cm` from the longest side down, girth as usual.

    Girth here is the longest side plus twice the two others together.
    """

    max_kg: Decimal | None = None
    sides_cm: tuple[Decimal, ...] = ()
    girth_cm: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightStep:
    """Weights up to `up_to_kg` (None: all above) are rounded up to the next `step_kg`.

    Above the end of the last step that step goes on.
    """

    up_to_kg: Decimal | None = None
    step_kg: Decimal


class DivisorUnit(StrEnum):
    """What a divisor counts: cm3 to a kg (5000, 6000), or cubic inches to a pound (139, 166)."""

    CM3_KG = "cm3/kg"
    IN3_LB = "in3/lb"


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """How a carton is weighed for its price.

    `divisor`: how much of a carton counts as a kg (or a pound); None: size does not count.
    `kg_per_m3`: for sea, how many kg count as one cubic metre; at least `minimum_m3` is charged.
    """

    divisor: int | None = None
    divisor_unit: DivisorUnit = DivisorUnit.CM3_KG
    steps: tuple[WeightStep, ...] = ()
    kg_per_m3: Decimal | None = None
    minimum_m3: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """What is usual for a mode, for a rate card that does not say."""

    limits: Limits
    weighing: Weighing
    source: Source
    to_door: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Border:
    """What a carrier asks at the border: `fixed`, plus `share` of the duty and tax it pays ahead.

    The share is at least `minimum`. `pays_duty`: whether it can deliver duty paid at all.
    """

    share: Decimal
    minimum: Decimal
    fixed: Decimal
    currency: str
    pays_duty: bool
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Insurance:
    """Cargo insurance: `cover` times goods and carriage is insured, at `share` of that sum."""

    cover: Decimal
    share: Decimal
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """The master carton: thickness of a wall in cm, weight of its board in kg a square metre."""

    wall_cm: Decimal
    kg_per_m2: Decimal
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class StockCarton:
    """A ready-made carton, outer sides in cm.

    `inner_cm`: what is free inside, else two usual walls less; `empty_kg`: what it weighs, else as
    much as usual board; `max_kg`: the heaviest full carton it holds out; `price` of one, in
    `currency`. None is not known.
    """

    name: str
    length_cm: Decimal
    width_cm: Decimal
    height_cm: Decimal
    inner_cm: tuple[Decimal, Decimal, Decimal] | None = None
    empty_kg: Decimal | None = None
    max_kg: Decimal | None = None
    price: Decimal | None = None
    currency: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Container:
    """Inner length, width and height in cm, and how many kg may go in."""

    inner_cm: tuple[Decimal, Decimal, Decimal]
    max_kg: Decimal
    source: Source


@cache
def habit(mode: Mode) -> Habit:
    """The usual limits and weighing of a mode."""
    row = _table()["default"][mode.value]
    return Habit(
        limits=_limits(row),
        weighing=_weighing(row),
        source=_source(row),
        to_door=row["to_door"],
    )


@cache
def handling() -> Habit:
    """Above these a carton needs two people and costs extra."""
    row = _table()["handling"]
    return Habit(limits=_limits(row), weighing=Weighing(), source=_source(row))


@cache
def border(mode: Mode) -> Border:
    """What carriers of a mode usually ask at the border."""
    row = _table()["border"][mode.value]
    return Border(
        share=Decimal(row["share"]),
        minimum=Decimal(row["minimum"]),
        fixed=Decimal(row["fixed"]),
        currency=row["currency"],
        pays_duty=row["pays_duty"],
        source=_source(row),
    )


@cache
def insurance() -> Insurance:
    """The usual cargo insurance."""
    row = _table()["insurance"]
    return Insurance(cover=Decimal(row["cover"]), share=Decimal(row["share"]), source=_source(row))


@cache
def board() -> Board:
    """The usual board of a master carton."""
    row = _table()["carton"]
    return Board(
        wall_cm=Decimal(row["wall_cm"]),
        kg_per_m2=Decimal(row["board_kg_per_m2"]),
        source=_source(row),
    )


@cache
def stock() -> tuple[StockCarton, ...]:
    """Ready-made cartons as board works and packaging shops sell them."""
    return tuple(
        StockCarton(
            name=" x ".join(sides),
            length_cm=Decimal(sides[0]),
            width_cm=Decimal(sides[1]),
            height_cm=Decimal(sides[2]),
        )
        for sides in _table()["stock"]["sides_cm"]
    )


@cache
def containers() -> dict[str, Container]:
    """The usual containers and pallets, by the name people give them."""
    found = {}
    for name, row in _table()["container"].items():
        length, width, height = map(Decimal, row["inner_cm"])
        found[name] = Container(
            inner_cm=(length, width, height), max_kg=Decimal(row["max_kg"]), source=_source(row)
        )
    return found


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(resources.files(__name__).joinpath("carriers.toml").read_text("utf-8"))


def _limits(row: dict[str, Any]) -> Limits:
    return Limits(
        max_kg=_number(row.get("max_kg")),
        sides_cm=tuple(Decimal(side) for side in row.get("sides_cm", ())),
        girth_cm=_number(row.get("girth_cm")),
    )


def _weighing(row: dict[str, Any]) -> Weighing:
    return Weighing(
        divisor=row.get("divisor"),
        steps=tuple(
            WeightStep(up_to_kg=_number(step.get("up_to_kg")), step_kg=Decimal(step["step_kg"]))
            for step in row.get("steps", ())
        ),
        kg_per_m3=_number(row.get("kg_per_m3")),
        minimum_m3=Decimal(row.get("minimum_m3", "0")),
    )


def _source(row: dict[str, Any]) -> Source:
    told = row["source"]
    day: date = told["date"]
    return Source(told["name"], day, Grade(told["grade"]))


def _number(text: str | None) -> Decimal | None:
    return Decimal(text) if text is not None else None
