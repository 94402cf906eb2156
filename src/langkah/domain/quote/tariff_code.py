"""The tariff code of a quoted line at its border: the market's own digits where facts give them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from langkah.domain.classification import classify
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
    try:
        found = classify(replace(line.article, value_usd=_dollars(each, case.rates)))
    except Refusal:
        return line.hs_code
    if found.code != line.hs_code:
        return line.hs_code
    here = (case.country, countries.market(case.country))
    known = (one.digits for one in found.national if one.market in here and one.digits)
    return next(known, line.hs_code)


def _dollars(each: Money, rates: Iterable[Rate]) -> Decimal | None:
    try:
        value = converted(each, "USD", rates).amount
    except Refusal:
        return None
    return value if value > 0 else None
