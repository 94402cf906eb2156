"""What people sign in with: an e-mail address or a phone number."""

from __future__ import annotations

from dataclasses import dataclass

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

REGION = "ID"


@dataclass(frozen=True, slots=True)
class Account:
    """Either an e-mail address in small letters, or a phone number as +62..."""

    email: str | None = None
    phone: str | None = None

    def __str__(self) -> str:
        return self.email or self.phone or ""


def read(text: str) -> Account | None:
    """The account that was typed; None when it is neither. 0812 is read as an Indonesian number."""
    bare = text.strip()
    if "@" in bare:
        return _email(bare.lower())
    return _phone(bare)


def _email(text: str) -> Account | None:
    try:
        validate_email(text)
    except ValidationError:
        return None
    return Account(email=text)


def _phone(text: str) -> Account | None:
    try:
        number = phonenumbers.parse(text, REGION)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return Account(phone=phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
