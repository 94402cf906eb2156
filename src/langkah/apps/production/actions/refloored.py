"""The floor changes and the plan goes around it, as it was shown; or only the floor does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from langkah.apps.production.actions.moves import put
from langkah.apps.production.actions.rest import put_back
from langkah.apps.production.errors import moved_meanwhile
from langkah.apps.production.models import PlanMove
from langkah.apps.production.refloored import FloorChange, OtherHours, refloored
from langkah.apps.workshop.models import User, Workshop

HOURS = "Working hours"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refloored:
    """What undoing needs: the id of the plan's change, and the floor as it was."""

    move: int
    before: FloorChange


@transaction.atomic
def change_floor(
    *, workshop: Workshop, change: FloorChange, shown: str, by: User, now: datetime
) -> Refloored:
    """Store the change and the plan around it, as it was `shown`; nothing shown: the change alone.

    A promise may break: the day was shown, and a person decided. Raises NotSaved, NotFound,
    Refusal.
    """
    Workshop.objects.select_for_update().get(pk=workshop.pk)  # one plan at a time
    before = change.before(workshop)
    found = refloored(workshop, change, now) if shown else None
    if found and found.sign != shown:
        raise moved_meanwhile()
    change.write(workshop, by)
    title = HOURS if isinstance(change, OtherHours) else change.name
    done = PlanMove.objects.create(
        workshop=workshop, title=title[:160], at=now, by=by, kind="floor"
    )
    if found:
        put(workshop, done, found.answer.old, found.answer.new)
    return Refloored(move=done.pk, before=before)


@transaction.atomic
def undo_floor(
    *, workshop: Workshop, move: int, before: FloorChange, by: User, now: datetime
) -> None:
    """The floor as it was `before`, and the plan put back. Raises NotSaved, NotFound, Refusal."""
    Workshop.objects.select_for_update().get(pk=workshop.pk)
    before.write(workshop, by)
    put_back(workshop, move, "floor", by, now)
