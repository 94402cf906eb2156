"""Who belongs to an account and a password."""

from __future__ import annotations

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import check_password
from django.http import HttpRequest

from langkah.apps.workshop import accounts
from langkah.apps.workshop.models import User
from langkah.apps.workshop.queries.members import arriving


class Backend(BaseBackend):
    """Signs in by e-mail address or phone number."""

    def authenticate(
        self,
        request: HttpRequest | None,
        account: str = "",
        password: str = "",
        **kwargs: object,
    ) -> User | None:
        """The user, or None. An unknown account costs the same work as a wrong password."""
        user = find(account)

        def rehash(raw: str) -> None:
            if user is not None:
                user.set_password(raw)
                user.save(update_fields=["password"])

        fits = check_password(password, user.password if user else "!", setter=rehash)
        return user if fits and user is not None and user.is_active else None

    def get_user(self, user_id: int) -> User | None:
        """The user of a session with her places; nobody once she is no longer active."""
        return arriving(user_id)


def find(account: str) -> User | None:
    """The user of an account."""
    known = accounts.read(account)
    if known is None:
        return None
    if known.email:
        return User.objects.filter(email=known.email).first()
    return User.objects.filter(phone=known.phone).first()
