"""Writes of production. Each is one deed: whole or not at all."""

from langkah.apps.production.actions.moves import Wanted, move_step, undo_move
from langkah.apps.production.actions.offers import (
    accept,
    date_quote,
    offer,
    release_expired,
    withdraw,
)
from langkah.apps.production.actions.orders import book_order

__all__ = [
    "Wanted",
    "accept",
    "book_order",
    "date_quote",
    "move_step",
    "offer",
    "release_expired",
    "undo_move",
    "withdraw",
]
