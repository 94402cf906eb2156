"""Who somebody is in a workshop, and what she may do there."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

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


def current_member(user: int, workshop: int | None) -> Member | None:
    """The user's place in the chosen workshop, or in her first; None without any. One query."""
    rows = (
        Membership.objects.filter(user=user, user__is_active=True)
        .select_related("workshop", "user")
        .order_by("id")
    )
    found = list(rows)
    chosen = next((row for row in found if row.workshop_id == workshop), None)
    row = chosen or (found[0] if found else None)
    return _member(row) if row else None


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
    return _member(row) if row else None


def hashed(token: str) -> str:
    """How a random token is kept: SHA-256 is enough for what nobody can guess."""
    return sha256(token.encode()).hexdigest()


def _member(row: Membership) -> Member:
    rooms: frozenset[str] = frozenset()
    if row.role == Role.ADVISER:
        rooms = frozenset(row.shares.values_list("room", flat=True))
    return Member(row.user, row.workshop, row.role, rooms)
