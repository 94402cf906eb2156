"""Where a workshop stands on its way, from records only."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from langkah.apps.insight.records import Moment, records
from langkah.apps.workshop.models import Workshop
from langkah.domain.readiness import ReadinessAnswer, ReadinessCase, readiness


def journey(workshop: Workshop, now: datetime) -> ReadinessAnswer:
    """The five stages of this workshop at `now` (aware), and its next three tasks."""
    today = now.astimezone(ZoneInfo(workshop.time_zone)).date()
    case = ReadinessCase(today=today, records=records(workshop, Moment(now, today)))
    return readiness(case)
