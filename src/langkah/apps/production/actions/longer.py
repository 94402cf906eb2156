"""Somebody stays longer, as the what-if showed it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from langkah.apps.production.actions.rest import REST, Taken, around_more, put_around, write_own
from langkah.apps.production.changing import Change, changed, longer
from langkah.apps.production.committed import committed
from langkah.apps.production.errors import moved_meanwhile
from langkah.apps.production.models import PlanMove
from langkah.apps.workshop.models import OwnHours, User, Workshop


@transaction.atomic
def stay_longer(
    *, workshop: Workshop, change: Change, shown: str, by: User, now: datetime, reason: str = ""
) -> Taken:
    """Write overtime into the calendar, and the plan that was `shown` for it.

    Raises NotFound without a maker or hours, Refusal where the plan has changed meanwhile.
    """
    Workshop.objects.select_for_update().get(pk=workshop.pk)
    plan = committed(workshop, now)
    spans = tuple(replace(one, reason=reason[:80]) for one in longer(plan, change))
    found = around_more(plan, changed(plan, change))
    if found.sign != shown:
        raise moved_meanwhile()
    own = write_own(workshop, change.maker, OwnHours.Kind.OVERTIME, spans, by)
    title = reason or f"{spans[0].start.date()} - {spans[-1].start.date()}"
    done = PlanMove.objects.create(
        workshop=workshop, title=title[:160], at=now, by=by, kind=REST, wrote={"own": own}
    )
    put_around(done, found)
    return Taken(move=done.pk, own=own)
