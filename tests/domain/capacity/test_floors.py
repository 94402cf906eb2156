"""Fifty random workshops before the verifier; bin/bench laws asks a thousand."""

from __future__ import annotations

from functools import cache

from tests.domain.capacity.breaches import BREACHES
from tests.domain.capacity.judged import Tally

SHOPS = 50


@cache
def judged() -> Tally:
    tally = Tally()
    for number in range(SHOPS):
        tally.judge(number)
    return tally


def test_no_answer_breaks_a_rule_or_a_promise() -> None:
    assert judged().found == []
    assert set(judged().plans) == {"plan", "promise", "partner", "earlier", "rush", "absence"}
    assert set(judged().plans.values()) == {SHOPS}


def test_every_rule_broken_on_purpose_is_seen() -> None:
    assert judged().missed == []
    assert set(judged().breaches) == {breach.__name__ for breach in BREACHES}


def test_what_has_begun_stays() -> None:
    assert judged().opened == []
