"""Every way a quote's cartons could go, side by side, and what could go with them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import Max

from langkah.apps.partners.lanes.queries import LastPaid, last_paid
from langkah.apps.sales import asking, rates
from langkah.apps.sales.errors import NotFound
from langkah.apps.sales.models import QuoteVersion
from langkah.apps.sales.rates import RateSeen
from langkah.apps.workshop.models import Workshop
from langkah.domain import freight as lane
from langkah.domain import quote as domain
from langkah.domain.exchange import Rate, used
from langkah.domain.reason import Reason, Refusal
from langkah.reference import carriers

# Each other quote is worked out for its cartons; more than a few nobody would send together.
MOST_OTHERS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One service: its price, when it arrives, what is in it, and what it is best at.

    `last` is the newest invoice of this carrier on the lane, else of any carrier on it.
    """

    option: lane.FreightOption
    included: tuple[Reason, ...]
    arrives_from: date | None
    arrives_until: date | None
    cheapest: bool
    fastest: bool
    best: bool
    chosen: bool
    last: LastPaid | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """All services for one version; `why` of the best for the wished day; `problems` stop it.

    `rates` turn what the cards ask into the money of the quote.
    """

    leaves: date | None = None
    wish: date | None = None
    ways: tuple[Way, ...] = ()
    not_offered: tuple[lane.NotOffered, ...] = ()
    why: Reason | None = None
    together: lane.Together | None = None
    problems: tuple[Reason, ...] = ()
    rates: tuple[RateSeen, ...] = ()


def ways(workshop: Workshop, version: int, now: datetime) -> Ways:
    """What each service asks at this moment; nothing is written.

    Twelve queries, and ten for each other quote to the same town.
    """
    row = QuoteVersion.objects.filter(workshop=workshop, pk=version).select_related("quote").first()
    if row is None:
        raise NotFound
    try:
        case, found = _worked_out(workshop, row, now)
    except Refusal as refused:
        return Ways(problems=refused.reasons)
    leaves = row.promise_day or case.quote_date
    able = lane.fitting(found.freight, case.cards, duty_paid=case.term == "DDP")
    choice = lane.choose(able, leaves, row.wish_day)
    chosen = found.chosen.card if found.chosen else None
    paid = last_paid(workshop, row.country)
    return Ways(
        leaves=leaves,
        wish=row.wish_day,
        ways=tuple(
            replace(_way(one, choice, chosen, leaves), last=_last(one, paid))
            for one in found.freight
        ),
        not_offered=found.not_offered,
        why=choice.why,
        together=_together(workshop, row, case, found, now),
        problems=found.blocks if not found.freight else (),
        rates=rates.seen(_rates(case, found), case.quote_date),
    )


def _rates(case: domain.QuoteCase, found: domain.QuoteFigures) -> Iterator[Rate]:
    """The rates between the cards priced and the quote."""
    priced = {one.card for one in found.freight}
    asked = {card.currency for card in case.cards if card.name in priced}
    return used(case.rates, asked, case.currency)


def _worked_out(
    workshop: Workshop, row: QuoteVersion, now: datetime
) -> tuple[domain.QuoteCase, domain.QuoteFigures]:
    case = asking.case(workshop, row, asking.lines(row), now)
    return case, domain.attempt(case)


def _way(option: lane.FreightOption, choice: lane.Choice, chosen: str | None, leaves: date) -> Way:
    pays = carriers.border(option.mode).pays_duty
    first, last = option.days_min, option.days_max
    return Way(
        option=option,
        included=lane.included(option, pays=pays),
        arrives_from=leaves + timedelta(days=first) if first is not None else None,
        arrives_until=leaves + timedelta(days=last) if last is not None else None,
        cheapest=option.card == choice.cheapest,
        fastest=option.card == choice.fastest,
        best=option.card == choice.best,
        chosen=option.card == chosen,
    )


def _last(option: lane.FreightOption, paid: tuple[LastPaid, ...]) -> LastPaid | None:
    mine = [one for one in paid if one.mode == option.mode.value]
    same = [one for one in mine if one.carrier == option.carrier]
    return next(iter(same or mine), None)


def _together(
    workshop: Workshop,
    row: QuoteVersion,
    case: domain.QuoteCase,
    found: domain.QuoteFigures,
    now: datetime,
) -> lane.Together | None:
    """What this quote saves when other open quotes to the same town go with it."""
    if not (row.city and found.freight and found.cartons):
        return None
    others = tuple(
        shipment
        for other in _to_the_same_town(workshop, row, now)
        if (shipment := _shipment(workshop, other, now)) is not None
    )
    if not others:
        return None
    asked = lane.FreightCase(
        pieces=_pieces(found),
        country=case.country,
        postcode=case.postcode,
        home=case.consumer,
        day=case.quote_date,
        cards=case.cards,
        currency=case.currency,
        rates=case.rates,
        name=f"Q{row.quote.number}",
        leaves=row.promise_day,
        wish=row.wish_day,
        others=others,
        hand_over=domain.export_cost(case),
    )
    return lane.compare(asked).together


def _shipment(workshop: Workshop, row: QuoteVersion, now: datetime) -> lane.Shipment | None:
    try:
        case, found = _worked_out(workshop, row, now)
    except Refusal:
        return None
    if not found.cartons:
        return None
    return lane.Shipment(
        name=f"Q{row.quote.number}",
        pieces=_pieces(found),
        ready=row.promise_day or case.quote_date,
        wish=row.wish_day,
    )


def _pieces(found: domain.QuoteFigures) -> tuple[lane.Piece, ...]:
    return tuple(
        lane.Piece(
            length_cm=one.length_cm,
            width_cm=one.width_cm,
            height_cm=one.height_cm,
            weight_kg=one.gross_kg,
        )
        for one in (found.cartons.cartons if found.cartons else ())
    )


def _to_the_same_town(
    workshop: Workshop, row: QuoteVersion, now: datetime
) -> tuple[QuoteVersion, ...]:
    """The newest version of other quotes to this town that are drafts, open, or ordered lately."""
    newest = (
        QuoteVersion.objects.filter(workshop=workshop)
        .exclude(quote=row.quote_id)
        .values("quote")
        .annotate(newest=Max("pk"))
        .values("newest")
    )
    found = QuoteVersion.objects.filter(
        pk__in=newest,
        country=row.country,
        city__iexact=row.city,
        withdrawn=None,
        expired=None,
        promise_day__gte=now.date(),
    )
    return tuple(found.select_related("quote").order_by("promise_day", "pk")[:MOST_OTHERS])
