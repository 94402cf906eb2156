"""Something goes wrong on a random floor, drawn from a number: every disruption, in any mixture."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from langkah.domain.capacity import Commitment, PlanCase, RepairCase, Rush, Shop, plan
from langkah.domain.capacity.ready import Ready
from tests.domain.capacity.floors import DAY, Floor, a_floor, a_leave, without


def a_disruption(number: int, effort: int = 300) -> RepairCase:
    """A planned floor at some moment, with its promises and one to five things gone wrong."""
    floor, dice = a_floor(number), Random(number + 7)
    booked = plan(PlanCase(shop=floor.shop, jobs=floor.jobs, now=floor.now, effort=60)).bookings
    ready = Ready(floor.shop, floor.jobs).moments(booked)
    minutes = int((max(ready.values()) - floor.now) / timedelta(minutes=1))
    now = floor.now + timedelta(minutes=dice.randrange(minutes))
    told = [
        Commitment(
            job=job,
            promised=ready[job.id].date() + dice.choice((0, 0, 1, 3, 9)) * DAY
            if dice.random() < 0.9
            else None,
        )
        for job in floor.jobs
    ]
    rush = _rush(floor, dice, now)
    shop = _shop(floor.shop, dice, now)
    if dice.random() < 0.25:
        at = dice.randrange(len(told))
        leather = now.date() + 9 * DAY
        told[at] = replace(told[at], job=replace(told[at].job, material_ready=leather))
    return RepairCase(
        shop=shop,
        commitments=tuple(told),
        booked=booked,
        now=now,
        rush=rush,
        cancelled=(dice.choice(told).job.id,) if dice.random() < 0.15 else (),
        frozen_shifts=dice.choice((0, 1, 1, 2)),
        effort=effort,
    )


def _rush(floor: Floor, dice: Random, now: datetime) -> tuple[Rush, ...]:
    if dice.random() >= 0.5:
        return ()
    wish = now.date() + dice.choice((0, 3, 10, 25)) * DAY
    return (Rush(job=replace(floor.new, id="rush", material_ready=None), wish=wish),)


def _shop(shop: Shop, dice: Random, now: datetime) -> Shop:
    """The floor with one or two people away and machines out, or as it was."""
    if dice.random() < 0.5:
        for _ in range(dice.choice((1, 2))):
            shop = without(shop, dice.choice([one.id for one in shop.people]), a_leave(dice, now))
    kind = shop.stations[0]
    if dice.random() < 0.25 and not kind.out:
        broken = replace(kind, out=(a_leave(dice, now),))
        shop = replace(shop, stations=(broken, *shop.stations[1:]))
    return shop
