"""The tariff code of a quoted line at its border: the market's own digits where facts give them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from langkah.domain.classification import ClassifyCase, classify
from langkah.domain.exchange import Rate, converted
from langkah.domain.money import Money
from langkah.domain.quote.case import QuoteCase, QuotedLine
from langkah.domain.reason import Refusal
from langkah.reference import countries


def tariff_code(line: QuotedLine, each: Money, case: QuoteCase) -> str:
    """The line's code, carried on to the destination's own digits; `each` is the value of a pair.

    A code that the facts do not confirm, or whose further digits they leave open, stays as it is.
    """
    if line.article is None:
        return line.hs_code
    return carried_on(line.article, each, line.hs_code, case.country, case.rates)


def carried_on(
    article: ClassifyCase, each: Money, hs_code: str, country: str, rates: Iterable[Rate]
) -> str:
    """A code carried on to the digits of `country` by the facts of an article worth `each`."""
    here = frozenset((country, countries.market(country)))
    return _carried_on(article, _dollars(each, rates), hs_code, here)


# A draft is priced again with every change of it, and its articles seldom change.
@lru_cache(maxsize=1024)
def _carried_on(
    article: ClassifyCase, dollars: Decimal | None, hs_code: str, here: frozenset[str]
) -> str:
    try:
        found = classify(replace(article, value_usd=dollars))
    except Refusal:
        return hs_code
    if found.code != hs_code:
        return hs_code
    known = (one.digits for one in found.national if one.market in here and one.digits)
    return next(known, hs_code)


def _dollars(each: Money, rates: Iterable[Rate]) -> Decimal | None:
    try:
        value = converted(each, "USD", rates).amount
    except Refusal:
        return None
    return value if value > 0 else None
