"""Another term of delivery is chosen for a draft."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from langkah.apps.sales import pricing
from langkah.apps.sales.actions.versions import draft_of
from langkah.apps.sales.errors import Incomplete
from langkah.apps.workshop import audit
from langkah.apps.workshop.models import User, Workshop
from langkah.domain.reason import because
from langkah.reference.incoterms import FROM_PORT, TERMS


@transaction.atomic
def choose_term(
    *, workshop: Workshop, version: int, incoterm: str, by: User, now: datetime
) -> None:
    """Offer a draft under another term and work it out anew.

    The port of a FAS or FOB is where the goods leave, that of other terms where they arrive: what
    was written for the one does not stand for the other. Raises Frozen, and Incomplete for a word
    that is none of the eleven.
    """
    row = draft_of(workshop, version)
    if incoterm not in TERMS:
        raise Incomplete(because("“{code}” is not a term of delivery.", code=incoterm))
    old = {"incoterm": row.wish_incoterm or row.incoterm}
    new = {"incoterm": incoterm}
    if (incoterm in FROM_PORT) != (row.wish_incoterm in FROM_PORT) and row.port:
        old["port"], new["port"] = row.port, ""
        row.port = ""
    row.incoterm = row.wish_incoterm = incoterm
    row.save(update_fields=["incoterm", "wish_incoterm", "port"])
    pricing.price(workshop, row, now)
    audit.record(workshop=workshop, by=by, verb="quote.changed", target=row.quote, old=old, new=new)
