"""Every way the cartons of a quote could go: price, days, what is in it, and what goes together."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from langkah.apps.sales import queries
from langkah.apps.sales.queries.carriers import papers_for
from langkah.apps.sales.queries.ways import ways
from langkah.web.sales import places
from langkah.web.sales.lane_forms import KINDS
from langkah.web.sales.rate_forms import MODES
from langkah.web.ui.access import MemberRequest, member


@require_GET
@member("see", room="sales")
def page(request: MemberRequest, version: int) -> HttpResponse:
    """Services side by side; nothing is changed here, the draft's form chooses one."""
    now = timezone.now()
    quote, number = queries.version_place(request.workshop, version)
    found = ways(request.workshop, version, now)
    view = queries.quote(request.workshop, quote, now, number)
    context = {
        "quote": view,
        "version": view.version,
        "found": found,
        "ways": [(one, MODES[one.option.mode.value]) for one in found.ways],
        "country": places.country(view.version.country),
        "papers": [
            (row, KINDS[row[0].kind]) for row in papers_for(request.workshop, version=version)
        ],
        "can_note": request.membership.can("quote"),
        "can_change": request.membership.can("quote") and view.version.standing.state == "draft",
    }
    return render(request, "sales/ways.html", context)
