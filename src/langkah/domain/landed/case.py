"""What the border is asked: one consignment, where it goes and when, and how it is checked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from langkah.domain import materials, rulebook
from langkah.domain.exchange import Rate, find, lacking
from langkah.domain.money import Money
from langkah.domain.origin_rules import Input
from langkah.domain.reason import Reason, Refusal, Value, because, placed
from langkah.reference import countries, currencies, hs
from langkah.reference.rules import Rule


class Audience(StrEnum):
    """Sold to a business, or to the person who wears the pair."""

    B2B = "b2b"
    B2C = "b2c"


@dataclass(frozen=True, slots=True, kw_only=True)
class Goods:
    """Pairs of one tariff code; `value` is that of the whole line, handed to the carrier.

    `children`: made for children. With `inputs`, the materials of the whole line, a claimed
    preference is judged by its rule of origin; without them the claim stands as it was made.
    """

    hs: str
    pairs: int
    value: Money
    origin: str = "ID"
    name: str = ""
    children: bool = False
    inputs: tuple[Input, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LandedCase:
    """One consignment. `lines` hold the value of the goods handed to the carrier (FCA).

    `freight` and `insurance` are of the whole consignment; None means unknown. `extra` is what the
    carrier asks at the border (brokerage, disbursement). `sea`: whether they come by ship; None is
    not told. `preferences` names programmes whose proof of origin will be there in time. `verified`
    names rules that a person has checked. Without `rules` Langkah's own rule book counts; empty, no
    rule is known. `pending` are rules that are decided while nobody knows from which day.
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
    rules: tuple[Rule, ...] | None = None
    pending: tuple[Rule, ...] = ()
    sea: bool | None = None


def checked(case: LandedCase) -> LandedCase:
    """The case with plain codes. Raises Refusal with each field that cannot be worked with."""
    case = _plain_codes(case)
    wrong = [_overlapping(one, other) for one, other in rulebook.overlaps(case.rules or ())]
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
        wrong.extend(amount_problems("currency", Money.zero(case.currency)))
    for place, line in enumerate(case.lines):
        wrong.extend(_line_problems(place, line, case.rates))
    for name in ("freight", "insurance", "extra"):
        wrong.extend(amount_problems(name, getattr(case, name)))
    wrong = wrong or list(_lacking_rates(case))
    if wrong:
        raise Refusal(*wrong)
    return case


def _lacking_rates(case: LandedCase) -> Iterator[Reason]:
    """The rates without which nobody knows what the goods are worth in the money of the answer."""
    answer = case.currency or case.lines[0].value.currency
    for told in dict.fromkeys(one.value.currency for one in case.lines):
        if told != answer and find(case.rates, told, answer) is None:
            yield placed("rates", lacking(told, answer))


def _plain_codes(case: LandedCase) -> LandedCase:
    """Tariff codes without dots and spaces, countries of origin in capitals."""
    known = countries.names("en")
    if all(hs.is_code(one.hs) and one.origin in known and not one.inputs for one in case.lines):
        return case
    lines = tuple(
        replace(
            line,
            hs=hs.bare(line.hs),
            origin=line.origin.strip().upper(),
            inputs=materials.plain(line.inputs),
        )
        for line in case.lines
    )
    return replace(case, lines=lines)


def _overlapping(one: Rule, other: Rule) -> Reason:
    told: dict[str, Value] = {"rule": one.id, "other": other.id, "what": rulebook.name(other)}
    day = max(rulebook.begins(one), rulebook.begins(other))
    if day == date.min:
        return because(
            "rules: {rule} and {other} both say what the {what} is, from the beginning. End the "
            "first before the second begins.",
            **told,
        )
    return because(
        "rules: {rule} and {other} both say what the {what} is on {day}. End the first before the "
        "second begins.",
        **told,
        day=day,
    )


def _line_problems(place: int, line: Goods, rates: tuple[Rate, ...]) -> list[Reason]:
    wrong: list[Reason] = []
    field = f"lines.{place}"
    if not hs.is_code(line.hs):
        wrong.append(
            because(
                "{field}: “{hs}” is no tariff code. Write 6 to 12 digits, such as 640399.",
                field=f"{field}.hs",
                hs=line.hs,
            )
        )
    if line.pairs <= 0:
        wrong.append(because("{field}.pairs: write at least one pair.", field=field))
    wrong.extend(materials.origin_problem(f"{field}.origin", line.origin))
    amiss = list(amount_problems(f"{field}.value", line.value))
    if not amiss:
        wrong.extend(materials.problems(f"{field}.inputs", line.inputs, line.value, rates))
    return [*wrong, *amiss]


LARGEST = Decimal(10) ** 15


def amount_problems(field: str, amount: Money | None) -> Iterator[Reason]:
    """What is wrong with an amount, its field first; one that is not told is never wrong."""
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
