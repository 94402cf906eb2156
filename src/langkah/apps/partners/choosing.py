"""Which rate cards count on a day, and whether the one that a draft chose still does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from langkah.apps.partners import queries
from langkah.apps.partners.queries import CardRow
from langkah.apps.workshop.models import Workshop


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A chosen card that does not count today; `instead` is the card of its service that does."""

    row: CardRow
    instead: CardRow | None


def counting(rows: Iterable[CardRow], today: date) -> dict[int, CardRow]:
    """Of each service the card that counts on a day, the newest that holds: by the id of each row.

    A service without such a card is left out.
    """
    services: dict[tuple[str, str], list[CardRow]] = {}
    for row in rows:
        services.setdefault((row.carrier, row.service), []).append(row)
    found: dict[int, CardRow] = {}
    for mine in services.values():
        holding = [row for row in mine if row.current(today)]
        if holding:
            newest = max(holding, key=lambda row: row.valid_from)
            found |= {row.id: newest for row in mine}
    return found


def choices(workshop: Workshop, today: date) -> tuple[CardRow, ...]:
    """The cards that count on a day, one for each service. One query."""
    return _counting(queries.cards(workshop), today)


def superseded(workshop: Workshop, card: int | None, today: date) -> Chosen | None:
    """The chosen card, if another counts today or none of its service does. Two queries at most.

    None for no choice, for a card that counts, and for one that is still to come.
    """
    row = queries.card_row(workshop, card) if card else None
    if row is None:
        return None
    mine = [
        one
        for one in queries.cards(workshop)
        if (one.carrier, one.service) == (row.carrier, row.service)
    ]
    counts = next(iter(_counting(mine, today)), None)
    coming = row.ended_at is None and row.valid_from > today
    if coming or (counts is not None and counts.id == row.id):
        return None
    return Chosen(row=row, instead=counts)


def _counting(rows: Iterable[CardRow], today: date) -> tuple[CardRow, ...]:
    every = tuple(rows)
    found = counting(every, today)
    return tuple(row for row in every if found.get(row.id) is row)
