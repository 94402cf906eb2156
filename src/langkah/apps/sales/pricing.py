"""A version worked out: the decision is asked, and its answer written into rows."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.db import connection

from langkah.apps.partners import queries as partners
from langkah.apps.sales import asking, border, reasons, wished
from langkah.apps.sales.models import Offer, QuoteVersion, RemarkKind
from langkah.apps.workshop.models import Workshop
from langkah.domain import quote as domain
from langkah.domain.cost import CostKind
from langkah.domain.money import Money
from langkah.domain.reason import Reason, Refusal


def own_card(workshop: Workshop, card: int | None) -> int | None:
    """The id if the card belongs to the workshop, else nothing."""
    return card if card is not None and partners.has_card(workshop, card) else None


def figures(workshop: Workshop, version: QuoteVersion, now: datetime) -> domain.QuoteFigures:
    """The version as it would be priced at this moment, without writing. Ten queries.

    Raises Refusal when the question itself makes no sense; what is missing stands in `blocks`.
    """
    return domain.attempt(asking.case(workshop, version, asking.lines(version), now))


_CLEAR = (
    "DELETE FROM sales_offerline WHERE offer_id IN"
    " (SELECT id FROM sales_offer WHERE version_id = %s)",
    "DELETE FROM sales_remark WHERE version_id = %s AND kind NOT IN ('bind', 'earlier')",
    "DELETE FROM sales_offer WHERE version_id = %s",
)


def _clear(version: QuoteVersion) -> None:
    """Take old figures away table by table; asking Django to follow the keys doubles the time."""
    with connection.cursor() as cursor:
        for statement in _CLEAR:
            cursor.execute(statement, [version.pk])
    border.forget(version)


def price(workshop: Workshop, version: QuoteVersion, now: datetime) -> None:
    """Work a draft out and write every figure with its source; old figures go.

    Its arrival is written here and nowhere else, so that it is always of the carriage priced.
    """
    lines = asking.lines(version)
    _clear(version)
    try:
        found = domain.attempt(asking.case(workshop, version, lines, now))
    except Refusal as refused:
        _write_remarks(
            workshop, version, [(RemarkKind.BLOCK, one, None) for one in refused.reasons]
        )
        _write_version(version, None, now)
        return
    _write_lines(lines, found)
    _write_offers(workshop, version, found)
    if found.asked:
        border.keep(workshop, version, found.asked, now)
    _write_version(version, found, now)


def _write_lines(lines: list[asking.Asked], found: domain.QuoteFigures) -> None:
    """Write the price of each line. Plain SQL: bulk_update takes longer than all the rest."""
    by_place = {line.product: line for line in found.lines}
    values = []
    for row in lines:
        line = by_place.get(str(row.position))
        cost = line.cost.per_pair if line else None
        unit = _amount(line.unit) if line else None
        currency = cost.currency if cost else ""
        parts = (_kept(_part(line, kind)) for kind in (CostKind.MATERIALS, CostKind.LABOUR))
        values.append((_kept(unit), _kept(_amount(cost)), currency, *parts, row.id))
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE sales_quoteline SET unit_price = %s, unit_cost = %s, cost_currency = %s,"
            " unit_materials = %s, unit_works = %s WHERE id = %s",
            values,
        )


def _part(line: domain.LineFigures | None, kind: CostKind) -> Decimal | None:
    """What one kind of cost takes of a pair; a kind without lines takes nothing."""
    if line is None or line.cost.per_pair is None:
        return None
    found = next((one for one in line.cost.kinds if one.kind is kind), None)
    return _amount(found.per_pair) if found else Decimal(0)


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
    said: list[_Said] = [(RemarkKind.BLOCK, one, None) for one in found.blocks]
    shown = wished.offered(version, found)
    unnamed = wished.unnamed(shown, found)
    said += [(RemarkKind.BLOCK, one, None) for one in unnamed]
    warned = (
        *(one for one in found.warnings if not wished.asks_place(one)),
        *wished.too_late(version, found),
        *wished.not_as_wished(version.wish_incoterm, shown, found),
    )
    said += [(RemarkKind.WARN, one, None) for one in warned]
    said += [
        (RemarkKind.WARN, reason, row.pk)
        for row, offer in zip(rows, found.offers, strict=True)
        for reason in offer.reasons
    ]
    _write_remarks(workshop, version, said)


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


# What is said, and the offer that it is about, if it is about one
_Said = tuple[RemarkKind, Reason, int | None]
_REMARK = (
    "INSERT INTO sales_remark (workshop_id, version_id, offer_id, position, kind, sentence)"
    " VALUES (%s, %s, %s, %s, %s, %s)"
)


def _write_remarks(workshop: Workshop, version: QuoteVersion, said: list[_Said]) -> None:
    values = [
        (workshop.pk, version.pk, offer, place, str(kind), reasons.written(reason))
        for place, (kind, reason, offer) in enumerate(said)
    ]
    with connection.cursor() as cursor:
        cursor.executemany(_REMARK, values)


def _write_version(version: QuoteVersion, found: domain.QuoteFigures | None, now: datetime) -> None:
    chosen = found.chosen if found else None
    plan = found.cartons if found else None
    rate = found.rate if found else None
    first, last = (found.arrives if found else None) or (None, None)
    used = found.rates_used if found else ()
    offer = wished.offered(version, found) if found else None
    written = {
        "priced_at": now,
        "incoterm": offer.incoterm if offer else version.incoterm,
        "place": offer.place[:120] if offer else "",
        "total": _amount(offer.price) if offer else None,
        "carrier": f"{chosen.carrier}, {chosen.service}"[:160] if chosen else "",
        "days_min": chosen.days_min if chosen else None,
        "days_max": chosen.days_max if chosen else None,
        "arrival_from": first,
        "arrival_until": last,
        "cartons": len(plan.cartons) if plan else None,
        "gross_kg": plan.gross_kg if plan else None,
        "volume_m3": plan.volume_m3 if plan else None,
        "rate": rate.rate if rate else None,
        "rate_source": rate.source[:120] if rate else "",
        "rate_day": rate.day if rate else None,
        "oldest_rate_day": min((one.day for one in used if one.day), default=None),
    }
    for name, value in written.items():
        setattr(version, name, value)
    version.save(update_fields=list(written))


def _amount(money: Money | None) -> Decimal | None:
    return money.amount if money is not None else None
