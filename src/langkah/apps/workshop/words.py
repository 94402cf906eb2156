"""Reasons said in the reader's language."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import lru_cache

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal
from django.utils.translation import get_language, gettext

from langkah.apps.workshop import sources
from langkah.domain.money import Money
from langkah.domain.reason import Reason, Value
from langkah.reference import countries, currencies

# The language of the workshop's own words
HOME = "id"


def money(value: Money, language: str | None = None) -> str:
    """An amount as people write it: “Rp 1.250.000”, “€ 84,50”."""
    return _money(str(value.rounded().amount), value.currency, _locale(language))


# Amounts and numbers repeat within a page and from page to page. They are kept by their text,
# because equal decimals may be written differently: 1.5 and 1.50.
@lru_cache(maxsize=4096)
def _money(amount: str, currency: str, locale: str) -> str:
    return format_currency(
        Decimal(amount),
        currency,
        locale=locale,
        currency_digits=False,
        decimal_quantization=False,
        format=_pattern(currency),
    )


def _pattern(currency: str) -> str:
    places = currencies.digits(currency)
    return "¤\xa0#,##0" + ("." + "0" * places if places else "")


def number(value: Decimal | int, language: str | None = None) -> str:
    """A number with local separators."""
    return _number(str(value), _locale(language))


SIGNIFICANT = 6


def rate(value: Decimal, language: str | None = None) -> str:
    """An exchange rate, with as many decimals as it takes: a yen and a dinar are far apart."""
    told = _significant(value)
    return str(format_decimal(told, locale=_locale(language), decimal_quantization=False))


def _significant(value: Decimal) -> Decimal:
    small = max(0, SIGNIFICANT - 1 - value.adjusted())
    return round(value, max(2, small)).normalize() + 0


def exchange(base: str, quote: str, rate: Decimal, language: str | None = None) -> str:
    """What one unit is worth in other money: “€ 1 = Rp 20.456,78”.

    One `base` is `rate` of `quote`; where that is less than one it is said the other way round, so
    that nobody reads a dong as nothing.
    """
    if rate < 1:
        return exchange(quote, base, 1 / rate, language)
    locale = _locale(language)
    return f"{_unit(Decimal(1), base, locale)} = {_unit(_significant(rate), quote, locale)}"


def _unit(amount: Decimal, currency: str, locale: str) -> str:
    """An amount of money with all its digits, be they more or fewer than its coins have."""
    said = format_currency(
        amount,
        currency,
        locale=locale,
        currency_digits=False,
        decimal_quantization=False,
        format="¤\xa0#,##0.##",
    )
    return str(said)


@lru_cache(maxsize=4096)
def _number(value: str, locale: str) -> str:
    return format_decimal(Decimal(value), locale=locale)


def day(value: date, language: str | None = None) -> str:
    """A date such as “12 Mar 2027”, in words so that 03/04 cannot be misread.

    As each language writes it, by Unicode CLDR: “12. März 2027”, “2027年3月12日”.
    """
    locale = _locale(language)
    return format_date(value, format=_day_pattern(locale), locale=locale)


@lru_cache
def _day_pattern(locale: str) -> str:
    # English as in most of the world; America alone puts the month first.
    told = Locale.parse("en_GB" if locale == "en" else locale)
    return str(told.datetime_skeletons["yMMMd"])


def for_reader(own: str, abroad: str, language: str | None = None) -> str:
    """The workshop's own words at home; to others what it wrote for them, if it wrote anything."""
    return own if _locale(language) == HOME else abroad or own


def say(reason: Reason) -> str:
    """The reason in the active language, with local numbers, money and dates."""
    gaps = {name: _spoken(_put_over(name, value)) for name, value in reason.params}
    return gettext(reason.message).format(**gaps)


def _put_over(name: str, value: Value) -> Value:
    """Decisions name countries, sources, fees and proofs in English."""
    if not isinstance(value, str):
        return value
    if name == "country":
        return countries.put_over(value, _locale(None))
    return PUT_OVER[name](value) if name in PUT_OVER else value


PUT_OVER = {
    "fee": sources.named,
    "programme": sources.named,
    "proof": sources.named,
    "source": sources.said,
}


def _spoken(value: Value) -> str:
    if isinstance(value, Reason):
        return say(value)
    if isinstance(value, Money):
        return money(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, Decimal | int):
        return number(value)
    return value


def _locale(language: str | None) -> str:
    return language or get_language() or "id"


def weekday(value: date, language: str | None = None) -> str:
    """A day of this week: “Thu 26 Nov”."""
    return format_date(value, format="EEE d MMM", locale=_locale(language))
