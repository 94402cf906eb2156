"""A hundred letters: how much of each is read, and how seldom wrongly."""

from __future__ import annotations

import pytest

from tests.domain.inquiry.letters import FIELDS, languages, letters, scores

# A wrong value costs more than a question, so precision stands higher than recall.
PRECISION, RECALL = 0.95, 0.85


@pytest.fixture(scope="module")
def table() -> dict[str, object]:
    return dict(scores(letters())[0])


@pytest.mark.parametrize("field", FIELDS)
def test_each_field_is_read_often_and_hardly_ever_wrongly(field: str, table: dict) -> None:
    assert table[field].precision >= PRECISION
    assert table[field].recall >= RECALL


def test_there_are_enough_letters_of_each_language_and_enough_held_out() -> None:
    every = letters()
    assert len(every) >= 90
    assert sum(letter.held_out for letter in every) >= len(every) / 4
    assert min(languages(every).values()) >= 10
    assert len({letter.name for letter in every}) == len(every)
