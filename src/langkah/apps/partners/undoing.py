"""Taking back what was done to a rate card: nothing was lost, so an older state stands again."""

from __future__ import annotations

from django.db import transaction

from langkah.apps.partners import keeping
from langkah.apps.partners.errors import CannotUndo
from langkah.apps.partners.models import RateCard
from langkah.apps.workshop import audit
from langkah.apps.workshop.models import User, Workshop
from langkah.domain.reason import because


@transaction.atomic
def take_back(*, workshop: Workshop, card: int, by: User) -> int | None:
    """Undo the change that made this card: what it replaced stands again, and its id is given.

    None for a card that replaced nothing: it is gone. Raises NotFound, and CannotUndo when a later
    change ended the card.
    """
    row = keeping.own(workshop, card)
    if row.ended_at is not None:
        raise CannotUndo(because("A later change touched the same card. Take that one back first."))
    keeping.end([row], by)
    before = keeping.own(workshop, row.replaces_id) if row.replaces_id else None
    if before is not None:
        keeping.revive(before)
    audit.record(workshop=workshop, by=by, verb="rate_card.taken_back", target=before or row)
    return before.pk if before else None


@transaction.atomic
def bring_back(*, workshop: Workshop, card: int, by: User) -> None:
    """A card that stands no more stands again, as it was. Raises NotFound.

    Another card of the service from the same day ends, and can be brought back in its turn.
    """
    row = keeping.own(workshop, card)
    if row.ended_at is None:
        return
    instead = RateCard.objects.select_for_update(of=("self",)).filter(
        carrier=row.carrier_id, service=row.service, valid_from=row.valid_from, ended_at=None
    )
    keeping.end(instead, by)
    keeping.revive(row)
    audit.record(workshop=workshop, by=by, verb="rate_card.restored", target=row)
