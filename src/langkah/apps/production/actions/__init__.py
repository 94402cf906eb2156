"""Writes of production. Each is one deed: whole or not at all."""

from langkah.apps.production.actions.again import make_again, not_again, undo_again
from langkah.apps.production.actions.bringing_back import bring_back
from langkah.apps.production.actions.cancelling import Cancel, cancel
from langkah.apps.production.actions.done import (
    Done,
    Noted,
    accept_speed,
    accept_times,
    note_step,
    undo_step,
)
from langkah.apps.production.actions.failing import Again
from langkah.apps.production.actions.following import follow_plan, undo_follow
from langkah.apps.production.actions.forward import come_forward
from langkah.apps.production.actions.holidays import Decreed, decree, undo_decree
from langkah.apps.production.actions.later import Telling, tell_later
from langkah.apps.production.actions.longer import stay_longer
from langkah.apps.production.actions.machines import (
    note_outage,
    undo_outage,
    undo_works_again,
    works_again,
)
from langkah.apps.production.actions.materials import (
    Late,
    arrived,
    note_late,
    undo_arrived,
    undo_late,
)
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
    "Again",
    "Cancel",
    "Decreed",
    "Done",
    "Entry",
    "Late",
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
    "arrived",
    "book_order",
    "bring_back",
    "bring_forward",
    "cancel",
    "change_floor",
    "come_forward",
    "date_quote",
    "decree",
    "drop_room",
    "follow_plan",
    "make_again",
    "move_step",
    "not_again",
    "not_yet",
    "note_late",
    "note_outage",
    "note_step",
    "offer",
    "release_expired",
    "stay_longer",
    "take_away",
    "take_rest",
    "take_room",
    "tell_later",
    "undo_again",
    "undo_arrived",
    "undo_decree",
    "undo_floor",
    "undo_follow",
    "undo_forward",
    "undo_late",
    "undo_move",
    "undo_outage",
    "undo_rest",
    "undo_step",
    "undo_take_away",
    "undo_works_again",
    "withdraw",
    "works_again",
]
