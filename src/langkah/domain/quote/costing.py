"""What each line of a quote costs, and where in the question something is wrong or lacking."""

from __future__ import annotations

from collections.abc import Iterator

from langkah.domain.cost import CostAnswer, cost, told_in
from langkah.domain.product import sizes_not_made
from langkah.domain.quote.case import QuoteCase
from langkah.domain.quote.sound import NO_LINES, at
from langkah.domain.reason import Reason, Refusal, because, placed
from langkah.reference import countries

LONGEST_VALID = 365


def _problems(case: QuoteCase) -> Iterator[Reason]:
    if not case.lines:
        yield NO_LINES
    if case.country not in countries.names("en"):
        yield because(
            "country: “{country}” is not a country code. Use two letters such as NL.",
            country=case.country,
        )
    if not 1 <= case.valid_days <= LONGEST_VALID:
        yield at(
            "valid_days",
            because("A quote is valid for 1 to 365 days, not {days}.", days=case.valid_days),
        )
    if not 0 <= case.deposit_share <= 1:
        yield at(
            "deposit_share",
            because(
                "The deposit must be a share from 0 to 1, not {share}.", share=case.deposit_share
            ),
        )


def costs_of(case: QuoteCase) -> tuple[CostAnswer, ...]:
    """What each line costs. Raises Refusal with everything that is wrong with the question."""
    problems, found = list(_problems(case)), []
    for place, line in enumerate(case.lines):
        try:
            found.append(cost(line.cost))
        except Refusal as refusal:
            problems += [placed(f"lines.{place}.cost", one) for one in refusal.reasons]
    if problems:
        raise Refusal(*problems)
    return tuple(found)


def gaps(case: QuoteCase, costs: tuple[CostAnswer, ...]) -> Iterator[Reason]:
    """What no cost is known without, and sizes that are not made, each at its field."""
    for place, one in enumerate(costs):
        for gap in one.missing:
            yield placed(
                f"lines.{place}.cost.{told_in(case.lines[place].cost, gap.where)}", gap.reason
            )
    for place, line in enumerate(case.lines):
        made = [one.size for one in line.boxes]
        for row, asked in enumerate(line.cost.sizes):
            for reason in sizes_not_made(line.title or line.product, [asked.size], made):
                yield placed(f"lines.{place}.cost.sizes.{row}.size", reason)
