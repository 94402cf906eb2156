"""The first sheet: what is said once of a whole card, one value a row."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy

from langkah.apps.partners.drafts import NewCard
from langkah.apps.partners.exchange import columns
from langkah.apps.partners.exchange.columns import CM, MONEY, PERCENT, Number
from langkah.papers.sheets import Cell
from langkah.reference.carriers import DivisorUnit, Mode

MODES = tuple(one.value for one in Mode)
UNITS = tuple(one.value for one in DivisorUnit)


@dataclass(frozen=True, slots=True)
class Row:
    """One value: what it is called in the file and in a card, how it is read and written.

    `needed` ones are never empty; `stands`: its row must be there, for without it the prices would
    mean something else.
    """

    name: str
    field: str
    read: columns.Reader
    meaning: Any
    needed: bool = False
    stands: bool = False
    write: Callable[[Any], Cell] = columns.cell


def _number(kind: Number) -> columns.Reader:
    return lambda cell: columns.number(cell, kind)


def _whole(cell: Cell) -> int | None:
    found = columns.number(cell, Number(5, 0, whole=True, least=1))
    return None if found is None else int(found)


ROWS = (
    Row(
        "carrier",
        "carrier",
        lambda cell: columns.text(cell, 80),
        gettext_lazy("Who carries the goods"),
        needed=True,
    ),
    Row(
        "service",
        "service",
        lambda cell: columns.text(cell, 80),
        gettext_lazy("What the carrier calls the service"),
        needed=True,
    ),
    Row(
        "mode",
        "mode",
        lambda cell: columns.chosen(cell, MODES) or "courier",
        gettext_lazy("courier, post, air, sea_lcl (part of a container) or sea_fcl"),
        stands=True,
    ),
    Row(
        "currency",
        "currency",
        columns.currency,
        gettext_lazy("The money of all prices: IDR, EUR, USD ..."),
        needed=True,
    ),
    Row(
        "valid_from",
        "valid_from",
        columns.day,
        gettext_lazy("The first day the prices hold: 2027-01-01"),
        needed=True,
    ),
    Row(
        "valid_until",
        "valid_until",
        columns.day,
        gettext_lazy("The last day they hold, that day included; empty: no end is known"),
    ),
    Row(
        "fuel_percent",
        "fuel_percent",
        _number(PERCENT),
        gettext_lazy("Fuel surcharge in percent of the freight: 14.5"),
        stands=True,
        write=columns.share,
    ),
    Row(
        "minimum",
        "minimum",
        _number(MONEY),
        gettext_lazy("The least freight of a shipment; empty: none"),
        stands=True,
    ),
    Row(
        "divisor",
        "divisor",
        _whole,
        gettext_lazy("What counts as a kilogram or pound: 5000, 6000, 139; empty: size is free"),
        stands=True,
    ),
    Row(
        "divisor_unit",
        "divisor_unit",
        lambda cell: columns.chosen(cell, UNITS) or UNITS[0],
        gettext_lazy("cm3/kg or in3/lb"),
    ),
    Row(
        "minimum_m3",
        "minimum_m3",
        _number(Number(5, 3)),
        gettext_lazy("By sea: the least that is charged; 1 m3 counts as 1,000 kg; empty: as usual"),
    ),
    Row("max_kg", "max_parcel_kg", _number(Number(5, 3)), gettext_lazy("The heaviest carton")),
    Row("max_side_cm", "max_side_cm", _number(CM), gettext_lazy("The longest side of a carton")),
    Row(
        "max_girth_cm",
        "max_girth_cm",
        _number(CM),
        gettext_lazy("The longest side and twice the two others together"),
    ),
    Row(
        "each_carton_alone",
        "per_piece",
        columns.yes_or_no,
        gettext_lazy("yes: each carton has its own price; no: all together; empty: as usual"),
    ),
    Row(
        "to_door",
        "to_door",
        columns.yes_or_no,
        gettext_lazy("yes: to the buyer's door; no: to a port; empty: as usual"),
    ),
    Row(
        "includes",
        "includes",
        columns.text,
        gettext_lazy("What else is in the price, in your own words"),
    ),
    Row(
        "source",
        "source",
        lambda cell: columns.text(cell, 120),
        gettext_lazy("Where the prices are from: a list, a letter, its day"),
    ),
    Row(
        "example",
        "is_example",
        lambda cell: columns.yes_or_no(cell) or False,
        gettext_lazy("yes: these are example prices; a quote with them says so"),
    ),
)
BY_NAME = {row.name: row for row in ROWS}


def cells(card: NewCard) -> Iterable[tuple[Cell, ...]]:
    """The rows of the sheet."""
    for row in ROWS:
        value = getattr(card, row.field)
        yield row.name, row.write(value), str(row.meaning)
