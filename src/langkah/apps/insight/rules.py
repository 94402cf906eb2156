"""Rules of the world under open quotes: those that changed, end soon, or wait for another look."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.db.models import Exists, F, OuterRef, Q

from langkah.apps.insight.buyers import open_quotes
from langkah.apps.insight.impact import told
from langkah.apps.insight.impact.opened import local_day
from langkah.apps.insight.impact.told import Told, only_announced
from langkah.apps.insight.items import EACH, Subject, TodayItem, Urgency, hours
from langkah.apps.insight.models import Touched
from langkah.apps.rules.queries import standing
from langkah.apps.sales.models import OfferLine, QuoteVersion
from langkah.apps.workshop.models import Workshop
from langkah.domain.landed import WayOut
from langkah.domain.money import Money
from langkah.domain.reason import Reason, because

SOON = timedelta(days=30)
MOST = 200
Dates = tuple[date | None, date | None]


def touched(workshop: Workshop, now: datetime) -> Iterator[TodayItem]:
    """Open quotes that rest on such a rule: one item a quote, its worst rule first. Two queries."""
    today = now.astimezone(ZoneInfo(workshop.time_zone)).date()
    rows = list(
        OfferLine.objects.filter(
            workshop=workshop,
            offer__version__in=open_quotes(workshop).filter(expires_at__gt=now).values("version"),
        )
        .exclude(rule="")
        .values_list("offer__version__quote", "offer__version__quote__number", "rule")
        .distinct()
        .order_by("offer__version__quote")[:MOST]
    )
    dates = _dates(workshop, {rule for _, _, rule in rows}) if rows else {}
    found: dict[int, tuple[int, int, Reason]] = {}
    for quote, number, rule in rows:
        change = _change(dates.get(rule), number, today)
        if change and (quote not in found or change[0] > found[quote][0]):
            found[quote] = (change[0], quote, change[1])
    for days, quote, title in sorted(found.values(), reverse=True, key=lambda row: row[:2])[:EACH]:
        yield TodayItem(
            urgency=Urgency.BAD if days >= 0 else Urgency.WAIT,
            title=title,
            detail=because("Check the duty or tax, then send a new version if it changed."),
            subject=Subject.QUOTE,
            id=quote,
            hours=days * 24,
        )


def _dates(workshop: Workshop, codes: set[str]) -> dict[str, Dates]:
    """When each rule ends, and when it is to be looked at again."""
    rows = standing(workshop).filter(code__in=codes)
    return {code: (until, review) for code, until, review in rows.values_list("code", *DATES)}


DATES = ("valid_until", "review_by")


def _change(dates: Dates | None, quote: int, today: date) -> tuple[int, Reason] | None:
    """Days since the end or the review of a rule (below zero: to come), and how to say it."""
    if dates is None:
        return None
    until, review = dates
    if until and until <= today + SOON:
        sentence = because(
            "A rule under quote {number} ends on {day}.", number=str(quote), day=until
        )
        return (today - until).days, sentence
    if review and review <= today:
        sentence = because(
            "A rule under quote {number} should have been checked again by {day}.",
            number=str(quote),
            day=review,
        )
        return (today - review).days, sentence
    return None


def changed(workshop: Workshop, now: datetime) -> Iterator[TodayItem]:
    """Versions that changes of the book moved and that nobody has dealt with. Two queries.

    A quote with a yes since is told as its order. An order that has left escapes nothing, and is
    done with once it is there. The newest change tells where they stand against what the buyer was
    last told: the price that was offered, or the figures somebody dealt with since. A newer version
    of the quote or an end takes it away by itself; so does a draft that was worked out
    since, and a change that leaves her with what she was told.
    """
    newer = QuoteVersion.objects.filter(
        quote=OuterRef("version__quote"), number__gt=OuterRef("version__number")
    )
    later = Touched.objects.filter(
        version=OuterRef("version"), run__change__gt=OuterRef("run__change")
    )
    gone = told.departures()
    moved = told.news(
        told.with_told(
            Touched.objects.filter(
                Q(version__accepted__isnull=False) | ~Exists(newer),
                ~Exists(gone.filter(arrives_by__lt=local_day(workshop, now))),
                ~Exists(later),
                workshop=workshop,
                run__change__isnull=False,
                version__isnull=False,
                version__withdrawn=None,
                version__expired=None,
                handled=None,
                version__accepted__order__cancelled=None,
            )
        )
    )
    rows = list(
        moved.exclude(version__sent__at__gt=F("run__change__at"))
        .exclude(version__sent=None, version__priced_at__gt=F("run__change__at"))
        .exclude(version__sent=None, version__quote__accepted__isnull=False)
        .select_related("version__quote__buyer", "version__sent", "order", "run")
        .select_related("version__accepted__order")
        .annotate(left=Exists(gone))
        .order_by("-run", "pk")[:EACH]
    )
    known = told.told_by(rows)
    for row in rows:
        if row.left:
            row.ship_by = None
        version, order = row.version, told.order_of(row)
        assert version is not None  # noqa: S101 - asked for above
        yield TodayItem(
            urgency=Urgency.WAIT if _can_escape(row) or only_announced(row) else Urgency.BAD,
            title=because(
                "Rules changed under order {number} for {name}.",
                number=str(order.number),
                name=str(version.quote.buyer),
            )
            if order
            else because(
                "Rules changed under quote {number} for {name}.",
                number=str(version.quote.number),
                name=str(version.quote.buyer),
            ),
            detail=_what(row, known.get(row.pk)),
            subject=Subject.RULES,
            id=row.run.change_id,
            hours=hours(row.run.at, now),
        )


def _can_escape(row: Touched) -> bool:
    """Whether the goods are ready by the last day to leave by the old rules."""
    return bool(row.ship_by and WayOut(leaves_by=row.ship_by, ready=row.ready).possible)


DUTY_UNPAID = because("Duty and tax {before}, now {after}. Tell the buyer.").message
DUTY_PAID_IN_TIME = because(
    "Duty and tax {before}, now {after}. You offered to pay them: your price stays, and what you "
    "keep changes. If it leaves by {day}, the old rules hold."
).message
DUTY_PAID = because(
    "Duty and tax {before}, now {after}. You offered to pay them: your price stays, and what you "
    "keep changes."
).message
AS_OFFERED = because(
    "Duty and tax {after}, as in your offer: what the buyer was told since, {before}, no longer "
    "holds. Tell her."
).message
PAID_AGAIN = because(
    "Duty and tax {after}, as in your offer, no longer {before}. You offered to pay them: you keep "
    "what you planned."
).message


def _what(row: Touched, last: Told | None) -> Reason:
    sent = row.version is not None and hasattr(row.version, "sent")
    before = _said(last.due.amount if last.due else None, row) if sent and last else None
    gaps = {
        "before": before or _said(row.due_before, row),
        "after": _said(row.due_after, row),
    }
    if only_announced(row):
        return because(
            "Duty and tax {before} now, {after} once an announced rule has begun.",
            before=gaps["after"],
            after=_said(row.due_if_begun, row),
        )
    if not sent:
        return because("Duty and tax {before}, now {after}. Work the draft out again.", **gaps)
    ours = row.version is not None and row.version.incoterm == "DDP"
    if row.due_before == row.due_after:
        return because(PAID_AGAIN if ours else AS_OFFERED, **gaps)
    if ours and row.ship_by and _can_escape(row):
        return because(DUTY_PAID_IN_TIME, day=row.ship_by, **gaps)
    if ours or row.ship_by is None:
        return because(DUTY_PAID if ours else DUTY_UNPAID, **gaps)
    return _by_leaving(row, row.ship_by, gaps)


def _said(amount: Decimal | None, row: Touched) -> Money | Reason:
    return because("not known") if amount is None else Money(amount, row.currency)


def _by_leaving(row: Touched, last: date, gaps: dict[str, Money | Reason]) -> Reason:
    if _can_escape(row):
        return because(
            "Duty and tax {before}, now {after}. If it leaves by {day}, the old rules hold.",
            day=last,
            **gaps,
        )
    if row.ready is None:
        return because(
            "Duty and tax {before}, now {after}. If it leaves by {day}, the old rules hold; no day "
            "is planned yet.",
            day=last,
            **gaps,
        )
    return because(
        "Duty and tax {before}, now {after}. The old rules hold if it leaves by {day}, but it is "
        "ready on {ready}. Tell the buyer.",
        day=last,
        ready=row.ready,
        **gaps,
    )
