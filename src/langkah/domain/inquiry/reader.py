"""Reading a buyer's message: what is said clearly is a value, the rest is a question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from langkah.domain.inquiry import dates, questions, terms, writer
from langkah.domain.inquiry.days import Day
from langkah.domain.inquiry.items import signs
from langkah.domain.inquiry.lines import Draft, drafts, line
from langkah.domain.inquiry.message import CERTAIN, LONGEST, Message, message, taken, too_long
from langkah.domain.inquiry.phrases import Found
from langkah.domain.inquiry.places import Place, goal, named
from langkah.domain.inquiry.products import Mention, mentions
from langkah.domain.inquiry.quantities import amounts
from langkah.domain.inquiry.reading import Field, InquiryCase, InquiryReading, Intent
from langkah.domain.inquiry.sizes import sized
from langkah.domain.inquiry.text import Kind
from langkah.domain.inquiry.wishes import wishes
from langkah.domain.reason import Refusal, placed


@dataclass(frozen=True, slots=True)
class _Seen:
    """What stands in the message, before it is put together; no two claim the same words."""

    days: list[Day]
    monies: list[Found[str]]
    incoterms: list[Found[str]]
    places: list[Place]
    products: list[Mention]
    drafts: list[Draft]
    unclaimed: frozenset[int]


def read(case: InquiryCase) -> InquiryReading:
    """What a buyer's message says, with the words it was read from and what to ask.

    Raises Refusal for a text longer than LONGEST characters.
    """
    if len(case.text) > LONGEST:
        raise Refusal(placed("text", too_long()))
    letter = message(case)
    seen = _look(letter)
    intent = writer.intent(
        letter,
        shoes=bool(seen.products),
        products=any(one.products for one in seen.products),
        pairs=any(draft.counted for draft in seen.drafts),
    )
    if intent.value is not Intent.INQUIRY:
        return InquiryReading(language=letter.languages.main, intent=intent)
    return _put_together(letter, seen, intent)


def _look(letter: Message) -> _Seen:
    days = dates.days(letter)
    monies, incoterms = terms.monies(letter), terms.incoterms(letter)
    busy = taken(dates.covered(days)) | _covered(monies) | _covered(incoterms)
    free = frozenset(
        at for at, token in enumerate(letter.row) if at not in busy and token.kind is not Kind.NOISE
    )
    places = named(letter, free)
    free -= taken((place.start, place.end) for place in places)
    products = mentions(letter, free)
    elsewhere = frozenset(range(len(letter.row))) - free | _priced(letter, _covered(monies))
    row = signs(letter, products, elsewhere)
    sizes, used = sized(row, japanese=_japanese(letter))
    found = drafts(row, products, sizes, list(amounts(row, used)))
    free -= taken((one.start, one.end) for one in products)
    return _Seen(days, monies, incoterms, places, products, found, free)


def _put_together(letter: Message, seen: _Seen, intent: Field[Intent]) -> InquiryReading:
    names = {entry.id: entry.name for entry in letter.case.catalogue}
    lines = tuple(line(draft, names, japanese=_japanese(letter)) for draft in seen.drafts)
    term = terms.term(seen.incoterms)
    bound = terms.bound(letter, seen.incoterms, seen.places)
    end = goal(seen.places, bound)
    money = terms.currency(letter, seen.monies, end.country.value if end.country else None)
    wished = dates.wishes(letter, seen.days)
    return InquiryReading(
        language=letter.languages.main,
        intent=intent,
        buyer=writer.buyer(letter, _most_pairs(seen.drafts), term=bool(seen.incoterms)),
        name=writer.signature(letter, seen.unclaimed),
        lines=lines,
        country=end.country,
        city=end.city,
        port=end.port,
        wish_date=_wish_date(wished),
        asap=dates.hurry(letter),
        currency=money.field,
        incoterm=term.field,
        named_place=_named_place(bound) if term.field else None,
        wishes=wishes(letter, seen.unclaimed),
        questions=(
            *questions.of_lines(lines, seen.drafts),
            *questions.of_goal(end),
            *questions.of_dates(wished),
            *questions.of_choice("currency", money),
            *questions.of_choice("incoterm", term),
        ),
    )


def _japanese(letter: Message) -> bool:
    return letter.languages.main.value == "ja"


def _covered(found: list[Found[str]]) -> frozenset[int]:
    return taken((hit.start, hit.end) for hit in found)


def _priced(letter: Message, money: frozenset[int]) -> frozenset[int]:
    # The number beside a currency is an amount of money, not of shoes.
    beside = {at + step for at in money for step in (-1, 1)}
    return frozenset(
        at for at in beside if 0 <= at < len(letter.row) and letter.row[at].kind is Kind.NUMBER
    )


def _most_pairs(found: list[Draft]) -> int:
    counts = [[one.pairs for one in draft.amounts] for draft in found]
    counts += [[one.pairs or 0 for one in draft.sizes] for draft in found]
    return max((sum(some) for some in counts), default=0)


def _wish_date(days: list[Day]) -> Field[date] | None:
    values = {day.day for day in days}
    wished = values.pop() if len(values) == 1 else None
    if wished is None:
        return None
    confidence = max(day.confidence for day in days)
    return Field(value=wished, confidence=confidence, spans=tuple(day.span for day in days))


def _named_place(bound: dict[Place, str]) -> Field[str] | None:
    place = next(iter(bound), None)
    if place is None:
        return None
    return Field(value=place.city or place.country, confidence=CERTAIN, spans=(place.span,))
