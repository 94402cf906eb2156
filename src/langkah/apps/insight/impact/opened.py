"""Everything open that a change of rules can still touch, with its question to the border."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from langkah.apps.insight.buyers import open_quotes
from langkah.apps.production.models import Booking
from langkah.apps.sales import border
from langkah.apps.sales.models import BorderCase, BorderLine, Order, QuoteVersion
from langkah.apps.workshop.models import Workshop
from langkah.domain.landed import BookChanged, LandedCase
from langkah.reference import countries

HEADING = 6
# Beyond so many places of the tariff, whole markets are quicker to ask for.
MANY = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """A version that waits for an answer, a draft, or the version behind an order (`order`)."""

    version: int
    order: int | None
    case: LandedCase


def versions(workshop: Workshop, today: date, now: datetime) -> QuerySet[QuoteVersion]:
    """Sent and still open, drafts of quotes without a yes, and orders that are still to arrive."""
    sent = open_quotes(workshop).filter(expires_at__gt=now).values("version")
    newer = QuoteVersion.objects.filter(quote=OuterRef("quote"), number__gt=OuterRef("number"))
    draft = Q(sent=None, quote__accepted=None) & ~Q(Exists(newer))
    return QuoteVersion.objects.filter(
        Q(pk__in=sent) | draft | Q(pk__in=_ordered(workshop, today, now)), workshop=workshop
    )


def _ordered(workshop: Workshop, today: date, now: datetime) -> QuerySet[Order]:
    """Versions behind orders that have not arrived by plan, or are still being made."""
    making = Booking.objects.filter(
        workshop=workshop, order_line__order=OuterRef("pk"), end__gt=now
    )
    arriving = Q(accepted__version__arrival_until__gte=today)
    found = Order.objects.filter(
        arriving | Q(Exists(making)), workshop=workshop, accepted__isnull=False
    )
    return found.values("accepted__version")  # type: ignore[return-value]


def asked_about(workshop: Workshop, now: datetime) -> dict[str, dict[str, date]]:
    """Each country that something open goes to, and the codes that go there. One query.

    With each code the last day on which such goods are expected at that border.
    """
    today = now.astimezone(ZoneInfo(workshop.time_zone)).date()
    rows = BorderLine.objects.filter(
        workshop=workshop, case__version__in=versions(workshop, today, now).values("pk")
    )
    found: dict[str, dict[str, date]] = {}
    lasts = rows.values_list("case__country", "hs").annotate(last=Max("case__entry_date"))
    for country, code, day in lasts:
        found.setdefault(country, {})[code] = day
    return found


def unchecked(opened: QuerySet[QuoteVersion]) -> int:
    """How many are open whose question was not kept. One query."""
    return opened.filter(border=None).exclude(priced_at=None).count()


def cases(
    workshop: Workshop, opened: QuerySet[QuoteVersion], change: BookChanged
) -> QuerySet[BorderCase]:
    """The kept questions that a rule of the change could bear on."""
    return BorderCase.objects.filter(
        _near(change), workshop=workshop, version__in=opened.values("pk")
    ).order_by("pk")


def _near(change: BookChanged) -> Q:
    places = {(rule.market, rule.hs[:HEADING]) for rule in change.differing}
    if len(places) > MANY:
        places = {(market, "") for market, _ in places}
    found = Q(pk__in=[])
    for market, heading in places:
        here = Q(country__in=countries.EU) if market == "EU" else Q(country=market)
        if heading:
            lines = BorderLine.objects.filter(case=OuterRef("pk"), hs__startswith=heading)
            here &= Q(Exists(lines))
        found |= here
    return found


def asked(found: QuerySet[BorderCase], today: date) -> Iterator[Open]:
    """The questions, with the day of entry moved where it lies behind us. Four queries."""
    orders: dict[int, int] = dict(
        Order.objects.filter(accepted__version__in=found.values("version")).values_list(
            "accepted__version", "pk"
        )
    )
    days: dict[int, int | None] = dict(found.values_list("version", "version__days_max"))
    for kept in border.read(found):
        earliest = today + timedelta(days=days.get(kept.version) or 0)
        case = kept.case
        if case.entry_date < today:
            case = replace(case, entry_date=earliest)
        yield Open(version=kept.version, order=orders.get(kept.version), case=case)
