"""Forms that are sent once, however often a weak connection makes the thumb press."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from uuid import uuid4

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.html import format_html
from django.utils.safestring import SafeString

NAME = "once"
KEPT = 20


def field() -> SafeString:
    """The hidden field with a fresh key; a draft keeps its key until it has arrived."""
    return format_html('<input type="hidden" name="{}" value="{}">', NAME, uuid4().hex)


def sent_once(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """A post whose key came before is answered with the same redirect and does nothing again.

    The last keys are kept in the session. An answer that is no redirect (a form with errors) keeps
    nothing, so that the corrected form may use the same key. Where money is at stake the table has
    a unique key of its own besides. Stand it under `@member`.
    """

    @wraps(view)
    def once(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        key = request.POST.get(NAME, "")[:64] if request.method == "POST" else ""
        if not key:
            return view(request, *args, **kwargs)
        name = f"{request.path} {key}"
        sent: dict[str, str] = request.session.get(NAME, {})
        if name in sent:
            return HttpResponseRedirect(sent[name])
        answer = view(request, *args, **kwargs)
        if answer.status_code == HttpResponseRedirect.status_code:
            newest = [*sent.items(), (name, answer["Location"])][-KEPT:]
            request.session[NAME] = dict(newest)
        return answer

    return once
