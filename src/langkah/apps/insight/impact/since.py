"""What the rules did to a version since the buyer has it, for the page of its quote."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import F

from langkah.apps.insight.impact.reading import Line, beside, line_of
from langkah.apps.insight.impact.told import told_by
from langkah.apps.insight.models import Touched
from langkah.apps.sales.models import QuoteVersion
from langkah.apps.workshop.models import Workshop
from langkah.apps.workshop.words import money


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """The newest change under a sent version; `line` tells its figures from the paper.

    `begins`: the first day of arrival on which the new figures hold, where the old ones can still
    be reached; None: nothing to reach, or not known.
    """

    change: int
    at: datetime
    begins: date | None
    line: Line

    def door_said(self, language: str) -> str | None:
        """Everything at her door as it is now; empty is not known, None is as on the paper."""
        now, before = self.line.door_after, self.line.door_before
        if before == now or before is None:
            return None
        return money(now, language) if now else ""


def since_sent(workshop: Workshop, version: int) -> Since | None:
    """What a buyer's paper does not say yet; None where it holds as it is. Two queries at most."""
    rows = Touched.objects.filter(
        workshop=workshop,
        version=version,
        run__finished_at__isnull=False,
        run__change__at__gt=F("version__sent__at"),
    )
    row = beside(rows).order_by("-run__change").first()
    if row is None or row.run.change is None or row.version is None:
        return None
    line = line_of(row, told_by([row]).get(row.pk))
    if line.back:
        return None
    return Since(
        change=row.run.change.pk, at=row.run.change.at, begins=_begins(row, row.version), line=line
    )


def _begins(row: Touched, version: QuoteVersion) -> date | None:
    """The day after the last one to arrive by the old rules."""
    if row.ship_by is None or version.days_max is None:
        return None
    return row.ship_by + timedelta(days=version.days_max + 1)
