"""The plan as it was before something was written down that is taken back."""

from __future__ import annotations

from datetime import datetime

from langkah.apps.production.actions.following import put_back_if_free
from langkah.apps.production.actions.moves import is_free
from langkah.apps.production.errors import NotFound, not_undone
from langkah.apps.production.models import PlanMove
from langkah.apps.workshop import audit
from langkah.apps.workshop.models import User, Workshop


def put_back_as_it_was(workshop: Workshop, move: int, by: User, now: datetime) -> None:
    """Put back what a move has moved, also where a promise was broken before it.

    Call it with whatever caused the move taken back already. Raises NotFound, and Refusal where
    work has begun or others have taken its place.
    """
    done = PlanMove.objects.filter(workshop=workshop, pk=move, undone_at=None).first()
    if done is None:
        raise NotFound
    rows = list(done.rows.select_related("booking"))
    if not all(is_free(row, now) for row in rows) or not put_back_if_free(done, rows, now):
        raise not_undone()
    audit.record(workshop=workshop, by=by, verb="plan.restored", target=done)
