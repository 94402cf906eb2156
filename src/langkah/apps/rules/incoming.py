"""A rule sheet that waits until a person has seen what it would do."""

from __future__ import annotations

from langkah.apps.rules.errors import NotEntered, NotFound
from langkah.apps.rules.exchange import Plan
from langkah.apps.rules.exchange import plan as planned
from langkah.apps.workshop.models import Workshop
from langkah.apps.workshop.tray import Tray

TRAY = Tray("rules", refused=NotEntered, gone=NotFound)
keep, drop = TRAY.keep, TRAY.drop


def plan(workshop: Workshop, name: str) -> Plan:
    """What the file would do. Raises NotFound when it is gone."""
    return planned(workshop, TRAY.sheets(workshop, name))
