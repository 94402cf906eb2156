"""OR-Tools after our own search: the same check, a proof, a clear sentence where it is missing."""

from __future__ import annotations

import sys

import pytest

from langkah.domain.jobshop import JobShopCase, check, jobshop, read
from langkah.domain.reason import Refusal

# Three machines, four jobs; the longest job and the shared work say 9, yet no plan is below 10.
FOUR = """4 3
3 2 1 4 2 6 1 2 3 1 3 3
3 1 1 3 2 2 5 3 4 1 1 2
2 1 2 4 2 1 3 3 4
3 1 3 2 1 1 3 2 2 4 3 5
"""


def test_without_or_tools_the_answer_says_how_to_install_it(monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "ortools", None)
    for name in [name for name in sys.modules if name.startswith("ortools.")]:
        monkeypatch.delitem(sys.modules, name)
    with pytest.raises(Refusal, match=r"pip install --require-hashes -r requirements/optimizer"):
        jobshop(JobShopCase(text=FOUR, optimizer=True))


def test_a_proof_is_the_same_twice_and_our_plan_passes_through() -> None:
    pytest.importorskip("ortools", reason="the extra optimizer is not installed")
    case = JobShopCase(text=FOUR, effort=0, optimizer=True, optimizer_seconds=5)
    answer = jobshop(case)
    assert answer.proved
    assert (
        answer.makespan == answer.bound == jobshop(JobShopCase(text=FOUR, effort=20_000)).makespan
    )
    assert not check(read(FOUR), answer.works)
    assert jobshop(case) == answer


def test_the_optimizer_works_for_a_while_only() -> None:
    pytest.importorskip("ortools", reason="the extra optimizer is not installed")
    with pytest.raises(Refusal, match="at most 600"):
        jobshop(JobShopCase(text=FOUR, optimizer=True, optimizer_seconds=601))
