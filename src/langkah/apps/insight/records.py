"""Records of the rooms, counted into the figures of readiness. Nothing here can be typed in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from math import ceil

from django.db.models import Count, Exists, Min, Model, OuterRef, Q, Subquery, Sum

from langkah.apps.buyers.models import Buyer
from langkah.apps.catalogue.models import (
    BomLine,
    CostLine,
    PartMaterial,
    Photo,
    RoutingStep,
    SizeBox,
)
from langkah.apps.insight.lacking import live
from langkah.apps.partners.models import RateCard
from langkah.apps.sales.models import (
    ChangeRequest,
    Inquiry,
    Offer,
    Order,
    OrderLine,
    QuoteVersion,
    SentQuote,
)
from langkah.apps.workshop.models import Workshop
from langkah.domain.readiness import Record
from langkah.domain.readiness.items import Evidence

YEAR = timedelta(days=365)
QUARTER = timedelta(days=92)
NEWEST = 2000
WITH_BUYERS = ("workshop", "buyers")
SEEN_BY_BUYERS = (Evidence.SYSTEM, Evidence.OUTSIDE)


@dataclass(frozen=True, slots=True)
class Moment:
    """The moment of counting, and its day in the workshop."""

    now: datetime
    today: date

    @property
    def year_ago(self) -> datetime:
        """The start of the twelve months looked at."""
        return self.now - YEAR


Counter = Callable[[Workshop, Moment], Record | None]


def _part(done: int, cases: int) -> Decimal:
    return Decimal(done) / cases if cases else Decimal(0)


def styles(workshop: Workshop, at: Moment) -> tuple[Record, ...]:
    """How many offered styles are written down (1.3), costed (1.10) and complete (2.1)."""

    def rows(model: type[Model], **more: object) -> Q:
        return Q(Exists(model._default_manager.filter(product=OuterRef("pk"), **more)))

    made = rows(BomLine) & rows(RoutingStep) & ~rows(RoutingStep, minutes_per_pair__isnull=True)
    costed = (
        (rows(BomLine) | rows(CostLine))
        & ~rows(BomLine, per_pair__isnull=True)
        & ~rows(BomLine, material__price__isnull=True)
        & ~rows(RoutingStep, pay__isnull=True)
        & ~rows(CostLine, amount__isnull=True)
    )
    complete = (
        rows(Photo) & rows(PartMaterial) & rows(SizeBox) & ~rows(SizeBox, weight_kg__isnull=True)
    )
    counted = live(workshop).aggregate(
        cases=Count("pk"),
        since=Min("created_at"),
        made=Count("pk", filter=made),
        costed=Count("pk", filter=costed),
        complete=Count("pk", filter=complete),
    )
    return tuple(
        Record(
            item=item,
            value=_part(counted[name], counted["cases"]),
            cases=counted["cases"],
            until=at.today,
            since=counted["since"].date() if counted["since"] else None,
        )
        for item, name in (("1.3", "made"), ("1.10", "costed"), ("2.1", "complete"))
    )


def minutes(workshop: Workshop, at: Moment) -> Record:
    """How many steps of offered styles have their minutes and a skill (1.8)."""
    counted = RoutingStep.objects.filter(product__in=live(workshop)).aggregate(
        cases=Count("pk"),
        known=Count("pk", filter=Q(minutes_per_pair__isnull=False, skill__isnull=False)),
    )
    value = _part(counted["known"], counted["cases"])
    return Record(item="1.8", value=value, cases=counted["cases"], until=at.today)


def replies(workshop: Workshop, at: Moment) -> Record | None:
    """Hours until nine of ten buyers of the last three months had their quote (2.6).

    A buyer who still waits counts with the hours waited so far.
    """
    first = SentQuote.objects.filter(version__quote__inquiry=OuterRef("pk")).order_by("at")
    rows = (
        Inquiry.objects.filter(workshop=workshop, closed=None, received_at__gt=at.now - QUARTER)
        .annotate(answered=Subquery(first.values("at")[:1]))
        .order_by("-received_at")
        .values_list("received_at", "answered")[:NEWEST]
    )
    waits = sorted(((answered or at.now) - received, received) for received, answered in rows)
    if not waits:
        return None
    wait = waits[ceil(len(waits) * 0.9) - 1][0]
    return Record(
        item="2.6",
        value=(Decimal(int(wait.total_seconds())) / 3600).quantize(Decimal("0.1")),
        cases=len(waits),
        until=at.today,
        since=min(received for _, received in waits).date(),
        sources=WITH_BUYERS,
    )


def contacts(workshop: Workshop, at: Moment) -> Record:
    """Buyers whose e-mail address or phone number is here (2.8)."""
    counted = Buyer.objects.filter(workshop=workshop).aggregate(
        cases=Count("pk"), reached=Count("pk", filter=~Q(email="") | ~Q(phone=""))
    )
    value = _part(counted["reached"], counted["cases"])
    return Record(item="2.8", value=value, cases=counted["cases"], until=at.today)


def whole_prices(workshop: Workshop, at: Moment) -> Record:
    """Quotes of a year that were sent with a price at the door (3.3)."""
    at_door = Exists(Offer.objects.filter(version=OuterRef("pk"), at_door__isnull=False))
    counted = QuoteVersion.objects.filter(workshop=workshop, sent__at__gt=at.year_ago).aggregate(
        cases=Count("pk"), whole=Count("pk", filter=at_door)
    )
    value = _part(counted["whole"], counted["cases"])
    return Record(item="3.3", value=value, cases=counted["cases"], until=at.today)


def wishes(workshop: Workshop, at: Moment) -> Record:
    """Wishes of buyers in a year that were answered with a new version (3.6)."""
    counted = ChangeRequest.objects.filter(workshop=workshop, at__gt=at.year_ago).aggregate(
        cases=Count("pk"),
        answered=Count("pk", filter=Q(answered_with__isnull=False)),
        since=Min("at"),
    )
    return Record(
        item="3.6",
        value=_part(counted["answered"], counted["cases"]),
        cases=counted["cases"],
        until=at.today,
        since=counted["since"].date() if counted["since"] else None,
        evidence=SEEN_BY_BUYERS,
        sources=WITH_BUYERS,
    )


def carriers(workshop: Workshop, at: Moment) -> Record:
    """Carriers whose rates are valid today (4.1)."""
    valid = Q(valid_until__isnull=True) | Q(valid_until__gte=at.today)
    count = (
        RateCard.objects.filter(valid, workshop=workshop, ended_at=None, valid_from__lte=at.today)
        .values("carrier")
        .distinct()
        .count()
    )
    return Record(item="4.1", value=Decimal(count), cases=count, until=at.today)


def countries(workshop: Workshop, at: Moment) -> Record:
    """The share of pairs of a year that went to the biggest country (5.2).

    Pairs and not money, since orders are in several currencies.
    """
    pairs = dict(
        Order.objects.filter(workshop=workshop, cancelled=None, placed_at__gt=at.year_ago)
        .values_list("country")
        .annotate(sent=Sum("pairs"))
        .values_list("country", "sent")
    )
    cases = Order.objects.filter(
        workshop=workshop, cancelled=None, placed_at__gt=at.year_ago
    ).count()
    value = _part(max(pairs.values(), default=0), sum(pairs.values()))
    return Record(item="5.2", value=value, cases=cases, until=at.today)


def repeats(workshop: Workshop, at: Moment) -> Record:
    """The share of buyers with an order who ordered again (5.3)."""
    counted = (
        Buyer.objects.filter(workshop=workshop)
        .annotate(
            placed=Count("orders", filter=Q(orders__cancelled=None)),
            first=Min("orders__placed_at", filter=Q(orders__cancelled=None)),
        )
        .filter(placed__gt=0)
        .aggregate(
            cases=Count("pk"),
            again=Count("pk", filter=Q(placed__gt=1)),
            since=Min("first"),
        )
    )
    return Record(
        item="5.3",
        value=_part(counted["again"], counted["cases"]),
        cases=counted["cases"],
        until=at.today,
        since=counted["since"].date() if counted["since"] else None,
        evidence=SEEN_BY_BUYERS,
        sources=WITH_BUYERS,
    )


def young_styles(workshop: Workshop, at: Moment) -> Record:
    """The share of pairs of a year that are of styles younger than a year (5.6)."""
    counted = OrderLine.objects.filter(
        workshop=workshop, order__cancelled=None, order__placed_at__gt=at.year_ago
    ).aggregate(
        cases=Count("pk"),
        sold=Sum("pairs"),
        young=Sum("pairs", filter=Q(product__created_at__gt=at.year_ago)),
    )
    value = _part(counted["young"] or 0, counted["sold"] or 0)
    return Record(item="5.6", value=value, cases=counted["cases"], until=at.today)


COUNTERS: tuple[Counter, ...] = (
    minutes,
    replies,
    contacts,
    whole_prices,
    wishes,
    carriers,
    countries,
    repeats,
    young_styles,
)


def records(workshop: Workshop, at: Moment) -> tuple[Record, ...]:
    """Every figure that the rooms can tell today; a fixed number of queries."""
    counted = [counter(workshop, at) for counter in COUNTERS]
    return (*styles(workshop, at), *(record for record in counted if record is not None))
