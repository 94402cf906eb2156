"""Another value of a partner workshop, asked before it is stored."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import ClassVar

from langkah.apps.workshop.actions.floor import DayValues, MakerValues, hours_row
from langkah.apps.workshop.actions.partner_workshops import PartnerValues, save_partner_workshop
from langkah.apps.workshop.models import User, Workshop
from langkah.apps.workshop.queries import floor as queries
from langkah.apps.workshop.queries.partner_workshops import partner_workshop
from langkah.domain.calendar import DayHours, WorkCalendar
from langkah.domain.capacity import Partner, Person, Shop


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherPartner:
    """`skills` are ids, hours on the way run on the clock; no weekdays: they work as we do."""

    kind: ClassVar[str] = "partner"
    id: int
    name: str
    speed: Decimal
    active: bool
    skills: tuple[int, ...]
    there_hours: Decimal
    back_hours: Decimal
    least_pairs: int
    weekdays: tuple[int, ...]
    day: DayValues

    @classmethod
    def of(cls, partner: int, values: PartnerValues) -> OtherPartner:
        """The change that these values are."""
        return cls(
            id=partner,
            name=values.maker.name,
            speed=values.maker.speed,
            active=values.maker.active,
            skills=values.maker.skills,
            there_hours=values.there_hours,
            back_hours=values.back_hours,
            least_pairs=values.least_pairs,
            weekdays=values.weekdays,
            day=values.day,
        )

    def before(self, workshop: Workshop) -> OtherPartner:
        """What stands there now. Raises NotFound."""
        row = partner_workshop(workshop, self.id)
        first = row.week[0] if row.week else None
        return OtherPartner(
            id=row.id,
            name=row.name,
            speed=row.maker.speed,
            active=row.maker.active,
            skills=row.maker.skill_ids,
            there_hours=row.there_hours,
            back_hours=row.back_hours,
            least_pairs=row.least_pairs,
            weekdays=tuple(day.weekday for day in row.week),
            day=DayValues(
                opens=first.opens,
                closes=first.closes,
                break_from=first.break_from,
                break_minutes=first.break_minutes,
            )
            if first
            else DayValues(),
        )

    def on(self, workshop: Workshop, shop: Shop) -> Shop:
        """The floor with it. Raises NotSaved, NotFound."""
        maker = partner_workshop(workshop, self.id).maker.id
        others = tuple(one for one in shop.people if one.id != maker)
        if not self.active:
            return replace(shop, people=others)
        now = next((one for one in shop.people if one.id == maker), None)
        names = {one.id: one.name for one in queries.skills(workshop)}
        then = replace(
            now or Person(id=maker, name=self.name, skills=()),
            name=self.name,
            speed=self.speed,
            skills=tuple(names[one] for one in self.skills if one in names),
            partner=Partner(
                there_hours=self.there_hours,
                back_hours=self.back_hours,
                least_pairs=self.least_pairs,
                calendar=self._calendar(shop),
            ),
        )
        people = tuple(then if one.id == maker else one for one in shop.people)
        return replace(shop, people=people if now else (*others, then))

    def _calendar(self, shop: Shop) -> WorkCalendar | None:
        row = hours_row(self.day) if self.weekdays else {}
        hours = tuple(DayHours(weekday=day, **row) for day in sorted(self.weekdays) if row)
        return replace(shop.calendar, hours=hours) if hours else None

    def write(self, workshop: Workshop, by: User) -> None:
        """Store it. Raises NotSaved, NotFound."""
        save_partner_workshop(
            workshop=workshop, values=self.values(), partner_workshop=self.id, by=by
        )

    def values(self) -> PartnerValues:
        """As it was typed."""
        return PartnerValues(
            maker=MakerValues(
                name=self.name, speed=self.speed, active=self.active, skills=self.skills
            ),
            there_hours=self.there_hours,
            back_hours=self.back_hours,
            least_pairs=self.least_pairs,
            weekdays=self.weekdays,
            day=self.day,
        )
