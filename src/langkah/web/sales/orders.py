"""One order."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from langkah.apps.sales import queries
from langkah.web.sales import places
from langkah.web.ui.access import MemberRequest, member


@require_GET
@member("see", room="sales")
def order(request: MemberRequest, order: int) -> HttpResponse:
    """What was agreed, and where it came from."""
    view = queries.order(request.workshop, order)
    return render(
        request, "sales/order.html", {"order": view, "country": places.country(view.country)}
    )
