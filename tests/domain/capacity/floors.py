"""Random workshops, drawn from a number: everything a floor can have, in every mixture.

The same number gives the same workshop. Every skill is somebody's and every family has its lasts,
so that each order can be made; whatever else is short is left to chance.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random

from langkah.domain.calendar import ClosedDay, DayHours, Span, WorkCalendar, opening
from langkah.domain.capacity import (
    Job,
    LastSets,
    Operation,
    Partner,
    Person,
    Shop,
    SkillSpeed,
    Stations,
)

SKILLS = ("cut", "sew", "last", "sole", "finish", "pack")
FAMILIES = ("derby", "boot", "loafer")
KINDS = {"sew": "sewing machine", "sole": "press"}
DRYING = tuple(map(Decimal, ("0", "0.25", "1.5", "4", "20", "47.3")))
START = date(2027, 2, 22)
AHEAD = 60
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """A workshop with its order book on a day, and an order that is asked for."""

    shop: Shop
    jobs: tuple[Job, ...]
    new: Job
    now: datetime
    dice: Random


def a_floor(number: int) -> Floor:
    """The workshop of this number."""
    dice = Random(number)
    monday = START + timedelta(days=dice.randrange(7))
    calendar = _calendar(dice, monday)
    shop = Shop(
        people=tuple(_people(dice, calendar, monday)),
        calendar=calendar,
        stations=tuple(
            Stations(name=kind, count=dice.randint(1, 3), out=_spans(dice, monday, 0.2, 1))
            for kind in KINDS.values()
        ),
        lasts=tuple(LastSets(family=one, count=dice.randint(1, 3)) for one in FAMILIES),
        lot_pairs=dice.choice((4, 8, 12, 24, 24)),
    )
    now = datetime.combine(monday, time(dice.randrange(24), dice.choice((0, 0, 17, 59))))
    jobs = tuple(_job(dice, f"order {count}", monday) for count in range(dice.randint(2, 6)))
    return Floor(shop=shop, jobs=jobs, new=_job(dice, "new", monday), now=now, dice=dice)


def a_partner(dice: Random, number: int, skills: tuple[str, ...], monday: date) -> Person:
    """A workshop that takes lots of a few pairs at least, some hours away."""
    way = (Decimal(dice.randrange(0, 600)) / 10 for _ in range(2))
    partner = Partner(
        there_hours=next(way),
        back_hours=next(way),
        least_pairs=dice.choice((1, 3, 6, 12)),
        calendar=_calendar(dice, monday) if dice.random() < 0.5 else None,
    )
    return Person(
        id=number, name=f"Partner {number}", skills=skills, speed=_speed(dice), partner=partner
    )


def a_leave(dice: Random, now: datetime, most: int = 20) -> Span:
    """Some hours to some weeks from about now on."""
    start = now + timedelta(minutes=dice.randrange(-300, 4000))
    return Span(start=start, end=start + timedelta(minutes=dice.randrange(30, most * 1440)))


def _speed(dice: Random) -> Decimal:
    return Decimal(dice.randrange(60, 160)) / 100


def _calendar(dice: Random, monday: date) -> WorkCalendar:
    """Five or six days, a short Saturday, holidays, the Lebaran stop, half days for all."""
    days = dice.choice((5, 6, 6, 6))
    opens, rest = time(dice.choice((7, 8)), dice.choice((0, 0, 30))), dice.choice((0, 30, 60))
    hours = [
        DayHours(
            weekday=day,
            opens=opens,
            minutes=300 if day == 5 else 420,
            break_after=240 if rest and day != 5 else 0,
            break_minutes=rest if day != 5 else 0,
        )
        for day in range(days)
    ]
    stop, long = monday + timedelta(days=dice.randrange(3, 40)), dice.randint(6, 12)
    closed = {stop + count * DAY: "Idul Fitri" for count in range(long)}
    for _ in range(dice.randrange(6)):
        closed.setdefault(monday + timedelta(days=dice.randrange(AHEAD)), "Cuti bersama")
    guessed = dice.random() < 0.5
    return WorkCalendar(
        hours=tuple(hours),
        closed=tuple(
            ClosedDay(day=day, reason=why, estimated=guessed) for day, why in sorted(closed.items())
        ),
        rest=tuple(
            Span(
                start=datetime.combine(day, time(12)),
                end=datetime.combine(day, time(dice.choice((14, 18)))),
            )
            for day in (monday + timedelta(days=dice.randrange(AHEAD)) for _ in range(3))
        ),
    )


def _people(dice: Random, calendar: WorkCalendar, monday: date) -> Iterator[Person]:
    """Three to nine makers with their leave and overtime; now and then a partner."""
    count = dice.randint(3, 9)
    skills: list[set[str]] = [set(dice.sample(SKILLS, dice.randint(1, 3))) for _ in range(count)]
    for skill in SKILLS:
        if not any(skill in mine for mine in skills):
            skills[dice.randrange(count)].add(skill)
    for number, mine in enumerate(skills, 1):
        able = tuple(sorted(mine))
        yield Person(
            id=number,
            name=f"Maker {number}",
            skills=able,
            speed=_speed(dice),
            speeds=tuple(
                SkillSpeed(skill=one, speed=_speed(dice)) for one in able if dice.random() < 0.5
            ),
            away=_spans(dice, monday, 0.4, 2),
            overtime=tuple(_overtime(dice, calendar, monday)) if dice.random() < 0.3 else (),
        )
    for number in range(count + 1, count + 1 + dice.choice((0, 0, 1, 2))):
        yield a_partner(dice, number, tuple(dice.sample(SKILLS[:4], 2)), monday)


def _overtime(dice: Random, calendar: WorkCalendar, monday: date) -> Iterator[Span]:
    """Evenings after work, a few Sundays, sometimes a whole night."""
    for _ in range(dice.randint(1, 8)):
        day = monday + timedelta(days=dice.randrange(AHEAD))
        open_hours = opening(calendar, day)
        start = open_hours[1] if open_hours else datetime.combine(day, time(9))
        yield Span(start=start, end=start + timedelta(minutes=dice.choice((60, 125, 240, 600))))


def _spans(dice: Random, monday: date, share: float, most: int) -> tuple[Span, ...]:
    """Half days, days and weeks in which something is missing; they do not overlap."""
    if dice.random() >= share:
        return ()
    found = []
    at = datetime.combine(monday, time(8))
    for _ in range(dice.randint(1, most)):
        at += timedelta(minutes=30 * dice.randrange(500))
        end = at + timedelta(minutes=dice.choice((240, 480, 1440, 5 * 1440, 14 * 1440)))
        found.append(Span(start=at, end=end))
        at = end
    return tuple(found)


def _job(dice: Random, name: str, monday: date) -> Job:
    """Some steps of the trade in their order; it is lasted and soled on the same lasts."""
    steps = tuple(_step(dice, skill) for skill in SKILLS if dice.random() < 0.75 or skill == "pack")
    arrives = dice.choice((None, None, -5, 2, 6, 15))
    day = None if arrives is None else monday + timedelta(days=arrives)
    due = dice.choice((None, 10, 20, 40))
    return Job(
        id=name,
        title=name.title(),
        pairs=dice.choice((1, 2, 6, 12, 24, 25, 36, 48, 60)),
        routing=steps,
        last_family=dice.choice(FAMILIES),
        material_ready=datetime.combine(day, time(14, 20)) if day and dice.random() < 0.5 else day,
        due=None if due is None else monday + timedelta(days=due),
        weight=Decimal(dice.choice((1, 2, 4))),
    )


def _step(dice: Random, skill: str) -> Operation:
    return Operation(
        name=skill,
        skill=skill,
        station=KINDS.get(skill, "") if dice.random() < 0.8 else "",
        minutes_per_pair=Decimal(dice.randrange(10, 250)) / 10,
        minutes_per_batch=Decimal(dice.choice((0, 5, 15))),
        drying_hours=dice.choice(DRYING) if skill in ("last", "sole") else Decimal(0),
        holds_last=skill in ("last", "sole"),
    )


def without(shop: Shop, number: int, leave: Span) -> Shop:
    """The floor while this person is away."""
    return replace(
        shop,
        people=tuple(
            replace(one, away=(*one.away, leave)) if one.id == number else one
            for one in shop.people
        ),
    )
