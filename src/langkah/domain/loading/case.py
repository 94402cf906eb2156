"""What is to be loaded into what, and where everything stands afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """The inside of a container, or a pallet up to the height it may be stacked to; in cm."""

    length_cm: Decimal
    width_cm: Decimal
    height_cm: Decimal
    max_kg: Decimal | None = None
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadItem:
    """Equal cartons, outer sides in cm. `upright`: which of the three sides may stand vertically.

    A weight is needed only where the room has a limit.
    """

    name: str
    length_cm: Decimal
    width_cm: Decimal
    height_cm: Decimal
    count: int
    upright: tuple[bool, bool, bool] = (False, False, True)
    weight_kg: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadCase:
    """Cartons for equal rooms, filled one after the other.

    `supported`: every carton stands with all of its base on the floor or on other cartons.
    `effort` bounds the search for each room, in free spaces looked at; the same effort gives the
    same answer on every machine. 20,000 are a quick look, a million takes about two seconds.
    """

    room: Room
    items: tuple[LoadItem, ...]
    supported: bool = True
    most_rooms: int = 1
    effort: int = 1_500_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """One carton: its near, left, lower corner and its sides as it stands, in cm."""

    item: str
    x_cm: Decimal
    y_cm: Decimal
    z_cm: Decimal
    length_cm: Decimal
    width_cm: Decimal
    height_cm: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """One room in the order in which it is filled; `fill` is the share of its volume."""

    placements: tuple[Placement, ...]
    fill: Decimal
    volume_m3: Decimal
    weight_kg: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotLoaded:
    """Cartons that found no place."""

    item: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadAnswer:
    """Every room that was used, and what is left."""

    rooms: tuple[Loaded, ...]
    left: tuple[NotLoaded, ...]
    loaded: int
