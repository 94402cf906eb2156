"""Accounts of persons: names, passwords, what they sign in with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from langkah.apps.workshop import accounts, audit, backend
from langkah.apps.workshop.errors import AccountTaken, NotFound, NotSaved
from langkah.apps.workshop.models import User

LONG = 19


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPerson:
    """Who wants to sign in; `account` is an e-mail address or a phone number."""

    name: str
    account: str
    password: str
    language: str = "id"


def add_user(*, person: NewPerson) -> User:
    """A new user. Raises NotSaved, AccountTaken."""
    account = accounts.read(person.account) or accounts.Account()
    user = User(
        name=person.name.strip(),
        email=account.email,
        phone=account.phone,
        language=person.language,
    )
    _together(lambda: _account(person.account), lambda: set_password(user, person.password))
    if backend.find(person.account):
        raise AccountTaken
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as error:  # another process was first
        raise AccountTaken from error
    return user


def _together(*checks: Callable[[], object]) -> None:
    """Every problem at once, so that she corrects the page once."""
    problems: list[tuple[str, str]] = []
    for check in checks:
        try:
            check()
        except NotSaved as error:
            problems += error.problems
    if problems:
        raise NotSaved(*problems)


def set_password(user: User, password: str) -> None:
    """Set a password that cannot be guessed easily; the caller saves. Raises NotSaved."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise NotSaved(*(("password", message) for message in error.messages)) from error
    user.set_password(password)


def password_token(user: User) -> str:
    """What opens the page for a new password; it ends when she signs in or sets one."""
    return f"{user.pk}-{default_token_generator.make_token(user)}"


def user_of_token(token: str) -> User | None:
    """Whose token this is; None for one that is used, too old or invented."""
    number, _dash, proof = token.partition("-")
    if not (number.isascii() and number.isdecimal() and len(number) < LONG):
        return None
    user = User.objects.filter(pk=int(number), is_active=True).first()
    return user if user and default_token_generator.check_token(user, proof) else None


@transaction.atomic
def renew_password(*, token: str, new: str) -> User:
    """Another password for the owner of the token. Raises NotFound, NotSaved."""
    user = user_of_token(token)
    if user is None:
        raise NotFound
    change_password(user=user, new=new)
    return user


def _account(text: str, field: str = "account") -> accounts.Account:
    account = accounts.read(text)
    if account is None:
        sentence = _("Write an e-mail address, or a phone number such as 0812 3456 7890.")
        raise NotSaved((field, sentence))
    return account


@transaction.atomic
def change_password(*, user: User, new: str) -> None:
    """Another password, after `doors.prove`. Raises NotSaved."""
    set_password(user, new)
    user.save(update_fields=["password"])
    for membership in user.memberships.select_related("workshop"):
        audit.record(workshop=membership.workshop, by=user, verb="password.changed", target=user)


@transaction.atomic
def change_user(*, user: User, name: str, email: str, phone: str, language: str) -> None:
    """What a user says about herself; she keeps an e-mail address or a phone number to sign in."""
    known = {"email": "", "phone": ""}
    for field, text in (("email", email), ("phone", phone)):
        if text.strip():
            known[field] = getattr(_account(text, field), field) or ""
            if not known[field]:
                raise NotSaved((field, _("This is not of the right kind.")))
            _refuse_taken(user, field, known[field])
    if not any(known.values()):
        raise NotSaved(("email", _("Keep an e-mail address or a phone number to sign in with.")))
    user.name, user.language = name.strip(), language
    user.email, user.phone = known["email"] or None, known["phone"] or None
    user.save(update_fields=["name", "language", "email", "phone"])


def _refuse_taken(user: User, field: str, value: str) -> None:
    if User.objects.filter(**{field: value}).exclude(pk=user.pk).exists():
        raise AccountTaken(field)
