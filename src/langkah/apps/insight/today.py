"""What needs a person now, worst first, read from what is really recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from langkah.apps.insight import buyers, events, lacking, orders, proofs, rules
from langkah.apps.insight.items import TodayItem, Urgency
from langkah.apps.workshop.models import Workshop

ORDER = {Urgency.BAD: 0, Urgency.WAIT: 1, Urgency.NOTE: 2}
Source = Callable[[Workshop, datetime], Iterator[TodayItem]]
SOURCES: tuple[Source, ...] = (
    buyers.inquiries,
    buyers.questions,
    buyers.changes,
    buyers.drafts,
    buyers.ending,
    orders.accepted,
    orders.unfit,
    orders.late,
    orders.unkept,
    orders.unplanned,
    orders.to_leave,
    events.machines,
    events.materials,
    proofs.to_get,
    rules.changed,
    rules.touched,
    lacking.products,
    lacking.proofs,
    lacking.rates,
)


def today(workshop: Workshop, now: datetime) -> tuple[TodayItem, ...]:
    """Everything that waits in this workshop at `now` (aware), worst first.

    One or two queries a source, however much is stored; a source gives at most its oldest few.
    """
    items = [item for source in SOURCES for item in source(workshop, now)]
    return tuple(sorted(items, key=lambda item: (ORDER[item.urgency], -item.hours)))
