"""The drafted word about a later day, in every language of buyers (V08)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from syrupy.assertion import SnapshotAssertion

from langkah.apps.sales import wording
from langkah.apps.sales.later_day import DEEDS, REASONS, FirstPairs, LaterDay, of_later_day
from langkah.apps.workshop import words

PLAIN = LaterDay(
    language="en",
    buyer="Marieke de Vries",
    workshop="Kenzi Footwear",
    number="O12",
    promised=date(2027, 1, 20),
    day=date(2027, 2, 3),
)
WHOLE = replace(
    PLAIN,
    arrives=date(2027, 2, 12),
    reason="ill",
    deeds=DEEDS,
    first=FirstPairs(pairs=1200, day=date(2027, 1, 22)),
)
LANGUAGES = list(wording.LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_whole_word(language, snapshot: SnapshotAssertion):
    assert of_later_day(replace(WHOLE, language=language)).text == snapshot


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_reason_and_a_day_that_is_over(language, snapshot: SnapshotAssertion):
    texts = [
        of_later_day(replace(PLAIN, language=language, reason=reason, over=True)).text
        for reason in ("", *REASONS)
    ]
    assert texts == snapshot
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_days_and_numbers_are_written_as_the_buyer_writes_them(language):
    text = of_later_day(replace(WHOLE, language=language)).text
    for day in (WHOLE.promised, WHOLE.day, WHOLE.arrives, WHOLE.first.day):
        assert words.day(day, language) in text
    assert words.number(1200, language) in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_said_that_is_not_known(language):
    text = of_later_day(replace(PLAIN, language=language)).text
    starts = [line[:3] for line in text.splitlines()]
    assert "3. " not in starts, "no part is offered that is not ready"
    assert text.count(words.day(PLAIN.promised, language)) == 1
    whole = of_later_day(replace(WHOLE, language=language)).text
    assert len(whole.splitlines()) == len(text.splitlines()) + 1 + 1 + len(DEEDS) + 1
