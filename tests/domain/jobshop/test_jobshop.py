"""The flexible job shop: small ones to count on fingers, every plan checked, known cases."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from langkah.domain.jobshop import Choice, JobShopCase, Work, check, jobshop, read
from langkah.domain.jobshop.search import Search
from langkah.domain.reason import Refusal
from tests.shared import shared

# Two machines; the first job must leave machine 1 to the second to be done by 5.
TWO = "2 2\n2 2 1 3 2 3 1 2 2\n1 1 1 4\n"
JOBS = st.lists(
    st.lists(
        st.dictionaries(st.integers(1, 4), st.integers(1, 9), min_size=1, max_size=4).map(
            lambda one: tuple(Choice(machine=on, minutes=took) for on, took in one.items())
        ),
        min_size=1,
        max_size=5,
    ).map(tuple),
    min_size=1,
    max_size=6,
).map(tuple)


def test_two_jobs_share_two_machines() -> None:
    answer = jobshop(JobShopCase(text=TWO))
    assert (answer.makespan, answer.bound, answer.proved) == (5, 5, True)
    assert answer.works[0] == Work(job=1, step=1, machine=2, start=0, end=3)


def test_text_and_jobs_are_the_same_case() -> None:
    assert jobshop(JobShopCase(jobs=read(TWO))) == jobshop(JobShopCase(text=TWO))


@given(jobs=JOBS, seed=st.integers(1, 3))
@settings(max_examples=30)
def test_every_plan_on_the_way_can_be_carried_out(jobs, seed) -> None:
    search = Search(jobs, seed)
    first = search.best
    assert not check(jobs, search.works())
    search.improve(3_000, 0)
    works = search.works()
    assert not check(jobs, works)
    assert max(one.end for one in works) == search.best <= first


@given(jobs=JOBS)
@settings(max_examples=20)
def test_no_plan_is_better_than_the_bound_and_the_same_effort_gives_the_same(jobs) -> None:
    case = JobShopCase(jobs=jobs, effort=2_000)
    answer = jobshop(case)
    assert answer.makespan >= answer.bound
    assert answer == jobshop(case)


@pytest.mark.parametrize(
    "changed",
    [
        lambda works: works[:-1],
        lambda works: (*works[:-1], replace(works[-1], end=works[-1].end + 1)),
        lambda works: (*works[:-1], replace(works[-1], machine=2)),
        lambda works: (replace(works[0], machine=1), *works[1:]),
        lambda works: (works[0], replace(works[1], start=0, end=2), works[2]),
        lambda works: (*works[:-1], works[0]),
    ],
)
def test_a_plan_that_breaks_a_rule_is_found(changed) -> None:
    works = jobshop(JobShopCase(text=TWO)).works
    assert not check(read(TWO), works)
    assert check(read(TWO), changed(works))


@pytest.mark.parametrize(
    ("case", "word"),
    [
        (JobShopCase(), "nothing to plan"),
        (JobShopCase(text="two jobs"), "usual form"),
        (JobShopCase(text=f"{TWO} 7"), "usual form"),
        (JobShopCase(text=TWO[:-3]), "usual form"),
        (JobShopCase(jobs=(((),),)), "no machine can do step 1 of job 1"),
        (JobShopCase(text="1 1\n1 1 0 4"), "machines from 1"),
        (JobShopCase(text="1 1\n1 1 1 0"), "minutes from 1"),
        (JobShopCase(text="1 1\n1 1 1000000000 4"), "machines from 1"),
        (JobShopCase(jobs=(((Choice(machine=1, minutes=1),),),) * 5001), "at most 5000"),
    ],
)
def test_what_is_no_job_shop_is_refused_in_words(case, word) -> None:
    with pytest.raises(Refusal, match=word):
        jobshop(case)


# Instance -> makespan that a small part of the usual effort reaches
SOON = {"mk01": 42, "mk03": 204, "mk04": 66, "mk08": 523}


@pytest.mark.reference
@pytest.mark.parametrize("name", SOON)
def test_brandimarte_is_near_the_best_known_soon(name: str) -> None:
    text = shared(f"data/planning/fjsp/{name}.txt").read_text()
    answer = jobshop(JobShopCase(text=text, effort=100_000))
    assert answer.makespan <= SOON[name]
    assert not check(read(text), answer.works)
