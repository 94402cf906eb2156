"""A promised day told as a row of stretches: what the time until then is spent on.

Read off the lot that is finished last, from the day of the question to the buyer's door.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from langkah.domain.capacity.lots import drying
from langkah.domain.capacity.shop import Booking, Job, opens
from langkah.domain.reason import Reason, because

DAY = timedelta(days=1)


class Phase(StrEnum):
    """What a stretch of time goes to."""

    ANSWER = "answer"
    MATERIAL = "material"
    WAITING = "waiting"
    MAKING = "making"
    DRYING = "drying"
    DELAYS = "delays"
    BUFFER = "buffer"
    TRANSIT = "transit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """One phase from one moment to another, on the workshop's clock; `what` is a step's name."""

    phase: Phase
    start: datetime
    end: datetime
    what: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """The stretches one after the other, and the day's reason in one sentence."""

    stretches: tuple[Stretch, ...]
    sentence: Reason


def explain(
    job: Job,
    bookings: Sequence[Booking],
    asked: datetime,
    *,
    answer_by: datetime | None = None,
    promised: date | None = None,
    transit_days: int | None = None,
) -> Explained | None:
    """The time of the job's last lot; None without a booking of it.

    `promised` is the day given, `transit_days` lead to the buyer's door.
    """
    mine = [one for one in bookings if one.job == job.id]
    if not mine:
        return None
    last = max(mine, key=lambda one: one.end)
    lot = sorted((one for one in mine if one.lot == last.lot), key=lambda one: one.step)
    found = [*_before(job, lot[0].start, asked, answer_by), *_made(job, lot)]
    ready = found[-1].end
    if promised and promised > ready.date():
        found.append(Stretch(phase=Phase.BUFFER, start=ready, end=opens(promised + DAY)))
    if transit_days:
        leaves = max(ready, found[-1].end)
        end = leaves + timedelta(days=transit_days)
        found.append(Stretch(phase=Phase.TRANSIT, start=leaves, end=end))
    return Explained(stretches=tuple(found), sentence=_sentence(found, ready))


def halved(found: Explained, half: date) -> Explained:
    """The days to spare in two: until `half`, the day kept every second time, and the rest."""
    stretches: list[Stretch] = []
    for one in found.stretches:
        middle = opens(half + DAY)
        if one.phase is not Phase.BUFFER or middle <= opens(one.start.date() + DAY):
            stretches.append(one)
            continue
        middle = min(middle, one.end)
        stretches.append(Stretch(phase=Phase.DELAYS, start=one.start, end=middle))
        if middle < one.end:
            stretches.append(Stretch(phase=Phase.BUFFER, start=middle, end=one.end))
    return Explained(stretches=tuple(stretches), sentence=found.sentence)


def _before(
    job: Job, begins: datetime, asked: datetime, answer_by: datetime | None
) -> Iterator[Stretch]:
    """The buyer's answer, then the material, then whoever comes first."""
    at = asked
    arrives = opens(job.material_ready) if job.material_ready else None
    for phase, until in ((Phase.ANSWER, answer_by), (Phase.MATERIAL, arrives)):
        if until is not None and at < until:
            end = min(until, begins)
            if end > at:
                yield Stretch(phase=phase, start=at, end=end)
            at = max(at, end)
    if at < begins:
        yield Stretch(phase=Phase.WAITING, start=at, end=begins)


def _made(job: Job, lot: Sequence[Booking]) -> Iterator[Stretch]:
    for one, after in pairwise(lot):
        yield Stretch(phase=Phase.MAKING, start=one.start, end=one.end, what=one.operation)
        minutes = drying(job.routing[one.step - 1]) if one.step <= len(job.routing) else 0
        dry = min(one.end + timedelta(minutes=minutes), after.start)
        if dry > one.end:
            yield Stretch(phase=Phase.DRYING, start=one.end, end=dry, what=one.operation)
        if dry < after.start:
            yield Stretch(phase=Phase.WAITING, start=dry, end=after.start, what=after.operation)
    last = lot[-1]
    yield Stretch(phase=Phase.MAKING, start=last.start, end=last.end, what=last.operation)
    minutes = drying(job.routing[-1]) if last.step == len(job.routing) else 0
    if minutes:
        dry = last.end + timedelta(minutes=minutes)
        yield Stretch(phase=Phase.DRYING, start=last.end, end=dry, what=last.operation)


def joined(found: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """The same time in few stretches, for a small picture: pauses under a day belong to the work.

    Work that goes on is told by its first and last step.
    """
    rows: list[Stretch] = []
    for one in found:
        short = one.phase in (Phase.WAITING, Phase.DRYING) and one.end - one.start < DAY / 2
        if rows and rows[-1].phase is Phase.MAKING and (short or one.phase is Phase.MAKING):
            first = rows[-1].what.split(" – ")[0]
            what = f"{first} – {one.what}" if one.phase is Phase.MAKING else rows[-1].what
            what = first if one.what == first else what
            rows[-1] = Stretch(phase=Phase.MAKING, start=rows[-1].start, end=one.end, what=what)
        else:
            rows.append(one)
    return tuple(rows)


# What most of the time until a day goes to, in words.
_SPENT = {
    Phase.ANSWER: because(
        "most of the time until then is kept for the buyer, who has not said yes yet"
    ),
    Phase.MATERIAL: because("most of the time until then is waiting for the material"),
    Phase.WAITING: because(
        "most of the time until then is waiting: for lots that come first, of this order or "
        "others, and for days off"
    ),
    Phase.MAKING: because("most of the time until then is the work itself"),
    Phase.DRYING: because("most of the time until then is drying"),
}


def _sentence(found: Sequence[Stretch], ready: datetime) -> Reason:
    """What takes longest until it is ready."""
    spent: dict[Phase, timedelta] = {}
    for one in found:
        if one.phase in _SPENT:
            spent[one.phase] = spent.get(one.phase, timedelta()) + one.end - one.start
    most = max(spent, key=lambda phase: spent[phase])
    return because("By the plan ready on {day}: {why}.", day=ready.date(), why=_SPENT[most])
