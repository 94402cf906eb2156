"""Why a former plan cannot stand again: what is in its way by now, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from langkah.apps.production.committed import Committed
from langkah.domain.capacity import Booking, Person, Rule
from langkah.domain.capacity.change import PlanChange, violations
from langkah.domain.capacity.ready import Ready
from langkah.domain.capacity.verify import Violation
from langkah.domain.reason import Reason, because

TOLD = 3
HOURS = (Rule.CLOSED, Rule.TIME)


def broken(plan: Committed) -> set[Violation]:
    """What the verifier finds in a plan as it stands, its promises aside."""
    change = PlanChange(
        shop=plan.shop,
        commitments=plan.commitments,
        before=plan.booked,
        after=plan.booked,
        now=plan.now,
    )
    return {one for one in violations(change) if one.rule is not Rule.PROMISE}


def missed(plan: Committed) -> set[str]:
    """Jobs that are ready after the day they are promised for."""
    days = Ready(plan.shop, [one.job for one in plan.commitments]).days(plan.booked)
    return {
        one.job.id
        for one in plan.commitments
        if one.promised and days.get(one.job.id, one.promised) > one.promised
    }


def in_the_way(plan: Committed, found: Iterable[Violation]) -> tuple[Reason, ...]:
    """Of the plan put back, sentences for what is broken in it; at least one, at most three."""
    return tuple(dict.fromkeys(_told(plan, found)))[:TOLD]


def _told(plan: Committed, found: Iterable[Violation]) -> Iterator[Reason]:
    rows = {(one.job, one.lot, one.step): one for one in plan.booked}
    people = {one.id: one for one in plan.shop.people}
    titles = {one.job.id: one.job.title or one.job.id for one in plan.commitments}
    for one in sorted(found, key=lambda one: (one.job, one.lot, one.step)):
        row = rows.get((one.job, one.lot, one.step))
        who = people.get(row.person) if row else None
        yield _of_row(one.rule, row, who) or because(
            "The former plan of {job} does not fit how it is made, its material or its lasts by "
            "now. Take back what was changed since first, the last change first; then this.",
            job=titles.get(one.job, one.job),
        )


def _of_row(rule: Rule, row: Booking | None, who: Person | None) -> Reason | None:
    if row is None:
        return None
    if rule is Rule.STATIONS:
        return because(
            "Too few of {machine} are free on {day}: broken, or in use by others. Take back the "
            "broken machine, or move the others, first; then this.",
            machine=row.station,
            day=row.start.date(),
        )
    if rule is Rule.SKILL:
        return because(
            "Whoever had “{step}” on {day} does not do that any more. Change that back first; "
            "then this.",
            step=row.operation,
            day=row.start.date(),
        )
    return _of_person(rule, row, who) if who else None


def _of_person(rule: Rule, row: Booking, who: Person) -> Reason | None:
    if rule is Rule.TWO_PLACES:
        return because(
            "{maker} has other work on {day} by now. Move that first; then this.",
            maker=who.name,
            day=row.start.date(),
        )
    if rule not in HOURS:
        return None
    for span in who.away:
        if span.start < row.end and span.end > row.start:
            return because(
                "{maker} is away on {day}. Take back the leave of {maker} first; then this.",
                maker=who.name,
                day=max(span.start, row.start).date(),
            )
    return because(
        "{maker} does not work as long on {day} as the former plan needs: the calendar was "
        "changed since. Take that back first; then this.",
        maker=who.name,
        day=row.start.date(),
    )
