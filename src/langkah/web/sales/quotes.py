"""A quote as the workshop sees it: figures, sources, offers side by side, what binds."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from langkah.apps.insight import impact
from langkah.apps.partners import choosing
from langkah.apps.production.certificates import proved
from langkah.apps.production.chances import of_version
from langkah.apps.production.explaining import explained, no_day
from langkah.apps.production.room import of_version as made_for
from langkah.apps.production.unkept import unkept
from langkah.apps.sales import chat, queries, steps
from langkah.apps.workshop import words
from langkah.apps.workshop.queries.floor import holidays_end
from langkah.domain.exchange import FRESH_DAYS
from langkah.domain.money import Money
from langkah.domain.reason import Reason
from langkah.papers import quote as quote_paper
from langkah.papers.offer import OfferSheet
from langkah.web.sales import names, places
from langkah.web.sales import steps as stepwise
from langkah.web.sales.why import why_of
from langkah.web.ui import asked, charts
from langkah.web.ui.access import MemberRequest, member
from langkah.web.ui.frame import address


@require_GET
@member("see", room="sales")
def quote(request: MemberRequest, quote: int) -> HttpResponse:
    """One version of a quote; the newest unless another is asked for."""
    now = timezone.now()
    view = queries.quote(request.workshop, quote, now, asked.number(request.GET, "version"))
    version = view.version
    state = version.standing.state
    told = explained(request.workshop, version.id, now)
    none = no_day(request.workshop, version.id, now) if state == "draft" and told is None else ()
    live = queries.today(request.workshop, version.id, now) if state in {"draft", "open"} else None
    sheet = queries.offer_sheet(request.workshop, version.id)
    since = _since(request, version)
    costs = request.membership.can("costs")
    return render(
        request,
        "sales/quote.html",
        {
            "quote": view,
            "version": version,
            "state": names.state(state),
            "margin_percent": _margin_percent(version),
            "no_day": none,
            "why": why_of(
                told,
                of_version(request.workshop, version.id, version.promise_day),
            ),
            "unknown_after": version.promise_day
            and holidays_end(request.workshop, version.promise_day),
            "made": made_for(request.workshop, version.id) if version.promise_day else None,
            "binds": () if none else version.binds,
            "earlier": () if none else version.earlier,
            "proof": proved(request.workshop, version.id) if version.sent_at else None,
            "waterfall": _waterfall(version, costs=costs),
            "offers": [(one, names.incoterm(one.incoterm)) for one in version.offers],
            "unsure": _unsure(version),
            "warnings": _warnings(version, costs=costs),
            "live": live,
            "drift": queries.drift(version, live) if live and state == "open" else (),
            "since": since,
            "chat": _chat(sheet, since) if version.total else "",
            "country": places.country(version.country),
            "language": dict(places.buyer_languages()).get(version.language, version.language),
            "products": [
                (line.title, address("catalogue:product", product=line.product))
                for line in version.lines
            ],
            "costs": costs,
            "can_quote": request.membership.can("quote"),
            "old_card": choosing.superseded(request.workshop, version.card, timezone.localdate(now))
            if state == "draft"
            else None,
            "rate_age": _rate_age(version, now) if state == "draft" else None,
            "stale": live is not None and state == "draft" and queries.outdated(version, live),
        },
    )


def _since(request: MemberRequest, version: queries.VersionView) -> impact.Since | None:
    """What the rules did to an offer that somebody holds in her hands."""
    if version.standing.state not in {"open", "accepted"}:
        return None
    return impact.since_sent(request.workshop, version.id)


def _chat(sheet: OfferSheet, since: impact.Since | None) -> str:
    return chat.text(sheet, since.door_said(sheet.language) if since else None)


def _warnings(version: queries.VersionView, *, costs: bool) -> list[Reason]:
    """What is told beside the figures; why another term is shown stands above the terms."""
    apart = version.another_term
    return [one for one in version.warnings if one not in apart and (costs or not _names_cost(one))]


def _names_cost(reason: Reason) -> bool:
    """Whether the sentence tells what a pair costs."""
    return "cost" in dict(reason.params)


def _rate_age(version: queries.VersionView, now: datetime) -> int | None:
    """How many days old the oldest rate behind the price is, when that is too old to be unseen."""
    if version.oldest_rate_day is None:
        return None
    days = (timezone.localdate(now) - version.oldest_rate_day).days
    return days if days > FRESH_DAYS else None


def _margin_percent(version: queries.VersionView) -> Decimal | None:
    share = version.offer.margin_share if version.offer else None
    return (share * 100).quantize(Decimal("0.1")) if share is not None else None


def _waterfall(version: queries.VersionView, *, costs: bool) -> charts.Waterfall | None:
    """How the chosen offer builds up to the price and to the door; from the cost on for owners."""
    offer = version.offer
    if offer is None or offer.price is None:
        return None
    if costs:
        found = steps.of_version(version, offer.incoterm)
        return stepwise.chart(found, offer.incoterm) if found else None
    ours = [_part(one) for one in offer.figures if one.bearer == "seller"]
    theirs = [_part(one) for one in offer.figures if one.bearer == "buyer"]
    parts = [*ours, charts.Part(name=_("Price"), amount=offer.price, is_total=True)]
    if theirs:
        door = charts.Part(name=_("At the door"), amount=offer.at_door, is_total=True)
        parts += [*theirs, door]
    return charts.waterfall(_("From the workshop to the door"), parts)


def _part(figure: queries.FigureView) -> charts.Part:
    return charts.Part(name=names.head(figure.head), amount=figure.amount, grade=figure.grade)


def _unsure(version: queries.VersionView) -> list[tuple[str, queries.FigureView]]:
    """Figures of all offers that are unknown or rest on less than two sources, each once."""
    found: dict[tuple[str, Money | None], queries.FigureView] = {}
    for offer in version.offers:
        for figure in offer.figures:
            if figure.amount is None or (figure.grade and figure.grade != "A"):
                found.setdefault((figure.head, figure.amount), figure)
    return [(names.head(head), figure) for (head, _amount), figure in found.items()]


@require_GET
@member("see", room="sales")
def compare(request: MemberRequest, quote: int) -> HttpResponse:
    """Two versions side by side; only what differs."""
    now = timezone.now()
    view = queries.quote(request.workshop, quote, now)
    numbers = [number for _pk, number, _standing in view.versions]
    last = asked.number(request.GET, "with") or numbers[-1]
    first = asked.number(request.GET, "version") or max(
        [n for n in numbers if n < last], default=last
    )
    one = queries.quote(request.workshop, quote, now, first).version
    other = queries.quote(request.workshop, quote, now, last).version
    rows = [
        (names.difference(row), _plain(row.before), _plain(row.after))
        for row in queries.compare(one, other)
    ]
    return render(
        request,
        "sales/compare.html",
        {"quote": view, "one": one, "other": other, "rows": rows},
    )


def _plain(value: object) -> str:
    """A value of the comparison as people write it."""
    if isinstance(value, Money):
        return words.money(value)
    if isinstance(value, date):
        return words.day(value)
    if isinstance(value, Decimal | int):
        return words.number(value)
    return str(value) if value else "–"


@require_GET
@member("see", room="sales")
def paper(request: MemberRequest, version: int) -> HttpResponse:
    """The offer as a PDF in the buyer's language."""
    doubt = bool(unkept(request.workshop, timezone.now(), version))
    sheet = queries.offer_sheet(request.workshop, version, in_doubt=doubt)
    made = quote_paper.pdf(sheet, queries.sheet_photos(request.workshop, sheet))
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{sheet.title}.pdf"'
    return answer
