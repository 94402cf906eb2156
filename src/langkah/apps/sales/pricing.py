"""A version worked out: what the decision is asked, and its answer written into rows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.db import connection

from langkah.apps.catalogue import cases as catalogue_cases
from langkah.apps.catalogue import queries as catalogue
from langkah.apps.catalogue.answers import customs
from langkah.apps.catalogue.dossier import Dossier
from langkah.apps.partners import queries as partners
from langkah.apps.rules import queries as rules
from langkah.apps.sales import border, rates, reasons
from langkah.apps.sales.models import (
    Offer,
    OfferLine,
    QuoteLine,
    QuoteVersion,
    Remark,
    RemarkKind,
)
from langkah.apps.workshop.models import PriceRule, Workshop
from langkah.domain import price as price_domain
from langkah.domain import quote as domain
from langkah.domain.exchange import Rate
from langkah.domain.money import Money
from langkah.domain.product import SizePairs
from langkah.domain.reason import Reason, Refusal, because
from langkah.reference import countries, currencies

# What is offered when the buyer's wish cannot be: the first of these that has a price.
USUAL = {
    "b2b": ("DAP", "CPT", "CIP", "CFR", "CIF", "FCA", "FOB", "EXW", "DDP"),
    "b2c": ("DDP", "DAP", "CPT", "CIP", "FCA", "EXW"),
}
# Rule books speak in these, whatever the quote is in.
LAWFUL = frozenset({"EUR", "USD"})


def own_card(workshop: Workshop, card: int | None) -> int | None:
    """The id if the card belongs to the workshop, else nothing."""
    return card if card is not None and partners.has_card(workshop, card) else None


def figures(workshop: Workshop, version: QuoteVersion, now: datetime) -> domain.QuoteFigures:
    """The version as it would be priced at this moment, without writing. Eight queries.

    Raises Refusal when the question itself makes no sense; what is missing stands in `blocks`.
    """
    return domain.attempt(_case(workshop, version, _lines(version), now))


def _lines(version: QuoteVersion) -> list[QuoteLine]:
    return list(version.lines.order_by("position").prefetch_related("sizes", "options"))


def _clear(version: QuoteVersion) -> None:
    """Take old figures away table by table; asking Django to follow the keys doubles the time."""
    OfferLine.objects.filter(offer__version=version).delete()
    Remark.objects.filter(version=version).exclude(
        kind__in=[RemarkKind.BIND, RemarkKind.EARLIER]
    ).delete()
    Offer.objects.filter(version=version)._raw_delete(using=version._state.db)
    border.forget(version)


def price(workshop: Workshop, version: QuoteVersion, now: datetime) -> None:
    """Work a draft out and write every figure with its source; old figures go."""
    lines = _lines(version)
    _clear(version)
    try:
        found = domain.attempt(_case(workshop, version, lines, now))
    except Refusal as refused:
        _write_remarks(workshop, version, [(RemarkKind.BLOCK, one) for one in refused.reasons])
        _write_version(version, None, now)
        return
    _write_lines(lines, found)
    _write_offers(workshop, version, found)
    if found.asked:
        border.keep(workshop, version, found.asked, now)
    _write_version(version, found, now)


def _case(
    workshop: Workshop, version: QuoteVersion, lines: list[QuoteLine], now: datetime
) -> domain.QuoteCase:
    today = now.astimezone(ZoneInfo(workshop.time_zone)).date()
    cards = partners.rate_cards(workshop, country=version.country, day=today)
    money = _currencies(workshop, version, [card.currency for card in cards])
    told = rates.told(workshop, money, today)
    book = rules.book(workshop, version.country)
    dossiers = {
        one.passport.id: one
        for one in catalogue.dossiers(workshop, [line.product_id for line in lines])
    }
    return domain.QuoteCase(
        lines=tuple(
            _line(workshop, version, line, dossiers[line.product_id], told)
            for line in lines
            if line.product_id in dossiers
        ),
        rule=_rule(workshop, version),
        country=version.country,
        city=version.city,
        origin_city=workshop.city,
        port=version.port,
        consumer=version.kind == "b2c",
        currency=version.currency,
        rates=told,
        cards=cards,
        card=str(version.card_id) if version.card_id else None,
        export=partners.export_costs(workshop),
        verified=book.verified,
        rules=book.rules,
        pending=book.pending,
        quote_date=today,
        ship_date=version.promise_day,
        entry_date=version.arrival_until,
        valid_days=version.valid_days,
        deposit_share=version.deposit_percent / 100,
    )


def _options(line: QuoteLine, dossier: Dossier) -> tuple[str, ...]:
    """The chosen options; one that the product no longer has is named, never dropped."""
    chosen = tuple(one.name for one in line.options.all())
    known = {one.name for one in dossier.options}
    gone = [
        because(
            "{product} has no option “{option}” any more. Change the quote.",
            product=line.title,
            option=name,
        )
        for name in chosen
        if name not in known
    ]
    if gone:
        raise Refusal(*gone)
    return chosen


def _currencies(workshop: Workshop, version: QuoteVersion, cards: Iterable[str]) -> set[str]:
    local = countries.currency(version.country)
    wanted = {workshop.currency, version.currency, *LAWFUL, *cards, local}
    return wanted & currencies.CODES


def _line(
    workshop: Workshop,
    version: QuoteVersion,
    line: QuoteLine,
    dossier: Dossier,
    told: tuple[Rate, ...],
) -> domain.QuotedLine:
    sizes = tuple(SizePairs(size=cell.size, pairs=cell.pairs) for cell in line.sizes.all())
    return domain.QuotedLine(
        product=str(line.position),
        title=line.title,
        cost=catalogue_cases.cost_case(
            dossier,
            currency=workshop.currency,
            sizes=sizes,
            options=_options(line, dossier),
            rates=told,
        ),
        boxes=catalogue_cases.box_table(dossier),
        # What the workshop says itself counts before what the rules of the tariff give.
        hs_code=dossier.passport.hs_code or customs(dossier).code,
        children=dossier.passport.audience == "children",
        inputs=catalogue_cases.inputs(dossier),
        own_price=Money(line.own_price, version.currency) if line.own_price is not None else None,
    )


def _rule(workshop: Workshop, version: QuoteVersion) -> price_domain.PriceRule:
    row = (
        PriceRule.objects.filter(workshop=workshop, list=version.kind)
        .prefetch_related("tiers")
        .first()
    )
    if row is None:
        raise Refusal(
            because("There is no price rule yet. Set your margin in the settings under prices.")
        )
    home = workshop.currency
    return price_domain.PriceRule(
        name=row.list,
        margin=row.margin,
        minimum=Money(row.minimum, home) if row.minimum is not None else None,
        tiers=tuple(
            price_domain.Tier(pairs=tier.pairs, discount=tier.discount) for tier in row.tiers.all()
        ),
        roundings=(price_domain.Rounding(currency=home, step=row.rounding),)
        if row.rounding
        else (),
    )


def _write_lines(lines: list[QuoteLine], found: domain.QuoteFigures) -> None:
    """Write the price of each line. Plain SQL: bulk_update takes longer than all the rest."""
    by_place = {line.product: line for line in found.lines}
    values = []
    for row in lines:
        line = by_place.get(str(row.position))
        cost = line.cost.per_pair if line else None
        unit = _amount(line.unit) if line else None
        row.unit_price, row.unit_cost = unit, _amount(cost)
        row.cost_currency = cost.currency if cost else ""
        values.append((_kept(unit), _kept(row.unit_cost), row.cost_currency, row.pk))
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE sales_quoteline SET unit_price = %s, unit_cost = %s, cost_currency = %s"
            " WHERE id = %s",
            values,
        )


def _kept(amount: Decimal | None) -> str | None:
    return connection.ops.adapt_decimalfield_value(amount, max_digits=18, decimal_places=4)


def _write_offers(workshop: Workshop, version: QuoteVersion, found: domain.QuoteFigures) -> None:
    rows = Offer.objects.bulk_create(
        Offer(
            workshop=workshop,
            version=version,
            position=place,
            incoterm=offer.incoterm,
            place=offer.place[:120],
            price=_amount(offer.price),
            at_door=_amount(offer.at_door),
            margin=_amount(offer.margin),
            margin_currency=offer.margin.currency if offer.margin else "",
            margin_share=offer.margin_share,
        )
        for place, offer in enumerate(found.offers)
    )
    _write_offer_lines(workshop, rows, found)
    said: list[tuple[RemarkKind, Reason]] = [(RemarkKind.BLOCK, one) for one in found.blocks]
    said += [(RemarkKind.WARN, one) for one in found.warnings]
    _write_remarks(workshop, version, said)
    start = len(said)
    about = [
        (row, reason)
        for row, offer in zip(rows, found.offers, strict=True)
        for reason in offer.reasons
    ]
    Remark.objects.bulk_create(
        Remark(
            workshop=workshop,
            version=version,
            offer=row,
            position=start + place,
            kind=RemarkKind.WARN,
            sentence=reasons.written(reason),
        )
        for place, (row, reason) in enumerate(about)
    )


_OFFER_LINE = (
    "INSERT INTO sales_offerline (workshop_id, offer_id, position, head, bearer, amount, why,"
    " source, source_day, grade, rule) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
)


def _write_offer_lines(workshop: Workshop, rows: list[Offer], found: domain.QuoteFigures) -> None:
    """Four offers of some ten figures each: plain SQL, since making forty objects takes longer."""
    values = [
        (
            *(workshop.pk, row.pk, place, line.head, str(line.bearer), _kept(_amount(line.amount))),
            reasons.written(line.why) if line.why else "",
            line.source[:160],
            connection.ops.adapt_datefield_value(line.source_day),
            line.grade,
            line.rule[:80],
        )
        for row, offer in zip(rows, found.offers, strict=True)
        for place, line in enumerate(offer.lines)
    ]
    with connection.cursor() as cursor:
        cursor.executemany(_OFFER_LINE, values)


def _write_remarks(
    workshop: Workshop, version: QuoteVersion, said: list[tuple[RemarkKind, Reason]]
) -> None:
    Remark.objects.bulk_create(
        Remark(
            workshop=workshop,
            version=version,
            position=place,
            kind=kind,
            sentence=reasons.written(reason),
        )
        for place, (kind, reason) in enumerate(said)
    )


def _write_version(version: QuoteVersion, found: domain.QuoteFigures | None, now: datetime) -> None:
    version.priced_at = now
    chosen = found.chosen if found else None
    plan = found.cartons if found else None
    rate = found.rate if found else None
    offer = _choose(version, found) if found else None
    version.incoterm = offer.incoterm if offer else version.incoterm
    version.place = offer.place[:120] if offer else ""
    version.total = _amount(offer.price) if offer else None
    version.carrier = f"{chosen.carrier}, {chosen.service}"[:160] if chosen else ""
    version.days_min = chosen.days_min if chosen else None
    version.days_max = chosen.days_max if chosen else None
    version.cartons = len(plan.cartons) if plan else None
    version.gross_kg = plan.gross_kg if plan else None
    version.volume_m3 = plan.volume_m3 if plan else None
    version.rate = rate.rate if rate else None
    version.rate_source = rate.source[:120] if rate else ""
    version.rate_day = rate.day if rate else None
    version.save()


def _choose(version: QuoteVersion, found: domain.QuoteFigures) -> domain.Offer | None:
    """The buyer's wish if it can be offered, else the first usual term that has a price."""
    priced = {offer.incoterm: offer for offer in found.offers if offer.price is not None}
    usual = USUAL.get(version.kind, USUAL["b2b"])
    return next((priced[code] for code in (version.incoterm, *usual) if code in priced), None)


def _amount(money: Money | None) -> Decimal | None:
    return money.amount if money is not None else None
