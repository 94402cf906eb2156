"""Shops for the tests: small ones to count on fingers, and those of the research folder."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

from langkah.domain.calendar import ClosedDay, DayHours, WorkCalendar
from langkah.domain.capacity import Job, LastSets, Operation, Person, Shop, Stations
from langkah.domain.capacity.shop import SkillSpeed
from langkah.domain.work_line import work_line

MONDAY = date(2027, 3, 1)
MORNING = datetime.combine(MONDAY, time(8))
# Monday to Friday 08:00-12:00 and 13:00-16:00, Saturday 08:00-13:00
WEEK = (
    *(
        DayHours(weekday=day, opens=time(8), minutes=420, break_after=240, break_minutes=60)
        for day in range(5)
    ),
    DayHours(weekday=5, opens=time(8), minutes=300),
)
CALENDAR = WorkCalendar(hours=WEEK)


def a_step(name: str, minutes: int | None, **more: object) -> Operation:
    """A step whose skill is its name."""
    per_pair = None if minutes is None else Decimal(minutes)
    return Operation(name=name, skill=name, minutes_per_pair=per_pair, **more)  # type: ignore[arg-type]


def a_person(number: int, *skills: str, speed: str = "1") -> Person:
    return Person(id=number, name=f"Maker {number}", skills=skills, speed=Decimal(speed))


def a_shop(*people: Person, **more: object) -> Shop:
    return Shop(people=people, calendar=more.pop("calendar", CALENDAR), **more)  # type: ignore[arg-type]


class Published:
    """A shop of the research folder with its open orders."""

    def __init__(self, path: Path, calendar_from: Path) -> None:
        data = json.loads(path.read_text())
        self.days = json.loads(calendar_from.read_text())["calendar"]
        self.orders = data["orders"]
        self.operations = data["operations"]
        self.shop = Shop(
            people=tuple(
                Person(
                    id=number,
                    name=worker["id"],
                    skills=tuple(worker["speed"]),
                    speeds=tuple(
                        SkillSpeed(skill=skill, speed=Decimal(str(speed)))
                        for skill, speed in worker["speed"].items()
                    ),
                )
                for number, worker in enumerate(data["workers"], start=1)
            ),
            calendar=self._calendar(),
            stations=(Stations(name="sewing machine", count=data["sewing_machines"]),),
            lasts=tuple(
                LastSets(family=str(family), count=count)
                for family, count in enumerate(data["last_sets"])
            ),
            lot_pairs=data["lot_pairs"],
        )
        self.now = datetime.combine(self._day(0), time(8))

    def _calendar(self) -> WorkCalendar:
        open_days = {date.fromisoformat(day["date"]) for day in self.days}
        first, last = min(open_days), max(open_days)
        return WorkCalendar(
            # The rest after four hours is that of every day, Saturdays too.
            hours=tuple(replace(day, break_after=240, break_minutes=60) for day in WEEK),
            closed=tuple(
                ClosedDay(day=day, reason="closed")
                for count in range((last - first).days + 1)
                if (day := first + timedelta(days=count)) not in open_days and day.weekday() != 6
            ),
        )

    def _day(self, minute: int) -> date:
        for day in self.days:
            if minute < day["minutes"]:
                return date.fromisoformat(day["date"])
            minute -= day["minutes"]
        raise LookupError(minute)

    def jobs(self) -> tuple[Job, ...]:
        return tuple(self.job(order) for order in self.orders)

    def exact_jobs(self) -> tuple[Job, ...]:
        """The orders with weights, due and released to the minute as the research counts them."""
        line = work_line(self.shop.calendar, self.now.date())
        return tuple(
            replace(
                self.job(order),
                due=line.finish(order["due"]),
                material_ready=line.begin(order["release"]) if order["release"] else None,
                weight=Decimal(order["weight"]),
            )
            for order in self.orders
        )

    def job(self, order: dict[str, object]) -> Job:
        """One order; a release within a day counts from the morning of that day."""
        complexity = Decimal(str(order["complexity"]))
        return Job(
            id=str(order["id"]),
            pairs=int(str(order["pairs"])),
            last_family=str(order["last_family"]),
            material_ready=self._day(int(str(order["release"]))) if order["release"] else None,
            due=self._day(int(str(order["due"]))),
            routing=tuple(
                Operation(
                    name=each["id"],
                    skill=each["id"],
                    station="sewing machine" if each["id"] == "stitch" else "",
                    minutes_per_pair=Decimal(each["minutes_per_pair"])
                    * (complexity if each["times_complexity"] else 1),
                    minutes_per_batch=Decimal(each["setup_minutes"]),
                    drying_hours=Decimal(each["dry_clock_minutes"]) / 60,
                    holds_last=each["id"] in ("last", "sole"),
                )
                for each in self.operations
            ),
        )
