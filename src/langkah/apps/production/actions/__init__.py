"""Writes of production. Each is one deed: whole or not at all."""

from langkah.apps.production.actions.done import (
    Done,
    Noted,
    accept_speed,
    accept_times,
    note_step,
    undo_step,
)
from langkah.apps.production.actions.following import follow_plan, undo_follow
from langkah.apps.production.actions.forward import come_forward
from langkah.apps.production.actions.holidays import Decreed, decree, undo_decree
from langkah.apps.production.actions.later import Telling, tell_later
from langkah.apps.production.actions.longer import stay_longer
from langkah.apps.production.actions.moves import Wanted, move_step, undo_move
from langkah.apps.production.actions.not_yet import NotYet, not_yet
from langkah.apps.production.actions.offers import (
    accept,
    date_quote,
    drop_room,
    offer,
    release_expired,
    withdraw,
)
from langkah.apps.production.actions.opening import Entry, take_away, undo_take_away
from langkah.apps.production.actions.orders import book_order
from langkah.apps.production.actions.refloored import Refloored, change_floor, undo_floor
from langkah.apps.production.actions.rest import Rest, Taken, take_rest, undo_rest
from langkah.apps.production.actions.room import bring_forward, take_room, undo_forward

__all__ = [
    "Decreed",
    "Done",
    "Entry",
    "NotYet",
    "Noted",
    "Refloored",
    "Rest",
    "Taken",
    "Telling",
    "Wanted",
    "accept",
    "accept_speed",
    "accept_times",
    "book_order",
    "bring_forward",
    "change_floor",
    "come_forward",
    "date_quote",
    "decree",
    "drop_room",
    "follow_plan",
    "move_step",
    "not_yet",
    "note_step",
    "offer",
    "release_expired",
    "stay_longer",
    "take_away",
    "take_rest",
    "take_room",
    "tell_later",
    "undo_decree",
    "undo_floor",
    "undo_follow",
    "undo_forward",
    "undo_move",
    "undo_rest",
    "undo_step",
    "undo_take_away",
    "withdraw",
]
