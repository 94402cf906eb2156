"""What keeps a job from being planned, told all at once and by the name of the step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from langkah.domain.capacity.floor_problems import YEAR_HOURS, of_floor, of_hours, twice
from langkah.domain.capacity.load import line_of
from langkah.domain.capacity.shop import Booking, Job, Operation, Person, Shop, lots, speed_of
from langkah.domain.reason import Reason, Refusal, because, placed
from langkah.domain.work_line import too_far

FIRST_YEAR, LAST_YEAR = 2000, 2200
MOST_LOTS = 20_000
MOST_STEPS = 200


def check(
    shop: Shop,
    jobs: tuple[Job, ...],
    now: datetime,
    booked: Iterable[Booking],
    fields: Sequence[str] = (),
) -> None:
    """Raises Refusal with every reason why these jobs cannot be planned on this floor.

    `fields`: where each job stands in the question, “jobs.0” and so on unless told otherwise.
    """
    fields = fields or [f"jobs.{place}" for place in range(len(jobs))]
    found = [
        *of_hours(shop),
        *(placed("shop", one) for one in of_floor(shop)),
        *of_times(now, booked),
        *_of_lots(jobs, booked),
        *_of_names(jobs),
    ]
    for field, job in zip(fields, jobs, strict=True):
        found.extend(placed(field, one) for one in _of_job(shop, job))
    if not found:
        found.extend(_of_size(shop, dict(zip(fields, jobs, strict=True)), now))
    if found:
        raise Refusal(*found)


def of_moment(field: str, moment: datetime) -> Iterator[Reason]:
    """What is wrong with a moment that somebody wrote down."""
    if moment.tzinfo is not None:
        yield because("{field}: write the workshop's own clock, without a time zone.", field=field)
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        yield because("{field}: nobody plans in the year {year}.", field=field, year=moment.year)


def of_times(now: datetime, booked: Iterable[Booking]) -> Iterator[Reason]:
    """What is wrong with the moment of a question and with those of its bookings."""
    yield from of_moment("now", now)
    for one in booked:
        zones = one.start.tzinfo or one.end.tzinfo or (one.last_until and one.last_until.tzinfo)
        if zones or one.end <= one.start:
            yield because(
                "booked: “{step}” of {job} must end after it starts, on the workshop's own clock.",
                step=one.operation,
                job=one.job,
            )
            return
        if not FIRST_YEAR <= one.start.year <= one.end.year <= LAST_YEAR:
            yield because(
                "booked: “{step}” of {job} lies in the year {year}, where nobody plans.",
                step=one.operation,
                job=one.job,
                year=one.start.year if one.start.year < FIRST_YEAR else one.end.year,
            )
            return


def _of_lots(jobs: Iterable[Job], booked: Iterable[Booking]) -> Iterator[Reason]:
    pairs = {job.id: job.pairs for job in jobs}
    for one in booked:
        if not 1 <= one.pairs <= pairs.get(one.job, one.pairs):
            yield because(
                "booked: lot {lot} of {job} has {pairs} pairs. Write 1 pair to what the order has.",
                lot=one.lot,
                job=one.job,
                pairs=one.pairs,
            )
            return
        if min(one.lot, one.step) < 1 or one.step > MOST_STEPS:
            yield because(
                "booked: lots and steps of {job} count from 1, steps to {most} at most.",
                job=one.job,
                most=MOST_STEPS,
            )
            return


def _of_names(jobs: tuple[Job, ...]) -> Iterator[Reason]:
    if not jobs:
        yield because("There is nothing to plan. Add a product with pairs.")
    yield from twice("jobs", [job.id for job in jobs])


def of_days(job: Job) -> Iterator[Reason]:
    """Moments of a job that are not on the workshop's own clock."""
    for field, day in (("material_ready", job.material_ready), ("due", job.due)):
        if isinstance(day, datetime) and day.tzinfo is not None:
            zoned = because(
                "{product}: write {field} by the workshop's own clock, without a time zone.",
                product=job.title or job.id,
                field=field,
            )
            yield placed(field, zoned)


def _of_job(shop: Shop, job: Job) -> Iterator[Reason]:
    name = job.title or job.id
    yield from of_days(job)
    if job.pairs < 1:
        none = because("{product} has no pairs. Enter how many.", product=name)
        yield placed("pairs", none)
    if job.not_before is not None:
        yield from (placed("not_before", one) for one in of_moment("not_before", job.not_before))
    if job.weight <= 0:
        light = because("{product}: the weight must be above zero.", product=name)
        yield placed("weight", light)
    if not job.routing:
        bare = because("{product} has no steps. Enter how it is made on its page.", product=name)
        yield placed("routing", bare)
    for place, step in enumerate(job.routing):
        for one in (*_of_minutes(name, step), *_of_skill(shop, name, step)):
            yield placed(f"routing.{place}", one)
    yield from _of_last(shop, name, job)


def _of_minutes(name: str, step: Operation) -> Iterator[Reason]:
    per_pair, per_batch = step.minutes_per_pair, step.minutes_per_batch
    if per_pair is None or per_batch is None:
        unknown = because(
            "“{step}” of {product} has no minutes. Enter them on the product's page.",
            step=step.name,
            product=name,
        )
        yield placed("minutes_per_pair" if per_pair is None else "minutes_per_batch", unknown)
        return
    times = {
        "minutes_per_pair": per_pair,
        "minutes_per_batch": per_batch,
        "drying_hours": step.drying_hours,
    }
    below = next((field for field, told in times.items() if told < 0), None)
    if below is not None:
        negative = because(
            "“{step}” of {product} has a time below zero. Correct it on the product's page.",
            step=step.name,
            product=name,
        )
        yield placed(below, negative)
    elif step.drying_hours > YEAR_HOURS:
        endless = because(
            "“{step}” of {product} dries longer than a year. Correct it on the product's page.",
            step=step.name,
            product=name,
        )
        yield placed("drying_hours", endless)


def _of_skill(shop: Shop, name: str, step: Operation) -> Iterator[Reason]:
    if not any(step.skill in person.skills for person in shop.people):
        nobody = because(
            "Nobody can do “{step}” of {product} (skill: {skill}). Add the skill to a maker.",
            step=step.name,
            product=name,
            skill=step.skill or "?",
        )
        yield placed("skill", nobody)
    if step.station and not any(
        one.name == step.station and one.count > 0 for one in shop.stations
    ):
        none = because(
            "“{step}” of {product} needs a {station}, but there is none. Add it to the floor.",
            step=step.name,
            product=name,
            station=step.station,
        )
        yield placed("station", none)


def _of_last(shop: Shop, name: str, job: Job) -> Iterator[Reason]:
    step = next((step for step in job.routing if step.holds_last), None)
    if step is None:
        return
    if not job.last_family:
        unnamed = because(
            "“{step}” of {product} holds a last, but none is named. "
            "Enter it on the product's page.",
            step=step.name,
            product=name,
        )
        yield placed("last_family", unnamed)
    elif not any(one.family == job.last_family and one.count > 0 for one in shop.lasts):
        none = because(
            "“{step}” of {product} needs the last {family}, but there is no set of it. "
            "Add it to the floor.",
            step=step.name,
            product=name,
            family=job.last_family,
        )
        yield placed("last_family", none)
    else:
        yield from _of_sizes(shop, name, job, step)


def _of_sizes(shop: Shop, name: str, job: Job, step: Operation) -> Iterator[Reason]:
    """Sizes asked for of which the floor has no last."""
    counted = next(one.sizes for one in shop.lasts if one.family == job.last_family)
    there = {one.size for one in counted if one.pairs > 0}
    lack = [size for size in dict.fromkeys(job.sizes) if size and size not in there]
    if counted and lack:
        lacking = because(
            "“{step}” of {product} needs the last {family} in size {size}, and there is none. "
            "Count it on the floor when you have it, or offer another size.",
            step=step.name,
            product=name,
            family=job.last_family,
            size=", ".join(lack),
        )
        yield placed("sizes", lacking)


def _of_size(shop: Shop, fields: Mapping[str, Job], now: datetime) -> Iterator[Reason]:
    """An order so large that even an empty floor could not make it in the years of the line."""
    jobs = fields.values()
    if sum(-(-job.pairs // shop.lot_pairs) for job in jobs) > MOST_LOTS:
        yield because("That is more than {most} lots. Make the order smaller.", most=MOST_LOTS)
        return
    ends = {one.id: line_of(shop, one, now.date()).end for one in shop.people}
    needed: dict[str, Decimal] = defaultdict(Decimal)
    for job in jobs:
        count = -(-job.pairs // shop.lot_pairs)
        for step in job.routing:
            needed[step.skill] += (step.minutes_per_pair or 0) * Decimal(job.pairs)
            needed[step.skill] += (step.minutes_per_batch or 0) * Decimal(count)
    able = {
        skill: [one for one in shop.people if skill in one.skills and ends[one.id]]
        for skill in needed
    }
    found = [
        placed(f"{field}.routing.{place}.skill", reason)
        for field, job in fields.items()
        for place, step in enumerate(job.routing)
        for reason in _of_hands(shop, job, step, able[step.skill])
    ]
    yield from found
    if not found and _beyond(needed, able, ends):
        yield too_far()


def _beyond(
    needed: Mapping[str, Decimal], able: Mapping[str, Sequence[Person]], ends: Mapping[int, int]
) -> bool:
    """Whether one skill, or all of them together, need more minutes than there are."""
    for skill, minutes in needed.items():
        if minutes > sum((ends[one.id] / speed_of(one, skill) for one in able[skill]), Decimal(0)):
            return True
    hands = {one.id for people in able.values() for one in people}
    quickest = (
        minutes * min(speed_of(one, skill) for one in able[skill])
        for skill, minutes in needed.items()
    )
    return sum(quickest) > sum(ends[one] for one in hands)


def _of_hands(shop: Shop, job: Job, step: Operation, able: Sequence[Person]) -> Iterator[Reason]:
    """A step whose makers are all away, or are partners that take larger lots than the smallest."""
    name = job.title or job.id
    if not able:
        yield because(
            "Everybody who can do “{step}” of {product} is away as long as the plan reaches. "
            "Shorten a leave, or add the skill to another maker.",
            step=step.name,
            product=name,
        )
        return
    least, partner = min((one.partner.least_pairs if one.partner else 1, one.name) for one in able)
    smallest = lots(job.pairs, shop.lot_pairs)[-1]
    if smallest < least:
        yield because(
            "“{step}” of {product}: only {partner} can do it, from {least} pairs in a lot; the "
            "smallest lot has {pairs}. Add the skill to a maker, or make the order larger.",
            step=step.name,
            product=name,
            partner=partner,
            least=least,
            pairs=smallest,
        )
