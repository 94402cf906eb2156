"""What the decision about a version is asked: its lines, and every fact that counts today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from langkah.apps.catalogue import cases as catalogue_cases
from langkah.apps.catalogue import queries as catalogue
from langkah.apps.catalogue.answers import customs
from langkah.apps.catalogue.dossier import Dossier
from langkah.apps.partners import queries as partners
from langkah.apps.rules import queries as rules
from langkah.apps.sales import rates, wished
from langkah.apps.sales.models import ClaimedPreference, QuoteLine, QuoteLineOption, QuoteVersion
from langkah.apps.workshop.models import PriceRule, Workshop
from langkah.apps.workshop.queries import cartons
from langkah.apps.workshop.statements import Statement
from langkah.domain import freight
from langkah.domain import price as price_domain
from langkah.domain import quote as domain
from langkah.domain.exchange import Rate
from langkah.domain.money import Money
from langkah.domain.product import SizePairs
from langkah.domain.reason import Refusal, because
from langkah.reference import countries, currencies

# Rule books speak in these, whatever the quote is in.
LAWFUL = frozenset({"EUR", "USD"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A line as it is asked: its product, pairs by size, options by name."""

    id: int
    position: int
    product: int
    title: str
    own_price: Decimal | None
    sizes: tuple[SizePairs, ...]
    options: tuple[str, ...]


def lines(version: QuoteVersion) -> list[Asked]:
    """The lines of a version in their order. Two queries."""
    options: dict[int, list[str]] = {}
    for line, name in _options_of(version=version.pk):
        options.setdefault(line, []).append(name)
    return [
        Asked(
            id=line[0],
            position=line[1],
            product=line[2],
            title=line[3],
            own_price=line[4],
            sizes=tuple(
                SizePairs(size=size, pairs=pairs) for *_, size, pairs in cells if pairs is not None
            ),
            options=tuple(options.get(line[0], ())),
        )
        for line, cells in groupby(_sizes_of(version=version.pk), key=itemgetter(0, 1, 2, 3, 4))
    ]


@Statement
def _sizes_of(version: Any) -> QuerySet[Any, Any]:  # noqa: ANN401 - a place
    """Lines, each as often as it has sizes."""
    found = QuoteLine.objects.filter(version=version).order_by("position", "sizes")
    return found.values_list(
        "pk", "position", "product", "title", "own_price", "sizes__size", "sizes__pairs"
    )


@Statement
def _options_of(version: Any) -> QuerySet[Any, Any]:  # noqa: ANN401 - a place
    found = QuoteLineOption.objects.filter(line__version=version).order_by("pk")
    return found.values_list("line", "name")


def case(
    workshop: Workshop,
    version: QuoteVersion,
    asked: list[Asked],
    now: datetime,
    cartons_at: datetime | None = None,
) -> domain.QuoteCase:
    """A version as it is asked at this moment. Nine queries, eleven with own cartons.

    With `cartons_at` it is packed into the own cartons of that moment.

    Raises Refusal for what nobody can be asked: no price rule, an option that is gone.
    """
    today = now.astimezone(ZoneInfo(workshop.time_zone)).date()
    cards = partners.rate_cards(
        workshop, country=version.country, day=today, leaves=version.promise_day
    )
    money = _currencies(workshop, version, [card.currency for card in cards])
    told, lawful = rates.of_quote(workshop, money, today, version.currency)
    book = rules.book(workshop, version.country)
    own = cartons.own_stock(workshop, cartons_at or now)
    claims = [*_claims_of(version=version.pk)] if version.pk else []
    dossiers = {
        one.passport.id: one
        for one in catalogue.dossiers(workshop, [line.product for line in asked])
    }
    return domain.QuoteCase(
        lines=tuple(
            _line(workshop, version, line, dossiers[line.product], told)
            for line in asked
            if line.product in dossiers
        ),
        rule=_rule(workshop, version),
        country=version.country,
        city=version.city,
        postcode=version.postcode,
        origin_city=workshop.city,
        port=version.port,
        consumer=version.kind == "b2c",
        currency=version.currency,
        rates=told,
        customs_rates=lawful,
        cards=cards,
        card=_wanted(workshop, version, cards),
        term=wished.term(version),
        stock=own.cartons or None,
        only_stock=own.only,
        export=partners.export_costs(workshop),
        delivery=_told(version.delivery, version.currency),
        unloading=_told(version.unloading, version.currency),
        preferences=tuple(programme for programme, *_ in claims),
        proofs=tuple(
            domain.PromisedProof(programme=programme, ready_on=day, form=form)
            for programme, day, form in claims
        ),
        verified=book.verified,
        rules=book.rules,
        pending=book.pending,
        quote_date=today,
        ship_date=version.promise_day,
        valid_days=version.valid_days,
        deposit_share=version.deposit_percent / 100,
    )


def _told(amount: Decimal | None, currency: str) -> Money | None:
    return None if amount is None else Money(amount, currency)


def _wanted(
    workshop: Workshop, version: QuoteVersion, cards: tuple[freight.RateCard, ...]
) -> str | None:
    """The chosen card by name; where it does not hold any more, another of its service."""
    if not version.card_id:
        return None
    if any(one.name == str(version.card_id) for one in cards):
        return str(version.card_id)
    return partners.standing_for(workshop, version.card_id, cards)


@Statement
def _claims_of(version: Any) -> QuerySet[Any, Any]:  # noqa: ANN401 - a place
    found = ClaimedPreference.objects.filter(version=version, withdrawn_at=None).order_by("pk")
    return found.values_list("programme", "ready_on", "proof")


def _options(line: Asked, dossier: Dossier) -> tuple[str, ...]:
    """The chosen options; one that the product no longer has is named, never dropped."""
    known = {one.name for one in dossier.options}
    gone = [
        because(
            "{product} has no option “{option}” any more. Change the quote.",
            product=line.title,
            option=name,
        )
        for name in line.options
        if name not in known
    ]
    if gone:
        raise Refusal(*gone)
    return line.options


def _currencies(workshop: Workshop, version: QuoteVersion, cards: Iterable[str]) -> set[str]:
    local = countries.currency(version.country)
    wanted = {workshop.currency, version.currency, *LAWFUL, *cards, local}
    return wanted & currencies.CODES


def _line(
    workshop: Workshop,
    version: QuoteVersion,
    line: Asked,
    dossier: Dossier,
    told: tuple[Rate, ...],
) -> domain.QuotedLine:
    return domain.QuotedLine(
        product=str(line.position),
        title=line.title,
        cost=catalogue_cases.cost_case(
            dossier,
            currency=workshop.currency,
            sizes=line.sizes,
            options=_options(line, dossier),
            rates=told,
        ),
        boxes=catalogue_cases.box_table(dossier),
        # What the workshop says itself counts before what the rules of the tariff give.
        hs_code=dossier.passport.hs_code or customs(dossier).code,
        article=catalogue_cases.classify_case(dossier),
        children=dossier.passport.audience == "children",
        inputs=catalogue_cases.inputs(dossier),
        own_price=_told(line.own_price, version.currency),
    )


def _rule(workshop: Workshop, version: QuoteVersion) -> price_domain.PriceRule:
    rows = _tiers_of(workshop=workshop.pk, kind=version.kind)
    if not rows:
        raise Refusal(
            because("There is no price rule yet. Set your margin in the settings under prices.")
        )
    home = workshop.currency
    margin, minimum, rounding, *_ = rows[0]
    return price_domain.PriceRule(
        name=version.kind,
        margin=margin,
        minimum=Money(minimum, home) if minimum is not None else None,
        tiers=tuple(
            price_domain.Tier(pairs=pairs, discount=discount)
            for *_, pairs, discount in rows
            if pairs is not None
        ),
        roundings=(price_domain.Rounding(currency=home, step=rounding),) if rounding else (),
    )


@Statement
def _tiers_of(workshop: Any, kind: Any) -> QuerySet[Any, Any]:  # noqa: ANN401 - places
    """The rule of a list, as often as it has tiers."""
    found = PriceRule.objects.filter(workshop=workshop, list=kind).order_by("tiers")
    return found.values_list("margin", "minimum", "rounding", "tiers__pairs", "tiers__discount")
