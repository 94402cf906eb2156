"""Who asks: the holder of an API key, or a member who is signed in."""

from __future__ import annotations

from django.http import HttpRequest
from ninja.security import HttpBearer, SessionAuth

from langkah.apps.workshop import queries
from langkah.apps.workshop.queries import Member, User


class Key(HttpBearer):
    """`Authorization: Bearer <key>`."""

    def authenticate(self, request: HttpRequest, token: str) -> Member | None:
        """The member whose key it is."""
        return queries.api_key(token)


class SignedIn(SessionAuth):
    """The session cookie, with the CSRF token of the page."""

    def authenticate(self, request: HttpRequest, key: str | None) -> Member | None:
        """The member of the session."""
        if not isinstance(request.user, User):
            return None
        return queries.current_member(request.user, request.session.get("workshop"))


api_key = Key()
signed_in = SignedIn()


def member_of(request: HttpRequest) -> Member:
    """The member that one of the two found."""
    found = request.auth  # type: ignore[attr-defined]
    if not isinstance(found, Member):
        raise TypeError("This address needs a key or a sign-in.")
    return found
