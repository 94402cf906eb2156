"""How near the promises of a plan are to breaking. Reads only."""

from __future__ import annotations

from langkah.apps.production.committed import Committed
from langkah.apps.workshop.models import Workshop
from langkah.apps.workshop.queries.floor import maker_names
from langkah.domain.capacity.risk import Risk, risks
from langkah.domain.capacity.unfit import unfit


def risks_of(workshop: Workshop, plan: Committed) -> tuple[Risk, ...]:
    """Every promise with work ahead, the worst first. One query."""
    return risks(
        plan.shop,
        plan.commitments,
        plan.booked,
        plan.now,
        unfit=unfit(plan.shop, plan.asked, plan.booked, plan.now),
        names=maker_names(workshop),
    )
