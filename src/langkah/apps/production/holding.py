"""Whether the plan still holds: asked by every page that shows it, worked out once a change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache

from langkah.apps.catalogue.errors import NotFound as Gone
from langkah.apps.production.committed import committed
from langkah.apps.production.following import stuck
from langkah.apps.production.models import Booking
from langkah.apps.workshop.models import Change, Workshop
from langkah.domain.reason import Refusal

# Time alone changes it little: what is over asks for nothing any more.
MINUTES = 10
SECONDS = 60
# Deeds at the desk book what was checked, or set it free: no step ceases to fit by them.
DESK = ("sales.", "inbox.", "buyers.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """How many steps cannot be done where they are planned, and of which orders they are."""

    steps: int = 0
    orders: frozenset[int] = frozenset()


def holding(workshop: Workshop, now: datetime) -> Holding:
    """Of the plan as it stands. One query, and some fifteen after something was changed.

    Every deed is in the trail, so that its newest row tells whether anything was changed. A plan
    that cannot be read is told by the pages that read it.
    """
    rows = Change.objects.filter(workshop=workshop)
    for app in DESK:
        rows = rows.exclude(model__startswith=app)
    last = rows.order_by("-id").values_list("id", "at").first()
    moment = int(now.timestamp()) // (MINUTES * SECONDS)
    key = f"holding:{workshop.pk}:{last[0]}:{last[1].timestamp()}:{moment}" if last else ""
    known = cache.get(key) if key else None
    if isinstance(known, Holding):
        return known
    found = _asked(workshop, now)
    if key:
        cache.set(key, found, MINUTES * SECONDS)
    return found


def _asked(workshop: Workshop, now: datetime) -> Holding:
    if not Booking.objects.filter(workshop=workshop).exists():
        return Holding()
    try:
        found = stuck(committed(workshop, now), {})
    except (Refusal, Gone):
        return Holding()
    owed = [one.owed for one in found.waits] + [one.owed for one in found.misfits]
    return Holding(steps=len(owed), orders=frozenset(one.order for one in owed if one.order))
