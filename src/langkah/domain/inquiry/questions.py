"""What the reader is not sure of, as questions a person can answer."""

from __future__ import annotations

from collections.abc import Iterator

from langkah.domain.inquiry.days import Day
from langkah.domain.inquiry.lines import Draft, amount_spans
from langkah.domain.inquiry.places import Goal
from langkah.domain.inquiry.reading import Line, Question
from langkah.domain.inquiry.terms import Choice
from langkah.domain.reason import because


def of_lines(lines: tuple[Line, ...], drafts: list[Draft]) -> Iterator[Question]:
    """Questions about products, pairs and sizes."""
    if not lines:
        yield Question(
            field="product",
            reason=because("The message names no product. Which one does the buyer want?"),
        )
    for number, (line, draft) in enumerate(zip(lines, drafts, strict=True)):
        yield from _product(number, line, draft)
        yield from _pairs(number, line, draft)
        yield from _sizes(number, line, draft)


def _product(number: int, line: Line, draft: Draft) -> Iterator[Question]:
    spans = tuple(one.span for one in draft.mentions)
    if line.alternatives:
        names = ", ".join(one.name for one in line.alternatives)
        reason = because("This can be more than one product: {names}. Which one?", names=names)
        yield Question(field="product", reason=reason, line=number, spans=spans)
    elif line.product is None:
        reason = because("No product of the catalogue fits these words. Which one is meant?")
        yield Question(field="product", reason=reason, line=number, spans=spans)


def _pairs(number: int, line: Line, draft: Draft) -> Iterator[Question]:
    if line.pairs is None and len({one.pairs for one in draft.amounts}) > 1:
        reason = because("The message names several numbers of pairs. Which one is the order?")
        yield Question(field="pairs", reason=reason, line=number, spans=amount_spans(draft))
    elif line.pairs is None:
        reason = because("The message does not say how many pairs.")
        yield Question(field="pairs", reason=reason, line=number)


def _sizes(number: int, line: Line, draft: Draft) -> Iterator[Question]:
    spans = tuple(one.span for one in draft.sizes)
    listed = sum(size.pairs.value for size in line.sizes)
    if not line.sizes:
        reason = because("How many pairs of each size?")
        yield Question(field="sizes", reason=reason, line=number, spans=spans)
    elif line.pairs and listed != line.pairs.value:
        reason = because(
            "The sizes add up to {listed} pairs, but the message says {total}.",
            listed=listed,
            total=line.pairs.value,
        )
        yield Question(field="sizes", reason=reason, line=number, spans=spans)
    if draft.sizes and line.system is None:
        reason = because("Which size system is meant: EU, UK, US or centimetres?")
        yield Question(field="sizes", reason=reason, line=number, spans=spans)


def of_goal(goal: Goal) -> Iterator[Question]:
    """The question about the destination."""
    if goal.rivals:
        places = ", ".join(goal.rivals)
        reason = because(
            "Several countries are named: {places}. Where do the goods go?", places=places
        )
        yield Question(field="country", reason=reason, spans=goal.spans)
    elif goal.country is None:
        yield Question(
            field="country", reason=because("To which country and city shall it be sent?")
        )


def of_dates(days: list[Day]) -> Iterator[Question]:
    """The question about the wish date."""
    spans = tuple(day.span for day in days)
    if any(day.day is None for day in days):
        reason = because("The date can be read as day/month or as month/day. Which one?")
        yield Question(field="wish_date", reason=reason, spans=spans)
    elif len({day.day for day in days}) > 1:
        reason = because("Several dates are named. Which one is the last day that suits the buyer?")
        yield Question(field="wish_date", reason=reason, spans=spans)


def of_choice(field: str, choice: Choice) -> Iterator[Question]:
    """The question about a currency or a term that can be several."""
    if choice.field or not choice.spans:
        return
    names = ", ".join(choice.rivals)
    reason = (
        because("The currency can be {names}. In which one shall we quote?", names=names)
        if field == "currency"
        else because("Several delivery terms are named: {names}. Which one?", names=names)
    )
    yield Question(field=field, reason=reason, spans=choice.spans)
