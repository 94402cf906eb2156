"""The eleven terms of delivery: who pays what, and where the risk passes."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from langkah.domain.incoterms import told
from langkah.reference.incoterms import EDITION, TERMS
from langkah.web.ui.access import MemberRequest, member


@require_GET
@member("see", room="sales")
def terms(request: MemberRequest) -> HttpResponse:
    """All eleven; the one that was asked for is open."""
    asked = request.GET.get("term", "")[:3].upper()
    views = [told(code) for code in TERMS]
    return render(
        request,
        "sales/terms.html",
        {"any_way": [v for v in views if not v.sea], "by_ship": [v for v in views if v.sea],
         "asked": asked, "edition": EDITION},
    )  # fmt: skip
