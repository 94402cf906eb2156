"""The last changes of the calendar and the floor, with the way back while there is one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from langkah.apps.production.models import PlanMove
from langkah.apps.workshop.models import Workshop

LATELY = timedelta(days=14)
LISTED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class RecentChange:
    """What was changed, when (aware) and by whom; posting to `back` takes it back."""

    title: str
    at: datetime
    by: str
    back: str


def recent_changes(workshop: Workshop, now: datetime) -> tuple[RecentChange, ...]:
    """The newest first, without those that were taken back. One query."""
    rows = PlanMove.objects.filter(workshop=workshop, undone_at=None, at__gt=now - LATELY)
    found = rows.exclude(back="").select_related("by").order_by("-at", "-pk")[:LISTED]
    return tuple(
        RecentChange(title=row.title, at=row.at, by=str(row.by or ""), back=row.back)
        for row in found
    )


def keep_way_back(*, workshop: Workshop, move: int, back: str) -> None:
    """Keep the path that takes a change back, so that it is found later than in the notice."""
    PlanMove.objects.filter(workshop=workshop, pk=move).update(back=back)
