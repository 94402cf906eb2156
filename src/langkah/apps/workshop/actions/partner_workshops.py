"""Partner workshops: kept, changed, taken away. What is planned there is told by the plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from langkah.apps.workshop import audit
from langkah.apps.workshop.actions.floor import (
    DayValues,
    MakerValues,
    hours_row,
    remove_maker,
    save_maker,
)
from langkah.apps.workshop.errors import NotFound, NotSaved
from langkah.apps.workshop.models import PartnerHours, PartnerWorkshop, User, Workshop
from langkah.apps.workshop.models.partner_workshops import LONGEST_HOURS
from langkah.domain.capacity.shop import LOT_PAIRS

FREE = DayValues()
MOST_HOURS = LONGEST_HOURS


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerValues:
    """A partner workshop as typed; hours there and back run on the clock.

    It works the hours of `day` on these weekdays (0 is Monday); without weekdays, as we do.
    """

    maker: MakerValues
    there_hours: Decimal = Decimal(0)
    back_hours: Decimal = Decimal(0)
    least_pairs: int = 1
    weekdays: tuple[int, ...] = ()
    day: DayValues = FREE


@transaction.atomic
def save_partner_workshop(
    *,
    workshop: Workshop,
    values: PartnerValues,
    by: User,
    partner_workshop: int | None = None,
) -> int:
    """Add or change a partner workshop; gives its id. Raises NotSaved, NotFound."""
    row = None if partner_workshop is None else _own(workshop, partner_workshop)
    check(values)
    hours = hours_row(values.day) if values.weekdays else {}
    if values.weekdays and not hours:
        raise NotSaved(("opens", _("Write from when to when they work on these days.")))
    before = _told(row) if row else {}
    maker = save_maker(
        workshop=workshop, values=values.maker, by=by, maker=row.maker_id if row else None
    )
    row = row or PartnerWorkshop(workshop=workshop, maker_id=maker)
    row.there_hours, row.back_hours = values.there_hours, values.back_hours
    row.least_pairs = values.least_pairs
    row.save()
    row.hours.all().delete()
    PartnerHours.objects.bulk_create(
        PartnerHours(workshop=workshop, partner=row, weekday=day, **hours)
        for day in sorted(set(values.weekdays))
    )
    row = _own(workshop, row.pk)
    audit.record(
        workshop=workshop,
        by=by,
        verb="partner_workshop.saved",
        target=row,
        old=before,
        new=_told(row),
    )
    return row.pk


@transaction.atomic
def remove_partner_workshop(*, workshop: Workshop, partner_workshop: int, by: User) -> None:
    """One entered by mistake. Raises NotFound, and NotSaved for one that ever had work of ours."""
    remove_maker(workshop=workshop, maker=_own(workshop, partner_workshop).maker_id, by=by)


def _own(workshop: Workshop, partner_workshop: int) -> PartnerWorkshop:
    rows = PartnerWorkshop.objects.filter(workshop=workshop).select_related("maker")
    row = rows.filter(pk=partner_workshop).first()
    if row is None:
        raise NotFound
    return row


def check(values: PartnerValues) -> None:
    """Raises NotSaved for what cannot be meant."""
    wrong = [
        (field, _("Write hours from 0 to {most}.").format(most=LONGEST_HOURS))
        for field in ("there_hours", "back_hours")
        if not 0 <= getattr(values, field) <= LONGEST_HOURS
    ]
    if not 1 <= values.least_pairs <= LOT_PAIRS:
        sentence = _("Write 1 to {most} pairs: no lot of ours has more.")
        wrong.append(("least_pairs", sentence.format(most=LOT_PAIRS)))
    if not values.maker.skills:
        wrong.append(("skills", _("Tick at least one thing that they do for you.")))
    if wrong:
        raise NotSaved(*wrong)


def _told(row: PartnerWorkshop) -> Mapping[str, object]:
    """What the audit trail says."""
    hours = row.hours.order_by("weekday")
    return {
        "there_hours": f"{row.there_hours.normalize():f}",
        "back_hours": f"{row.back_hours.normalize():f}",
        "least_pairs": row.least_pairs,
        **{f"weekday {one.weekday}": f"{one.opens:%H:%M} + {one.minutes} min" for one in hours},
    }
