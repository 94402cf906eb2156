"""The style page, the choices of a reader, and what a phone needs to install Langkah."""

from __future__ import annotations

from django.conf import settings
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    JsonResponse,
)
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language, gettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_POST

from langkah.web.ui import frame, sample, visitor
from langkah.web.ui.access import signed_in


@require_GET
def style(request: HttpRequest) -> HttpResponse:
    """Every component, alive; `docs/reference/components.md` says when to use which."""
    return render(request, "ui/style.html", sample.everything())


@require_GET
def more(request: HttpRequest) -> HttpResponseBase:
    """The places that do not fit the bar, and how the pages look to this reader.

    Open to everyone, since the language is chosen before signing in; members keep their bar.
    """
    return _members_more(request) if request.user.is_authenticated else _more(request)


def _more(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "ui/more.html",
        {
            "places": frame.further(request),
            "sign_out": frame.address("settings:sign_out"),
            "languages": [pair for pair in settings.LANGUAGES if pair[0] in {"id", "en"}],
            "themes": frame.theme_names(),
            "chosen": request.COOKIES.get("theme", "auto"),
        },
    )


_members_more = signed_in(_more)


@require_POST
def look(request: HttpRequest) -> HttpResponse:
    """Keep the reader's language and theme in cookies of this browser, then go back."""
    target = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure()):
        target = "/"
    answer = HttpResponseRedirect(target)
    chosen = {"theme": request.POST.get("theme", ""), "language": request.POST.get("language", "")}
    if chosen["theme"] in frame.THEMES:
        visitor.keep(answer, "theme", chosen["theme"])
    if chosen["language"] and check_for_language(chosen["language"]):
        visitor.keep(answer, settings.LANGUAGE_COOKIE_NAME, chosen["language"])
    return answer


@require_GET
@cache_control(max_age=3600)
def manifest(request: HttpRequest) -> JsonResponse:
    """What a phone needs to put Langkah on its home screen and to share a message into it."""
    share = frame.address("sales:share")
    target = {
        "action": share,
        "method": "GET",
        "params": {"title": "title", "text": "text", "url": "url"},
    }
    return JsonResponse(
        {
            "name": "Langkah",
            "short_name": "Langkah",
            "description": gettext("The export desk for made-to-order makers"),
            "start_url": "/",
            "scope": "/",
            "display": "standalone",
            "background_color": "#f8f2e7",
            "theme_color": "#1b2f5b",
            "icons": [{"src": static("ui/mark.svg"), "sizes": "any", "type": "image/svg+xml"}],
            **({"share_target": target} if share else {}),
        },
        content_type="application/manifest+json",
    )


@require_GET
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker: keeps the style files, so that a weak connection carries only pages."""
    files = [static("ui/langkah.css"), static("ui/langkah.js"), static("ui/mark.svg")]
    answer = render(request, "ui/worker.js", {"files": files}, content_type="text/javascript")
    answer["Service-Worker-Allowed"] = "/"
    return answer
