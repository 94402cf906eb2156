"""The look itself: every open case by both books, and what it does to door, margin and day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F

from langkah.apps.insight.impact import opened
from langkah.apps.insight.impact.products import touched_products
from langkah.apps.insight.models import ImpactRun, Touched
from langkah.apps.sales.models import Bearer, Offer, OfferLine
from langkah.apps.workshop.models import Workshop
from langkah.domain.landed import BookChanged, Due, Moved, way_out
from langkah.domain.money import Money
from langkah.domain.reason import Refusal

Tell = Callable[[int, int], None]
AT_ONCE = 400


@dataclass(frozen=True, slots=True)
class Found:
    """An open version that the change moves."""

    open: opened.Open
    moved: Moved


def look(run: ImpactRun, change: BookChanged, tell: Tell) -> Iterator[Touched]:
    """Every row of a run, not yet stored. `tell` hears how far it is."""
    workshop: Workshop = run.workshop
    today = opened.local_day(workshop, run.at)
    mine = opened.versions(workshop, run.at)
    without = opened.unasked(mine, change)
    run.unchecked, run.unknown = without.unchecked, without.unknown
    questions = opened.cases(workshop, mine, change)
    total = questions.count()
    found = list(_moved(opened.asked(workshop, questions, today), change, lambda n: tell(n, total)))
    for start in range(0, len(found), AT_ONCE):
        yield from _rows(run, found[start : start + AT_ONCE], change, today)
    yield from touched_products(run, change, today)


def _moved(
    asked: Iterable[opened.Open], change: BookChanged, tell: Callable[[int], None]
) -> Iterator[Found]:
    for count, one in enumerate(asked, start=1):
        try:
            moved = change.moved(one.case)
        except Refusal:
            moved = None
        if moved is not None:
            yield Found(one, moved)
        if count % AT_ONCE == 0:
            tell(count)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Priced:
    """The chosen offer of a version, as it was frozen; `due` is what the border asked then."""

    at_door: Decimal | None
    due: Decimal | None
    margin: Decimal | None
    margin_currency: str
    rate: Decimal | None
    days: int | None
    pays_border: bool
    promised: date | None


def _rows(
    run: ImpactRun, found: list[Found], change: BookChanged, today: date
) -> Iterator[Touched]:
    prices = _prices([one.open.version for one in found])
    for one in found:
        row = _row(run, one)
        priced = prices.get(one.open.version)
        if priced is not None:
            _against_the_price(row, priced)
        if priced is not None:
            row.ready = one.open.planned or priced.promised
            out = way_out(
                _escape(row, one, change, today), priced.days, ready=row.ready, today=today
            )
            row.ship_by = out.leaves_by if out else None
        yield row


def _prices(versions: list[int]) -> dict[int, _Priced]:
    """The chosen offer of each. Two queries."""
    chosen = Offer.objects.filter(version__in=versions, incoterm=F("version__incoterm"))
    paid: set[int] = set()
    dues: dict[int, Decimal | None] = {}
    border = OfferLine.objects.filter(offer__in=chosen.values("pk"), head__in=opened.BORDER)
    for version, bearer, amount in border.values_list("offer__version", "bearer", "amount"):
        dues[version] = _plus(dues.get(version, Decimal(0)), amount)
        if bearer == Bearer.SELLER:
            paid.add(version)
    columns = ("version", "at_door", "margin", "margin_currency", "version__rate")
    days = ("version__days_max", "version__promise_day")
    return {
        row[0]: _Priced(
            at_door=row[1],
            due=dues.get(row[0]),
            margin=row[2],
            margin_currency=row[3],
            rate=row[4],
            days=row[5],
            pays_border=row[0] in paid,
            promised=row[6],
        )
        for row in chosen.values_list(*columns, *days)
    }


def _row(run: ImpactRun, one: Found) -> Touched:
    moved, case = one.moved, one.open.case
    return Touched(
        workshop_id=run.workshop_id,
        run=run,
        version_id=one.open.version,
        order_id=one.open.order,
        country=case.country,
        currency=case.currency,
        due_before=_amount(moved.before),
        due_after=_amount(moved.after),
        due_if_begun=_amount(moved.if_begun),
        waits=moved.if_begun is not None,
        ended=moved.ended,
    )


def _against_the_price(row: Touched, priced: _Priced) -> None:
    """Told from the price the buyer has, whatever the book said since it was frozen."""
    if priced.due is not None:
        row.due_before = priced.due
    more = _minus(row.due_after, row.due_before)
    row.door_before = row.door_after = priced.at_door
    row.margin_before = row.margin_after = priced.margin
    row.margin_currency = priced.margin_currency
    if priced.pays_border:
        row.margin_after = _plus(priced.margin, _at_home(more, priced, row.currency))
    else:
        row.door_after = _plus(priced.at_door, more)


def _escape(row: Touched, one: Found, change: BookChanged, today: date) -> date | None:
    """The last day to arrive for no more than was priced; who pays no more needs none."""
    more = _minus(row.due_after, row.due_before)
    if row.due_before is None or (more is not None and more <= 0):
        return None
    return change.escape(one.open.case, Money(row.due_before, row.currency), today)


def _amount(due: Due | None) -> Decimal | None:
    return due.total.amount if due is not None and due.total is not None else None


def _plus(amount: Decimal | None, more: Decimal | None) -> Decimal | None:
    return None if amount is None or more is None else amount + more


def _minus(amount: Decimal | None, less: Decimal | None) -> Decimal | None:
    return None if amount is None or less is None else amount - less


def _at_home(more: Decimal | None, priced: _Priced, currency: str) -> Decimal | None:
    """What a dearer border takes from the margin, in the workshop's own money."""
    if more is None or priced.margin_currency == currency:
        return None if more is None else -more
    if not priced.rate:
        return None
    return -Money(more / priced.rate, priced.margin_currency).rounded().amount
