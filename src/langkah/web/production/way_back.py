"""What undoing needs travels signed in its address, so that nobody writes anything else into it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.signing import BadSignature, Signer
from django.urls import reverse

from langkah.apps.production.errors import NotFound, other_way_back
from langkah.web.ui.access import MemberRequest

SIGNER = Signer(salt="langkah.way_back")


def way_back(request: MemberRequest, name: str, was: object, **at: object) -> str:
    """The address that takes something back, with what `was` there before (JSON)."""
    path = reverse(f"production:{name}", kwargs=at)
    told = SIGNER.sign_object([request.workshop.pk, path, was], compress=True)
    return f"{path}?{urlencode({'was': told})}"


def before(request: MemberRequest) -> Any:  # noqa: ANN401 - whatever was signed
    """What was there before.

    Raises NotFound where nothing is told, Refusal where nobody here has written what is.
    """
    if not request.GET:
        raise NotFound
    try:
        workshop, path, was = SIGNER.unsign_object(request.GET.get("was", ""))
    except (BadSignature, ValueError) as broken:
        raise other_way_back() from broken
    if (workshop, path) != (request.workshop.pk, request.path):
        raise other_way_back()
    return was
