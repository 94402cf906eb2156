"""Lists: messages, quotes and orders, each a page at a time without counting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from langkah.apps.sales import queries
from langkah.apps.workshop import words
from langkah.web.sales import names
from langkah.web.ui import asked
from langkah.web.ui.access import MemberRequest, member
from langkah.web.ui.frame import Tab


def tabs(current: str) -> list[Tab]:
    """The four lists of the room."""
    places = [
        ("inquiries", _("Messages")),
        ("home", _("Quotes")),
        ("orders", _("Orders")),
        ("rates", _("Freight")),
    ]
    return [
        Tab(text=text, href=reverse(f"sales:{name}"), current=name == current)
        for name, text in places
    ]


INQUIRY_STATES = {
    "new": (gettext_lazy("New"), "note"),
    "draft": (gettext_lazy("Being looked at"), "wait"),
    "confirmed": (gettext_lazy("Confirmed"), "good"),
    "closed": (gettext_lazy("Laid aside"), ""),
}


def older(page: _Page) -> str:
    """Where the next page begins, or nothing."""
    return f"?before={page.before}" if page.before else ""


class _Page(Protocol):
    @property
    def before(self) -> int | None: ...


@require_GET
@member("see", room="sales")
def home(request: MemberRequest) -> HttpResponse:
    """Quotes, newest first."""
    page = queries.quotes(request.workshop, timezone.now(), asked.number(request.GET, "before"))
    rows = [(row, names.state(row.standing.state)) for row in page.rows]
    return render(
        request, "sales/quotes.html", {"rows": rows, "older": older(page), "tabs": tabs("home")}
    )


@require_GET
@member("see", room="sales")
def inquiries(request: MemberRequest) -> HttpResponse:
    """Messages, newest first."""
    page = queries.inquiries(request.workshop, asked.number(request.GET, "before"))
    rows = [(row, INQUIRY_STATES[row.state]) for row in page.rows]
    return render(
        request,
        "sales/inquiries.html",
        {"rows": rows, "older": older(page), "tabs": tabs("inquiries")},
    )


@require_GET
@member("see", room="sales")
def orders(request: MemberRequest) -> HttpResponse:
    """Orders, newest first."""
    page = queries.orders(request.workshop, asked.number(request.GET, "before"))
    return render(
        request,
        "sales/orders.html",
        {"rows": _order_rows(page), "older": older(page), "tabs": tabs("orders")},
    )


@dataclass(frozen=True, slots=True)
class _Line:
    """A row in ready words: this list is opened most often, and a template is slow at wording."""

    href: str
    title: str
    detail: str
    end: str


def _order_rows(page: queries.OrderPage) -> list[_Line]:
    room, pairs = reverse("sales:orders"), _("{count} pairs")
    unplanned, cancelled = _("not planned yet"), _("cancelled")
    return [
        _Line(
            href=f"{room}{row.id}/",
            title=f"{row.number} · {row.buyer}",
            detail=f"{pairs.format(count=row.pairs)} · {words.money(row.total)}",
            end=cancelled
            if row.cancelled
            else words.day(row.promise_day)
            if row.promise_day
            else unplanned,
        )
        for row in page.rows
    ]
