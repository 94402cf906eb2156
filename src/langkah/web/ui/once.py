"""Forms that are sent once, however often a weak connection makes the thumb press."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from uuid import uuid4

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.html import format_html
from django.utils.safestring import SafeString

NAME = "once"
DAY = 24 * 3600


def field() -> SafeString:
    """The hidden field with a fresh key; a draft keeps its key until it has arrived."""
    return format_html('<input type="hidden" name="{}" value="{}">', NAME, uuid4().hex)


def sent_once(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """A post whose key came before is answered with the same redirect and does nothing again.

    Keys are kept for a day. An answer that is no redirect (a form with errors) keeps nothing, so
    that the corrected form may use the same key. Stand it under `@member`.
    """

    @wraps(view)
    def once(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        key = request.POST.get(NAME, "")[:64] if request.method == "POST" else ""
        if not key:
            return view(request, *args, **kwargs)
        name = f"once:{getattr(request.user, 'pk', None)}:{request.path}:{key}"
        before = cache.get(name)
        if before:
            return HttpResponseRedirect(before)
        answer = view(request, *args, **kwargs)
        if answer.status_code == HttpResponseRedirect.status_code:
            cache.set(name, answer["Location"], DAY)
        return answer

    return once
