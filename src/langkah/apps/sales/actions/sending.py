"""A version leaves the house, is taken back, or ends."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.db import transaction

from langkah.apps.sales import fingerprint, links, moved, reasons, wished
from langkah.apps.sales.actions.versions import draft_of, open_of
from langkah.apps.sales.errors import NotFound, NotReady, PriceMoved
from langkah.apps.sales.models import (
    ExpiredQuote,
    Quote,
    QuoteLink,
    QuoteVersion,
    RemarkKind,
    SentQuote,
    WithdrawnQuote,
)
from langkah.apps.workshop import audit
from langkah.apps.workshop.models import User, Workshop
from langkah.domain.exchange import FRESH_DAYS
from langkah.domain.money import Money
from langkah.domain.reason import Reason, because


@transaction.atomic
def freeze(
    *, workshop: Workshop, version: int, by: User, now: datetime, rate_seen: date | None = None
) -> datetime:
    """Send a version: from here on its figures stay. Gives the moment at which it ends.

    The date must have been promised before (`promise`). Earlier versions of the quote that were
    sent are thereby replaced. A price that rests on an old exchange rate leaves only when its day
    was seen (`rate_seen`). Raises NotReady with every reason at once, PriceMoved where it would
    come out otherwise now, Frozen the second time.
    """
    row = draft_of(workshop, version)
    today = now.astimezone(ZoneInfo(workshop.time_zone)).date()
    stops = [*_stops(row), *_old_rate(row, today, rate_seen)]
    if stops:
        raise NotReady(*stops)
    changed = moved.since_priced(workshop, row, now)
    if changed:
        raise PriceMoved(*changed)
    ends = last_moment(workshop, row.valid_days, now)
    SentQuote.objects.create(
        workshop=workshop,
        version=row,
        at=now,
        by=by,
        expires_at=ends,
        fingerprint=fingerprint.of(row.pk),
    )
    _open_link(workshop, row.quote, now)
    audit.record(
        workshop=workshop, by=by, verb="quote.sent", target=row.quote, new={"version": row.number}
    )
    return ends


def _stops(row: QuoteVersion) -> list[Reason]:
    stops = []
    chosen = row.offers.filter(incoterm=row.incoterm).first()
    if hasattr(row.quote, "accepted"):
        stops.append(because("The buyer has accepted this quote. Start a new quote instead."))
    if chosen is None or chosen.price is None:
        stops += _no_price(row)
    else:
        stops += wished.unnamed_kept(row, chosen)
    if row.lines.filter(unit_price__isnull=True).exists():
        stops.append(because("A product has no price yet. Fill in what is missing in its costs."))
    if row.promise_day is None:
        stops.append(because("There is no date yet. Let production plan this quote first."))
    return stops


def _no_price(row: QuoteVersion) -> list[Reason]:
    """That there is no price, and everything that stands in its way."""
    told = row.remarks.filter(kind=RemarkKind.BLOCK).order_by("position")
    missing = [found for one in told if (found := reasons.read(one.sentence))]
    if row.incoterm:
        said = because(
            "There is no price for {incoterm} yet. Fill in what is missing, or offer another.",
            incoterm=row.incoterm,
        )
    elif missing:
        said = because("This quote could not be priced. Fill in what is missing:")
    else:
        said = because(
            "This quote has no price under any term of delivery. Work it out again, then look at "
            "what each term lacks."
        )
    return [said, *missing]


def _old_rate(row: QuoteVersion, today: date, seen: date | None) -> list[Reason]:
    """Why the rates behind the price are too old to leave unseen."""
    oldest = row.oldest_rate_day
    if oldest is None or (today - oldest).days <= FRESH_DAYS or seen == oldest:
        return []
    return [
        because(
            "The exchange rate of this price is of {day}. Set your own rate in the settings and "
            "work the quote out again, or tick that you have seen how old it is.",
            day=oldest,
        )
    ]


def last_moment(workshop: Workshop, days: int, now: datetime) -> datetime:
    """When a version sent `now` ends: the end of its last day, on the workshop's clock."""
    zone = ZoneInfo(workshop.time_zone)
    last = now.astimezone(zone).date() + timedelta(days=days)
    return datetime.combine(last, time(23, 59, 59), zone)


def _open_link(workshop: Workshop, quote: Quote, now: datetime) -> QuoteLink:
    link, _ = QuoteLink.objects.get_or_create(
        quote=quote,
        revoked_at=None,
        defaults={"workshop": workshop, "seed": links.fresh_seed(), "created_at": now},
    )
    return link


@transaction.atomic
def renew_link(*, workshop: Workshop, quote: int, by: User, now: datetime) -> None:
    """Close the buyer's link and open another, for a link that fell into wrong hands."""
    row = Quote.objects.select_for_update().filter(workshop=workshop, pk=quote).first()
    if row is None:
        raise NotFound
    row.links.filter(revoked_at=None).update(revoked_at=now, revoked_by=by)
    _open_link(workshop, row, now)
    audit.record(workshop=workshop, by=by, verb="quote.link_renewed", target=row)


@transaction.atomic
def withdraw(
    *, workshop: Workshop, version: int, by: User, now: datetime, reason: str = ""
) -> None:
    """Take an open version back; the buyer's page says so. Raises NotOpen."""
    row = open_of(workshop, version)
    WithdrawnQuote.objects.create(
        workshop=workshop, version=row, at=now, by=by, reason=reason.strip()[:200]
    )
    audit.record(workshop=workshop, by=by, verb="quote.withdrawn", target=row.quote)


@transaction.atomic
def expire(now: datetime) -> tuple[int, ...]:
    """Note every open version whose last day is over; gives their ids. Run it often."""
    over = tuple(
        SentQuote.objects.filter(
            expires_at__lt=now,
            version__expired=None,
            version__withdrawn=None,
            version__quote__accepted=None,
        ).select_related("workshop")
    )
    ExpiredQuote.objects.bulk_create(
        (
            ExpiredQuote(workshop_id=sent.workshop_id, version_id=sent.version_id, at=now)
            for sent in over
        ),
        ignore_conflicts=True,
    )
    return tuple(sent.version_id for sent in over)


def deposit_of(total: Money, percent: Decimal) -> Money:
    """The part of `total` that is paid at acceptance, in whole minor units."""
    return (total * (percent / 100)).rounded()
