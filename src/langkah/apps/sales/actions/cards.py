"""A draft whose rate card was superseded takes the one that counts."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from langkah.apps.partners import choosing
from langkah.apps.sales import pricing
from langkah.apps.sales.actions.versions import draft_of
from langkah.apps.sales.errors import Incomplete
from langkah.apps.workshop import audit
from langkah.apps.workshop.models import User, Workshop
from langkah.domain.reason import because


@transaction.atomic
def take_current_card(*, workshop: Workshop, version: int, by: User, now: datetime) -> None:
    """The chosen rate card was superseded: take the one of its service that counts today.

    Raises Frozen, and Incomplete when no card of the service counts.
    """
    row = draft_of(workshop, version)
    today = now.astimezone(ZoneInfo(workshop.time_zone)).date()
    old = choosing.superseded(workshop, row.card_id, today)
    if old is None:
        return
    if old.instead is None:
        raise Incomplete(
            because("No rate card of this service counts today. Choose another carrier.")
        )
    row.card_id = old.instead.id
    row.save(update_fields=["card_id"])
    pricing.price(workshop, row, now)
    audit.record(
        workshop=workshop,
        by=by,
        verb="quote.changed",
        target=row.quote,
        old={"card": f"{old.row.named} {old.row.valid_from}"},
        new={"card": f"{old.instead.named} {old.instead.valid_from}"},
    )
