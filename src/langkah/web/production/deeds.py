"""What every page of a change does alike: consequences first, then the deed, then the way back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, TypeVar
from zoneinfo import ZoneInfo

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from langkah.apps.production.errors import NotFound
from langkah.apps.workshop import words
from langkah.domain.reason import Refusal
from langkah.web.ui.access import MemberRequest
from langkah.web.ui.notices import done, refused

Found = TypeVar("Found")

# What was shown so long ago is still what is written down, if nothing changed since.
STILL = timedelta(minutes=15)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed(Generic[Found]):
    """What came of a page: the deed was done, or its consequences, or why there are none."""

    done: HttpResponse | None = None
    found: Found | None = None
    problems: tuple[str, ...] = ()


def weighed(
    request: MemberRequest, deed: Callable[[], HttpResponse], look: Callable[[], Found]
) -> Weighed[Found]:
    """Sent, the deed is done; asked for, its consequences are looked at. Raises Http404."""
    if request.method != "POST":
        return looked(look)
    try:
        return Weighed(done=deed())
    except NotFound as missing:
        raise Http404 from missing
    except Refusal as refusal:
        return _refused(refusal)


def looked(look: Callable[[], Found]) -> Weighed[Found]:
    """The consequences alone. Raises Http404."""
    try:
        return Weighed(found=look())
    except NotFound as missing:
        raise Http404 from missing
    except Refusal as refusal:
        return _refused(refusal)


def _refused(refusal: Refusal) -> Weighed[Found]:
    return Weighed(problems=tuple(words.say(one) for one in refusal.reasons))


def tried(request: MemberRequest, deed: Callable[[], HttpResponse], back: str = "") -> HttpResponse:
    """Do it, or say why not and show the page again, or the one at `back`. Raises Http404."""
    try:
        return deed()
    except NotFound as missing:
        raise Http404 from missing
    except Refusal as refusal:
        _say(request, refusal)
    return redirect(back or request.path)


def undone(request: MemberRequest, undo: Callable[[], Found], said: str) -> Found | None:
    """Take something back, or say why that cannot be: None then. Raises Http404."""
    try:
        found = undo()
    except NotFound as missing:
        raise Http404 from missing
    except Refusal as refusal:
        _say(request, refusal)
        return None
    done(request, said)
    return found


def _say(request: MemberRequest, refusal: Refusal) -> None:
    for reason in refusal.reasons:
        refused(request, words.say(reason))


def seen(request: MemberRequest) -> datetime:
    """The minute for which the consequences are worked out: when they were looked at, or now.

    What moves begins with the next minute, so that a plan shown is another one a minute later.
    """
    zone = ZoneInfo(request.workshop.time_zone)
    now = timezone.now().astimezone(zone).replace(second=0, microsecond=0)
    try:
        shown = datetime.fromisoformat(request.POST.get("at", ""))
        ago = now - (there := shown.replace(tzinfo=shown.tzinfo or zone))
    except (ValueError, OverflowError):
        return now
    return there if timedelta() <= ago <= STILL else now
