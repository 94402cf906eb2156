"""Reads of the workshop."""

from langkah.apps.workshop.models import User, Workshop
from langkah.apps.workshop.queries.floor import shop, work_calendar
from langkah.apps.workshop.queries.members import Member, api_key, current_member, hashed
from langkah.apps.workshop.queries.people import (
    any_workshop,
    invitation,
    invitations,
    keys,
    people,
    person,
    places_of,
    recovery_codes_left,
    second_factor,
    sessions,
    user_of,
)
from langkah.apps.workshop.queries.prices import own_rates, price_rule, price_rules, terms
from langkah.apps.workshop.queries.trail import ChangeRow, FieldChange, changes

__all__ = [
    "ChangeRow",
    "FieldChange",
    "Member",
    "User",
    "Workshop",
    "any_workshop",
    "api_key",
    "changes",
    "current_member",
    "hashed",
    "invitation",
    "invitations",
    "keys",
    "own_rates",
    "people",
    "person",
    "places_of",
    "price_rule",
    "price_rules",
    "recovery_codes_left",
    "second_factor",
    "sessions",
    "shop",
    "terms",
    "user_of",
    "work_calendar",
]
