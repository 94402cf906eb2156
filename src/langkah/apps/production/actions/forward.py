"""Whoever can comes forward on the plan, and nobody becomes later."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from langkah.apps.production.actions.moves import ready_of
from langkah.apps.production.actions.rest import RestAnswer, around_more, put_around
from langkah.apps.production.committed import committed
from langkah.apps.production.errors import NotFound, moved_meanwhile
from langkah.apps.production.models import PlanMove
from langkah.apps.workshop import audit
from langkah.apps.workshop.models import User, Workshop


def forward(workshop: Workshop, now: datetime) -> RestAnswer:
    """The plan with everybody as early as the floor allows; reads only. Raises Refusal."""
    plan = committed(workshop, now)
    return around_more(plan, plan.shop)


@transaction.atomic
def come_forward(*, workshop: Workshop, shown: str, by: User, now: datetime) -> int:
    """Write that plan down as it was `shown`; gives the id by which it is undone.

    Raises NotFound where nothing comes forward, Refusal where the plan has changed meanwhile.
    """
    Workshop.objects.select_for_update().get(pk=workshop.pk)
    found = forward(workshop, now)
    changed = [(found.floor.owed[one.job], one) for one in found.answer.days if one.days]
    if not changed:
        raise NotFound
    if found.sign != shown:
        raise moved_meanwhile()
    title = f"{changed[0][0]}" if len(changed) == 1 else f"{changed[0][0]} +{len(changed) - 1}"
    done = PlanMove.objects.create(
        workshop=workshop, title=title[:160], at=now, by=by, kind="follow"
    )
    put_around(done, found)
    audit.record(
        workshop=workshop,
        by=by,
        verb="plan.came_forward",
        target=done,
        old={ready_of(owed): one.before for owed, one in changed},
        new={ready_of(owed): one.after for owed, one in changed},
    )
    return done.pk
