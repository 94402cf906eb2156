"""What an order costs at the buyer's door: duty, tax and fees, each with its rule.

Null is not zero: a rule that is unknown, contradictory or past its review leaves the total empty
and says whom to ask. A rule of one source or of experience only (grade B or C) counts and is shown
with its grade, but no duty-paid price leaves before a named person has checked it. Amounts are in
`currency`; each amount is rounded to whole minor units, per line where the law looks at lines.
Customs law is that of the day of entry, not of the quote.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from langkah.domain import rulebook
from langkah.domain.changes import Scenario, changes, earlier, scenarios
from langkah.domain.charges import Charge, Found, Goods, Unsure
from langkah.domain.exchange import Rate, lacking
from langkah.domain.layers import layers
from langkah.domain.money import Money
from langkah.domain.questions import advice
from langkah.domain.reason import Reason, Refusal, because
from langkah.domain.tariff import Consignment
from langkah.reference import countries, currencies
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
    carrier asks at the border (brokerage, disbursement). `sea`: whether they come by ship; None is
    not told. `preferences` names programmes whose proof of origin will be there in time. `verified`
    names rules that a person has checked. Empty `rules` means Langkah's own rule book; `pending`
    are rules that are decided while nobody knows from which day.
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
    pending: tuple[Rule, ...] = ()
    sea: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LandedAnswer:
    """What is due at the border and in all. Totals are None as soon as a part is unknown.

    `ddp` says whether a delivered-duty-paid price may leave at all; `why_not` says why it may not,
    `ask` whom to ask what. `to_verify` are rules of grade B or C under these figures that no person
    has checked; each keeps the price back. `changes` tells what ends or begins between quote and
    entry; `scenarios` gives the figures both ways, also for a rule without a day, a preference in
    doubt and what may stand in the place of an unknown rule. `notes` say what was left aside, such
    as a claim that does not count.
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
    scenarios: tuple[Scenario, ...]
    notes: tuple[Reason, ...]
    to_verify: tuple[str, ...]
    known_until: date


def landed(case: LandedCase) -> LandedAnswer:
    """Duty, tax and fees of one consignment at its destination, and whether DDP may be offered."""
    case = _plain_codes(case)
    _checked(case)
    here = Consignment(case, case.currency or case.lines[0].value.currency)
    found = layers(here)
    duty, tax, fees = (found.total(head) for head in ("duty", "tax", "fee"))
    found.unsure += _carriage_unknown(here)
    whole, today = found.whole(), earlier(here)
    unchecked = [rule for rule in _doubtful(found) if rule.id not in case.verified]
    unsure = [one.reason for one in found.unsure] + [_unchecked(rule, here) for rule in unchecked]
    asked = [one.ask for one in (*found.unsure, *found.noted) if one.ask]
    return LandedAnswer(
        currency=here.currency,
        charges=tuple(found.charges),
        goods=here.goods,
        duty=duty,
        tax=tax,
        fees=fees,
        landed=whole,
        ddp=whole is not None and not unchecked,
        why_not=tuple(dict.fromkeys(unsure)),
        ask=tuple(dict.fromkeys(asked)),
        changes=tuple(changes(today, found)),
        scenarios=tuple(scenarios(today, found)),
        notes=tuple(dict.fromkeys(_notes(found))),
        to_verify=tuple(rule.id for rule in unchecked),
        known_until=NEWEST_SOURCE,
    )


def _notes(found: Found) -> Iterator[Reason]:
    yield from (one.reason for one in found.noted)
    yield from advice(found.rests, consumer=found.here.case.audience is Audience.B2C)


def _doubtful(found: Found) -> Iterator[Rule]:
    """The rules under the figures that rest on one source, or on experience."""
    for rule in found.rests.values():
        if found.here.grade(rule) in (Grade.B, Grade.C):
            yield rule


def _unchecked(rule: Rule, here: Consignment) -> Reason:
    return because(
        "{country}: the {what} ({value}) rests on {ground} and nobody has checked it. Have it "
        "checked and write down who did, before a duty-paid price leaves.",
        country=countries.name(here.case.country),
        what=rulebook.name(rule),
        value=rulebook.value(rule),
        ground=_GROUNDS[here.grade(rule)],
    )


_GROUNDS = {
    Grade.B: because("one source (grade B)"),
    Grade.C: because("experience only (grade C)"),
}


def _plain_codes(case: LandedCase) -> LandedCase:
    """Tariff codes without the dots and spaces that people write into them."""
    if all(line.hs.isdigit() for line in case.lines):
        return case
    bare = str.maketrans("", "", ". ")
    lines = tuple(replace(line, hs=line.hs.translate(bare)) for line in case.lines)
    return replace(case, lines=lines)


def _checked(case: LandedCase) -> None:
    wrong = [_overlapping(one, other) for one, other in rulebook.overlaps(case.rules)]
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


def _overlapping(one: Rule, other: Rule) -> Reason:
    return because(
        "rules: {rule} and {other} both say what the {what} is on {day}. End the first before the "
        "second begins.",
        rule=one.id,
        other=other.id,
        what=rulebook.name(other),
        day=max(rulebook.begins(one), rulebook.begins(other)),
    )


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
