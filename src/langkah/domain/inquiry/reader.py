"""Reading a buyer's message: what is said clearly is a value, the rest is a question."""

from __future__ import annotations

from datetime import date

from langkah.domain.inquiry import dates, questions, terms, writer
from langkah.domain.inquiry.days import Day
from langkah.domain.inquiry.items import signs
from langkah.domain.inquiry.lines import Draft, drafts, line
from langkah.domain.inquiry.message import Message, message, taken
from langkah.domain.inquiry.places import Goal, Place, goal, named
from langkah.domain.inquiry.products import mentions
from langkah.domain.inquiry.quantities import counted
from langkah.domain.inquiry.reading import Field, InquiryCase, InquiryReading, Intent, Line
from langkah.domain.inquiry.terms import Choice
from langkah.domain.inquiry.text import Kind
from langkah.domain.inquiry.wishes import wishes


def read(case: InquiryCase) -> InquiryReading:
    """What a buyer's message says, with the words it was read from and what to ask."""
    letter = message(case)
    if not letter.row:
        return InquiryReading(
            language=letter.languages.main, intent=writer.intent(letter, False, False)
        )
    days = dates.days(letter)
    monies, incoterms = terms.monies(letter), terms.incoterms(letter)
    busy = taken(dates.covered(days)) | taken((hit.start, hit.end) for hit in (*monies, *incoterms))
    free = frozenset(
        at for at, token in enumerate(letter.row) if at not in busy and token.kind is not Kind.NOISE
    )
    places = named(letter, free)
    there = taken((place.start, place.end) for place in places)
    products = mentions(letter, free - there)
    priced = _priced(letter, taken((hit.start, hit.end) for hit in monies))
    row = signs(letter, products, busy | there | priced)
    japanese = letter.languages.main.value == "ja"
    found = drafts(row, products, counted(row, japanese))
    names = {entry.id: entry.name for entry in case.catalogue}
    lines = tuple(line(draft, names, japanese) for draft in found)
    intent = writer.intent(letter, bool(products), any(one.amounts or one.sizes for one in found))
    if intent.value is not Intent.INQUIRY:
        return InquiryReading(language=letter.languages.main, intent=intent)
    term = terms.term(letter, incoterms)
    place = terms.place_of(letter, incoterms, places)
    end = goal(places, term.field.value if term.field else None, place)
    money = terms.currency(letter, monies, end.country.value if end.country else None)
    wished = dates.wishes(letter, days)
    told = taken((one.start, one.end) for one in products if one.named)
    return InquiryReading(
        language=letter.languages.main,
        intent=intent,
        buyer=writer.buyer(letter, _all_pairs(lines), bool(incoterms)),
        lines=lines,
        country=end.country,
        city=end.city,
        port=end.port,
        wish_date=_wish_date(wished),
        asap=dates.hurry(letter),
        currency=money.field,
        incoterm=term.field,
        named_place=_named_place(place, term),
        wishes=wishes(letter, free - there - told),
        questions=_questions(lines, found, end, wished, money, term),
    )


def _priced(letter: Message, money: frozenset[int]) -> frozenset[int]:
    # The number beside a currency is an amount of money, not of shoes.
    beside = {at + step for at in money for step in (-1, 1)}
    numbers = {at for at, token in enumerate(letter.row) if token.kind is Kind.NUMBER}
    return frozenset(beside & numbers)


def _all_pairs(lines: tuple[Line, ...]) -> int | None:
    counted = [one.pairs.value for one in lines if one.pairs]
    return sum(counted) if counted else None


def _wish_date(days: list[Day]) -> Field[date] | None:
    values = {day.day for day in days}
    if len(values) != 1 or None in values:
        return None
    first = days[0]
    if first.day is None:
        return None
    return Field(
        value=first.day,
        confidence=max(day.confidence for day in days),
        spans=tuple(day.span for day in days),
    )


def _named_place(place: Place | None, term: Choice) -> Field[str] | None:
    if place is None or term.field is None:
        return None
    return Field(
        value=place.city or place.country, confidence=term.field.confidence, spans=(place.span,)
    )


def _questions(  # noqa: PLR0913, PLR0917 - one of each kind
    lines: tuple[Line, ...],
    found: list[Draft],
    end: Goal,
    days: list[Day],
    money: Choice,
    term: Choice,
) -> tuple[questions.Question, ...]:
    return (
        *questions.of_lines(lines, found),
        *questions.of_goal(end),
        *questions.of_dates(days),
        *questions.of_choice("currency", money),
        *questions.of_choice("incoterm", term),
    )
