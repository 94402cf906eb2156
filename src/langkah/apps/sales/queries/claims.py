"""Preferences of a version: those claimed, and those that could be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from langkah.apps.sales import asking
from langkah.apps.sales.errors import NotFound
from langkah.apps.sales.models import ClaimedPreference, QuoteVersion
from langkah.apps.workshop.models import Workshop
from langkah.domain.quote import Claimable, claimable
from langkah.domain.reason import Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """A claim with who gave her word; `withdrawn_at` when it was taken back."""

    id: int
    programme: str
    proof: str
    name: str
    ready_on: date
    at: datetime
    by: str
    withdrawn_at: datetime | None
    withdrawn_by: str


def claims(workshop: Workshop, version: int) -> tuple[ClaimView, ...]:
    """Every claim of a version, standing ones first. One query."""
    rows = ClaimedPreference.objects.filter(workshop=workshop, version=version)
    found = [
        ClaimView(
            id=row.pk,
            programme=row.programme,
            proof=row.proof,
            name=row.name,
            ready_on=row.ready_on,
            at=row.at,
            by=row.by.name if row.by else "",
            withdrawn_at=row.withdrawn_at,
            withdrawn_by=row.withdrawn_by.name if row.withdrawn_by else "",
        )
        for row in rows.select_related("by", "withdrawn_by").order_by("pk")
    ]
    return tuple(sorted(found, key=lambda one: one.withdrawn_at is not None))


def possible_claims(workshop: Workshop, version: int, now: datetime) -> tuple[Claimable, ...]:
    """What could be claimed for a version today. Eleven queries at most."""
    row = QuoteVersion.objects.filter(workshop=workshop, pk=version).first()
    if row is None:
        raise NotFound
    try:
        return claimable(asking.case(workshop, row, asking.lines(row), now))
    except Refusal:
        return ()
