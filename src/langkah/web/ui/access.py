"""Who may open a page: `@member("quote")` on a view, and nothing else decides it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase

from langkah.apps.workshop.queries import Member, User, Workshop, current_member

P = ParamSpec("P")


class MemberRequest(HttpRequest):
    """A request of somebody who is signed in and works for, or advises, a workshop."""

    membership: Member
    workshop: Workshop


class UserRequest(HttpRequest):
    """A request of somebody who is signed in, with or without a workshop."""

    user: User
    membership: Member | None
    workshop: Workshop | None


View = Callable[Concatenate[MemberRequest, P], HttpResponseBase]
UserView = Callable[Concatenate[UserRequest, P], HttpResponseBase]
Entry = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def member(capability: str, *, room: str = "") -> Callable[[View[P]], Entry[P]]:
    """Let a member with the capability in; an adviser sees `room` if it is shared with her.

    Signed out: the sign-in page. Not allowed, or no workshop: 404, as if it were not there.
    The view finds `request.membership` (role, rights) and `request.workshop`.
    """

    def decorate(view: View[P]) -> Entry[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not isinstance(request.user, User):
                return redirect_to_login(request.get_full_path())
            found = current_member(request.user, request.session.get("workshop"))
            if found is None or not found.opens(capability, room=room):
                raise Http404
            request.membership = found  # type: ignore[attr-defined]
            request.workshop = found.workshop  # type: ignore[attr-defined]
            return _private(view(request, *args, **kwargs))  # type: ignore[arg-type]

        return guarded

    return decorate


def signed_in(view: UserView[P]) -> Entry[P]:
    """Let everybody in who is signed in: pages of the person, not of a workshop."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not isinstance(request.user, User):
            return redirect_to_login(request.get_full_path())
        found = current_member(request.user, request.session.get("workshop"))
        request.membership = found  # type: ignore[attr-defined]
        request.workshop = found.workshop if found else None  # type: ignore[attr-defined]
        return _private(view(request, *args, **kwargs))  # type: ignore[arg-type]

    return guarded


def _private(response: HttpResponseBase) -> HttpResponseBase:
    if isinstance(response, HttpResponse) and not response.has_header("Cache-Control"):
        # A shared phone must not show the last user's figures from its cache.
        response["Cache-Control"] = "private, no-cache"
    return response
