"""The drafted word to a buyer whose figures a change of rules moved."""

from __future__ import annotations

from datetime import datetime

from langkah.apps.insight.impact.reading import BESIDE, Line, beside, line_of
from langkah.apps.insight.impact.told import order_of, told_by
from langkah.apps.insight.models import Touched
from langkah.apps.rules.errors import NotFound
from langkah.apps.sales import notice
from langkah.apps.sales.models import QuoteVersion
from langkah.apps.workshop.models import Workshop
from langkah.domain.money import Money


def message(workshop: Workshop, touched: int, now: datetime) -> notice.Notice | None:
    """The drafted word to the buyer, in her language; None where there is nobody to tell.

    Raises NotFound. Two queries.
    """
    row = (
        beside(Touched.objects.filter(workshop=workshop, pk=touched))
        .select_related(*BESIDE, "workshop")
        .first()
    )
    if row is None or row.version is None:
        raise NotFound
    line = line_of(row, told_by([row]).get(row.pk))
    return notice.of_rules(_news(row, row.version, line)) if line.tell else None


def _news(row: Touched, version: QuoteVersion, line: Line) -> notice.RulesChanged:
    sent = getattr(version, "sent", None)
    order = order_of(row)
    ours = version.incoterm == "DDP"
    waits = line.waits and not line.moved
    return notice.RulesChanged(
        language=version.language,
        buyer=version.quote.buyer.name,
        workshop=row.workshop.name,
        number=f"O{order.number}" if order else f"Q{version.quote.number}",
        is_order=order is not None,
        country=version.country,
        before=line.door_before if waits else line.door_told,
        after=line.door_after,
        if_begun=_if_begun(line),
        waits=waits,
        as_offered=line.due_told != line.due_after and line.due_before == line.due_after,
        last_told=line.door_told,
        price=Money(version.total, version.currency) if ours and version.total else None,
        valid_until=sent.expires_at.date() if sent else None,
        ship_by=line.way_out.leaves_by if line.way_out and line.way_out.possible else None,
    )


def _if_begun(line: Line) -> Money | None:
    """Everything until the door if what was announced had begun."""
    if line.door_before is None or line.due_before is None or line.due_if_begun is None:
        return None
    return line.door_before + line.due_if_begun - line.due_before
