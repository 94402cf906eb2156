"""A buyer is told the later day of her order: never one that the plan keeps too seldom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from langkah.apps.production.lateness import lateness, too_seldom
from langkah.apps.production.promises import SHAKES
from langkah.apps.sales.actions import Told, tell_new_day
from langkah.apps.workshop.models import User, Workshop
from langkah.domain.reason import Refusal, because


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What the buyer is told; `looked_at` is the order's day by a plan that is only looked at."""

    day: date | None
    reason: str
    language: str
    text: str
    looked_at: date | None = None


@transaction.atomic
def tell_later(*, workshop: Workshop, order: int, telling: Telling, by: User, now: datetime) -> int:
    """Keep what the buyer was told.

    Raises NotFound; Refusal for a day that is not sure enough, and for what cannot be right.
    """
    found = lateness(workshop, order, now, looked_at=telling.looked_at, less=SHAKES)
    if not found.late or found.waits:
        raise Refusal(
            because(
                "The plan of this order changed since this was shown. Look at it, then tell the "
                "buyer."
            )
        )
    if telling.day is not None and telling.day < found.sure:
        raise Refusal(too_seldom(telling.day, found.sure))
    told = Told(
        planned=found.planned,
        day=telling.day,
        reason=telling.reason,
        language=telling.language,
        text=telling.text,
    )
    return tell_new_day(workshop=workshop, order=order, told=told, by=by, now=now)
