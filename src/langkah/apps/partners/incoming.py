"""A rate card as a file that waits until a person has seen what it would do."""

from __future__ import annotations

from langkah.apps.partners.errors import NotFound, NotSaved
from langkah.apps.partners.exchange import Plan
from langkah.apps.partners.exchange import plan as planned
from langkah.apps.workshop.models import Workshop
from langkah.apps.workshop.tray import Tray

TRAY = Tray("rates", refused=NotSaved, gone=NotFound)
keep, drop = TRAY.keep, TRAY.drop


def plan(workshop: Workshop, name: str) -> Plan:
    """What the file would do. Raises NotFound when it is gone."""
    return planned(TRAY.sheets(workshop, name))
