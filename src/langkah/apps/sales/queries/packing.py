"""How the pairs of a version are packed, with the boxes and rates of this moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from langkah.apps.sales import asking
from langkah.apps.sales.errors import NotFound
from langkah.apps.sales.models import QuoteVersion
from langkah.apps.workshop.models import Workshop
from langkah.apps.workshop.queries.cartons import differ
from langkah.domain.quote import Packing, pack
from langkah.domain.reason import Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class PackingView:
    """A version's packing plan; `told`: the cartons its figures rest on, None not priced.

    `cartons_changed`: the own cartons are others now than when it was priced; the plan keeps those.
    """

    quote: int
    number: int
    version: int
    buyer: str
    order: int | None
    order_number: int | None
    told: int | None
    packing: Packing
    cartons_changed: bool


def packing(workshop: Workshop, version: int, now: datetime) -> PackingView:
    """The plan, worked out anew with the own cartons that it was priced with; nothing is written.

    Raises NotFound. Ten queries, sixteen with own cartons.
    """
    row = (
        QuoteVersion.objects.filter(workshop=workshop, pk=version)
        .select_related("quote__buyer", "quote__accepted__order")
        .first()
    )
    if row is None:
        raise NotFound
    yes = getattr(row.quote, "accepted", None)
    order = yes.order if yes and yes.version_id == row.pk else None
    return PackingView(
        quote=row.quote_id,
        number=row.quote.number,
        version=row.number,
        buyer=str(row.quote.buyer),
        order=order.pk if order else None,
        order_number=order.number if order else None,
        told=row.cartons,
        packing=_packed(workshop, row, now),
        cartons_changed=row.priced_at is not None and differ(workshop, row.priced_at, now),
    )


def _packed(workshop: Workshop, row: QuoteVersion, now: datetime) -> Packing:
    try:
        return pack(asking.case(workshop, row, asking.lines(row), now, row.priced_at))
    except Refusal as refused:
        return Packing(reasons=refused.reasons)
