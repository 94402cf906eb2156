"""What holds for every text whatever."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from langkah.domain.inquiry import LONGEST, Field, InquiryCase, InquiryReading, Question, Span, read
from tests.domain.inquiry.letters import TODAY, catalogue, letters

_WORDS = [
    "60", "pairs", "Brantas", "loafer", "size", "39", "x", "-", "each", "dozen", "足", "ke",
    "$", "03/04", "May", "in", "6", "weeks", "\n", "(", ")", "een", "paar", "40:", "½", "2027",
    "月", "to", "DDP", "Perth", "31", "/", "CIF", "と", "を", "UK", "akhir", "Januari", "38-42",
    "11", ".5", "🥿", "2.2.", "99.99.2027", "0", "Hamburg", "batik", "shoes", "not", "black",
]  # fmt: skip
_SOUP = st.lists(st.sampled_from(_WORDS), max_size=30).map(" ".join)
_TEXT = st.one_of(st.text(max_size=300), _SOUP)


def spans(value: object) -> Iterator[Span]:
    """Every span anywhere in a reading."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from spans(part)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from spans(getattr(value, field.name))


def reading(text: str, today: date = TODAY) -> InquiryReading:
    return read(InquiryCase(text=text, today=today, catalogue=catalogue()))


@settings(max_examples=300)
@given(_TEXT, st.dates(date(2020, 1, 1), date(2035, 12, 31)))
def test_no_text_breaks_the_reader_and_spans_stay_inside(text: str, today: date) -> None:
    said = reading(text, today)
    for span in spans(said):
        assert 0 <= span.start < span.end <= len(text)
    assert all(0 <= field.confidence <= 1 for field in _fields(said))
    assert said.wish_date is None or said.wish_date.value >= today
    assert all(size.pairs.value > 0 for line in said.lines for size in line.sizes)


@settings(max_examples=60)
@given(_TEXT)
def test_reading_twice_is_reading_once(text: str) -> None:
    assert reading(text) == reading(text)


@settings(max_examples=60)
@given(_TEXT)
def test_one_of_a_product_or_a_question(text: str) -> None:
    said = reading(text)
    for at, line in enumerate(said.lines):
        asked = {question.field for question in said.questions if question.line == at}
        assert line.product is not None or "product" in asked
        assert line.pairs is not None or "pairs" in asked


def _fields(value: object) -> Iterator[Field[object]]:
    if isinstance(value, Field):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _fields(part)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type | Question):
        for field in dataclasses.fields(value):
            yield from _fields(getattr(value, field.name))


@pytest.mark.parametrize("letter", letters(), ids=lambda letter: letter.name)
def test_the_words_underlined_are_those_read(letter) -> None:
    said = reading(letter.text)
    for line in said.lines:
        for size in line.sizes:
            words = " ".join(letter.text[span.start : span.end] for span in size.pairs.spans)
            assert any(sign.isdigit() for sign in words)
    for name in ("currency", "incoterm", "named_place", "city", "port", "country"):
        field = getattr(said, name)
        words = [letter.text[span.start : span.end] for span in field.spans] if field else []
        assert all(word.strip() == word and word for word in words)
    if said.incoterm:
        (first, *_) = said.incoterm.spans
        assert letter.text[first.start : first.end].upper() == said.incoterm.value


def test_a_letter_is_read_within_ten_milliseconds() -> None:
    every = letters()
    for letter in every:
        reading(letter.text)
    began = time.process_time()
    for letter in every:
        reading(letter.text)
    assert (time.process_time() - began) / len(every) < 0.010


@pytest.mark.parametrize(
    "piece", ["40,", "40 ", "38-42 ", "2 pairs ", "before 15 march ", "(", "N "]
)
def test_a_very_long_message_is_still_read_in_a_second(piece: str) -> None:
    began = time.process_time()
    reading(piece * (LONGEST // len(piece)))
    assert time.process_time() - began < 2.0
