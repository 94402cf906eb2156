"""The workshop's own cartons: kept, changed, taken away, and whether others are used."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from langkah.apps.workshop import audit
from langkah.apps.workshop.errors import NotFound, NotSaved
from langkah.apps.workshop.models import OwnCarton, PackingChoice, User, Workshop

# A longer side no carrier takes, and no carton is deeper
LONGEST_MM = 3000


@dataclass(frozen=True, slots=True, kw_only=True)
class CartonValues:
    """A carton: inner sides in mm, grams of the empty one, kg of the heaviest full one.

    `price` of one in the workshop's currency. None is not known; without a name it is its sides.
    """

    name: str = ""
    length_mm: int
    width_mm: int
    height_mm: int
    empty_g: int | None = None
    max_kg: Decimal | None = None
    price: Decimal | None = None
    stocked: bool = True


@transaction.atomic
def save_carton(
    *,
    workshop: Workshop,
    values: CartonValues,
    carton: int | None = None,
    by: User | None,
    now: datetime,
) -> int:
    """A new carton, or other values of one from now on; gives its id. Raises NotFound, NotSaved."""
    old = _standing(workshop, carton) if carton is not None else None
    name = values.name.strip() or f"{values.length_mm} x {values.width_mm} x {values.height_mm}"
    _check(workshop, values, name, old)
    if not workshop.keeps_cartons:
        workshop.keeps_cartons = True
        workshop.save(update_fields=["keeps_cartons"])
    if old is not None:
        old.ended_at = now
        old.save(update_fields=["ended_at"])
    row = OwnCarton.objects.create(
        workshop=workshop,
        **asdict(values) | {"name": name},
        currency=workshop.currency,
        added_at=now,
        added_by=by,
    )
    audit.record(
        workshop=workshop,
        by=by,
        verb="carton.saved",
        target=row,
        old=_told(old) if old else {},
        new=_told(row),
    )
    return row.pk


@transaction.atomic
def remove_carton(*, workshop: Workshop, carton: int, by: User, now: datetime) -> None:
    """It is no longer kept; what was priced with it stays as it is. Raises NotFound."""
    row = _standing(workshop, carton)
    row.ended_at = now
    row.save(update_fields=["ended_at"])
    audit.record(workshop=workshop, by=by, verb="carton.removed", target=row, old=_told(row))


@transaction.atomic
def restore_carton(*, workshop: Workshop, carton: int, by: User, now: datetime) -> int:
    """A removed carton is kept again, as it was; gives its new id. Raises NotFound, NotSaved."""
    row = OwnCarton.objects.filter(workshop=workshop, pk=carton, ended_at__isnull=False).first()
    if row is None:
        raise NotFound
    names = ("name", "length_mm", "width_mm", "height_mm", "empty_g", "max_kg", "price", "stocked")
    values = CartonValues(**{name: getattr(row, name) for name in names})
    return save_carton(workshop=workshop, values=values, by=by, now=now)


@transaction.atomic
def choose_packing(*, workshop: Workshop, only_own: bool, by: User, now: datetime) -> None:
    """Whether new quotes count with own cartons alone. Raises NotSaved where none is in stock."""
    in_stock = OwnCarton.objects.filter(workshop=workshop, ended_at=None, stocked=True)
    if only_own and not in_stock.exists():
        raise NotSaved(("only_own", _("There is no own carton in stock yet. Add one first.")))
    newest = PackingChoice.objects.filter(workshop=workshop).order_by("-at", "-pk").first()
    before = newest.only_own if newest else False
    if before == only_own:
        return
    row = PackingChoice.objects.create(workshop=workshop, only_own=only_own, at=now, by=by)
    audit.record(
        workshop=workshop,
        by=by,
        verb="packing.set",
        target=row,
        old={"only_own": before},
        new={"only_own": only_own},
    )


def _standing(workshop: Workshop, carton: int) -> OwnCarton:
    rows = OwnCarton.objects.select_for_update().filter(workshop=workshop, ended_at=None)
    row = rows.filter(pk=carton).first()
    if row is None:
        raise NotFound
    return row


def _check(workshop: Workshop, values: CartonValues, name: str, old: OwnCarton | None) -> None:
    wrong = [
        (side, _("A side is from 1 to {most} mm.").format(most=LONGEST_MM))
        for side in ("length_mm", "width_mm", "height_mm")
        if not 1 <= getattr(values, side) <= LONGEST_MM
    ]
    for field, least in (("empty_g", values.empty_g), ("max_kg", values.max_kg)):
        if least is not None and least <= 0:
            wrong.append((field, _("Above zero, or empty where it is not known.")))
    if values.empty_g and values.max_kg and values.empty_g >= values.max_kg * 1000:
        wrong.append(("max_kg", _("The full carton weighs more than the empty one.")))
    if values.price is not None and values.price < 0:
        wrong.append(("price", _("An amount is below zero. Correct it.")))
    same = OwnCarton.objects.filter(workshop=workshop, ended_at=None, name__iexact=name)
    if any(one != old for one in same):
        wrong.append(("name", _("There is a carton of this name already. Choose another name.")))
    if wrong:
        raise NotSaved(*wrong)


def _told(row: OwnCarton) -> dict[str, object]:
    """What the audit trail says."""
    return {
        "name": row.name,
        "sides": f"{row.length_mm} x {row.width_mm} x {row.height_mm} mm",
        "empty_g": row.empty_g,
        "max_kg": None if row.max_kg is None else f"{Decimal(row.max_kg).normalize():f}",
        "price": None if row.price is None else f"{Decimal(row.price).normalize():f}",
        "stocked": row.stocked,
    }
