"""What an order costs at the buyer's door: duty, tax and fees, each with its rule.

Null is not zero: a rule that is unknown, contradictory or past its review leaves the total empty
and says whom to ask. Amounts are in `currency`; each amount is rounded to whole minor units, per
line where the law looks at lines. Customs law is that of the day of entry, not of the quote.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from langkah.domain.changes import changes
from langkah.domain.charges import Charge, Found, Goods, Unsure
from langkah.domain.exchange import Rate, lacking
from langkah.domain.layers import layers
from langkah.domain.money import Money, total
from langkah.domain.reason import Reason, Refusal, because
from langkah.domain.tariff import Consignment
from langkah.reference import countries, currencies
from langkah.reference.rules import NEWEST_SOURCE, Rule, RuleKind
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
    not, `ask` whom to ask what. `changes` tells what ends or begins between quote and entry, and
    what it does to the figures. `to_verify` are rules of grade B or C that no person has checked.
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
    changes: tuple[Reason, ...]
    to_verify: tuple[str, ...]
    known_until: date


def landed(case: LandedCase) -> LandedAnswer:
    """Duty, tax and fees of one consignment at its destination, and whether DDP may be offered."""
    _checked(case)
    here = Consignment(case, case.currency or case.lines[0].value.currency)
    found = layers(here)
    duty, tax, fees = (found.total(head) for head in ("duty", "tax", "fee"))
    unsure = (*found.unsure, *_carriage_unknown(here))
    parts = [here.goods, here.told(case.freight), here.told(case.insurance), duty, tax, fees]
    if case.extra is not None:
        parts.append(here.told(case.extra))
    known = [part for part in parts if part is not None]
    whole = not unsure and len(known) == len(parts)
    return LandedAnswer(
        currency=here.currency,
        charges=tuple(found.charges),
        goods=here.goods,
        duty=duty,
        tax=tax,
        fees=fees,
        landed=total(known, here.currency) if whole else None,
        ddp=whole,
        why_not=tuple(dict.fromkeys(one.reason for one in unsure)),
        ask=tuple(dict.fromkeys(one.ask for one in unsure if one.ask)),
        changes=tuple(changes(here, found)),
        to_verify=_to_verify(here, found, case.verified),
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
    if case.currency and case.currency not in currencies.CODES:
        wrong.extend(_amount_problems("currency", Money.zero(case.currency)))
    for place, line in enumerate(case.lines):
        wrong.extend(_line_problems(place, line))
    for name in ("freight", "insurance", "extra"):
        wrong.extend(_amount_problems(name, getattr(case, name)))
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
    return [*wrong, *_amount_problems(f"{field}.value", line.value)]


LARGEST = Decimal(10) ** 15


def _amount_problems(field: str, amount: Money | None) -> Iterator[Reason]:
    if amount is None:
        return
    if amount.currency not in currencies.CODES:
        yield because(
            "{field}: “{code}” is not a currency Langkah knows. Use a code such as EUR.",
            field=field,
            code=amount.currency,
        )
    if not amount.amount.is_finite() or amount.amount > LARGEST:
        yield because("{field}: the amount is no usable number. Correct it.", field=field)
    elif amount.amount < 0:
        yield because("{field}: the amount is below zero. Correct it.", field=field)


def _carriage_unknown(here: Consignment) -> Iterator[Unsure]:
    named = {"freight": here.case.freight, "insurance": here.case.insurance}
    for what, amount in (*named.items(), ("extra", here.case.extra)):
        if amount is not None and here.told(amount) is None:
            yield Unsure(lacking(amount.currency, here.currency))
        elif amount is None and what == "freight":
            yield Unsure(
                because("The freight is not known. Choose a rate card or enter the amount.")
            )
        elif amount is None and what == "insurance":
            yield Unsure(because("The insurance is not known. Enter the amount, or 0 for none."))


def _to_verify(here: Consignment, found: Found, verified: tuple[str, ...]) -> tuple[str, ...]:
    used = [(charge.rule, charge.grade) for charge in found.charges if charge.rule]
    basis = here.rule(RuleKind.VALUE_BASIS)
    if basis is not None:
        used.append((basis.id, here.grade(basis)))
    doubtful = [rule for rule, grade in used if grade in (Grade.B, Grade.C)]
    return tuple(rule for rule in dict.fromkeys(doubtful) if rule not in verified)
