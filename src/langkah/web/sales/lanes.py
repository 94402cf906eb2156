"""Lanes: what carriers quoted and were paid, read as a history."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from langkah.apps.partners.lanes import queries as partners
from langkah.apps.sales.queries import carriers as queries
from langkah.apps.sales.queries.carriers import LaneView
from langkah.apps.workshop import words
from langkah.web.sales import places
from langkah.web.sales.lane_forms import KINDS
from langkah.web.sales.rate_forms import MODES
from langkah.web.ui import asked, charts
from langkah.web.ui.access import MemberRequest, member

# Bars of a chart, and rows of a table on one page
BARS, PAGE = 12, 20


@require_GET
@member("see", room="sales")
def lanes(request: MemberRequest) -> HttpResponse:
    """Every lane, that of the newest paper first."""
    rows = [
        (row, MODES[row.mode], places.country(row.country))
        for row in partners.lane_rows(request.workshop)
    ]
    context = {"rows": rows, "can_quote": request.membership.can("quote")}
    return render(request, "sales/lanes.html", context)


@require_GET
@member("see", room="sales")
def lane(request: MemberRequest, mode: str, country: str) -> HttpResponse:
    """One lane: its figures, how the price went, and every paper."""
    if mode not in MODES or places.code_of(country) != country:
        raise Http404
    view = queries.lane_view(request.workshop, mode, country)
    start = asked.number(request.GET, "from") or 0
    shown = view.papers[start : start + PAGE]
    figures = {int(one.paper.name): one for one in view.lane.charged}
    context = {
        "mode": mode,
        "mode_name": MODES[mode],
        "code": country,
        "country": places.country(country),
        "view": view,
        "lane": view.lane,
        "chart": _chart(view),
        "rows": [(one, KINDS[one.kind], figures[one.id]) for one in shown],
        "next": start + PAGE if len(view.papers) > start + PAGE else None,
        "can_quote": request.membership.can("quote"),
    }
    return render(request, "sales/lane.html", context)


def _chart(view: LaneView) -> charts.Waterfall | None:
    """What a kilogram cost on the newest invoices; the same figures stand beside the bars."""
    told = [one for one in view.lane.charged if one.paper.kind == "invoice" and one.per_kg]
    if not told:
        return None
    return charts.waterfall(
        _("What a charged kilogram cost, newest first"),
        [
            charts.Part(
                name=words.day(one.paper.day),
                amount=one.per_kg,
                is_total=True,
                note=one.paper.carrier,
            )
            for one in reversed(told[-BARS:])
        ],
    )
