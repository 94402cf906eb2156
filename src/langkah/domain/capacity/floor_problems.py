"""What is wrong with a floor before anything is planned on it, each at its field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from langkah.domain.calendar import Span, problems_of
from langkah.domain.capacity.shop import Person, Shop
from langkah.domain.reason import Reason, because, placed

MOST_OF_A_KIND = 10_000
# Hours on the clock; glue that needs longer is a slip of the hand
YEAR_HOURS = 8_760


def of_hours(shop: Shop) -> Iterator[Reason]:
    """What is wrong with when the workshop and its partners are open."""
    yield from (placed("shop.calendar", one) for one in problems_of(shop.calendar))
    for place, person in enumerate(shop.people):
        if person.partner and person.partner.calendar:
            for one in problems_of(person.partner.calendar):
                yield placed(f"shop.people.{place}.partner.calendar", one)


def of_floor(shop: Shop) -> Iterator[Reason]:
    """What is wrong with the people, stations and lasts of a floor."""
    if shop.lot_pairs < 1:
        few = because("lot_pairs is {count}. A lot has at least one pair.", count=shop.lot_pairs)
        yield placed("lot_pairs", few)
    for place, person in enumerate(shop.people):
        yield from (placed(f"people.{place}", one) for one in _of_person(person))
    for place, kind in enumerate(shop.stations):
        yield from _of_spans(f"stations.{place}.out", kind.name, kind.out)
    yield from _of_counts(shop)
    names = {
        "people": [str(person.id) for person in shop.people],
        "stations": [one.name for one in shop.stations],
        "lasts": [one.family for one in shop.lasts],
    }
    for field, given in names.items():
        yield from (placed(field, one) for one in twice(field, given))


def _of_person(person: Person) -> Iterator[Reason]:
    if min([person.speed, *(one.speed for one in person.speeds)]) <= 0:
        slow = because("The speed of {person} must be above zero.", person=person.name)
        yield placed("speed" if person.speed <= 0 else "speeds", slow)
    yield from _of_spans("away", person.name, person.away)
    yield from _of_spans("overtime", person.name, person.overtime)
    yield from (placed("partner", one) for one in _of_partner(person))


def _of_counts(shop: Shop) -> Iterator[Reason]:
    counts = [
        (f"stations.{place}.count", one.name, one.count) for place, one in enumerate(shop.stations)
    ]
    counts += [
        (f"lasts.{place}.count", one.family, one.count) for place, one in enumerate(shop.lasts)
    ]
    counts += [
        (f"lasts.{place}.sizes.{at}.pairs", f"{one.family} {size.size}", size.pairs)
        for place, one in enumerate(shop.lasts)
        for at, size in enumerate(one.sizes)
    ]
    for field, name, count in counts:
        if not 0 <= count <= MOST_OF_A_KIND:
            many = because(
                "{name}: write how many there are, 0 to {most}.", name=name, most=MOST_OF_A_KIND
            )
            yield placed(field, many)


def _of_spans(field: str, name: str, spans: Iterable[Span]) -> Iterator[Reason]:
    for place, one in enumerate(spans):
        if one.start.tzinfo or one.end.tzinfo or one.end <= one.start:
            turned = because(
                "{name}: a leave, overtime or repair must end after it starts, on the workshop's "
                "own clock.",
                name=name,
            )
            yield placed(f"{field}.{place}", turned)
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


def twice(field: str, names: Iterable[str]) -> Iterator[Reason]:
    """Names that stand more than once in a field."""
    for name, count in Counter(names).items():
        if count > 1:
            yield because("{field}: “{name}” is written twice.", field=field, name=name)
