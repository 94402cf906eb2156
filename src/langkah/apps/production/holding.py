"""Whether the plan still holds: asked by every page that shows it, worked out once a change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache
from django.db.models import Subquery

from langkah.apps.catalogue.errors import NotFound as Gone
from langkah.apps.production.committed import committed
from langkah.apps.production.following import stuck
from langkah.apps.production.models import Booking, PlanMove
from langkah.apps.workshop.models import Change, Workshop
from langkah.domain.reason import Refusal

# Time alone changes it little: what is over asks for nothing any more.
MINUTES = 10
SECONDS = 60
# Deeds at the desk book what was checked, or set it free: no step ceases to fit by them, but one
# that did not fit may be gone.
DESK = ("sales.", "inbox.", "buyers.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """How many steps cannot be done where they are planned, and of which orders they are."""

    steps: int = 0
    orders: frozenset[int] = frozenset()


def holding(workshop: Workshop, now: datetime) -> Holding:
    """Of the plan as it stands. One query, and some fifteen after something was changed.

    Every deed is in the trail, so that its newest row tells whether anything was changed; a deed at
    the desk asks again where something does not fit, or where it moved the plan. A plan that cannot
    be read is told by the pages that read it.
    """
    newest = Change.objects.filter(workshop=workshop).order_by("-id")
    rows = newest.annotate(
        newest=Subquery(newest.values("id")[:1]),
        moved=Subquery(PlanMove.objects.filter(workshop=workshop).order_by("-pk").values("pk")[:1]),
    )
    for app in DESK:
        rows = rows.exclude(model__startswith=app)
    last = rows.values_list("id", "at", "moved", "newest").first()
    if last is None:
        return _asked(workshop, now)
    changed, at, moved, deed = last
    moment = int(now.timestamp()) // (MINUTES * SECONDS)
    key = f"holding:{workshop.pk}:{changed}:{at.timestamp()}:{moved}:{moment}"
    known: tuple[Holding, int] | None = cache.get(key)
    if known and (not known[0].steps or known[1] == deed):
        return known[0]
    found = _asked(workshop, now)
    cache.set(key, (found, deed), MINUTES * SECONDS)
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
