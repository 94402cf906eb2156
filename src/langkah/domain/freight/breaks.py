"""What is wrong with the prices of one zone, by row and column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from langkah.domain.freight.table import Break, Per
from langkah.domain.reason import Reason, because


def break_faults(breaks: Sequence[Break]) -> Iterator[tuple[int, str, Reason]]:
    """Faults of the prices of one zone: which break (from 0), which column of it, what and why."""
    before: Decimal | None = Decimal(0)
    for place, one in enumerate(breaks):
        weight: Decimal | str = "∞" if one.up_to_kg is None else one.up_to_kg
        if one.price < 0:
            yield (
                place,
                "price",
                because("Up to {weight} kg the price is below zero. Correct it.", weight=weight),
            )
        for column, reason in _step(one):
            yield place, column, reason
        for column, reason in _weight(one, before):
            yield place, column, reason
        before = one.up_to_kg


def _step(one: Break) -> Iterator[tuple[str, Reason]]:
    """A step and what the price is for must say the same."""
    if one.per is Per.STEP and (one.step_kg is None or one.step_kg <= 0):
        yield (
            "step_kg",
            because("A price of a step needs how many kilograms a step is, such as 0.5."),
        )
    if one.per is not Per.STEP and one.step_kg is not None:
        yield (
            "per",
            because(
                "This row has a step of {step} kg, but its price is for “{per}”. Write “step” here "
                "if each further step costs the price, or leave step_kg empty.",
                step=one.step_kg,
                per=one.per.value,
            ),
        )


def _weight(one: Break, before: Decimal | None) -> Iterator[tuple[str, Reason]]:
    """Faults of where a break begins and ends; `before`: where the last one ended."""
    for column, weight in (("over_kg", one.over_kg), ("up_to_kg", one.up_to_kg)):
        if weight is not None and weight < 0:
            yield column, because("A weight is below zero. Write kilograms above zero.")
            return
    if before is None or (one.up_to_kg is not None and one.up_to_kg <= before):
        yield (
            "up_to_kg",
            because(
                "Up to {weight} kg: weights must rise from row to row, and only the last row may "
                "be without end.",
                weight="∞" if one.up_to_kg is None else one.up_to_kg,
            ),
        )
    elif one.over_kg is not None and one.over_kg != before:
        yield "over_kg", _gap(before, one.over_kg)


def _gap(end: Decimal, start: Decimal) -> Reason:
    if start > end:
        return because(
            "Between {end} kg and {start} kg there is a hole. Let this row begin at {end} kg, or "
            "add a row between.",
            end=end,
            start=start,
        )
    return because(
        "Between {start} kg and {end} kg there is an overlap: two prices for one weight. Let this "
        "row begin at {end} kg.",
        end=end,
        start=start,
    )
