"""What a rule needs before it can stand in the book: each problem at its column."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from langkah.domain import rulebook
from langkah.domain.reason import Reason, because
from langkah.reference.rules import Rule

Problem = tuple[str, Reason]
# Digits before and after the point; one more would be rounded away, and a small rate to nothing.
DIGITS = {"rate": (1, 8), "amount": (10, 4), "threshold": (10, 4), "limit": (10, 4)}
LENGTHS = {"id": 60, "programme": 80, "proof": 120, "source": 240}


def problems(rule: Rule) -> Iterator[Problem]:
    """Everything that is wrong with one rule, and what the book wants beside."""
    texts = {"id": rule.id, "programme": rule.programme, "proof": rule.proof}
    for column, text in (texts | {"source": rule.source.name}).items():
        if len(text) > LENGTHS[column]:
            yield column, because("Write at most {count} letters.", count=LENGTHS[column])
    if not rule.source.name:
        yield "source", because("Write where this is known from: a page, an office or a person.")
    yield from rulebook.faults(rule)
    for column, (before, after) in DIGITS.items():
        figure = getattr(rule, column)
        if figure is not None and _decimals(figure) > after:
            yield (
                column,
                because(
                    "{number} has too many digits: at most {before} before and {after} after the "
                    "point.",
                    number=f"{figure:f}"[:40],
                    before=before,
                    after=after,
                ),
            )


def _decimals(figure: Decimal) -> int:
    exponent = figure.normalize().as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0
