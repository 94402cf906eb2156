"""The border's question of a version: kept with its figures, and asked again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from django.db import connection
from django.db.models import QuerySet

from langkah.apps.rules import queries as rules
from langkah.apps.sales.models import BorderCase, BorderLine, BorderRate, QuoteVersion
from langkah.apps.workshop.models import Workshop
from langkah.domain.exchange import Rate
from langkah.domain.landed import Audience, Goods, LandedAnswer, LandedCase, landed
from langkah.domain.money import Money

_LINE = (
    "INSERT INTO sales_borderline (workshop_id, case_id, position, hs, pairs, value, origin,"
    " children) VALUES (%s, %s, %s, %s, %s, %s, %s, %s)"
)
_RATE = (
    "INSERT INTO sales_borderrate (workshop_id, case_id, base, quote, rate)"
    " VALUES (%s, %s, %s, %s, %s)"
)
_FORGET = (
    "DELETE FROM sales_borderline WHERE case_id IN"
    " (SELECT id FROM sales_bordercase WHERE version_id = %s)",
    "DELETE FROM sales_borderrate WHERE case_id IN"
    " (SELECT id FROM sales_bordercase WHERE version_id = %s)",
    "DELETE FROM sales_bordercase WHERE version_id = %s",
)
# Codes are kept without the dots and spaces that people write into them.
BARE = str.maketrans("", "", ". ")
# What a case is told anew whenever it is asked: by the rule book of then or now
NOT_KEPT = frozenset({"rules", "pending", "verified"})


def forget(version: QuoteVersion) -> None:
    """Take an old question away, table by table; asking Django to follow the keys takes longer."""
    with connection.cursor() as cursor:
        for statement in _FORGET:
            cursor.execute(statement, [version.pk])


def keep(workshop: Workshop, version: QuoteVersion, asked: LandedCase, now: datetime) -> None:
    """Write down what the border was asked. Lines and rates in plain SQL, as the offers are."""
    case = BorderCase.objects.create(
        workshop=workshop,
        version=version,
        country=asked.country,
        audience=asked.audience.value,
        entry_date=asked.entry_date,
        quote_date=asked.quote_date,
        known_at=now,
        currency=asked.currency,
        freight=_amount(asked.freight),
        insurance=_amount(asked.insurance),
        extra=_amount(asked.extra),
        preferences="\n".join(asked.preferences),
        sea=asked.sea,
    )
    mine = (workshop.pk, case.pk)
    lines = [
        (
            *mine,
            place,
            line.hs.translate(BARE),
            line.pairs,
            _kept(line.value.amount),
            line.origin,
            line.children,
        )
        for place, line in enumerate(asked.lines)
    ]
    # Only a rate from or to the money of the answer is ever looked up.
    told = [
        (*mine, rate.base, rate.quote, str(rate.rate))
        for rate in asked.rates
        if asked.currency in (rate.base, rate.quote)
    ]
    with connection.cursor() as cursor:
        cursor.executemany(_LINE, lines)
        cursor.executemany(_RATE, told)


def _amount(money: Money | None) -> Decimal | None:
    return None if money is None else money.amount


def _kept(amount: Decimal) -> str | None:
    return connection.ops.adapt_decimalfield_value(amount, max_digits=18, decimal_places=4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """The question of one version, without any rules, and when it was asked."""

    version: int
    case: LandedCase
    known_at: datetime


def read(found: QuerySet[BorderCase]) -> tuple[Kept, ...]:
    """The questions of these rows. Three queries, however many there are."""
    lines: dict[int, list[Line]] = {}
    for row in (
        BorderLine.objects.filter(case__in=found.values("pk"))
        .order_by("position")
        .values_list("case", "hs", "pairs", "value", "origin", "children")
    ):
        lines.setdefault(row[0], []).append(row)
    rates: dict[int, list[Rate]] = {}
    told = BorderRate.objects.filter(case__in=found.values("pk"))
    for case, base, quote, rate in told.values_list("case", "base", "quote", "rate"):
        rates.setdefault(case, []).append(Rate(base=base, quote=quote, rate=Decimal(rate)))
    return tuple(_read(row, lines.get(row.pk, []), tuple(rates.get(row.pk, ()))) for row in found)


Line = tuple[int, str, int, Decimal, str, bool]


def _read(row: BorderCase, lines: list[Line], rates: tuple[Rate, ...]) -> Kept:
    case = LandedCase(
        country=row.country,
        lines=tuple(
            Goods(
                hs=hs,
                pairs=pairs,
                value=Money(value, row.currency),
                origin=origin,
                children=children,
            )
            for _, hs, pairs, value, origin, children in lines
        ),
        entry_date=row.entry_date,
        quote_date=row.quote_date,
        audience=Audience(row.audience),
        freight=_money(row.freight, row.currency),
        insurance=_money(row.insurance, row.currency),
        extra=_money(row.extra, row.currency),
        currency=row.currency,
        rates=rates,
        preferences=tuple(row.preferences.split("\n")) if row.preferences else (),
        sea=row.sea,
    )
    return Kept(version=row.version_id, case=case, known_at=row.known_at)


def _money(amount: Decimal | None, currency: str) -> Money | None:
    return None if amount is None else Money(amount, currency)


def again(
    workshop: Workshop, version: int, known_at: datetime | None = None
) -> LandedAnswer | None:
    """What the border asks for a version by the rules as they were known when it was priced.

    `known_at` takes those of another moment. None: nothing was asked for it. Five queries at most.
    """
    case = asked(workshop, version, known_at)
    return landed(case) if case else None


def kept(workshop: Workshop, version: int) -> Kept | None:
    """The question as it was kept, without rules; None: nothing was asked. Three queries."""
    found = read(BorderCase.objects.filter(workshop=workshop, version=version))
    return found[0] if found else None


def asked(workshop: Workshop, version: int, known_at: datetime | None = None) -> LandedCase | None:
    """The question itself with those rules. Five queries at most."""
    found = kept(workshop, version)
    return with_rules(workshop, found, known_at or found.known_at) if found else None


def with_rules(workshop: Workshop, found: Kept, known_at: datetime) -> LandedCase:
    """A kept question with the rules of a moment. Two queries at most."""
    book = rules.book(workshop, found.case.country, known_at)
    return replace(found.case, rules=book.rules, verified=book.verified)
