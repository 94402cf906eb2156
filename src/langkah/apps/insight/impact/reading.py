"""Reads of looks: how far one is, what it found, and the drafted word to a buyer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Max, OuterRef, QuerySet, Subquery

from langkah.apps.insight.impact.products import WORTH
from langkah.apps.insight.impact.told import Told, departures, order_of, told_by, with_told
from langkah.apps.insight.models import ImpactRun, Touched
from langkah.apps.rules.errors import NotFound
from langkah.apps.rules.models import BookChange
from langkah.apps.workshop.models import Workshop
from langkah.domain.landed import WayOut
from langkah.domain.money import Money

PAGE = 25
SENT = ("open", "order")
BEHIND = ("version__quote__buyer", "version__sent", "version__accepted__order", "order")
BESIDE = (*BEHIND, "product", "handled", "run__change")


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """A look: how far it is, and what it found of each kind.

    `stale`: the book changed since, so that a waiting sheet must be looked at again.
    """

    run: int
    upload: str
    note: str
    finished: bool
    looked: int
    total: int
    unchecked: int
    unknown: int
    stale: bool
    quotes: int
    orders: int
    products: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing that is touched; a money that is not known is None.

    `state` is "open", "draft", "order" or "product"; `id` that of the quote, order or product.
    `told`: what the buyer was told since the price, by the word about an earlier change; `same`:
    she knows these figures already, by that word or by the price.
    `way_out`: the last day to leave by the old rules, and whether the goods are ready by then.
    `tell`: the buyer was offered other figures, so that there is somebody to tell. `again`: a draft
    was worked out since, by the new rules. `later`: a later change that moved it, too. `worth` and
    `arrives` of the pair of a product that was asked about. `left`: the day an order left, where
    it has; it is expected on `arrives`, and nothing can be escaped any more.
    """

    touched: int
    change: int | None
    state: str
    id: int
    number: int
    name: str
    version: int | None
    version_number: int
    country: str
    incoterm: str
    due_before: Money | None
    due_after: Money | None
    due_if_begun: Money | None
    waits: bool
    door_before: Money | None
    door_after: Money | None
    margin_before: Money | None
    margin_after: Money | None
    way_out: WayOut | None
    tell: bool
    again: bool
    handled: bool
    told: Told | None = None
    same: bool = False
    later: int | None = None
    worth: Money | None = None
    arrives: date | None = None
    left: date | None = None

    @property
    def back(self) -> bool:
        """Whether the change brought the figures of the price back."""
        known = self.version is not None and self.due_after is not None
        return known and self.due_before == self.due_after and not self.waits

    @property
    def due_told(self) -> Money | None:
        """What the border asks, as the buyer was last told."""
        return self.told.due if self.told else self.due_before

    @property
    def door_told(self) -> Money | None:
        """Everything until the door, as the buyer was last told."""
        return self.told.door if self.told else self.door_before

    @property
    def more(self) -> Money | None:
        """What the border asks more than before, or less."""
        if self.due_before is None or self.due_after is None:
            return None
        return self.due_after - self.due_before

    @property
    def at_most(self) -> bool:
        """Whether `worth` is a threshold: a product moves where a pair is worth no more."""
        return self.worth is not None and self.worth != WORTH

    @property
    def moved(self) -> bool:
        """Whether the figures move for certain, not only if something announced begins."""
        return self.due_before != self.due_after or not self.waits


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Some of what a look found; `after` asks for the next, None is the end."""

    lines: tuple[Line, ...]
    after: int | None

    @property
    def versions(self) -> tuple[Line, ...]:
        """Quotes and orders."""
        return tuple(line for line in self.lines if line.version is not None)

    @property
    def products(self) -> tuple[Line, ...]:
        """Products on offer."""
        return tuple(line for line in self.lines if line.version is None)


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingSheet:
    """A sheet that somebody chose and nobody has taken in or put away yet."""

    upload: str
    note: str
    at: datetime
    by: str


def waiting(workshop: Workshop) -> tuple[WaitingSheet, ...]:
    """The sheets that wait, newest first. One query."""
    rows = ImpactRun.objects.filter(workshop=workshop, change=None).select_related("by")
    return tuple(
        WaitingSheet(upload=row.upload, note=row.note, at=row.at, by=row.by.name if row.by else "")
        for row in rows.order_by("-at", "-pk")
    )


def of_upload(workshop: Workshop, upload: str) -> Progress | None:
    """The look at a waiting sheet. Three queries."""
    found = ImpactRun.objects.filter(workshop=workshop, upload=upload, change=None).first()
    return _progress(found) if found else None


def of_change(workshop: Workshop, change: int) -> Progress | None:
    """The look at a change of the book; None while nobody has looked. Three queries."""
    found = ImpactRun.objects.filter(workshop=workshop, change=change).first()
    return _progress(found) if found else None


def _progress(run: ImpactRun) -> Progress:
    behind = ("version", "version__accepted__order", "product")
    kinds = list(Touched.objects.filter(run=run).values_list(*behind))
    newest = BookChange.objects.filter(workshop=run.workshop_id).aggregate(Max("pk"))["pk__max"]
    return Progress(
        run=run.pk,
        upload=run.upload,
        note=run.note,
        finished=run.finished_at is not None,
        looked=run.looked,
        total=run.total,
        unchecked=run.unchecked,
        unknown=run.unknown,
        stale=run.change_id is None and (newest or 0) != run.base,
        quotes=sum(version is not None and order is None for version, order, _ in kinds),
        orders=sum(order is not None for _, order, _ in kinds),
        products=sum(product is not None for _, _, product in kinds),
    )


def page(workshop: Workshop, run: int, after: int = 0, limit: int = PAGE) -> Page:
    """What a look found, in the order of its rows: quotes and orders, then products. Two reads."""
    rows = beside(Touched.objects.filter(workshop=workshop, run=run, pk__gt=after)).order_by("pk")
    found = list(rows[: limit + 1])
    known = told_by(found)
    shown = tuple(line_of(row, known.get(row.pk)) for row in found[:limit])
    return Page(lines=shown, after=shown[-1].touched if len(found) > limit else None)


def line(workshop: Workshop, touched: int) -> Line:
    """One touched version. Raises NotFound. Two queries."""
    row = beside(
        Touched.objects.filter(workshop=workshop, pk=touched, version__isnull=False)
    ).first()
    if row is None:
        raise NotFound
    return line_of(row, told_by([row]).get(row.pk))


def line_of(row: Touched, last: Told | None) -> Line:
    """The row of `beside` as it is shown; `last` is what the buyer was told before it."""

    def money(amount: Decimal | None, currency: str = row.currency) -> Money | None:
        return Money(amount, currency) if amount is not None and currency else None

    about = _about(row)
    found = Line(
        touched=row.pk,
        change=row.run.change_id,
        country=row.country,
        due_before=money(row.due_before),
        due_after=money(row.due_after),
        due_if_begun=money(row.due_if_begun),
        waits=row.waits,
        door_before=money(row.door_before),
        door_after=money(row.door_after),
        margin_before=money(row.margin_before, row.margin_currency),
        margin_after=money(row.margin_after, row.margin_currency),
        way_out=_way_out(row),
        tell=False,
        again=_is_new(row),
        handled=hasattr(row, "handled"),
        later=getattr(row, "later", None),
        worth=money(row.worth),
        arrives=getattr(row, "gone_arrives", None) or row.arrives,
        left=getattr(row, "gone_day", None),
        state=about.state,
        id=about.id,
        number=about.number,
        name=about.name,
        version=row.version_id,
        version_number=row.version.number if row.version else 0,
        incoterm=row.version.incoterm if row.version else "",
    )
    told = last if found.state in SENT else None
    same = _knows(told, found) if told else found.back
    tell = _was_told(row) and not same and found.later is None
    return replace(found, told=told, same=same, tell=tell)


def _knows(told: Told, line: Line) -> bool:
    """Whether she was told these very figures; an announcement she knows of counts till it ends."""
    begun = not line.waits or (told.waits and told.if_begun == line.due_if_begun)
    return told.due == line.due_after and begun and not told.over


def beside(rows: QuerySet[Touched]) -> QuerySet[Touched]:
    """With what is told of each, the newest later change of the same version, and if it left."""
    later = Touched.objects.filter(
        version=OuterRef("version"), run__change__gt=OuterRef("run__change")
    ).order_by("-run__change")
    gone = departures()
    return (
        with_told(rows)
        .select_related(*BESIDE)
        .annotate(
            later=Subquery(later.values("run__change")[:1]),
            gone_day=Subquery(gone.values("day")[:1]),
            gone_arrives=Subquery(gone.values("arrives_by")[:1]),
        )
    )


def _way_out(row: Touched) -> WayOut | None:
    """What has left can escape nothing."""
    if row.ship_by is None or getattr(row, "gone_day", None) is not None:
        return None
    return WayOut(leaves_by=row.ship_by, ready=row.ready)


@dataclass(frozen=True, slots=True)
class _About:
    state: str
    id: int
    number: int
    name: str


def _about(row: Touched) -> _About:
    if row.product is not None:
        return _About("product", row.product.pk, 0, row.product.name)
    version = row.version
    if version is None:
        raise NotFound
    order = order_of(row)
    if order is not None:
        return _About("order", order.pk, order.number, str(version.quote.buyer))
    state = "open" if hasattr(version, "sent") else "draft"
    return _About(state, version.quote_id, version.quote.number, str(version.quote.buyer))


def _was_told(row: Touched) -> bool:
    """Whether the version was sent before the rules changed; a draft has no buyer to tell."""
    sent = getattr(row.version, "sent", None)
    return sent is not None and sent.at <= _since(row)


def _is_new(row: Touched) -> bool:
    """Whether the figures of a version are younger than the change."""
    priced = row.version.priced_at if row.version else None
    return priced is not None and row.run.change is not None and priced > _since(row)


def _since(row: Touched) -> datetime:
    """The moment of the change, or of the look at a sheet that waits."""
    return row.run.change.at if row.run.change else row.run.at
