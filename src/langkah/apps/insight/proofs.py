"""Proofs of origin that an order's price counts with and nobody has noted yet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef

from langkah.apps.insight.items import EACH, Subject, TodayItem, Urgency, hours
from langkah.apps.sales.models import ClaimedPreference, ObtainedProof
from langkah.apps.workshop.models import Workshop
from langkah.domain.reason import because

# The slowest form takes so long from asking to holding it.
AHEAD = timedelta(days=14)
# After so long the goods are at the border, with the proof or without.
OVER = timedelta(days=60)


def to_get(workshop: Workshop, now: datetime) -> Iterator[TodayItem]:
    """Those promised within two weeks or overdue, the earliest first. One query."""
    zone = ZoneInfo(workshop.time_zone)
    today = now.astimezone(zone).date()
    here = ObtainedProof.objects.filter(claim=OuterRef("pk"), withdrawn_at=None)
    rows = (
        ClaimedPreference.objects.filter(
            ~Exists(here),
            workshop=workshop,
            withdrawn_at=None,
            version__accepted__order__isnull=False,
            version__accepted__order__cancelled=None,
            ready_on__range=(today - OVER, today + AHEAD),
        )
        .select_related("version__border", "version__accepted__order__buyer")
        .order_by("ready_on", "pk")[:EACH]
    )
    for row in rows:
        border = getattr(row.version, "border", None)
        if border is None or row.programme not in border.preferences.split("\n"):
            continue
        order = row.version.accepted.order
        yield TodayItem(
            urgency=Urgency.BAD if row.ready_on < today else Urgency.WAIT,
            title=because(
                "Order {number} for {name} needs its proof of origin: {proof}.",
                number=str(order.number),
                name=str(order.buyer),
                proof=row.proof,
            ),
            detail=because(
                "{who} promised it for {day}. Ask for it, then note its number on the order.",
                who=row.name,
                day=row.ready_on,
            ),
            subject=Subject.ORDER,
            id=order.pk,
            hours=hours(datetime.combine(row.ready_on, time(12), zone), now),
        )
