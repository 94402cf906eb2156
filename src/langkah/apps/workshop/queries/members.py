"""Who somebody is in a workshop, and what she may do there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.db import connection

from langkah.apps.workshop.models import ApiKey, Membership, Role, User, Workshop
from langkah.apps.workshop.rights import may


@dataclass(frozen=True, slots=True)
class Member:
    """A user in a workshop, with what she may do there."""

    user: User
    workshop: Workshop
    role: str
    rooms: frozenset[str]

    def can(self, capability: str) -> bool:
        """Whether the role holds the capability."""
        return may(self.role, capability)

    def opens(self, capability: str, *, room: str = "") -> bool:
        """Whether a page that asks for the capability opens, also as an adviser's shared room."""
        if self.role == Role.ADVISER:
            return capability == "see" and room in self.rooms
        return self.can(capability)


def arriving(user: int) -> User | None:
    """An active user with all her places in workshops, for the request of a session. One query.

    Of the user and the workshops the moments of making are left to be read when asked for.
    """
    with connection.cursor() as cursor:
        cursor.execute(_ARRIVING, [user])
        rows = cursor.fetchall()
    if not rows:
        return None
    found = User.from_db(connection.alias, _OF_USER, rows[0][: len(_OF_USER)])
    found.places = tuple(_place(row[len(_OF_USER) :]) for row in rows if row[-1] is not None)
    return found


_OF_USER = ("id", "password", "name", "email", "phone", "language", "is_active")
# In the order of the table: a row is read by place
_OF_WORKSHOP = (
    *("id", "name", "slug", "village", "city", "story", "story_abroad"),
    *("currency", "bank_keeps", "time_zone", "is_demo", "keeps_cartons"),
)
_ARRIVING = f"""SELECT {", ".join(f"u.{name}" for name in _OF_USER)},
        {", ".join(f"w.{name}" for name in _OF_WORKSHOP)}, m.role, m.id
    FROM workshop_user u
    LEFT JOIN workshop_membership m ON m.user_id = u.id
    LEFT JOIN workshop_workshop w ON w.id = m.workshop_id
    WHERE u.id = %s AND u.is_active
    ORDER BY m.id"""  # noqa: S608 - columns of this app


def _place(row: Sequence[Any]) -> Membership:
    *values, role, pk = row
    workshop = Workshop.from_db(connection.alias, _OF_WORKSHOP, values)
    place = Membership.from_db(
        connection.alias, ("id", "workshop_id", "role"), (pk, values[0], role)
    )
    place.workshop = workshop
    return place


def current_member(user: User, workshop: int | None) -> Member | None:
    """The user's place in the chosen workshop, or in her first; None without any.

    No query for a user who has just arrived, else one; another for the rooms of an adviser.
    """
    places = user.places
    if places is None:
        rows = Membership.objects.filter(user=user.pk, user__is_active=True)
        places = tuple(rows.select_related("workshop").order_by("id"))
    chosen = next((row for row in places if row.workshop_id == workshop), None)
    row = chosen or (places[0] if places else None)
    return _member(row, user) if row else None


def api_key(token: str) -> Member | None:
    """Whose key this is; None for an unknown or revoked one."""
    key = (
        ApiKey.objects.filter(token_hash=hashed(token), revoked_at=None, user__is_active=True)
        .values_list("user", "workshop")
        .first()
    )
    if key is None:
        return None
    row = (
        Membership.objects.filter(user=key[0], workshop=key[1])
        .select_related("workshop", "user")
        .first()
    )
    return _member(row, row.user) if row else None


def hashed(token: str) -> str:
    """How a random token is kept: SHA-256 is enough for what nobody can guess."""
    return sha256(token.encode()).hexdigest()


def _member(row: Membership, user: User) -> Member:
    rooms: frozenset[str] = frozenset()
    if row.role == Role.ADVISER:
        rooms = frozenset(row.shares.values_list("room", flat=True))
    return Member(user, row.workshop, row.role, rooms)
