"""Which role may do what: one table. A room shared with an adviser is seen, never changed."""

from __future__ import annotations

from langkah.apps.workshop.models import Role

# Capability -> roles. "see" is every member's; advisers see shared rooms only.
RIGHTS: dict[str, frozenset[str]] = {
    "see": frozenset({Role.OWNER, Role.MARKETING, Role.PRODUCTION, Role.VIEWER}),
    "quote": frozenset({Role.OWNER, Role.MARKETING}),
    "catalogue": frozenset({Role.OWNER, Role.MARKETING}),
    "costs": frozenset({Role.OWNER}),
    "floor": frozenset({Role.OWNER, Role.PRODUCTION}),
    # Whoever packs knows first that an order has left.
    "ship": frozenset({Role.OWNER, Role.MARKETING, Role.PRODUCTION}),
    "people": frozenset({Role.OWNER}),
}

# What a workshop can open to an adviser, one by one.
SHARED_ROOMS = ("catalogue", "sales", "production", "journey")


def may(role: str, capability: str) -> bool:
    """Whether the role holds the capability; an unknown capability is a mistake of ours."""
    return role in RIGHTS[capability]
