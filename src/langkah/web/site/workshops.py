"""The workshop's own page: its story, what it makes, and a form to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.http import require_GET, require_http_methods

from langkah.apps.catalogue import queries as catalogue
from langkah.apps.catalogue.errors import NotFound
from langkah.apps.sales import actions, errors, queries, wording
from langkah.apps.workshop import words
from langkah.web.site import forms, languages
from langkah.web.ui import visitor

if TYPE_CHECKING:
    from langkah.apps.workshop.models import Workshop


def _language(request: HttpRequest) -> str:
    return languages.chosen(request, translation.get_language_from_request(request))


def _show(
    request: HttpRequest, template: str, workshop: Workshop, *, status: int = 200, **more: object
) -> HttpResponse:
    language = _language(request)
    with translation.override(language):
        return render(
            request,
            template,
            {
                "workshop": workshop,
                "words": wording.site(),
                "languages": languages.switches(request, language),
                "carried": languages.carried(request),
                **more,
            },
            status=status,
        )


@require_GET
def workshop(request: HttpRequest, workshop: str) -> HttpResponse:
    """Story and catalogue."""
    found = queries.by_slug(workshop)
    language = _language(request)
    return _show(
        request,
        "site/workshop.html",
        found,
        story=words.for_reader(found.story, found.story_abroad, language),
        products=catalogue.shown_products(found, language),
    )


@require_GET
def photo(request: HttpRequest, workshop: str, photo: int) -> HttpResponse:
    """A photo of a product that the workshop shows."""
    try:
        found = catalogue.shown_photo(queries.by_slug(workshop), photo)
    except NotFound as error:
        raise Http404 from error
    answer = HttpResponse(found, content_type="image/jpeg")
    answer["Cache-Control"] = "public, max-age=86400"
    return answer


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, workshop: str) -> HttpResponse:
    """The request form; it needs no account and no JavaScript."""
    found = queries.by_slug(workshop)
    if request.method == "GET":
        return _show(request, "site/ask.html", found, form=forms.AskForm(), stamp=forms.stamp())
    status = 422
    with translation.override(_language(request)):
        form = forms.AskForm(request.POST)
        if form.is_valid():
            try:
                _take(request, found, form)
            except errors.TooOften:
                form.add_error(None, wording.refusal("often"))
                status = 429
            else:
                place = reverse("site:thanks", args=[found.slug])
                return HttpResponseRedirect(place + languages.carried(request))
    kept = forms.again(request.POST.get("stamp", ""))
    return _show(request, "site/ask.html", found, form=form, stamp=kept, status=status)


def _take(request: HttpRequest, found: Workshop, form: forms.AskForm) -> None:
    values = form.cleaned_data
    actions.take_inquiry(
        workshop=found,
        now=timezone.now(),
        message=actions.Message(
            text=values["text"],
            key=form.key,
            way="form",
            name=values["name"],
            email=values["email"],
            phone=values["phone"],
            language=_language(request),
            address=visitor.address(request),
        ),
    )


@require_GET
def thanks(request: HttpRequest, workshop: str) -> HttpResponse:
    """What happens next."""
    return _show(request, "site/thanks.html", queries.by_slug(workshop))
