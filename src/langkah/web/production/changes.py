"""What a change of the calendar does to orders, as its pages show it."""

from __future__ import annotations

from langkah.apps.production.actions.rest import RestAnswer

DAY = {"type": "date"}
TIME = {"type": "time"}


def changed_orders(found: RestAnswer | None) -> list[tuple[object, object]]:
    """Orders whose day changes, those that break first."""
    if found is None:
        return []
    changed = [one for one in found.answer.days if one.days]
    changed.sort(key=lambda one: (not one.breaks, -one.days))
    return [(found.floor.owed[one.job], one) for one in changed]
