"""Where a version stands, read from the records beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from langkah.apps.sales.models import AcceptedQuote, QuoteVersion


class State(StrEnum):
    """What can happen next depends on this."""

    DRAFT = "draft"
    OPEN = "open"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"
    ACCEPTED = "accepted"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A state with the moment it came, and what the buyer needs to know about it."""

    state: State
    at: datetime
    name: str = ""
    newer: int = 0


RECORDS = ("sent", "withdrawn", "expired", "accepted__order__cancelled")


def standing(row: QuoteVersion, *, newest: QuoteVersion | None, now: datetime) -> Standing:
    """The state of a version fetched with `select_related(*RECORDS)`.

    `newest` is the version of the quote that was sent last, if any.
    """
    sent = getattr(row, "sent", None)
    if sent is None:
        return Standing(state=State.DRAFT, at=row.created_at)
    if yes := getattr(row, "accepted", None):
        return _accepted(yes)
    if gone := getattr(row, "withdrawn", None):
        return Standing(state=State.WITHDRAWN, at=gone.at)
    if newest is not None and newest.number > row.number:
        return Standing(state=State.SUPERSEDED, at=newest.sent.at, newer=newest.number)
    # The clock decides, whether or not `expire` has run since.
    if sent.expires_at < now:
        return Standing(state=State.EXPIRED, at=sent.expires_at)
    return Standing(state=State.OPEN, at=sent.expires_at)


def _accepted(yes: AcceptedQuote) -> Standing:
    off = getattr(getattr(yes, "order", None), "cancelled", None)
    if off is not None:
        return Standing(state=State.CANCELLED, at=off.at, name=yes.name)
    return Standing(state=State.ACCEPTED, at=yes.at, name=yes.name)


def newest_sent(versions: list[QuoteVersion]) -> QuoteVersion | None:
    """The version that was sent last."""
    sent = [row for row in versions if getattr(row, "sent", None)]
    return max(sent, key=lambda row: row.number, default=None)
