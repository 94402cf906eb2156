"""Whether nobody, no machine and no set of lasts is at two places at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from langkah.domain.capacity.shop import Booking
from langkah.domain.capacity.verify.case import Rule, VerifyCase, Violation, broken, steps_of
from langkah.domain.capacity.verify.moments import backs, drying_of, past, set_out, spot_of


def places(case: VerifyCase) -> Iterator[Violation]:
    """Nobody is at two places."""
    over = past(case)
    by_person: dict[int, list[Booking]] = defaultdict(list)
    for one in case.bookings:
        if one not in over:
            by_person[one.person].append(one)
    for mine in by_person.values():
        yield from _beyond(Rule.TWO_PLACES, 1, [(one.start, one.end, one) for one in mine])


def machines(case: VerifyCase) -> Iterator[Violation]:
    """No more machines at once than there are."""
    over = past(case)
    for kind in case.shop.stations:
        mine = [
            (one.start, one.end, one)
            for one in case.bookings
            if one.station == kind.name and one not in over
        ]
        out = [(one.start, one.end, None) for one in kind.out]
        yield from _beyond(Rule.STATIONS, kind.count, [*mine, *out])
    names = {"", *(kind.name for kind in case.shop.stations)}
    yield from _nowhere(case, Rule.STATIONS, lambda one: one.station not in names)


def _nowhere(case: VerifyCase, rule: Rule, lacks: Callable[[Booking], bool]) -> Iterator[Violation]:
    """Work that is not over yet and needs what the floor has none of."""
    for _, _, one in steps_of(case):
        if lacks(one) and (one.last_until or one.end) > case.now:
            yield broken(rule, one)


def lasts(case: VerifyCase) -> Iterator[Violation]:
    """No more sets of lasts at once than there are, and each held long enough."""
    over = {one for one in past(case) if one.last_until and one.last_until <= case.now}
    begun = {spot_of(one) for one in set_out(case)}
    for kind in case.shop.lasts:
        mine = [
            (one.start, one.last_until, one)
            for one in case.bookings
            if one.last_family == kind.family and one.last_until and one not in over
        ]
        yield from (one for one in _beyond(Rule.LASTS, kind.count, mine) if one.spot not in begun)
    families = {"", *(kind.family for kind in case.shop.lasts)}
    yield from _nowhere(case, Rule.LASTS, lambda one: one.last_family not in families)
    ends = backs(case)
    for job, _, one in steps_of(case):
        holding = [place for place, step in enumerate(job.routing, start=1) if step.holds_last]
        if not holding or one.step != holding[0]:
            continue
        end = ends.get((one.job, one.lot, holding[-1]))
        until = one.last_until
        dry = drying_of(job.routing[holding[-1] - 1])
        if one in over and end and end <= case.now:
            continue
        if one.last_family != job.last_family or not end or not until or until < end + dry:
            yield broken(Rule.LET_GO, one)


def sizes(case: VerifyCase) -> Iterator[Violation]:
    """What is still to be lasted has a last of each size asked for, where they are counted."""
    kinds = {kind.family: {one.size: one.pairs for one in kind.sizes} for kind in case.shop.lasts}
    over = past(case)
    for job, step, one in steps_of(case):
        counted = kinds.get(job.last_family)
        if not step.holds_last or not counted or one in over:
            continue
        if any(counted.get(size, 0) < 1 for size in job.sizes if size):
            yield broken(Rule.SIZE, one)


def _beyond(
    rule: Rule, count: int, rows: Iterable[tuple[datetime, datetime, Booking | None]]
) -> Iterator[Violation]:
    """Each booking that begins while `count` others are under way, or what stops one of them.

    Rows without a booking are machines out: more of them than there are stop nobody who is not
    at work then.
    """
    under_way: list[tuple[datetime, Booking | None]] = []
    for start, end, one in sorted(rows, key=lambda row: row[0]):
        under_way = [row for row in under_way if row[0] > start]
        at_work = one or any(other for _, other in under_way)
        if len(under_way) >= count and at_work:
            yield broken(rule, one) if one else Violation(rule, "", 0, 0)
        under_way.append((end, one))
