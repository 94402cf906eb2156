"""What a buyer was last told: by the paper she has, or by the word about an earlier change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import DecimalField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from langkah.apps.insight.models import Touched
from langkah.apps.sales.models import Departure, Order
from langkah.domain.money import Money

# Above every key and below every amount: a sheet that waits comes last, unknown equals unknown.
LAST = 2**62
UNKNOWN = Decimal(-1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Duty, tax and fees, and everything until the door, as she was told; None is not known.

    `waits`: she knows of rules without a first day, and of what is due `if_begun`; `over`: these
    are announced no more.
    """

    due: Money | None
    door: Money | None
    if_begun: Money | None
    waits: bool
    over: bool


def with_told(rows: QuerySet[Touched]) -> QuerySet[Touched]:
    """With `told`: the key of the row somebody dealt with last before it, since it was sent."""
    earlier = Touched.objects.filter(
        Q(version__sent=None) | Q(handled__at__gte=F("version__sent__at")),
        version=OuterRef("version"),
        handled__isnull=False,
        run__change__lt=Coalesce(OuterRef("run__change"), Value(LAST)),
    ).order_by("-handled__at", "-pk")
    return rows.annotate(told=Subquery(earlier.values("pk")[:1]))


def news(rows: QuerySet[Touched]) -> QuerySet[Touched]:
    """Those of `with_told` that say otherwise than she was told; a draft says it to nobody."""
    told = Touched.objects.filter(pk=OuterRef("told")).annotate(
        due_then=_known("due_after"), begun_then=_known("due_if_begun")
    )
    now = told.filter(due_then=_known(OuterRef("due_after")))
    begun = now.filter(waits=True, begun_then=_known(OuterRef("due_if_begun")))
    by_the_paper = Q(told=None) | Q(version__sent=None)
    settled = rows.exclude(by_the_paper, due_before=F("due_after"), waits=False)
    settled = settled.exclude(Exists(now), waits=False, ended=False)
    # Who knows of an announcement that has ended is told so, whatever is due.
    settled = settled.exclude(Exists(now.filter(waits=False)), waits=False, ended=True)
    return settled.exclude(Exists(begun), waits=True)


def _known(figure: str | OuterRef) -> Coalesce:
    return Coalesce(figure, Value(UNKNOWN), output_field=DecimalField())


def told_by(rows: Iterable[Touched]) -> dict[int, Told]:
    """By the key of each row of `with_told` that was told by another. One query, or none."""
    known = ((row, getattr(row, "told", None)) for row in rows)
    mine = [(row, told) for row, told in known if told is not None]
    found = Touched.objects.in_bulk({told for _, told in mine}) if mine else {}
    return {row.pk: _told(found[told], row) for row, told in mine}


def order_of(row: Touched) -> Order | None:
    """The order behind a version, also where the buyer said yes only after the look."""
    accepted = getattr(row.version, "accepted", None)
    return row.order or getattr(accepted, "order", None)


def departures() -> QuerySet[Departure]:
    """How the order behind the row of an outer query left; also where it was a quote then."""
    return Departure.objects.filter(order__accepted__version=OuterRef("version"), withdrawn_at=None)


def only_announced(row: Touched) -> bool:
    """Whether nothing moves until a rule begins whose first day nobody knows."""
    return row.waits and row.due_before == row.due_after


def _told(row: Touched, now: Touched) -> Told:
    """What a row told; where its announcement came to nothing, what was to be due by it."""

    def money(amount: Decimal | None) -> Money | None:
        return None if amount is None else Money(amount, row.currency)

    over = row.waits and now.ended and not now.waits
    begun = over and now.due_before == now.due_after
    return Told(
        due=money(row.due_if_begun if begun else row.due_after),
        door=money(_begun(row) if begun else row.door_after),
        if_begun=money(row.due_if_begun),
        waits=row.waits,
        over=over,
    )


def _begun(row: Touched) -> Decimal | None:
    """Everything until the door, once what was announced has begun."""
    if row.door_before is None or row.due_before is None or row.due_if_begun is None:
        return None
    return row.door_before + row.due_if_begun - row.due_before
