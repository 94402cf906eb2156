"""Everything open that a change of rules can still touch, with its question to the border."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from langkah.apps.insight.buyers import open_quotes
from langkah.apps.production.models import Booking
from langkah.apps.production.ready import ready_at
from langkah.apps.sales import border
from langkah.apps.sales.models import (
    BorderCase,
    BorderLine,
    Departure,
    OfferLine,
    Order,
    QuoteVersion,
)
from langkah.apps.workshop.models import Workshop
from langkah.domain.landed import BookChanged, LandedCase
from langkah.reference import countries

HEADING = 6
# Beyond so many places of the tariff, whole markets are quicker to ask for.
MANY = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """A version that waits for an answer, a draft, or the version behind an order (`order`).

    `planned`: the day an order is ready by the plan, where it has one.
    """

    version: int
    order: int | None
    case: LandedCase
    planned: date | None = None


def versions(workshop: Workshop, now: datetime) -> QuerySet[QuoteVersion]:
    """Sent and still open, drafts of quotes without a yes, and orders that have not left."""
    sent = open_quotes(workshop).filter(expires_at__gt=now).values("version")
    newer = QuoteVersion.objects.filter(quote=OuterRef("quote"), number__gt=OuterRef("number"))
    draft = Q(sent=None, quote__accepted=None) & ~Q(Exists(newer))
    return QuoteVersion.objects.filter(
        Q(pk__in=sent) | draft | Q(pk__in=_ordered(workshop)), workshop=workshop
    )


def _ordered(workshop: Workshop) -> QuerySet[Order]:
    """Versions behind orders that have not left us, whatever was planned.

    What has left can be changed no more: neither its price nor its day.
    """
    gone = Departure.objects.filter(order=OuterRef("pk"), withdrawn_at=None)
    found = Order.objects.filter(
        ~Exists(gone), workshop=workshop, cancelled=None, accepted__isnull=False
    )
    return found.values("accepted__version")  # type: ignore[return-value]


def asked_about(workshop: Workshop, now: datetime) -> dict[str, dict[str, date]]:
    """Each country that something open goes to, and the codes that go there. One query.

    With each code the last day on which such goods are expected at that border.
    """
    rows = BorderLine.objects.filter(
        workshop=workshop, case__version__in=versions(workshop, now).values("pk")
    )
    found: dict[str, dict[str, date]] = {}
    lasts = rows.values_list("case__country", "hs").annotate(last=Max("case__entry_date"))
    for country, code, day in lasts:
        found.setdefault(country, {})[code] = day
    return found


# What the border asks, as the heads of an offer
BORDER = ("duty", "extra_duty", "tax", "fees")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unasked:
    """Open versions without a kept question.

    `unchecked`: duty or tax was told, by a question that was not kept yet in those days.
    `unknown`: there was nothing to ask, because a code, a cost or an exchange rate is lacking.
    """

    unchecked: int
    unknown: int


def unasked(opened: QuerySet[QuoteVersion], change: BookChanged) -> Unasked:
    """How many go where a rule differs and have no kept question, by the reason. One query."""
    told = OfferLine.objects.filter(
        offer__version=OuterRef("pk"), head__in=BORDER, amount__isnull=False
    )
    here = Q(pk__in=[])
    for market in {rule.market for rule in change.differing}:
        here |= _in_market(market)
    rows = opened.filter(here, border=None).exclude(priced_at=None).annotate(told=Exists(told))
    found = Counter(rows.values_list("told", flat=True))
    return Unasked(unchecked=found[True], unknown=found[False])


def cases(
    workshop: Workshop, opened: QuerySet[QuoteVersion], change: BookChanged
) -> QuerySet[BorderCase]:
    """The kept questions that a rule of the change could bear on."""
    return BorderCase.objects.filter(
        _near(change), workshop=workshop, version__in=opened.values("pk")
    ).order_by("pk")


def _in_market(market: str) -> Q:
    return Q(country__in=countries.EU) if market == "EU" else Q(country=market)


def _near(change: BookChanged) -> Q:
    places = {(rule.market, rule.hs[:HEADING]) for rule in change.differing}
    if len(places) > MANY:
        places = {(market, "") for market, _ in places}
    found = Q(pk__in=[])
    for market, heading in places:
        here = _in_market(market)
        if heading:
            lines = BorderLine.objects.filter(case=OuterRef("pk"), hs__startswith=heading)
            here &= Q(Exists(lines))
        found |= here
    return found


def asked(workshop: Workshop, found: QuerySet[BorderCase], today: date) -> Iterator[Open]:
    """The questions, each for the day on which the goods can still enter. Six queries."""
    orders = _orders(found)
    planned = _planned(workshop, list(orders.values()))
    days: dict[int, int | None] = dict(found.values_list("version", "version__days_max"))
    for kept in border.read(found):
        order = orders.get(kept.version)
        ready = planned.get(order) if order is not None else None
        leaves = today if order is None or ready is None else max(ready, today)
        earliest = leaves + timedelta(days=days.get(kept.version) or 0)
        case = kept.case
        if case.entry_date < (today if order is None else earliest):
            case = replace(case, entry_date=earliest)
        yield Open(version=kept.version, order=order, case=case, planned=ready)


def _orders(found: QuerySet[BorderCase]) -> dict[int, int]:
    """The order behind each version."""
    mine = Order.objects.filter(accepted__version__in=found.values("version"))
    return dict(mine.values_list("accepted__version", "pk"))


def _planned(workshop: Workshop, orders: list[int]) -> dict[int, date]:
    """The day each order is ready by the plan; one without a plan is left out. One query."""
    booked = Booking.objects.filter(workshop=workshop, order_line__order__in=orders)
    ends = ready_at(booked, "order_line", "order_line__order")
    return {order: local_day(workshop, end) for order, end in ends.items()}


def local_day(workshop: Workshop, now: datetime) -> date:
    """The day at the workshop."""
    return now.astimezone(ZoneInfo(workshop.time_zone)).date()
