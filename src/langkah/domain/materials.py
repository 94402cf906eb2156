"""Where goods and their materials come from, as somebody wrote it: in plain codes, or why not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from langkah.domain.exchange import Rate, converted, find
from langkah.domain.money import Money
from langkah.domain.origin_rules import Input
from langkah.domain.reason import Reason, because
from langkah.reference import countries, currencies, hs

SHORTEST_HS = 2
# Shoes, their uppers and their soles stand in one chapter and count differently.
SHOES, HEADING = "64", 4


def plain(inputs: tuple[Input, ...]) -> tuple[Input, ...]:
    """Countries in capitals, tariff codes without dots and spaces."""
    return tuple(
        replace(one, origin=one.origin.strip().upper(), hs=hs.bare(one.hs)) for one in inputs
    )


def in_money(
    inputs: tuple[Input, ...], currency: str, rates: tuple[Rate, ...]
) -> tuple[Input, ...]:
    """The materials with their costs in one currency, where its rate was told."""
    return tuple(
        replace(one, cost=converted(one.cost, currency, rates))
        if one.cost and find(rates, one.cost.currency, currency)
        else one
        for one in inputs
    )


def origin_problem(field: str, code: str) -> Iterator[Reason]:
    """The sentence for a country of origin that is no country code."""
    if code not in countries.names("en"):
        yield because(
            "{field}: “{code}” is no country code. Use two letters such as ID.",
            field=field,
            code=code,
        )


def problems(
    field: str, inputs: Iterable[Input], value: Money, rates: tuple[Rate, ...]
) -> Iterator[Reason]:
    """A sentence for each material that cannot be worked with; `value` is that of the goods."""
    for place, one in enumerate(inputs):
        here = f"{field}.{place}"
        if one.origin:
            yield from origin_problem(f"{here}.origin", one.origin)
        least = HEADING if one.hs.startswith(SHOES) else SHORTEST_HS
        if one.hs and not hs.is_code(one.hs, least):
            yield because(
                "{field}: “{hs}” is no tariff code of a material. Write 2 to 12 digits, in chapter "
                "64 at least four, or nothing.",
                field=f"{here}.hs",
                hs=one.hs,
            )
        if one.cost is not None:
            yield from _cost_problems(f"{here}.cost", one.cost, value, rates)


def _cost_problems(
    field: str, cost: Money, value: Money, rates: tuple[Rate, ...]
) -> Iterator[Reason]:
    if cost.currency not in currencies.CODES:
        yield because(
            "{field}: “{code}” is not a currency Langkah knows. Use a code such as EUR.",
            field=field,
            code=cost.currency,
        )
    if not cost.amount.is_finite():
        yield because("{field}: the amount is no usable number. Correct it.", field=field)
        return
    if cost.amount < 0:
        yield because("{field}: the amount is below zero. Correct it.", field=field)
    rate = find(rates, cost.currency, value.currency)
    if rate is not None and cost.amount * rate.rate > value.amount:
        yield because(
            "{field}: the material costs more than the goods are worth. Correct one of them.",
            field=field,
        )
