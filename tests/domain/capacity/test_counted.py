"""A plan counted from the published file alone: its calendar, its minutes, its due dates.

Neither the shop, the jobs nor the verifier of the program are asked, so that a figure too good to
be true would show.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import ROUND_CEILING, Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest

from langkah.domain.capacity import Booking, PlanCase, plan
from tests.domain.capacity.shops import Published
from tests.shared import shared

pytestmark = pytest.mark.reference


class Counted:
    """A published shop, and what its file says about a plan."""

    def __init__(self, orders: int) -> None:
        folder = shared("data/planning")
        self.data: dict[str, Any] = json.loads((folder / f"shop-{orders}.json").read_text())
        days = json.loads((folder / "shop-40.json").read_text())["calendar"]
        self.days: dict[str, tuple[int, int]] = {}
        before = 0
        for day in days:
            self.days[day["date"]] = before, day["minutes"]
            before += day["minutes"]

    def minute(self, moment: datetime) -> int:
        """Working minutes until this moment: from 8 on, an hour of rest after four."""
        before, length = self.days[moment.date().isoformat()]
        passed = moment.hour * 60 + moment.minute - 480
        worked = passed if passed <= 240 else max(240, passed - 60)
        assert 0 <= worked <= length
        return before + worked

    def late(self, bookings: Iterable[Booking]) -> Fraction:
        """Weighted working days too late."""
        ends: dict[str, int] = defaultdict(int)
        for one in bookings:
            ends[one.job] = max(ends[one.job], self.minute(one.end))
        return sum(
            (
                Fraction(order["weight"] * max(0, ends[str(order["id"])] - order["due"]), 420)
                for order in self.data["orders"]
            ),
            Fraction(0),
        )

    def check(self, bookings: Iterable[Booking]) -> None:
        """Every task, every person, every machine and every set of lasts."""
        by_lot: dict[tuple[str, int], list[Booking]] = defaultdict(list)
        by_person: dict[int, list[tuple[datetime, datetime]]] = defaultdict(list)
        for one in bookings:
            by_lot[one.job, one.lot].append(one)
            by_person[one.person].append((one.start, one.end))
        for mine in by_person.values():
            assert most(mine) == 1
        machines = [(b.start, b.end) for rows in by_lot.values() for b in rows if b.step == STITCH]
        assert most(machines) <= self.data["sewing_machines"]
        holds: dict[int, list[tuple[datetime, datetime]]] = defaultdict(list)
        for order in self.data["orders"]:
            lots = [by_lot[key] for key in by_lot if key[0] == str(order["id"])]
            assert sum(rows[0].pairs for rows in lots) == order["pairs"]
            for rows in lots:
                steps = sorted(rows, key=lambda one: one.step)
                self.tasks(order, steps)
                holds[order["last_family"]].append(self.held(steps))
        for family, mine in holds.items():
            assert most(mine) <= self.data["last_sets"][family]

    def tasks(self, order: dict[str, Any], steps: list[Booking]) -> None:
        """Each in turn, by somebody who can, for as long as the file says, dry in between."""
        assert len(steps) == len(self.data["operations"])
        assert max(one.pairs for one in steps) <= self.data["lot_pairs"]
        assert self.minute(steps[0].start) >= order["release"]
        for each, one in zip(self.data["operations"], steps, strict=True):
            assert one.operation == each["id"]
            speed = self.data["workers"][one.person - 1]["speed"][each["id"]]
            complexity = order["complexity"] if each["times_complexity"] else 1
            pairs = Decimal(each["minutes_per_pair"]) * one.pairs * Decimal(str(complexity))
            needed = (Decimal(each["setup_minutes"]) + pairs) * Decimal(str(speed))
            worked = self.minute(one.end) - self.minute(one.start)
            assert worked == int(needed.to_integral_value(ROUND_CEILING))
        for each, (one, then) in zip(self.data["operations"], pairwise(steps), strict=False):
            assert then.start >= one.end + timedelta(minutes=each["dry_clock_minutes"])

    def held(self, steps: list[Booking]) -> tuple[datetime, datetime]:
        """From the start of lasting until the cement of the sole is dry."""
        names = [each["id"] for each in self.data["operations"]]
        sole = names.index("sole")
        dry = timedelta(minutes=self.data["operations"][sole]["dry_clock_minutes"])
        return steps[names.index("last")].start, steps[sole].end + dry


STITCH = 2


def most(spans: Iterable[tuple[datetime, datetime]]) -> int:
    """How many of them there are at once."""
    changes = sorted((when, step) for start, end in spans for when, step in ((start, 1), (end, -1)))
    now = highest = 0
    for _, step in changes:
        now += step
        highest = max(highest, now)
    return highest


@pytest.mark.parametrize(("orders", "effort", "bar"), [(40, 10_000, 0.55 * 68), (200, 10_000, 175)])
def test_the_plan_is_what_it_says(orders: int, effort: int, bar: float) -> None:
    counted, folder = Counted(orders), shared("data/planning")
    shop = Published(folder / f"shop-{orders}.json", folder / "shop-40.json")
    case = PlanCase(shop=shop.shop, jobs=shop.exact_jobs(), now=shop.now, effort=effort)
    answer = plan(case)
    counted.check(answer.bookings)
    assert counted.late(answer.bookings) == Fraction(answer.late) / 420
    assert answer.late / 420 <= bar
