"""Live products that a change touches: duty and tax on a pair worth a hundred euros."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from langkah.apps.catalogue import queries as catalogue
from langkah.apps.catalogue.answers import customs
from langkah.apps.catalogue.models import Product, Status
from langkah.apps.insight.models import ImpactRun, Touched
from langkah.apps.sales import rates
from langkah.domain.exchange import Rate
from langkah.domain.landed import Audience, BookChanged, Goods, LandedCase
from langkah.domain.money import Money
from langkah.reference import countries, currencies

WORTH = Money(Decimal(100), "EUR")
# Where nobody of the union has asked yet
OF_THE_UNION = "NL"


def touched_products(run: ImpactRun, change: BookChanged, today: date) -> Iterator[Touched]:
    """Each product once a market, at the day by which every changed rule has begun."""
    markets = sorted({rule.market for rule in change.differing})
    if not markets:
        return
    begun = [rule.valid_from for rule in change.differing if rule.valid_from]
    day = max([today, *begun])
    told = _rates(run, markets, today)
    for product, hs in _live(run):
        for market in markets:
            case = _case(hs, OF_THE_UNION if market == "EU" else market, day, told)
            moved = change.moved(case, today)
            if moved is None:
                continue
            before, after, begun_too = moved.before.total, moved.after.total, moved.if_begun
            yield Touched(
                workshop_id=run.workshop_id,
                run=run,
                product_id=product,
                country=market,
                currency=WORTH.currency,
                due_before=before.amount if before else None,
                due_after=after.amount if after else None,
                due_if_begun=begun_too.total.amount if begun_too and begun_too.total else None,
                waits=begun_too is not None,
            )


def _live(run: ImpactRun) -> Iterator[tuple[int, str]]:
    """Products on offer with their code: what the workshop says, else what the tariff gives."""
    live = Product.objects.filter(
        workshop=run.workshop_id, status=Status.ACTIVE, removed_at=None
    ).order_by("name", "pk")
    told = list(live.values_list("pk", "hs_code"))
    silent = [pk for pk, hs in told if not hs]
    found = {
        one.passport.id: customs(one).code
        for one in (catalogue.dossiers(run.workshop, silent) if silent else ())
    }
    for pk, hs in told:
        code = hs or found.get(pk) or ""
        if code:
            yield pk, code


def _rates(run: ImpactRun, markets: list[str], today: date) -> tuple[Rate, ...]:
    local = {countries.currency(market) for market in markets if market != "EU"}
    return rates.told(run.workshop, ({"EUR", "USD"} | local) & currencies.CODES, today)


def _case(hs: str, country: str, day: date, told: tuple[Rate, ...]) -> LandedCase:
    nothing = Money.zero(WORTH.currency)
    return LandedCase(
        country=country,
        lines=(Goods(hs=hs, pairs=1, value=WORTH),),
        entry_date=day,
        audience=Audience.B2B,
        freight=nothing,
        insurance=nothing,
        currency=WORTH.currency,
        rates=told,
    )
