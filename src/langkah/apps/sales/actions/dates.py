"""The day that production promised comes into a draft, and with it the way it then goes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from langkah.apps.sales import pricing, reasons
from langkah.apps.sales.actions.versions import draft_of
from langkah.apps.sales.models import Remark, RemarkKind
from langkah.apps.workshop import audit
from langkah.apps.workshop.models import User, Workshop
from langkah.domain.reason import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Promised:
    """What production answered: the day it is ready, what binds it, what would be earlier."""

    ready: date
    binds: tuple[Reason, ...] = ()
    earlier: tuple[Reason, ...] = ()


@transaction.atomic
def undate(*, workshop: Workshop, version: int, by: User, now: datetime) -> None:
    """Take a day that the floor cannot give any more out of a draft. Raises Frozen."""
    row = draft_of(workshop, version)
    if row.promise_day is None:
        return
    before, row.promise_day = row.promise_day, None
    row.save(update_fields=["promise_day"])
    pricing.price(workshop, row, now)
    row.remarks.filter(kind__in=[RemarkKind.BIND, RemarkKind.EARLIER]).delete()
    audit.record(
        workshop=workshop,
        by=by,
        verb="quote.undated",
        target=row.quote,
        old={"promise_day": before},
    )


@transaction.atomic
def promise(
    *, workshop: Workshop, version: int, promised: Promised, by: User, now: datetime
) -> None:
    """Write the date that production promised into a draft, with what binds it. Raises Frozen.

    Which rate card holds and which law of the border is that of the day: on another day than it was
    worked out for, the draft is worked out again.
    """
    row = draft_of(workshop, version)
    if row.promise_day != promised.ready:
        row.promise_day = promised.ready
        row.save(update_fields=["promise_day"])
        pricing.price(workshop, row, now)
    row.remarks.filter(kind__in=[RemarkKind.BIND, RemarkKind.EARLIER]).delete()
    said = [(RemarkKind.BIND, reason) for reason in promised.binds]
    said += [(RemarkKind.EARLIER, reason) for reason in promised.earlier]
    start = row.remarks.count() + 1000
    Remark.objects.bulk_create(
        Remark(
            workshop=workshop,
            version=row,
            position=start + place,
            kind=kind,
            sentence=reasons.written(reason),
        )
        for place, (kind, reason) in enumerate(said)
    )
    audit.record(
        workshop=workshop,
        by=by,
        verb="quote.dated",
        target=row.quote,
        new={"promise_day": promised.ready},
    )
