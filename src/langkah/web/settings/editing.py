"""One form on one page: shown, read, handed to an action, and what it refuses said at its field."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from langkah.apps.workshop.errors import NotSaved
from langkah.web.ui import notices


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What stands around a form; `back` is a path, also where one lands after saving."""

    title: str
    back: str
    back_text: str
    lead: str = ""
    submit: str = ""
    done: str = ""
    # Another page about the same thing
    further: str = ""
    further_text: str = ""
    # Another deed of this page, as a button that posts
    beside: str = ""
    beside_text: str = ""
    remove: str = ""
    remove_text: str = ""


def edit(
    request: HttpRequest, page: Page, form: forms.Form, save: Callable[[dict[str, Any]], object]
) -> HttpResponse:
    """Show the form, or save it and go back; where saving asks first, go to the page that asks."""
    if request.method == "POST" and form.is_valid():
        try:
            found = save(form.cleaned_data)
        except NotSaved as error:
            refuse(form, error)
        else:
            if isinstance(found, HttpResponse):
                return found
            notices.done(request, page.done or _("Saved."))
            return redirect(page.back)
    status = 422 if request.method == "POST" else 200
    return render(request, "settings/edit.html", {"page": page, "form": form}, status=status)


def refuse(form: forms.Form, error: NotSaved) -> None:
    """Put each problem at its field, or at the top."""
    for field, sentence in error.problems:
        form.add_error(field if field in form.fields else None, sentence)


def posted(request: HttpRequest) -> Any:  # noqa: ANN401 - what Django's forms take
    """What was posted, or None so that a form is fresh."""
    return request.POST if request.method == "POST" else None
