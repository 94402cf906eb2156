"""A named person checked a rule: who asked whom, on which day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from langkah.apps.rules import queries
from langkah.apps.rules.actions.editions import adopt
from langkah.apps.rules.errors import NotFound
from langkah.apps.rules.models import DatedRule, Verification
from langkah.apps.workshop import audit
from langkah.apps.workshop.errors import NotSaved
from langkah.apps.workshop.models import User, Workshop


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """Who asked whom, on which day, and when to ask again."""

    on: date
    name: str
    asked: str
    note: str = ""
    again_by: date | None = None


@transaction.atomic
def verify(*, workshop: Workshop, code: str, checked: Checked, by: User, now: datetime) -> None:
    """Write down that a rule was checked; an earlier check gives way. Raises NotSaved."""
    adopt(workshop=workshop, now=now)
    wrong = list(_problems(checked, now.astimezone(ZoneInfo(workshop.time_zone)).date()))
    if wrong:
        raise NotSaved(*wrong)
    row = _row(workshop, code)
    _withdraw(row, by, now)
    Verification.objects.create(
        workshop=workshop,
        rule=row,
        on=checked.on,
        name=checked.name.strip()[:120],
        asked=checked.asked.strip()[:160],
        note=checked.note.strip(),
        again_by=checked.again_by,
        at=now,
        by=by,
    )
    said = {"name": checked.name.strip(), "day": checked.on}
    audit.record(workshop=workshop, by=by, verb="rules.confirmed", target=row, new=said)


def _problems(checked: Checked, today: date) -> list[tuple[str, str]]:
    wrong = []
    if not checked.name.strip():
        wrong.append(("name", _("Write the name of the person who checked it.")))
    if not checked.asked.strip():
        wrong.append(("asked", _("Write whom she asked: an office, a broker, a page.")))
    if checked.on > today:
        wrong.append(("on", _("This day is still to come. Write the day of the answer.")))
    if checked.again_by is not None and checked.again_by <= today:
        wrong.append(("again_by", _("Write a day to come on which to ask again.")))
    return wrong


@transaction.atomic
def withdraw_check(*, workshop: Workshop, code: str, by: User, now: datetime) -> None:
    """The check does not count any more, for example because the answer was a mistake."""
    row = _row(workshop, code)
    if _withdraw(row, by, now):
        audit.record(workshop=workshop, by=by, verb="rules.withdrawn", target=row)


def _withdraw(row: DatedRule, by: User, now: datetime) -> int:
    standing = row.verifications.filter(withdrawn_at=None)
    return int(standing.update(withdrawn_at=now, withdrawn_by=by))


def _row(workshop: Workshop, code: str) -> DatedRule:
    row = queries.standing(workshop).select_for_update().filter(code=code).first()
    if row is None:
        raise NotFound
    return row
