"""The list of products, and finding one."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from langkah.apps.catalogue import queries
from langkah.apps.catalogue.errors import NotFound
from langkah.web.ui import asked
from langkah.web.ui.access import MemberRequest, member
from langkah.web.ui.frame import Tab


@require_GET
@member("see", room="catalogue")
def home(request: MemberRequest) -> HttpResponse:
    """Products by name, or those that hold the searched words."""
    text = request.GET.get("q", "").strip()[:100]
    only = request.GET.get("only", "")
    if text:
        items, following = queries.search(request.workshop, text), None
    else:
        try:
            page = queries.catalogue_page(
                request.workshop, after=asked.number(request.GET, "after"), only=only
            )
        except NotFound:
            page = queries.catalogue_page(request.workshop, only=only)
        items, following = page.items, page.next
    context = {
        "items": items,
        "next": following,
        "q": text,
        "only": only,
        "tabs": _tabs(only),
        "may_edit": request.membership.can("catalogue"),
    }
    return render(request, "catalogue/home.html", context)


def _tabs(only: str) -> list[Tab]:
    here = reverse("catalogue:home")
    return [
        Tab(_("All"), here, current=only == ""),
        Tab(_("Something is missing"), f"{here}?only=gaps", current=only == "gaps"),
        Tab(_("Drafts"), f"{here}?only=draft", current=only == "draft"),
        Tab(_("Materials"), reverse("catalogue:materials")),
    ]
