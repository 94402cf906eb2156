"""Orders whose plan does not keep their promise, or that have no plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q

from langkah.apps.insight.items import EACH, Subject, TodayItem, Urgency, hours
from langkah.apps.production import queries as production
from langkah.apps.production import unkept as held
from langkah.apps.production.holding import holding
from langkah.apps.production.models import Booking
from langkah.apps.production.queries import PlannedOrder
from langkah.apps.sales.models import Order
from langkah.apps.sales.models.departure import has_left
from langkah.apps.sales.queries.later import NewDayView, newest_days
from langkah.apps.workshop.models import Workshop
from langkah.domain.capacity.risk import TIGHT
from langkah.domain.money import Money
from langkah.domain.reason import because

# An order that has no plan after two months was made before Langkah, or not at all.
NEW = timedelta(days=60)
# How long a buyer's yes stays news
FRESH = timedelta(days=2)


def accepted(workshop: Workshop, now: datetime) -> Iterator[TodayItem]:
    """Orders a buyer made with her yes in the last two days, with what to do next. One query."""
    rows = (
        Order.objects.filter(workshop=workshop, cancelled=None, accepted__at__gt=now - FRESH)
        .select_related("buyer", "accepted__quote")
        .order_by("accepted__at")[:EACH]
    )
    for row in rows:
        yes = row.accepted
        if yes is None:
            continue
        deposit = Money(row.deposit, row.currency)
        yield TodayItem(
            urgency=Urgency.WAIT,
            title=because(
                "{name} accepted quote {quote}: it is order {number} now.",
                name=str(row.buyer),
                quote=str(yes.quote.number),
                number=str(row.number),
            ),
            detail=because(
                "Thank the buyer, ask for the deposit of {deposit}, and order the material.",
                deposit=deposit,
            )
            if row.deposit
            else because("Thank the buyer and order the material."),
            subject=Subject.ORDER,
            id=row.pk,
            hours=hours(yes.at, now),
        )


def late(workshop: Workshop, now: datetime) -> Iterator[TodayItem]:
    """Orders that the plan finishes after the promised day, the latest first.

    A buyer who knows a day that the plan keeps is asked whether she agrees. Then one line for those
    that have hardly a day to spare. Three queries at most.
    """
    every = production.planned_orders(workshop, now)
    mine = Order.objects.filter(has_left(), workshop=workshop, pk__in=[one.order for one in every])
    left = set(mine.values_list("pk", flat=True)) if every else set()
    planned = [one for one in every if one.order not in left]
    behind = sorted((one for one in planned if one.late_days), key=lambda one: -one.late_days)
    told = newest_days(workshop, [one.order for one in behind[:EACH]]) if behind else {}
    for order in behind[:EACH]:
        known = told.get(order.order)
        if known is not None and known.day >= order.end.date():
            yield _asked(order, known, now)
        else:
            yield _late(order, known)
    yield from _near(planned)


def _late(order: PlannedOrder, known: NewDayView | None) -> TodayItem:
    """The buyer does not know, or knows a day that the plan does not keep any more."""
    title = because(
        "Order {number} for {name} will be late.", number=str(order.number), name=order.buyer
    )
    days = {"promised": order.promised or order.end.date(), "day": order.end.date()}
    return TodayItem(
        urgency=Urgency.BAD,
        title=title,
        detail=because(
            "Promised for {promised}, planned until {day}. The buyer is not told yet: tell her "
            "before she asks.",
            **days,
        )
        if known is None
        else because(
            "The buyer was told {told}, but it is planned until {day}. Tell her again.",
            told=known.day,
            day=order.end.date(),
        ),
        subject=Subject.LATE,
        id=order.order,
        hours=order.late_days * 24,
        late=True,
    )


def _asked(order: PlannedOrder, known: NewDayView, now: datetime) -> TodayItem:
    """The buyer knows the new day and has not said whether she agrees."""
    return TodayItem(
        urgency=Urgency.WAIT,
        title=because(
            "Does {name} agree to the new day of order {number}?",
            name=order.buyer,
            number=str(order.number),
        ),
        detail=because(
            "Promised for {promised}, told {day}. Note it when she agrees.",
            promised=order.promised or known.promised,
            day=known.day,
        ),
        subject=Subject.LATE,
        id=order.order,
        hours=hours(known.at, now),
    )


def _near(planned: Sequence[PlannedOrder]) -> Iterator[TodayItem]:
    """One line for all orders that have hardly a day to spare."""
    tight = [one for one in planned if one.promised and 0 <= one.slack < TIGHT]
    if not tight:
        return
    first = min(tight, key=lambda one: one.slack)
    yield TodayItem(
        urgency=Urgency.WAIT,
        title=because(
            "Orders with fewer than {days} days to spare: {count}.", days=TIGHT, count=len(tight)
        ),
        detail=because(
            "Order {number} for {name} is promised for {promised}, planned until {day}.",
            number=str(first.number),
            name=first.buyer,
            promised=first.promised or first.end.date(),
            day=first.end.date(),
        ),
        subject=Subject.RISK,
    )


def unkept(workshop: Workshop, now: datetime) -> Iterator[TodayItem]:
    """Open quotes that hold capacity while the plan misses the day they promise. One query."""
    for quote in held.unkept(workshop, now)[:EACH]:
        yield TodayItem(
            urgency=Urgency.BAD,
            title=because(
                "Quote {number} for {name} promises a day that the plan does not keep.",
                number=str(quote.number),
                name=quote.buyer,
            ),
            detail=because(
                "Promised for {promised}, planned until {day}. Send a new version, or tell the "
                "buyer before she says yes.",
                promised=quote.promised,
                day=quote.planned,
            ),
            subject=Subject.QUOTE,
            id=quote.quote,
            hours=quote.days * 24,
            late=True,
        )


def unfit(workshop: Workshop, now: datetime) -> Iterator[TodayItem]:
    """One line where the plan no longer holds. One query, more after something was changed."""
    found = holding(workshop, now)
    if found.steps:
        yield TodayItem(
            urgency=Urgency.BAD,
            title=because(
                "The plan no longer fits: steps that cannot be done where they stand: {count}.",
                count=found.steps,
            ),
            detail=because(
                "Look at what planning them again changes. Until then no day of the plan is sure."
            ),
            subject=Subject.PLAN,
        )


def unplanned(workshop: Workshop, now: datetime) -> Iterator[TodayItem]:
    """Orders still to be made of which nobody has planned a step."""
    today = now.astimezone(ZoneInfo(workshop.time_zone)).date()
    planned = Booking.objects.filter(workshop=workshop, order_line__order=OuterRef("pk"))
    rows = (
        Order.objects.filter(
            ~Exists(planned),
            ~has_left(),
            workshop=workshop,
            cancelled=None,
            placed_at__gt=now - NEW,
            promise_day__gte=today,
        )
        .select_related("buyer")
        .order_by("promise_day")[:EACH]
    )
    for row in rows:
        yield TodayItem(
            urgency=Urgency.BAD,
            title=because(
                "Order {number} for {name} is not on the plan.",
                number=str(row.number),
                name=str(row.buyer),
            ),
            detail=because("Promised for {day}. Plan it now.", day=row.promise_day or today),
            subject=Subject.ORDER,
            id=row.pk,
            hours=hours(row.placed_at, now),
        )


def to_leave(workshop: Workshop, now: datetime) -> Iterator[TodayItem]:
    """Orders that were to leave before today while nobody has said that they did. One query.

    Not those that are still being made by the plan: they are late, and said to be.
    """
    zone = ZoneInfo(workshop.time_zone)
    today = now.astimezone(zone).date()
    booked = Booking.objects.filter(workshop=workshop, order_line__order=OuterRef("pk"))
    rows = (
        Order.objects.filter(
            ~has_left(),
            ~Exists(booked.filter(end__gt=now)),
            Q(accepted__isnull=False) | Exists(booked),
            workshop=workshop,
            cancelled=None,
            promise_day__lt=today,
        )
        .select_related("buyer")
        .order_by("promise_day", "pk")[:EACH]
    )
    for row in rows:
        day = row.promise_day or today
        yield TodayItem(
            urgency=Urgency.WAIT,
            title=because(
                "Has order {number} for {name} left?", number=str(row.number), name=str(row.buyer)
            ),
            detail=because(
                "It was to leave on {day}. Note it, so that rules which change later are told "
                "rightly.",
                day=day,
            ),
            subject=Subject.DEPARTURE,
            id=row.pk,
            hours=hours(datetime.combine(day, time(12), zone), now),
        )
