"""A question about a plan that brings what cannot be: refused by its field, with what to do."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from pydantic import TypeAdapter

from langkah.api import ask
from langkah.domain.capacity import Booking, LastSets, PlanCase, plan
from tests.domain.capacity.test_repair import MORNING, SHOP, a_job

JOBS = (a_job("a", 24), a_job("b", 24))
BOOKED: list[Any] = TypeAdapter(tuple[Booking, ...]).dump_python(
    plan(PlanCase(shop=SHOP, jobs=JOBS, now=MORNING)).bookings, mode="json"
)
ORDERS: list[Any] = [TypeAdapter(type(job)).dump_python(job, mode="json") for job in JOBS]
FLOOR: Any = TypeAdapter(type(SHOP)).dump_python(SHOP, mode="json")
NEW = ORDERS[0] | {"id": "new"}


def a_case(name: str, **more: object) -> dict[str, Any]:
    """Two planned orders, and what else the decision needs."""
    case: dict[str, Any] = {"shop": FLOOR, "now": "2027-03-01T08:00"}
    if name in ("repair", "earlier"):
        case["commitments"] = [{"job": job} for job in ORDERS]
    if name in ("plan", "promise", "earlier"):
        case["jobs"] = [NEW]
    return case | {"bookings" if name == "chance" else "booked": BOOKED} | more


def problems(name: str, case: dict[str, Any]) -> list[tuple[str, str]]:
    """What is told of a case; nothing of one that is answered."""
    try:
        ask.ask(name, json.dumps(case).encode())
    except ask.BadCase as bad:
        return bad.problems
    return []


def changed(at: int, **values: object) -> list[dict[str, Any]]:
    """The bookings, one of them with other values."""
    return [row | values if count == at else row for count, row in enumerate(BOOKED)]


@pytest.mark.parametrize("name", ["repair", "earlier", "plan", "promise", "chance"])
def test_what_can_be_is_answered(name: str) -> None:
    assert problems(name, a_case(name)) == []


OVERLAP = [*BOOKED, BOOKED[0] | {"job": "other", "lot": 1, "step": 1}]
TWICE = [*BOOKED, BOOKED[0]]


@pytest.mark.parametrize("name", ["repair", "earlier", "promise", "chance"])
@pytest.mark.parametrize(
    ("booked", "place", "say"),
    [
        (changed(0, person=99), "0.person", "Nobody on the floor is number 99."),
        (changed(1, station="moon"), "1.station", "There is no “moon” on the floor."),
        (OVERLAP, f"{len(BOOKED)}.start", "is booked twice at once"),
        (TWICE, "", "is booked 2 times. Keep one."),
    ],
)
def test_bookings_that_no_floor_can_have_are_refused_everywhere(
    name: str, booked: list[Any], place: str, say: str
) -> None:
    field = "bookings" if name == "chance" else "booked"
    told = problems(name, a_case(name) | {field: booked})
    assert f"{field}.{place}".rstrip(".") in [where for where, _ in told]
    assert any(say in sentence for _, sentence in told)


LOT_TOO_MANY = [*BOOKED, *(row | {"lot": 2} for row in BOOKED if row["job"] == "a")]


@pytest.mark.parametrize("name", ["repair", "earlier"])
@pytest.mark.parametrize(
    ("more", "field", "say"),
    [
        ({"booked": changed(0, step=9)}, "booked.0.step", "has no step 9. Write 1 to 2"),
        ({"booked": LOT_TOO_MANY}, "booked.4.lot", "“a” has 24 pairs, but its lots have more"),
        ({"booked": BOOKED[:-1]}, "booked.2.step", "is not booked to the end"),
        ({"booked": changed(0, pairs=23)}, "booked.0.pairs", "the same pairs in each step"),
        (
            {"commitments": [{"job": ORDERS[0]}, {"job": ORDERS[1]}, {"job": ORDERS[0]}]},
            "commitments.2.job.id",
            "“a” is written twice.",
        ),
        (
            {"commitments": [{"job": ORDERS[0], "noted": [[9, 9]]}, {"job": ORDERS[1]}]},
            "commitments.0.noted",
            "“a” has no step 9 of lot 9. Write lots 1 to 1 and steps 1 to 2.",
        ),
        (
            {"commitments": [{"job": ORDERS[0], "noted": [[0, -1]]}, {"job": ORDERS[1]}]},
            "commitments.0.noted",
            "“a” has no step -1 of lot 0.",
        ),
    ],
)
def test_bookings_and_notes_that_no_order_can_have_are_refused(
    name: str, more: dict[str, Any], field: str, say: str
) -> None:
    told = problems(name, a_case(name) | more)
    assert field in [where for where, _ in told]
    assert any(say in sentence for _, sentence in told)


def test_a_new_order_has_a_name_of_its_own() -> None:
    """Of an order that is booked already nobody knows which of both is meant."""
    say = "planned already. Give the new order another name."
    for name in ("plan", "promise"):
        (place, told), *_ = problems(name, a_case(name, jobs=[ORDERS[0]]))
        assert (place, say in told) == ("jobs.0", True)
    (place, told), *_ = problems("earlier", a_case("earlier", jobs=[ORDERS[0]], commitments=[]))
    assert (place, say in told) == ("jobs.0", True)
    (place, told), *_ = problems("repair", a_case("repair", rush=[{"job": ORDERS[0]}]))
    assert (place, say in told) == ("rush", True)


LASTED = replace(SHOP, lasts=(LastSets(family="derby", count=2),))
ON_LASTS = tuple(
    replace(
        job,
        last_family="derby",
        routing=(
            job.routing[0],
            replace(job.routing[1], holds_last=True, drying_hours=Decimal(2)),
        ),
    )
    for job in JOBS
)
HELD: list[Any] = TypeAdapter(tuple[Booking, ...]).dump_python(
    plan(PlanCase(shop=LASTED, jobs=ON_LASTS, now=MORNING)).bookings, mode="json"
)


def held(at: int, **values: object) -> dict[str, Any]:
    """A repair of the orders on lasts, one of their bookings with other values."""
    return a_case("repair") | {
        "shop": TypeAdapter(type(LASTED)).dump_python(LASTED, mode="json"),
        "commitments": [
            {"job": TypeAdapter(type(job)).dump_python(job, mode="json")} for job in ON_LASTS
        ],
        "booked": [row | values if count == at else row for count, row in enumerate(HELD)],
    }


@pytest.mark.parametrize(
    ("values", "field", "say"),
    [
        ({"last_until": None}, "booked.1.last_until", "Write until when lot 1 of “a” keeps its"),
        ({"last_until": HELD[1]["end"]}, "booked.1.last_until", "step on them is over, and dry."),
        ({"last_family": ""}, "booked.1.last_family", "“a” needs lasts of “derby”. Write that."),
    ],
)
def test_a_lot_on_its_lasts_says_which_and_until_when(
    values: dict[str, Any], field: str, say: str
) -> None:
    """The one that stays where it is; what is planned again gets its own."""
    ((place, told),) = problems("repair", held(1, **values))
    assert (place, say in told) == (field, True)
    assert problems("repair", held(3, **values)) == []
    assert problems("repair", held(0)) == []


@pytest.mark.parametrize(
    ("opens", "say"),
    [
        ("08:00Z", "without a time zone"),
        ("08:00:00+07:00", "without a time zone"),
        (28800, "without a time zone"),
        ("08:00:30", "at a whole minute"),
    ],
)
@pytest.mark.parametrize("partner", [False, True])
@pytest.mark.parametrize("name", ["plan", "promise", "repair"])
def test_hours_have_no_time_zone_and_no_seconds(
    name: str, partner: bool, opens: object, say: str
) -> None:
    """Nor have those of a partner, also where lots on their lasts are looked at beforehand."""
    calendar = FLOOR["calendar"] | {"hours": [FLOOR["calendar"]["hours"][0] | {"opens": opens}]}
    case = held(0) if name == "repair" else a_case(name)
    one = case["shop"]["people"][1] | {"partner": {"calendar": calendar}}
    more = {"people": [case["shop"]["people"][0], one]} if partner else {"calendar": calendar}
    case |= {"shop": case["shop"] | more} | ({"jobs": [NEW]} if name == "plan" else {})
    assert say in str(problems(name, case))
