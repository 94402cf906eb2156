"""Readiness is told by records only (R01, T1b, 2.5 and 2.6 of the instrument)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from langkah.domain.readiness.items import Evidence, Item
from langkah.domain.readiness.stages import (
    ITEMS,
    ReadinessCase,
    Record,
    ceiling,
    readiness,
)

TODAY = date(2026, 11, 23)
BOTH = (Evidence.SYSTEM, Evidence.OUTSIDE)


def record(item: str, value: str = "1", **more) -> Record:
    given = {"cases": 50, "until": TODAY, "since": TODAY - timedelta(days=120)}
    return Record(item=item, value=Decimal(value), **{**given, **more})


def strong(item: str, value: str = "1", **more) -> Record:
    return record(item, value, evidence=BOTH, sources=("workshop", "buyers"), **more)


def judged(*records: Record):
    answer = readiness(ReadinessCase(today=TODAY, records=records))
    return {item.id: item for stage in answer.stages for item in stage.items}


def test_the_instrument_has_44_items_in_five_stages():
    counts = [sum(item.stage == stage for item in ITEMS) for stage in range(1, 6)]
    assert counts == [14, 10, 8, 6, 6]
    assert len({item.id for item in ITEMS}) == 44


def test_nothing_recorded_is_unknown_and_not_zero():
    answer = readiness(ReadinessCase(today=TODAY))
    assert [stage.level for stage in answer.stages] == [None] * 5
    assert {item.level for stage in answer.stages for item in stage.items} == {None}
    assert answer.standing == 0


@pytest.mark.parametrize(
    ("sources", "evidence", "days", "most"),
    [
        (("workshop",), (Evidence.SYSTEM,), 400, 1),
        (("workshop", "workshop"), (Evidence.SYSTEM,), 400, 1),
        (("workshop", "buyers"), (Evidence.SYSTEM,), 400, 2),
        (("workshop",), BOTH, 400, 2),
        (("workshop", "buyers"), BOTH, 30, 3),
        (("workshop", "buyers"), BOTH, 120, 4),
        (("owner", "buyers"), (Evidence.INTERVIEW, Evidence.OBSERVATION), 120, 3),
        ((), (), 120, 0),
    ],
)
def test_evidence_sets_the_ceiling(sources, evidence, days, most):
    seen = record("1.3", sources=sources, evidence=evidence, since=TODAY - timedelta(days=days))
    assert ceiling(seen) == most


@pytest.mark.parametrize(
    ("value", "level"),
    [("0", 0), ("0.01", 1), ("0.49", 1), ("0.5", 2), ("0.79", 2), ("0.8", 3), ("1", 3)],
)
def test_a_share_becomes_a_level(value, level):
    assert judged(strong("1.3", value))["1.3"].level == level


@pytest.mark.parametrize(("hours", "level"), [("60", 1), ("48", 2), ("24", 3), ("2", 3)])
def test_reply_time_is_better_when_lower(hours, level):
    assert judged(strong("2.6", hours))["2.6"].level == level


def test_own_records_alone_never_pass_level_one_and_it_says_so():
    item = judged(record("1.10"))["1.10"]
    assert (item.level, item.shown) == (1, 3)
    assert "someone else" in str(item.why)


@pytest.mark.parametrize(
    ("seen", "words"),
    [
        (record("2.6", "5", cases=9), "9 of 10"),
        (record("1.3", cases=0), "nothing is recorded"),
        (record("1.8", until=TODAY - timedelta(days=200)), "Too old"),
        (record("1.1"), "does not record this"),
    ],
)
def test_too_few_too_old_or_not_recorded_is_said(seen, words):
    item = judged(seen)[seen.item]
    assert item.level is None
    assert words in str(item.why)


def test_one_weak_gate_holds_the_stage_down_and_an_unknown_gate_hides_its_level():
    gates = [item.id for item in ITEMS if item.gate and item.stage == 1]
    answer = readiness(ReadinessCase(today=TODAY, records=tuple(strong(g) for g in gates)))
    assert answer.stages[0].level is None
    assert set(answer.stages[0].open_gates) == {"1.1", "1.2", "1.7", "1.9", "1.13"}


def test_tasks_come_from_the_first_stage_and_gates_first():
    tasks = readiness(ReadinessCase(today=TODAY)).tasks
    assert [task.item for task in tasks] == ["1.8", "1.10", "1.3"]


def test_a_task_already_done_is_not_asked_again():
    answer = readiness(ReadinessCase(today=TODAY, records=(record("1.10"), record("1.8"))))
    assert [task.item for task in answer.tasks] == ["1.3", "2.1", "2.6"]


@pytest.mark.parametrize(
    ("records", "words"),
    [
        ((record("9.9"),), "records.0.item: There is no item 9.9"),
        ((record("1.3"), record("1.3")), "records.1.item: Item 1.3 is given twice"),
        (
            (record("1.3", until=TODAY + timedelta(days=1)),),
            "records.0.until: Item 1.3 is dated after today",
        ),
    ],
)
def test_a_wrong_record_is_refused_by_name(records, words):
    with pytest.raises(ValueError, match=words):
        readiness(ReadinessCase(today=TODAY, records=records))


MEASURED = [item for item in ITEMS if item.measure]
RECORDS = st.builds(
    lambda item, value, cases, age, both: Record(
        item=item.id,
        value=Decimal(value) / 10,
        cases=cases,
        until=TODAY - timedelta(days=age),
        since=TODAY - timedelta(days=age + 100),
        evidence=BOTH if both else (Evidence.SYSTEM,),
        sources=("workshop", "buyers") if both else ("workshop",),
    ),
    st.sampled_from(MEASURED),
    st.integers(0, 30),
    st.integers(0, 40),
    st.integers(0, 800),
    st.booleans(),
)


def level(seen: Record, today: date = TODAY) -> int:
    answer = readiness(ReadinessCase(today=today, records=(seen,)))
    items = {item.id: item for stage in answer.stages for item in stage.items}
    told = items[seen.item].level
    return -1 if told is None else told


@given(RECORDS, st.integers(0, 1000))
def test_moving_the_clock_forward_never_raises(seen, days):
    assert level(seen, TODAY + timedelta(days=days)) <= level(seen)


@given(RECORDS)
def test_confirming_evidence_never_lowers(seen):
    more = replace(seen, sources=(*seen.sources, "carrier"), evidence=(*seen.evidence, "O"))
    assert level(more) >= level(seen)
    assert level(replace(seen, sources=seen.sources * 2)) == level(seen)


@given(st.lists(RECORDS, unique_by=lambda seen: seen.item), st.randoms(use_true_random=False))
def test_the_order_of_records_does_not_matter(records, chance):
    mixed = list(records)
    chance.shuffle(mixed)
    assert readiness(ReadinessCase(today=TODAY, records=tuple(mixed))) == readiness(
        ReadinessCase(today=TODAY, records=tuple(records))
    )


def test_every_task_has_a_measure_that_can_see_it_done():
    lonely = [
        item.id for item in ITEMS if isinstance(item, Item) and item.task and not item.measure
    ]
    assert lonely == []
