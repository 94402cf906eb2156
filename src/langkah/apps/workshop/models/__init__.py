"""The workshop's tables."""

from langkah.apps.workshop.models.people import Membership, Role, User
from langkah.apps.workshop.models.workshop import Workshop

__all__ = ["Membership", "Role", "User", "Workshop"]
