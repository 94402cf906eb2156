"""The first workshop of an installation, and what a workshop says about itself."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import time

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from langkah.apps.workshop import audit
from langkah.apps.workshop.actions.floor import DayValues, set_hours
from langkah.apps.workshop.actions.people import NewPerson, add_user
from langkah.apps.workshop.errors import NotFound, NotSaved
from langkah.apps.workshop.models import (
    Maker,
    MakerSkill,
    Membership,
    Role,
    Skill,
    User,
    Workshop,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkshopValues:
    """What a workshop says about itself."""

    name: str
    village: str = ""
    city: str = ""
    story: str = ""


@transaction.atomic
def begin(*, values: WorkshopValues, owner: NewPerson, slug: str = "", demo: bool = False) -> User:
    """The first workshop and its owner. Raises NotFound as soon as there is any workshop.

    `slug` names its public page; without one it is made from the name.
    """
    if Workshop.objects.exists():
        raise NotFound
    user = add_user(person=owner)
    workshop = Workshop.objects.create(
        slug=slug or slugify(values.name)[:40] or "workshop", is_demo=demo, **asdict(values)
    )
    Membership.objects.create(workshop=workshop, user=user, role=Role.OWNER)
    audit.record(workshop=workshop, by=user, verb="workshop.begun", target=workshop)
    return user


@transaction.atomic
def change_workshop(*, workshop: Workshop, values: WorkshopValues, by: User) -> None:
    """Other words about the workshop. Raises NotSaved."""
    if not values.name.strip():
        raise NotSaved(("name", _("Write the name of the workshop.")))
    row = Workshop.objects.select_for_update().get(pk=workshop.pk)
    new = {name: str(value).strip() for name, value in asdict(values).items()}
    old = {name: getattr(row, name) for name in new}
    for name, value in new.items():
        setattr(row, name, value)
    row.save(update_fields=list(new))
    audit.record(workshop=workshop, by=by, verb="workshop.saved", target=row, old=old, new=new)


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstFloor:
    """Hours, and for each skill the names of those who can do it."""

    weekdays: tuple[int, ...]
    opens: time
    closes: time
    break_from: time | None
    break_minutes: int
    skills: tuple[tuple[str, tuple[str, ...]], ...]


@transaction.atomic
def first_floor(*, workshop: Workshop, values: FirstFloor, by: User) -> None:
    """Makers, skills and hours in one go; what is there already stays. Raises NotSaved."""
    if not any(names for _skill, names in values.skills):
        raise NotSaved(("", _("Write at least one name, so that a date can be promised.")))
    hours = DayValues(
        opens=values.opens,
        closes=values.closes,
        break_from=values.break_from,
        break_minutes=values.break_minutes,
    )
    set_hours(workshop=workshop, weekdays=values.weekdays, values=hours, by=by)
    for skill_name, names in values.skills:
        skill, _made = Skill.objects.get_or_create(workshop=workshop, name=skill_name)
        for name in names:
            maker, _made = Maker.objects.get_or_create(workshop=workshop, name=name)
            MakerSkill.objects.get_or_create(workshop=workshop, maker=maker, skill=skill)
    audit.record(workshop=workshop, by=by, verb="floor.begun", target=workshop)
