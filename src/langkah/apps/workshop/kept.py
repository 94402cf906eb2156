"""Values that a history kept as text, read again and said in the reader's language.

What cannot be read that way stays as it was kept: an old trail may hold anything.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from langkah.apps.workshop import words
from langkah.domain.money import Money
from langkah.reference import currencies

DAY = re.compile(r"\d{4}-\d\d-\d\d")
AMOUNT = re.compile(r"([A-Z]{3}) (-?\d+(?:\.\d+)?)")
TIER = re.compile(r"(\d+): (0(?:\.\d+)?)")
HOURS = re.compile(r"(\d\d):(\d\d) \+ (\d+) min")
HUNDRED = Decimal(100)


def yes_or_no(text: str) -> str:
    """Yes or no, as Python and spreadsheets write them."""
    return {"yes": _("Yes"), "True": _("Yes"), "no": _("No"), "False": _("No")}.get(text, text)


def day(text: str) -> str:
    """Every ISO day in a text written out; a clock after it stays."""
    return DAY.sub(lambda found: _day(found[0]), text)


def _day(iso: str) -> str:
    try:
        return words.day(date.fromisoformat(iso))
    except ValueError:
        return iso


def number(text: str) -> str:
    """A number with local separators."""
    try:
        return words.number(Decimal(text).normalize() + 0)
    except InvalidOperation:
        return text


def percent(text: str) -> str:
    """A part of one as percent."""
    try:
        return f"{words.number((Decimal(text) * HUNDRED).normalize() + 0)} %"
    except InvalidOperation:
        return text


def amount(text: str, currency: str = "") -> str:
    """“EUR 12.50” as people write it; a bare number is in `currency`, or stays a number."""
    found = AMOUNT.fullmatch(text if AMOUNT.fullmatch(text) else f"{currency} {text}")
    if found is None or found[1] not in currencies.CODES:
        return number(text)
    return words.money(Money(Decimal(found[2]), found[1]))


def tiers(text: str) -> str:
    """“50: 0.04, 100: 0.06” in words."""
    said = _("from {pairs} pairs {share}")
    return TIER.sub(lambda one: said.format(pairs=number(one[1]), share=percent(one[2])), text)


def hours(text: str) -> str:
    """“08:00 + 420 min” in words."""
    said = _("from {time}, {minutes} minutes of work")
    return HOURS.sub(lambda one: said.format(time=f"{one[1]}.{one[2]}", minutes=one[3]), text)
