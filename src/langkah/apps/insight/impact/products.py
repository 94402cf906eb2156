"""Live products that a change touches: duty and tax on a pair of them.

A pair worth a hundred euros first; where that stays as it is, pairs worth what the changed rules
name: just below a threshold, or as little as an amount a pair. Those are no product's own worth and
are told as what they are: the most a pair may be worth to be touched.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import product as product_of

from langkah.apps.catalogue import queries as catalogue
from langkah.apps.catalogue.answers import customs
from langkah.apps.catalogue.cases import classify_case
from langkah.apps.catalogue.models import Product, Status
from langkah.apps.insight.models import ImpactRun, Touched
from langkah.apps.sales import rates
from langkah.domain.classification import ClassifyCase
from langkah.domain.exchange import Rate, converted, find
from langkah.domain.landed import Audience, BookChanged, Goods, LandedCase, Moved
from langkah.domain.money import Money
from langkah.domain.quote import carried_on
from langkah.reference import countries, currencies

WORTH = Money(Decimal(100), "EUR")
CARRIAGE = Money(Decimal(10), "EUR")
# Nobody makes a pair to order for less: what is due on cheaper goods touches no product here.
LEAST = Money(Decimal(5), "EUR")
# Rounding must not lift a pair above the threshold it stands under.
BELOW = Decimal("0.99")
# Where nobody of the union has asked yet
OF_THE_UNION = "NL"


def touched_products(run: ImpactRun, change: BookChanged, today: date) -> Iterator[Touched]:
    """Each product once a market, by the first case that moves."""
    markets = sorted({rule.market for rule in change.differing})
    if not markets:
        return
    days = {market: _days(change, market, today) for market in markets}
    told = _rates(run, change, markets, today)
    worth = {market: _worth(change, market, told) for market in markets}
    for product in _live(run):
        for market in markets:
            country = OF_THE_UNION if market == "EU" else market
            cases = _cases(product, country, worth[market], days[market], told)
            asked = ((one, change.moved(one)) for one in cases)
            found = next(((one, moved) for one, moved in asked if moved and _shows(moved)), None)
            if found is None:
                continue
            case, moved = found
            before, after, begun_too = moved.before.total, moved.after.total, moved.if_begun
            yield Touched(
                workshop_id=run.workshop_id,
                run=run,
                product_id=product.id,
                country=market,
                currency=WORTH.currency,
                due_before=before.amount if before else None,
                due_after=after.amount if after else None,
                due_if_begun=begun_too.total.amount if begun_too and begun_too.total else None,
                waits=begun_too is not None,
                worth=case.lines[0].value.amount,
                arrives=case.entry_date,
            )


def _shows(moved: Moved) -> bool:
    """Whether there are other figures to show; nobody was told what a product might have paid."""
    return moved.before != moved.after or moved.if_begun is not None


@dataclass(frozen=True, slots=True)
class _Live:
    """A product on offer: its own code, else the tariff's, and the facts for a market's digits."""

    id: int
    hs: str
    article: ClassifyCase


def _days(change: BookChanged, market: str, today: date) -> list[date]:
    """Today, and each later day on which a rule there that differs begins or no longer holds."""
    turns = {
        turn
        for rule in change.differing
        if rule.market == market
        for turn in (rule.valid_from, rule.valid_until)
        if turn is not None and turn > today
    }
    return [today, *sorted(turns)]


def _live(run: ImpactRun) -> list[_Live]:
    live = Product.objects.filter(
        workshop=run.workshop_id, status=Status.ACTIVE, removed_at=None
    ).values_list("pk", flat=True)
    found = []
    for one in catalogue.dossiers(run.workshop, list(live)):
        hs = one.passport.hs_code or customs(one).code
        if hs:
            found.append(_Live(one.passport.id, hs, classify_case(one)))
    return found


def _rates(
    run: ImpactRun, change: BookChanged, markets: list[str], today: date
) -> tuple[Rate, ...]:
    local = {countries.currency(market) for market in markets if market != "EU"}
    local |= {rule.currency for rule in change.differing if rule.currency}
    return rates.told(run.workshop, ({"EUR", "USD"} | local) & currencies.CODES, today)


def _worth(change: BookChanged, market: str, told: tuple[Rate, ...]) -> list[Money]:
    """What a pair could be worth so that a rule there bears on it, in euros."""
    named = {
        Money(figure, rule.currency)
        for rule in change.differing
        if rule.market == market and find(told, rule.currency, WORTH.currency)
        for figure in (rule.threshold, rule.limit, rule.amount)
        if figure
    }
    in_euros = {converted(one * BELOW, WORTH.currency, told).rounded() for one in named}
    below = sorted(in_euros - {WORTH}, key=lambda one: one.amount)
    return [WORTH, *(one for one in below if not one < LEAST)]


def _cases(
    product: _Live, country: str, worth: list[Money], days: list[date], told: tuple[Rate, ...]
) -> Iterator[LandedCase]:
    """A pair to a shop and to a person, on each of the days, of each worth."""
    for each in worth:
        hs = carried_on(product.article, each, product.hs, country, told)
        for audience, day in product_of(Audience, days):
            yield LandedCase(
                country=country,
                lines=(Goods(hs=hs, pairs=1, value=each),),
                entry_date=day,
                audience=audience,
                freight=CARRIAGE,
                insurance=Money.zero(WORTH.currency),
                currency=WORTH.currency,
                rates=told,
            )
