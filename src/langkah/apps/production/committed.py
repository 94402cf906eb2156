"""All that is promised or agreed and still to be made, with every booking of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q, QuerySet

from langkah.apps.production import floor, jobs
from langkah.apps.production.models import Booking, StepDone
from langkah.apps.sales.models import OrderLine, QuoteLine, SentQuote
from langkah.apps.workshop.models import Workshop
from langkah.apps.workshop.queries import shop
from langkah.domain.capacity import Booking as Booked
from langkah.domain.capacity import Commitment, Shop

# Longer ago nothing waits any more, and nobody was kept from what is under way now.
LATELY = timedelta(days=92)
JUST = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """A line of an order, or of a quote whose capacity is held, as people name it.

    `open_until` is when the buyer of a quote may answer at the latest, on the workshop's clock.
    """

    job: str
    code: str
    buyer: str
    title: str
    promised: date | None
    order: int | None
    quote: int | None
    open_until: datetime | None = None

    def __str__(self) -> str:
        return f"{self.code} {self.buyer}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Committed:
    """The floor today, who waits for what, and the plan; `now` is the workshop's own clock.

    The `sizes` asked for are not those of the jobs that are moved: no move makes a last. Where
    lasts are counted by size, `asked` is what the floor is held against.
    """

    shop: Shop
    now: datetime
    owed: dict[str, Owed]
    commitments: tuple[Commitment, ...]
    booked: tuple[Booked, ...]
    sizes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def asked(self) -> tuple[Commitment, ...]:
        """What is promised, with its sizes."""
        return tuple(
            replace(one, job=replace(one.job, sizes=self.sizes.get(one.job.id, ())))
            for one in self.commitments
        )


def committed(
    workshop: Workshop, now: datetime, also: Iterable[int] = (), *, sized: bool = False
) -> Committed:
    """Everything with work ahead, or that waits. Some twenty queries, however much it is.

    Steps that are over are among the bookings, as long as their line is not done. `also` are
    ordered lines that are asked about whether they have work ahead or not. Sizes are read where
    somebody counted the lasts of each, or will have (`sized`).
    """
    zone = ZoneInfo(workshop.time_zone)
    clock = floor.local(now, zone)
    ahead = Booking.objects.filter(workshop=workshop, end__gt=now)
    ordered = OrderLine.objects.filter(workshop=workshop).filter(
        Q(order__cancelled=None)
        & (
            Q(pk__in=ahead.exclude(order_line=None).values("order_line"))
            | Q(pk__in=_overtaken(workshop, now))
        )
        | Q(pk__in=tuple(also))
    )
    quoted = QuoteLine.objects.filter(
        workshop=workshop, pk__in=ahead.exclude(quote_line=None).values("quote_line")
    )
    rows = [*_ordered(ordered, zone), *_quoted(workshop, quoted, zone)]
    found = jobs.dated(workshop, [(line, day) for _, line, day in rows])
    just_noted = StepDone.objects.filter(workshop=workshop, undone_at=None, ended__gt=now - JUST)
    owed = {one.job: one for one, _, _ in rows}
    noted = _noted(workshop, ordered)
    place = shop(workshop, clock.date())
    sized = sized or any(one.sizes for one in place.lasts)
    return Committed(
        shop=place,
        sizes=jobs.sizes_asked(workshop, (line for _, line, _ in rows)) if sized else {},
        now=clock,
        owed=owed,
        commitments=tuple(
            Commitment(
                job=replace(job, title=str(owed[job.id]), not_before=owed[job.id].open_until),
                promised=owed[job.id].promised,
                noted=frozenset(noted.get(job.id, ())),
            )
            for job in found
        ),
        booked=floor.read(
            workshop,
            Booking.objects.filter(workshop=workshop).filter(
                Q(order_line__in=ordered.values("pk"))
                | Q(quote_line__in=quoted.values("pk"))
                | Q(last_until__gt=now)
                # What kept people until now, of lines that are done
                | Q(end__lte=now, order_line__in=just_noted.values("order_line"))
            ),
        ),
    )


def _overtaken(workshop: Workshop, now: datetime) -> list[int]:
    """Lines with a step that was noted after the next one of its lot should have begun. One query.

    By the clock such a line may be over, and all the same not be done.
    """
    same = {"order_line": OuterRef("order_line"), "lot": OuterRef("lot")}
    later = {**same, "step__gt": OuterRef("step")}
    return list(
        StepDone.objects.filter(workshop=workshop, undone_at=None, ended__gt=now - LATELY)
        .filter(Exists(Booking.objects.filter(**later, start__lt=OuterRef("ended"))))
        .exclude(Exists(StepDone.objects.filter(**later, undone_at=None)))
        .values_list("order_line", flat=True)
    )


def _noted(workshop: Workshop, lines: QuerySet[OrderLine]) -> dict[str, set[tuple[int, int]]]:
    """Lots and steps that are done: what was noted, and whatever comes before it. One query."""
    found: dict[str, set[tuple[int, int]]] = {}
    rows = StepDone.objects.filter(
        workshop=workshop, undone_at=None, order_line__in=lines.values("pk")
    )
    for line, lot, step in rows.values_list("order_line", "lot", "step"):
        mine = found.setdefault(floor.job_of(None, line), set())
        mine.update((lot, number) for number in range(1, step + 1))
    return found


Row = tuple[Owed, jobs.Line, date]


def _ordered(rows: QuerySet[OrderLine], zone: ZoneInfo) -> Iterator[Row]:
    for row in rows.select_related("order__buyer").prefetch_related("options"):
        order = row.order
        owed = Owed(
            job=floor.job_of(None, row.pk),
            code=str(order),
            buyer=str(order.buyer),
            title=row.title,
            promised=order.promise_day,
            order=order.pk,
            quote=None,
        )
        yield owed, jobs.line_of(owed.job, row), floor.local(order.placed_at, zone).date()


def _quoted(workshop: Workshop, rows: QuerySet[QuoteLine], zone: ZoneInfo) -> Iterator[Row]:
    """Material is ordered, and work begins, at the yes: at the latest when the quote ends."""
    found = list(rows.select_related("version__quote__buyer").prefetch_related("options"))
    sent = SentQuote.objects.filter(
        workshop=workshop, version__in={row.version_id for row in found}
    )
    ends = {row.version_id: floor.local(row.expires_at, zone) for row in sent} if found else {}
    for row in found:
        quote, end = row.version.quote, ends.get(row.version_id)
        owed = Owed(
            job=floor.job_of(row.pk, None),
            code=str(quote),
            buyer=str(quote.buyer),
            title=row.title,
            promised=row.version.promise_day,
            order=None,
            quote=quote.pk,
            open_until=end,
        )
        yield owed, jobs.line_of(owed.job, row), end.date() if end else date.min
