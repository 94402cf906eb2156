"""What keeps a job from being planned, told all at once and by the name of the step."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from langkah.domain.calendar import Span, problems_of
from langkah.domain.capacity.load import line_of
from langkah.domain.capacity.shop import Booking, Job, Operation, Person, Shop, lots, speed_of
from langkah.domain.reason import Reason, Refusal, because
from langkah.domain.work_line import too_far

FIRST_YEAR, LAST_YEAR = 2000, 2200
MOST_LOTS = 20_000
MOST_OF_A_KIND = 10_000
MOST_STEPS = 200
# Hours on the clock; glue that needs longer is a slip of the hand
YEAR_HOURS = 8_760


def check(shop: Shop, jobs: tuple[Job, ...], now: datetime, booked: Iterable[Booking]) -> None:
    """Raises Refusal with every reason why these jobs cannot be planned on this floor."""
    found = [
        *problems_of(shop.calendar),
        *_of_floor(shop),
        *of_times(now, booked),
        *_of_lots(jobs, booked),
        *_of_names(jobs),
    ]
    for job in jobs:
        found.extend(_of_job(shop, job))
    if not found:
        found.extend(_of_size(shop, jobs, now))
    if found:
        raise Refusal(*found)


def _of_floor(shop: Shop) -> Iterator[Reason]:
    if shop.lot_pairs < 1:
        yield because("lot_pairs is {count}. A lot has at least one pair.", count=shop.lot_pairs)
    for person in shop.people:
        if min([person.speed, *(one.speed for one in person.speeds)]) <= 0:
            yield because("The speed of {person} must be above zero.", person=person.name)
    for person in shop.people:
        yield from _of_spans(person.name, (*person.away, *person.overtime))
        yield from _of_partner(person)
    for kind in shop.stations:
        yield from _of_spans(kind.name, kind.out)
    yield from _of_counts(shop)
    names = {
        "people": [str(person.id) for person in shop.people],
        "stations": [one.name for one in shop.stations],
        "lasts": [one.family for one in shop.lasts],
    }
    for field, given in names.items():
        yield from twice(field, given)


def _of_counts(shop: Shop) -> Iterator[Reason]:
    counts = [(one.name, one.count) for one in shop.stations]
    counts += [(one.family, one.count) for one in shop.lasts]
    counts += [
        (f"{one.family} {pairs.size}", pairs.pairs) for one in shop.lasts for pairs in one.sizes
    ]
    for name, count in counts:
        if not 0 <= count <= MOST_OF_A_KIND:
            yield because(
                "{name}: write how many there are, 0 to {most}.", name=name, most=MOST_OF_A_KIND
            )


def _of_spans(name: str, spans: Iterable[Span]) -> Iterator[Reason]:
    for one in spans:
        if one.start.tzinfo or one.end.tzinfo or one.end <= one.start:
            yield because(
                "{name}: a leave, overtime or repair must end after it starts, on the workshop's "
                "own clock.",
                name=name,
            )
            return


def _of_partner(person: Person) -> Iterator[Reason]:
    partner = person.partner
    if partner is None:
        return
    way = partner.there_hours, partner.back_hours
    if min(way) < 0 or max(way) > YEAR_HOURS or partner.least_pairs < 1:
        yield because(
            "{person}: the way to a partner takes 0 hours to a year, and its least lot is at "
            "least one pair.",
            person=person.name,
        )
    if partner.calendar is not None:
        yield from problems_of(partner.calendar)


def twice(field: str, names: Iterable[str]) -> Iterator[Reason]:
    """Names that stand more than once in a field."""
    for name, count in Counter(names).items():
        if count > 1:
            yield because("{field}: “{name}” is written twice.", field=field, name=name)


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
            yield because(
                "{product}: write {field} by the workshop's own clock, without a time zone.",
                product=job.title or job.id,
                field=field,
            )


def _of_job(shop: Shop, job: Job) -> Iterator[Reason]:
    name = job.title or job.id
    yield from of_days(job)
    if job.pairs < 1:
        yield because("{product} has no pairs. Enter how many.", product=name)
    if job.not_before is not None:
        yield from of_moment("not_before", job.not_before)
    if job.weight <= 0:
        yield because("{product}: the weight must be above zero.", product=name)
    if not job.routing:
        yield because("{product} has no steps. Enter how it is made on its page.", product=name)
    for step in job.routing:
        yield from _of_minutes(name, step)
        yield from _of_skill(shop, name, step)
    yield from _of_last(shop, name, job)


def _of_minutes(name: str, step: Operation) -> Iterator[Reason]:
    per_pair, per_batch = step.minutes_per_pair, step.minutes_per_batch
    if per_pair is None or per_batch is None:
        yield because(
            "“{step}” of {product} has no minutes. Enter them on the product's page.",
            step=step.name,
            product=name,
        )
    elif min(per_pair, per_batch, step.drying_hours) < 0:
        yield because(
            "“{step}” of {product} has a time below zero. Correct it on the product's page.",
            step=step.name,
            product=name,
        )
    elif step.drying_hours > YEAR_HOURS:
        yield because(
            "“{step}” of {product} dries longer than a year. Correct it on the product's page.",
            step=step.name,
            product=name,
        )


def _of_skill(shop: Shop, name: str, step: Operation) -> Iterator[Reason]:
    if not any(step.skill in person.skills for person in shop.people):
        yield because(
            "Nobody can do “{step}” of {product} (skill: {skill}). Add the skill to a maker.",
            step=step.name,
            product=name,
            skill=step.skill or "?",
        )
    if step.station and not any(
        one.name == step.station and one.count > 0 for one in shop.stations
    ):
        yield because(
            "“{step}” of {product} needs a {station}, but there is none. Add it to the floor.",
            step=step.name,
            product=name,
            station=step.station,
        )


def _of_last(shop: Shop, name: str, job: Job) -> Iterator[Reason]:
    step = next((step for step in job.routing if step.holds_last), None)
    if step is None:
        return
    if not job.last_family:
        yield because(
            "“{step}” of {product} holds a last, but none is named. "
            "Enter it on the product's page.",
            step=step.name,
            product=name,
        )
    elif not any(one.family == job.last_family and one.count > 0 for one in shop.lasts):
        yield because(
            "“{step}” of {product} needs the last {family}, but there is no set of it. "
            "Add it to the floor.",
            step=step.name,
            product=name,
            family=job.last_family,
        )
    else:
        yield from _of_sizes(shop, name, job, step)


def _of_sizes(shop: Shop, name: str, job: Job, step: Operation) -> Iterator[Reason]:
    """Sizes asked for of which the floor has no last."""
    counted = next(one.sizes for one in shop.lasts if one.family == job.last_family)
    there = {one.size for one in counted if one.pairs > 0}
    lack = [size for size in dict.fromkeys(job.sizes) if size and size not in there]
    if counted and lack:
        yield because(
            "“{step}” of {product} needs the last {family} in size {size}, and there is none. "
            "Count it on the floor when you have it, or offer another size.",
            step=step.name,
            product=name,
            family=job.last_family,
            size=", ".join(lack),
        )


def _of_size(shop: Shop, jobs: tuple[Job, ...], now: datetime) -> Iterator[Reason]:
    """An order so large that even an empty floor could not make it in the years of the line."""
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
        reason
        for job in jobs
        for step in job.routing
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
