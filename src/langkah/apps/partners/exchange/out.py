"""A rate card as sheets, which can be taken in again without loss."""

from __future__ import annotations

from collections.abc import Iterator

from langkah.apps.partners.drafts import NewCard, ordered
from langkah.apps.partners.exchange import columns, head
from langkah.apps.partners.exchange.columns import (
    CARD,
    CARD_HEAD,
    HEADS,
    PRICES,
    ROUNDING,
    SURCHARGES,
    ZONES,
)
from langkah.domain.freight import Surcharge, SurchargePer
from langkah.papers.sheets import Cell, Sheet


def sheets(card: NewCard) -> tuple[Sheet, ...]:
    """The five sheets of a card."""
    made = ordered(card)
    rows = {
        ZONES: _zones(made),
        PRICES: _prices(made),
        ROUNDING: ((one.up_to_kg, one.step_kg) for one in made.steps),
        SURCHARGES: _surcharges(made),
    }
    return (
        Sheet(name=CARD, head=CARD_HEAD, rows=tuple(head.cells(card))),
        *(
            Sheet(
                name=name,
                head=HEADS[name],
                rows=tuple(tuple(map(columns.cell, row)) for row in rows[name]),
            )
            for name in HEADS
        ),
    )


def _zones(card: NewCard) -> Iterator[tuple[Cell, ...]]:
    for one in card.zones:
        places = columns.written(one.countries, one.areas)
        yield one.name, places, columns.cell(one.days_min), columns.cell(one.days_max)


def _prices(card: NewCard) -> Iterator[tuple[Cell, ...]]:
    for zone in card.zones:
        begins: Cell = columns.cell(0)
        for one in zone.breaks:
            yield zone.name, begins, one.up_to_kg, one.price, one.per, one.step_kg
            begins = one.up_to_kg


def _surcharges(card: NewCard) -> Iterator[tuple[Cell, ...]]:
    for one in card.surcharges:
        places = columns.written(one.countries, one.areas)
        yield (
            *(one.name, _amount(one), str(one.per), one.minimum, places, one.home or None),
            *(one.above_kg, one.above_side_cm, one.above_girth_cm),
            *(one.valid_from, one.valid_until),
        )


def _amount(one: Surcharge) -> Cell:
    return columns.share(one.amount) if one.per is SurchargePer.PERCENT else one.amount
