"""The page Today."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from langkah.apps.insight.queries import first_steps, today
from langkah.web.today.rows import row, start_row
from langkah.web.ui.access import MemberRequest, member
from langkah.web.ui.frame import address


@require_GET
@member("see")
def home(request: MemberRequest) -> HttpResponse:
    """What needs this workshop now, worst first."""
    now = timezone.now()
    rows = [row(item) for item in today(request.workshop, now)]
    may_quote = request.membership.can("quote")
    return render(
        request,
        "today/home.html",
        {
            "now": now,
            "first": rows[0] if rows else None,
            "rows": rows[1:],
            "start": [start_row(s) for s in first_steps(request.workshop)] if may_quote else [],
            "may_tap": request.membership.can("ship"),
            "paste": address("sales:paste") if may_quote else "",
        },
    )
