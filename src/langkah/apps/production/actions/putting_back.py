"""The plan as it was before something was written down that is taken back."""

from __future__ import annotations

from datetime import datetime

from langkah.apps.production.actions.following import restore
from langkah.apps.production.actions.moves import all_free, the_move
from langkah.apps.production.errors import not_undone
from langkah.apps.workshop import audit
from langkah.apps.workshop.models import User, Workshop


def put_back_as_it_was(workshop: Workshop, move: int, kind: str, by: User, now: datetime) -> None:
    """Put back what a move has moved, also where a promise was broken before it.

    Call it with whatever caused the move taken back already. Raises NotFound, and Refusal where
    work has begun or something stands in the way of the former plan.
    """
    done = the_move(workshop, move, kind)
    rows = list(done.rows.select_related("booking"))
    if not all_free(done, rows, now):
        raise not_undone()
    restore(done, rows, now)
    audit.record(workshop=workshop, by=by, verb="plan.restored", target=done)
