"""Numbers that people read aloud: one after another in each workshop, none twice."""

from __future__ import annotations

from django.db.models import Max

from langkah.apps.sales.models import Order, Quote
from langkah.apps.workshop.models import Workshop


def next_of(kind: type[Quote] | type[Order], workshop: Workshop) -> int:
    """The next free number; waits for others who take one in the same workshop."""
    Workshop.objects.select_for_update().get(pk=workshop.pk)
    most = kind._default_manager.filter(workshop=workshop).aggregate(most=Max("number"))["most"]
    return int(most or 0) + 1
