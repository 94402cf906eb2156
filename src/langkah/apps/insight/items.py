"""What an item of the page Today holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from langkah.domain.reason import Reason

# From each source only its oldest few: what comes after them can wait until these are done.
EACH = 12
HOURS_TO_ANSWER = 24


class Urgency(StrEnum):
    """How much it hurts to leave it; the words are those of the ui kit."""

    BAD = "bad"
    WAIT = "wait"
    NOTE = "note"


class Subject(StrEnum):
    """What an item is about; a screen knows the page of each."""

    INQUIRY = "inquiry"
    QUOTE = "quote"
    ORDER = "order"
    PRODUCT = "product"
    PRODUCTS = "products"
    RATES = "rates"
    RULES = "rules"
    RISK = "risk"
    PLAN = "plan"
    LATE = "late"
    DEPARTURE = "departure"
    MACHINE = "machine"
    MATERIAL = "material"


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayItem:
    """One thing to do: what it is about, and how many hours it waits (below zero: has left).

    `late`: the hours are those after the promised day instead, which may lie ahead.
    """

    urgency: Urgency
    title: Reason
    detail: Reason
    subject: Subject
    id: int | None = None
    hours: int = 0
    late: bool = False


def hours(since: datetime, now: datetime) -> int:
    """Whole hours from `since` to `now`; negative when `since` is still to come."""
    return int((now - since).total_seconds() // 3600)


def waiting(waited: int) -> Urgency:
    """How bad it is that somebody has waited for an answer this many hours."""
    return Urgency.BAD if waited >= HOURS_TO_ANSWER else Urgency.WAIT
