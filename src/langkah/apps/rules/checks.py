"""What a rule needs before it can stand in the book: each problem at its column."""

from __future__ import annotations

from collections.abc import Iterator

from langkah.domain import rulebook
from langkah.domain.reason import Reason, because
from langkah.reference.rules import Rule

Problem = tuple[str, Reason]
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
