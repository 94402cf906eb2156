"""The day a version can be ready, asked of the floor as it stands. Reads only."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from langkah.apps.production import floor, jobs
from langkah.apps.production.errors import NotFound
from langkah.apps.workshop.models import Workshop
from langkah.apps.workshop.queries import shop
from langkah.domain.capacity import PromiseAnswer, PromiseCase, promise


def promise_for(
    workshop: Workshop, version: int, now: datetime, *, explain: bool = True
) -> PromiseAnswer:
    """When this version could be ready. Raises NotFound, or Refusal naming what is missing."""
    lines = jobs.of_version(workshop, version)
    if not lines:
        raise NotFound
    return ask(workshop, lines, now, explain=explain)


def ask(
    workshop: Workshop, lines: tuple[jobs.Line, ...], now: datetime, *, explain: bool
) -> PromiseAnswer:
    """When these lines could be ready, around everything that is booked."""
    clock = floor.local(now, ZoneInfo(workshop.time_zone))
    return promise(
        PromiseCase(
            shop=shop(workshop, clock.date()),
            jobs=jobs.planned(workshop, lines),
            now=clock,
            booked=floor.booked(workshop, now),
            explain=explain,
        )
    )
