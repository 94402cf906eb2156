"""The first workshop of an installation, and what a workshop says about itself."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from decimal import Decimal

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from langkah.apps.workshop import audit
from langkah.apps.workshop.actions.floor import DayValues, set_hours
from langkah.apps.workshop.actions.prices import RuleValues, set_price_rule, set_terms
from langkah.apps.workshop.actions.users import NewPerson, add_user
from langkah.apps.workshop.errors import NotFound, NotSaved
from langkah.apps.workshop.models import Membership, PriceList, Role, User, Workshop


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkshopValues:
    """What a workshop says about itself."""

    name: str
    village: str = ""
    city: str = ""
    story: str = ""
    story_abroad: str = ""


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
class FirstRules:
    """What a first price and a first date need besides a product: margin, terms, hours.

    Shares are parts of one: 0.35 is 35 %.
    """

    weekdays: tuple[int, ...]
    hours: DayValues
    margin: Decimal
    deposit_share: Decimal
    validity_days: int


@transaction.atomic
def first_rules(*, workshop: Workshop, values: FirstRules, by: User) -> None:
    """Hours, one margin for both lists, and the terms; all can be changed. Raises NotSaved."""
    set_hours(workshop=workshop, weekdays=values.weekdays, values=values.hours, by=by)
    rule = RuleValues(margin=values.margin)
    for name in PriceList.values:
        set_price_rule(workshop=workshop, list=name, values=rule, by=by)
    set_terms(
        workshop=workshop,
        validity_days=values.validity_days,
        deposit_share=values.deposit_share,
        payment="",
        by=by,
    )
