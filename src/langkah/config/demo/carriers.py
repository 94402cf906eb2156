"""What the demo's carriers quoted and were paid: the history of its lanes."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

from langkah.apps.partners.lanes.actions import NewPaper, note_paper
from langkah.apps.workshop.queries import User, Workshop
from langkah.config.demo.story import Story, Table


def papers(story: Story, workshop: Workshop, by: User, now: datetime) -> None:
    """Every paper of the story, each on the day it came."""
    for row in story.papers:
        then = now - timedelta(days=int(row["days_ago"]))
        note_paper(workshop=workshop, paper=_paper(row, workshop, then), by=by, now=then)


def _paper(row: Table, workshop: Workshop, then: datetime) -> NewPaper:
    same = ("kind", "carrier", "mode", "country", "town", "currency", "reference")
    return NewPaper(
        **{name: row[name] for name in same},
        origin=workshop.city,
        day=then.date(),
        amount=Decimal(row["amount"]),
        chargeable_kg=Decimal(row["chargeable_kg"]),
        cartons=int(row["cartons"]),
        days_promised=int(row["days_promised"]),
        days_real=int(row["days_real"]) if row["days_real"] else None,
    )
