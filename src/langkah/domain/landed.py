"""What an order costs at the buyer's door: duty, tax and fees, each with its rule.

Null is not zero: a rule that is unknown, contradictory or past its review leaves the total empty
and says whom to ask. Amounts are in `currency`; each amount is rounded to whole minor units, per
line where the law looks at lines. Customs law is that of the day of entry, not of the quote.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from langkah.domain.charges import Charge, Goods, Sums, Unsure, charges
from langkah.domain.exchange import Rate
from langkah.domain.money import Money
from langkah.domain.reason import Reason, Refusal, because
from langkah.reference import countries
from langkah.reference.rules import NEWEST_SOURCE, Rule
from langkah.reference.source import Grade


class Audience(StrEnum):
    """Sold to a business, or to the person who wears the pair."""

    B2B = "b2b"
    B2C = "b2c"


@dataclass(frozen=True, slots=True, kw_only=True)
class LandedCase:
    """One consignment. `lines` hold the value of the goods handed to the carrier (FCA).

    `freight` and `insurance` are of the whole consignment; None means unknown. `extra` is what the
    carrier asks at the border (brokerage, disbursement). `preferences` names programmes whose proof
    of origin will be there in time. `verified` names rules that a person has checked. Empty `rules`
    means Langkah's own rule book.
    """

    country: str
    lines: tuple[Goods, ...]
    entry_date: date
    quote_date: date | None = None
    audience: Audience = Audience.B2B
    freight: Money | None = None
    insurance: Money | None = None
    extra: Money | None = None
    currency: str = ""
    rates: tuple[Rate, ...] = ()
    preferences: tuple[str, ...] = ()
    verified: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LandedAnswer:
    """What is due at the border and in all. Totals are None as soon as a part is unknown.

    `ddp` says whether a delivered-duty-paid price may be offered at all; `why_not` says why it may
    not, `ask` whom to ask what. `to_verify` are rules of grade B or C that no person has checked.
    """

    currency: str
    charges: tuple[Charge, ...]
    goods: Money
    duty: Money | None
    tax: Money | None
    fees: Money | None
    landed: Money | None
    ddp: bool
    why_not: tuple[Reason, ...]
    ask: tuple[Reason, ...]
    to_verify: tuple[str, ...]
    known_until: date


def landed(case: LandedCase) -> LandedAnswer:
    """Duty, tax and fees of one consignment at its destination, and whether DDP may be offered."""
    _checked(case)
    currency = case.currency or case.lines[0].value.currency
    sums = Sums(case=case, currency=currency)
    found = charges(sums)
    goods = sums.goods
    carried = (case.freight, case.insurance)
    parts = [found.total(head) for head in ("duty", "tax", "fee")]
    unsure = found.unsure + _carriage_unknown(carried)
    known = [part for part in (*parts, *carried) if part is not None]
    whole = not unsure and len(known) == len(parts) + len(carried)
    sum_of = sum((sums.money(part).amount for part in known), goods.amount)
    extra = sums.money(case.extra).amount if case.extra else Decimal(0)
    return LandedAnswer(
        currency=currency,
        charges=found.charges,
        goods=goods,
        duty=parts[0],
        tax=parts[1],
        fees=parts[2],
        landed=Money(sum_of + extra, currency).rounded() if whole else None,
        ddp=whole,
        why_not=tuple(one.reason for one in unsure),
        ask=tuple(dict.fromkeys(one.ask for one in unsure if one.ask)),
        to_verify=_to_verify(found.charges, case.verified),
        known_until=NEWEST_SOURCE,
    )


def _checked(case: LandedCase) -> None:
    wrong: list[Reason] = []
    if not case.lines:
        wrong.append(because("lines: there are no goods. Add at least one line."))
    if case.country not in countries.names("en"):
        wrong.append(
            because(
                "country: “{country}” is not a country code. Use two letters such as NL.",
                country=case.country,
            )
        )
    for place, line in enumerate(case.lines):
        wrong.extend(_line_problems(place, line))
    for name in ("freight", "insurance", "extra"):
        amount = getattr(case, name)
        if amount is not None and amount.amount < 0:
            wrong.append(because("{field}: the amount is below zero. Correct it.", field=name))
    if wrong:
        raise Refusal(*wrong)


SHORTEST_HS, LONGEST_HS = 6, 12


def _line_problems(place: int, line: Goods) -> list[Reason]:
    wrong = []
    field = f"lines.{place}"
    if not (line.hs.isdigit() and SHORTEST_HS <= len(line.hs) <= LONGEST_HS):
        wrong.append(
            because(
                "{field}.hs: “{hs}” is too short or no number. Write at least six digits.",
                field=field,
                hs=line.hs,
            )
        )
    if line.pairs <= 0:
        wrong.append(because("{field}.pairs: write at least one pair.", field=field))
    if line.value.amount < 0:
        wrong.append(because("{field}.value: the value is below zero. Correct it.", field=field))
    return wrong


def _carriage_unknown(carried: tuple[Money | None, Money | None]) -> tuple[Unsure, ...]:
    if None not in carried:
        return ()
    what = "freight" if carried[0] is None else "insurance"
    return (
        Unsure(
            because("The {what} is not known. Choose a rate card or enter the amount.", what=what)
        ),
    )


def _to_verify(found: tuple[Charge, ...], verified: tuple[str, ...]) -> tuple[str, ...]:
    open_rules = [
        charge.rule
        for charge in found
        if charge.rule and charge.grade in (Grade.B, Grade.C) and charge.rule not in verified
    ]
    return tuple(dict.fromkeys(open_rules))
