"""An order takes its place in the plan."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from langkah.apps.production import floor, jobs
from langkah.apps.production.errors import NotFound
from langkah.apps.production.models import Booking
from langkah.apps.production.promises import ask
from langkah.apps.workshop.models import Workshop
from langkah.domain.capacity import PromiseAnswer


@transaction.atomic
def book_order(*, workshop: Workshop, order: int, now: datetime) -> PromiseAnswer:
    """Place an order that has no capacity yet into the gaps of the plan."""
    lines = jobs.of_order(workshop, order)
    if not lines:
        raise NotFound
    answer = ask(workshop, lines, now, explain=False)
    names = {line.name: line.id for line in lines}
    Booking.objects.bulk_create(floor.rows(workshop, answer.bookings, order_lines=names))
    return answer
