"""Whether a question for a quote makes sense field by field, and whether its term fits the way."""

from __future__ import annotations

from collections.abc import Iterator

from langkah.domain import incoterms, weighing
from langkah.domain.landed.case import amount_problems
from langkah.domain.quote.case import QuoteCase, QuotedLine
from langkah.domain.reason import Reason, because, placed
from langkah.reference import hs
from langkah.reference.carriers import Mode
from langkah.reference.incoterms import TERMS

NO_LINES = because("The quote has no lines. Add at least one product.")
_PAID = ("pickup", "clearance", "terminal", "aboard")


def amiss(case: QuoteCase) -> Iterator[Reason]:
    """Each field that cannot be worked with, its name first."""
    if not case.lines:
        yield at("lines", NO_LINES)
    for name in _PAID:
        yield from amount_problems(f"export.{name}", getattr(case.export, name))
    for name in ("delivery", "unloading"):
        yield from amount_problems(name, getattr(case, name))
    for place, line in enumerate(case.lines):
        yield from _of_line(f"lines.{place}", line)
    if case.term and case.term not in TERMS:
        yield because(
            "{field}: “{code}” is no term of Incoterms 2020. Choose one of: {allowed}.",
            field="term",
            code=case.term,
            allowed=", ".join(TERMS),
        )
    if case.ship_date and case.entry_date and case.entry_date < case.ship_date:
        yield because(
            "{field}: the goods enter on {day}, before they leave on {leaves}. Correct one of the "
            "days.",
            field="entry_date",
            day=case.entry_date,
            leaves=case.ship_date,
        )


def _of_line(field: str, line: QuotedLine) -> Iterator[Reason]:
    """A tariff code that is none, and boxes that cannot be; what nobody told is no mistake."""
    if line.hs_code and not hs.is_code(hs.bare(line.hs_code)):
        yield because(
            "{field}: “{hs}” is no tariff code. Write 6 to 12 digits, such as 640399.",
            field=f"{field}.hs_code",
            hs=line.hs_code,
        )
    for place, one in enumerate(line.boxes):
        for name in weighing.not_above_zero(one.box) if one.box else ():
            say = because(
                "{product}, size {size}: sides and weight must be above zero.",
                product=line.title or line.product,
                size=one.size,
            )
            yield placed(f"{field}.boxes.{place}.box.{name}", say)


def unfit(case: QuoteCase, mode: Mode | None) -> Iterator[Reason]:
    """Why the wished term is none for the chosen way, with the term to use instead."""
    if case.term and mode is not None:
        yield from incoterms.problems(case.term, mode=mode, place="-")


def at(field: str, say: Reason) -> Reason:
    """A sentence with the field it is about in front."""
    return because("{field}: {say}", field=field, say=say)
