"""Another floor: who works here and can do what, hours, machines, lasts; asked before it is stored.

A change travels from the page where it is typed to the page that shows what it does as a signed
text, so that nothing is stored in between and nobody writes another one into it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, time
from decimal import Decimal
from typing import Any, ClassVar

from django.core.signing import BadSignature, Signer

from langkah.apps.production.committed import Committed, committed
from langkah.apps.production.errors import NotFound
from langkah.apps.production.following import Following, followed
from langkah.apps.production.otherpartner import OtherPartner
from langkah.apps.workshop.actions.floor import (
    DayValues,
    MakerValues,
    hours_row,
    save_last_set,
    save_maker,
    save_station,
    set_hours,
)
from langkah.apps.workshop.actions.lasts import count_lasts
from langkah.apps.workshop.models import User, Workshop
from langkah.apps.workshop.queries import floor as queries
from langkah.domain.calendar import DayHours
from langkah.domain.capacity import Person, Shop
from langkah.domain.capacity.spots import spot
from langkah.domain.capacity.unfit import unfit
from langkah.domain.product import SizePairs

SIGNER = Signer(salt="langkah.floor")


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherMaker:
    """Another value of a maker: `skills` are ids."""

    kind: ClassVar[str] = "maker"
    id: int
    name: str
    speed: Decimal
    active: bool
    skills: tuple[int, ...]

    def before(self, workshop: Workshop) -> OtherMaker:
        """What stands there now. Raises NotFound."""
        row = queries.maker(workshop, self.id)
        return OtherMaker(
            id=row.id, name=row.name, speed=row.speed, active=row.active, skills=row.skill_ids
        )

    def on(self, workshop: Workshop, shop: Shop) -> Shop:
        """The floor with it."""
        names = {one.id: one.name for one in queries.skills(workshop)}
        skills = tuple(names[one] for one in self.skills if one in names)

        def other(one: Person) -> Person:
            return replace(one, name=self.name, speed=self.speed, skills=skills)

        stays = [one for one in shop.people if self.active or one.id != self.id]
        return replace(
            shop, people=tuple(other(one) if one.id == self.id else one for one in stays)
        )

    def write(self, workshop: Workshop, by: User) -> None:
        """Store it. Raises NotSaved, NotFound."""
        values = MakerValues(
            name=self.name, speed=self.speed, active=self.active, skills=tuple(self.skills)
        )
        save_maker(workshop=workshop, values=values, maker=self.id, by=by)


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherHours:
    """Other hours of some weekdays (0 is Monday), or of each its own; a free day has no `opens`."""

    kind: ClassVar[str] = "hours"
    days: tuple[tuple[int, DayValues], ...]

    def before(self, workshop: Workshop) -> OtherHours:
        """What stands there now."""
        week = queries.week(workshop)
        return OtherHours(
            days=tuple(
                (
                    day,
                    DayValues(
                        opens=week[day].opens,
                        closes=week[day].closes,
                        break_from=week[day].break_from,
                        break_minutes=week[day].break_minutes,
                    ),
                )
                for day, _ in self.days
            )
        )

    def on(self, workshop: Workshop, shop: Shop) -> Shop:
        """The floor with it. Raises NotSaved."""
        told = {day: hours_row(values) for day, values in self.days}
        hours = [one for one in shop.calendar.hours if one.weekday not in told]
        hours += [DayHours(weekday=day, **row) for day, row in told.items() if row]
        hours.sort(key=lambda one: one.weekday)
        return replace(shop, calendar=replace(shop.calendar, hours=tuple(hours)))

    def write(self, workshop: Workshop, by: User) -> None:
        """Store it. Raises NotSaved."""
        alike: dict[DayValues, list[int]] = {}
        for day, values in self.days:
            alike.setdefault(values, []).append(day)
        for values, days in alike.items():
            set_hours(workshop=workshop, weekdays=days, values=values, by=by)


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherCount:
    """Another name or number of a station, or of sets of a last."""

    kind: ClassVar[str] = "count"
    lasts: bool
    id: int
    name: str
    count: int

    def before(self, workshop: Workshop) -> OtherCount:
        """What stands there now. Raises NotFound."""
        look = queries.last_set if self.lasts else queries.station
        row = look(workshop, self.id)
        return OtherCount(lasts=self.lasts, id=self.id, name=row.name, count=row.count)

    def on(self, workshop: Workshop, shop: Shop) -> Shop:
        """The floor with it. Raises NotFound."""
        old = self.before(workshop).name
        if self.lasts:
            lasts = (
                replace(one, family=self.name, count=self.count) if one.family == old else one
                for one in shop.lasts
            )
            return replace(shop, lasts=tuple(lasts))
        stations = (
            replace(one, name=old, count=self.count) if one.name == old else one
            for one in shop.stations
        )
        return replace(shop, stations=tuple(stations))

    def write(self, workshop: Workshop, by: User) -> None:
        """Store it. Raises NotSaved, NotFound."""
        if self.lasts:
            save_last_set(
                workshop=workshop, family=self.name, count=self.count, last_set=self.id, by=by
            )
        else:
            save_station(
                workshop=workshop, name=self.name, count=self.count, station=self.id, by=by
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherSizes:
    """Other pairs of lasts of each size of one family; none: every size is there."""

    kind: ClassVar[str] = "sizes"
    id: int
    name: str
    pairs: tuple[tuple[str, int], ...]

    def before(self, workshop: Workshop) -> OtherSizes:
        """What stands there now. Raises NotFound."""
        row = queries.last_set(workshop, self.id)
        told = tuple((one.size, one.pairs) for one in row.sizes)
        return OtherSizes(id=self.id, name=row.name, pairs=told)

    def on(self, workshop: Workshop, shop: Shop) -> Shop:
        """The floor with it. Raises NotFound."""
        name = queries.last_set(workshop, self.id).name
        sizes = tuple(SizePairs(size=size, pairs=pairs) for size, pairs in self.pairs)
        lasts = (replace(one, sizes=sizes) if one.family == name else one for one in shop.lasts)
        return replace(shop, lasts=tuple(lasts))

    def write(self, workshop: Workshop, by: User) -> None:
        """Store it. Raises NotSaved, NotFound."""
        count_lasts(workshop=workshop, last_set=self.id, pairs=dict(self.pairs), by=by)


FloorChange = OtherMaker | OtherHours | OtherCount | OtherSizes | OtherPartner


def touches(workshop: Workshop, change: FloorChange, now: datetime) -> bool:
    """Whether a step of the plan that fits now would no longer. Raises Refusal, NotFound."""
    plan = _asked(workshop, change, now)
    return bool(_spots(replace(plan, shop=change.on(workshop, plan.shop))) - _spots(plan))


def _asked(workshop: Workshop, change: FloorChange, now: datetime) -> Committed:
    return committed(workshop, now, sized=isinstance(change, OtherSizes))


def _spots(plan: Committed) -> set[tuple[str, int, int]]:
    found = unfit(plan.shop, plan.asked, plan.booked, plan.now)
    return {spot(one.step) for one in found}


def refloored(workshop: Workshop, change: FloorChange, now: datetime) -> Following:
    """The plan around another floor; reads only. Raises Refusal, NotFound."""
    plan = _asked(workshop, change, now)
    return followed(workshop, replace(plan, shop=change.on(workshop, plan.shop)))


def sealed(workshop: Workshop, change: FloorChange) -> str:
    """The change as a text for an address, of this workshop alone."""
    told = {"workshop": workshop.pk, "kind": change.kind, **_plain(asdict(change))}
    return SIGNER.sign_object(told, compress=True)


def opened(workshop: Workshop, text: str) -> FloorChange:
    """What was sealed. Raises NotFound for anything else."""
    try:
        told: dict[str, Any] = SIGNER.unsign_object(text)
    except (BadSignature, ValueError) as broken:
        raise NotFound from broken
    if told.pop("workshop") != workshop.pk:
        raise NotFound
    kind = told.pop("kind")
    if kind == OtherMaker.kind:
        told |= {"speed": Decimal(told["speed"]), "skills": tuple(told["skills"])}
        return OtherMaker(**told)
    if kind == OtherSizes.kind:
        return OtherSizes(**told | {"pairs": tuple((size, pairs) for size, pairs in told["pairs"])})
    if kind == OtherPartner.kind:
        return _partner(told)
    if kind == OtherHours.kind:
        return OtherHours(days=tuple((day, _day(values)) for day, values in told["days"]))
    return OtherCount(**told)


def _partner(told: dict[str, Any]) -> OtherPartner:
    numbers = ("speed", "there_hours", "back_hours")
    return OtherPartner(
        **told
        | {name: Decimal(told[name]) for name in numbers}
        | {name: tuple(told[name]) for name in ("skills", "weekdays")}
        | {"day": _day(told["day"])}
    )


def _day(told: dict[str, Any]) -> DayValues:
    times = {
        name: time.fromisoformat(told[name]) if told[name] else None
        for name in ("opens", "closes", "break_from")
    }
    return DayValues(**times, break_minutes=told["break_minutes"])


def _plain(value: object) -> Any:  # noqa: ANN401 - what JSON takes
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(one) for one in value]
    return str(value) if isinstance(value, time | Decimal) else value
