"""The buyer's page of an offer: read, take along, accept, ask."""

from __future__ import annotations

import contextlib
from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from langkah.apps.catalogue import errors as catalogue_errors
from langkah.apps.production import actions as production
from langkah.apps.production.errors import DateMoved
from langkah.apps.production.unkept import unkept
from langkah.apps.sales import actions, errors, queries, wording
from langkah.apps.sales.queries import Door
from langkah.apps.workshop import words
from langkah.domain.reason import Refusal
from langkah.papers import quote as quote_paper
from langkah.web.site import forms, languages
from langkah.web.ui import asked

View = Callable[..., HttpResponse]


def _gone(request: HttpRequest) -> HttpResponse:
    language = languages.chosen(request, translation.get_language() or "en")
    with translation.override(language):
        answer = render(
            request,
            "site/gone.html",
            {"words": wording.page(), "languages": languages.switches(request, language)},
            status=404,
        )
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _state_words(door: Door) -> str:
    standing = door.standing
    return wording.state(
        standing.state,
        day=words.day(timezone.localtime(standing.at).date()),
        name=standing.name,
        order=str(door.order or ""),
        version=str(standing.newer),
    )


def _in_doubt(door: Door) -> bool:
    """Whether the day of an open offer is one that the plan of now does not keep."""
    return door.standing.state == "open" and bool(
        unkept(door.workshop, timezone.now(), door.version)
    )


def _page(
    request: HttpRequest, token: str, door: Door, *, status: int = 200, **forms_: object
) -> HttpResponse:
    language = languages.chosen(request, door.language)
    with translation.override(language):
        doubt = _in_doubt(door)
        sheet = queries.offer_sheet(door.workshop, door.version, language, in_doubt=doubt)
        answer = render(
            request,
            "site/offer.html",
            {
                "workshop": door.workshop,
                "token": token,
                "door": door,
                "sheet": sheet,
                "words": wording.page(),
                "doubt": wording.term_of_date(sheet.valid, held=True, in_doubt=True)
                if doubt
                else "",
                "state_words": _state_words(door),
                "languages": languages.switches(request, language),
                "carried": languages.carried(request),
                "version_query": f"?version={door.number}&in={language}",
                "stamp": forms.again(request.POST.get("stamp", "")),
                "received": "received" in request.GET,
                **forms_,
            },
            status=status,
        )
    answer["X-Robots-Tag"] = "noindex"
    return answer


@require_GET
@never_cache
def offer(request: HttpRequest, token: str) -> HttpResponse:
    """The offer, or a sentence that says why the link opens none."""
    try:
        door = queries.opened(token, timezone.now(), asked.number(request.GET, "version"))
    except errors.NotFound:
        return _gone(request)
    return _page(request, token, door)


@require_GET
@never_cache
def paper(request: HttpRequest, token: str) -> HttpResponse:
    """The same offer as a PDF."""
    try:
        door = queries.opened(token, timezone.now(), asked.number(request.GET, "version"))
    except errors.NotFound:
        return _gone(request)
    language = languages.chosen(request, door.language)
    sheet = queries.offer_sheet(door.workshop, door.version, language, in_doubt=_in_doubt(door))
    made = quote_paper.pdf(sheet, queries.sheet_photos(door.workshop, sheet))
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{sheet.title}.pdf"'
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _post(deed: View) -> View:
    @require_POST
    @never_cache
    def posted(request: HttpRequest, token: str) -> HttpResponse:
        try:
            door = queries.opened(token, timezone.now())
        except errors.NotFound:
            return _gone(request)
        with translation.override(languages.chosen(request, door.language)):
            return deed(request, token, door)

    return posted


def _back(request: HttpRequest, token: str, *more: str) -> HttpResponseRedirect:
    parts = [*more, languages.carried(request).removeprefix("?")]
    query = "&".join(part for part in parts if part)
    place = reverse("site:offer", args=[token])
    return HttpResponseRedirect(f"{place}?{query}" if query else place)


@_post
def accept(request: HttpRequest, token: str, door: Door) -> HttpResponse:
    """A yes to the version that was read; pressing twice gives one order."""
    form = forms.AcceptForm(request.POST)
    if not form.is_valid():
        return _page(request, token, door, status=422, accept=form)
    if form.cleaned_data["number"] != door.number:
        form.add_error(None, wording.refusal("late"))
        return _page(request, token, door, status=409, accept=form)
    try:
        production.accept(
            workshop=door.workshop,
            version=door.version,
            name=form.cleaned_data["name"],
            now=timezone.now(),
            agreed=form.cleaned_data["agreed"],
        )
    except DateMoved as moved:
        days = words.day(moved.old), words.day(moved.new)
        form.add_error(None, wording.date_moved(*days, held=moved.held))
        return _page(request, token, door, status=409, accept=form, agreed=moved.new.isoformat())
    except errors.NotOpen:
        form.add_error(None, wording.refusal("closed"))
        return _page(request, token, door, status=409, accept=form)
    except Refusal:
        return _wanted(request, token, door, form)
    return _back(request, token)


def _wanted(request: HttpRequest, token: str, door: Door, form: forms.AcceptForm) -> HttpResponse:
    """What the floor cannot keep is the workshop's to solve, so it hears of the yes it lost."""
    form.add_error(None, wording.refusal("date"))
    letter = actions.Letter(
        text=wording.refusal("wanted"), key="wanted", name=form.cleaned_data["name"]
    )
    with contextlib.suppress(errors.TooOften):
        actions.ask_change(
            workshop=door.workshop, version=door.version, letter=letter, now=timezone.now()
        )
    return _page(request, token, door, status=409, accept=form)


def _letter(request: HttpRequest, token: str, door: Door, kind: str) -> HttpResponse:
    form_class, send = {
        "change": (forms.ChangeForm, actions.ask_change),
        "question": (forms.LetterForm, actions.ask_question),
    }[kind]
    form = form_class(request.POST)
    if not form.is_valid():
        return _page(request, token, door, status=422, **{kind: form})
    letter = actions.Letter(
        text=form.cleaned_data["text"], key=form.key, name=form.cleaned_data["name"]
    )
    try:
        send(workshop=door.workshop, version=door.version, letter=letter, now=timezone.now())
    except errors.TooOften:
        form.add_error(None, wording.refusal("often"))
        return _page(request, token, door, status=429, **{kind: form})
    return _back(request, token, "received=1")


@_post
def ask_change(request: HttpRequest, token: str, door: Door) -> HttpResponse:
    """The buyer wants something else."""
    return _letter(request, token, door, "change")


@_post
def ask_question(request: HttpRequest, token: str, door: Door) -> HttpResponse:
    """The buyer asks something."""
    return _letter(request, token, door, "question")


@require_GET
def photo(request: HttpRequest, token: str, photo: int) -> HttpResponse:
    """A photo of a product of this offer, for whoever holds the link."""
    try:
        door = queries.opened(token, timezone.now())
        found = queries.offered_photo(door.workshop, door.version, photo)
    except catalogue_errors.NotFound as error:
        raise Http404 from error
    answer = HttpResponse(found, content_type="image/jpeg")
    answer["Cache-Control"] = "private, max-age=86400"
    return answer
