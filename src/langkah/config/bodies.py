"""How much a request may bring along, before anybody looks at who sends it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

# The largest thing somebody may send is a spreadsheet of 20 MB; the rest is its form.
MOST_BYTES = 24 * 2**20


class BodyLimit:
    """Refuses a larger body unread.

    Django writes uploads to the disk while it looks for the form's token, so a stranger could fill
    the disk through any address that takes a form, the sign-in page included.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer of the house, or 413. A body without a length counts as empty to Django."""
        said = request.META.get("CONTENT_LENGTH") or "0"
        if not str(said).isdecimal() or int(said) > MOST_BYTES:
            sentence = _("What you send is larger than 24 MB. Choose a smaller file.")
            return HttpResponse(sentence, status=413, content_type="text/plain; charset=utf-8")
        return self.get_response(request)
