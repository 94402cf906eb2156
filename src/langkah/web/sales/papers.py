"""A carrier's quote or invoice: noted in a minute, corrected, taken back, read again."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from langkah.apps.catalogue.errors import BadFile
from langkah.apps.catalogue.errors import NotFound as NoFile
from langkah.apps.partners.errors import PerhapsTwice
from langkah.apps.partners.lanes import actions as papers
from langkah.apps.partners.lanes import queries as partners
from langkah.apps.partners.lanes.queries import PaperView
from langkah.apps.sales import actions
from langkah.apps.sales.about import About
from langkah.apps.sales.queries import carriers as queries
from langkah.apps.sales.queries.carriers import Start
from langkah.apps.workshop import words
from langkah.domain.product import plain
from langkah.domain.reason import Refusal
from langkah.web.sales import places
from langkah.web.sales.lane_forms import KINDS, PaperForm
from langkah.web.sales.rate_forms import MODES
from langkah.web.sales.sent import tried
from langkah.web.ui import asked, notices
from langkah.web.ui.access import MemberRequest, member
from langkah.web.ui.once import sent_once

TYPES = {"pdf": "application/pdf", "jpg": "image/jpeg", "png": "image/png"}


def _start(request: MemberRequest) -> Start:
    """What the form begins with, by the page one came from."""
    told = request.GET
    now, workshop = timezone.now(), request.workshop
    if (order := asked.number(told, "order")) is not None:
        return queries.start_of_order(workshop, order)
    if (version := asked.number(told, "version")) is not None:
        return queries.start_of_version(workshop, version, told.get("card", "")[:12], now)
    mode, country = told.get("mode", ""), told.get("country", "")
    return Start(
        about=About(),
        mode=mode if mode in MODES else "",
        country=country if places.code_of(country) == country else "",
        origin=workshop.city,
        currency=workshop.currency,
    )


@require_http_methods(["GET", "POST"])
@member("quote")
@sent_once
def note(request: MemberRequest) -> HttpResponse:
    """A quote or an invoice that came in."""
    start = _start(request)
    form = _form(request, _initial(start), _counted(start))
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.note_carrier_paper(
                workshop=request.workshop,
                paper=form.paper(),
                about=start.about,
                file=form.bytes(),
                by=request.membership.user,
                now=timezone.now(),
            )
        except (Refusal, BadFile) as error:
            _refuse(form, error)
        else:
            undo = reverse("sales:take_back_paper", args=[made])
            notices.done(request, _("Noted. It counts in the history of its lane."), undo)
            return redirect("sales:carrier_paper", paper=made)
    return _page(request, form, {"start": start, "back": _back(start)})


@require_http_methods(["GET", "POST"])
@member("quote")
@sent_once
def correct(request: MemberRequest, paper: int) -> HttpResponse:
    """The same paper without its mistake; what was noted first stays to be read."""
    view = partners.carrier_paper(request.workshop, paper)
    form = _form(request, _values(view), "")
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.correct_carrier_paper(
                workshop=request.workshop,
                old=paper,
                paper=form.paper(),
                file=form.bytes(),
                by=request.membership.user,
                now=timezone.now(),
            )
        except (Refusal, BadFile) as error:
            _refuse(form, error)
        else:
            undo = reverse("sales:take_back_paper", args=[made])
            notices.done(request, _("Corrected. What was noted before can still be read."), undo)
            return redirect("sales:carrier_paper", paper=made)
    back = reverse("sales:carrier_paper", args=[paper])
    return _page(request, form, {"old": view, "back": back})


def _page(request: MemberRequest, form: PaperForm, more: dict[str, Any]) -> HttpResponse:
    known = partners.carriers_known(request.workshop)
    status = 422 if form.errors else 200
    context = {"form": form, "carriers": known, **more}
    return render(request, "sales/note_paper.html", context, status=status)


def _form(request: MemberRequest, initial: dict[str, object], counted: str) -> PaperForm:
    if request.method == "POST":
        return PaperForm(request.POST, request.FILES, initial=initial, counted=counted)
    return PaperForm(initial=initial, counted=counted)


def _refuse(form: PaperForm, error: Refusal | BadFile) -> None:
    if isinstance(error, BadFile):
        form.add_error("file", str(error))
        return
    for reason in error.reasons:
        form.add_error(None, words.say(reason))
    if isinstance(error, PerhapsTwice):
        form.ask_whether_another()


def _back(start: Start) -> str:
    about = start.about
    if about.order is not None:
        return reverse("sales:order", args=[about.order])
    if about.version is not None:
        return reverse("sales:ways", args=[about.version])
    return reverse("sales:lanes")


def _counted(start: Start) -> str:
    """What we had counted, so that a difference is seen while typing."""
    if start.counted_kg is None:
        return ""
    return _("We counted {kg} kg.").format(kg=words.number(plain(start.counted_kg)))


def _initial(start: Start) -> dict[str, object]:
    names = (
        *("kind", "carrier", "mode", "origin", "country", "town", "currency", "cartons"),
        "days_promised",
    )
    measured = {name: getattr(start, name) for name in ("actual_kg", "volume_m3")}
    return {
        **{name: getattr(start, name) for name in names},
        **{name: None if kg is None else plain(kg) for name, kg in measured.items()},
        "day": timezone.localdate(),
    }


def _values(view: PaperView) -> dict[str, object]:
    """The form as the paper was noted."""
    names = (
        *("kind", "carrier", "mode", "origin", "country", "town", "postcode", "day", "cartons"),
        *("reference", "days_promised", "days_real", "note"),
    )
    measured = {name: getattr(view, name) for name in ("actual_kg", "chargeable_kg", "volume_m3")}
    return {
        **{name: getattr(view, name) for name in names},
        **{name: None if kg is None else plain(kg) for name, kg in measured.items()},
        "amount": plain(view.amount.amount),
        "currency": view.amount.currency,
    }


@require_GET
@member("see", room="sales")
def paper(request: MemberRequest, paper: int) -> HttpResponse:
    """One paper with everything on it, what it is for, and what came of it."""
    view = partners.carrier_paper(request.workshop, paper)
    figures = queries.figures_of(request.workshop, view)
    context = {
        "paper": view,
        "kind": KINDS[view.kind],
        "mode": MODES[view.mode],
        "country": places.country(view.country),
        "about": queries.paper_for(request.workshop, paper),
        "figures": figures,
        "guess_rate": figures.estimate_rate,
        "can_quote": request.membership.can("quote"),
    }
    return render(request, "sales/carrier_paper.html", context)


@require_GET
@member("see", room="sales")
def file(request: MemberRequest, paper: int) -> HttpResponse:
    """The attached file to save; it is never shown inside our pages."""
    try:
        found, ending = queries.carrier_file(request.workshop, paper)
    except NoFile as error:
        raise Http404 from error
    answer = HttpResponse(found, content_type=TYPES[ending])
    answer["Content-Disposition"] = f'attachment; filename="paper-{paper}.{ending}"'
    return answer


@require_POST
@member("quote")
def take_back(request: MemberRequest, paper: int) -> HttpResponse:
    """It was noted by mistake."""
    partners.carrier_paper(request.workshop, paper)
    tried(
        request,
        lambda: papers.take_back_paper(
            workshop=request.workshop, paper=paper, by=request.membership.user, now=timezone.now()
        ),
        _("Taken back. It no longer counts in the history of its lane."),
    )
    return redirect("sales:carrier_paper", paper=paper)


@require_POST
@member("quote")
def restore(request: MemberRequest, paper: int) -> HttpResponse:
    """It was right after all."""
    partners.carrier_paper(request.workshop, paper)
    tried(
        request,
        lambda: papers.restore_paper(
            workshop=request.workshop, paper=paper, by=request.membership.user
        ),
        _("It counts again."),
    )
    return redirect("sales:carrier_paper", paper=paper)
