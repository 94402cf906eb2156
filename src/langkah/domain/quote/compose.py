"""The quote itself: each line priced, one way, one border, its offers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from langkah.domain import exchange
from langkah.domain.cost import CostAnswer
from langkah.domain.incoterms import place_missing
from langkah.domain.landed import Audience, Goods, LandedAnswer, LandedCase, landed
from langkah.domain.money import Money
from langkah.domain.price import PriceAnswer, PriceCase, price
from langkah.domain.product import pairs_of
from langkah.domain.quote.carriage import Carriage, carriage
from langkah.domain.quote.case import LineFigures, Offer, QuoteCase, QuoteFigures
from langkah.domain.quote.costing import costs_of, gaps
from langkah.domain.quote.named import nowhere, unnamed, with_places
from langkah.domain.quote.offers import Known, offers, premium, sent_cost
from langkah.domain.quote.preference import claimed, refused, unclaimed
from langkah.domain.quote.sound import amiss, unfit
from langkah.domain.quote.tariff_code import tariff_code
from langkah.domain.quote.terms import ends_at_port, unloads
from langkah.domain.reason import Placed, Reason, Refusal, Value, because, placed
from langkah.reference.carriers import SEA
from langkah.reference.incoterms import TERMS


def compose(case: QuoteCase) -> QuoteFigures:
    """The quote, ready to send; a wish that does not fit its way is the first warning.

    Without a wish, a term whose place nobody named has no price. Raises Refusal with every reason
    why it is not ready.
    """
    case = replace(case, term=case.term.strip().upper())
    wrong = (*amiss(case), *nowhere(case))
    if wrong:
        raise Refusal(*wrong)
    figures = attempt(case)
    blocks = (*figures.blocks, *unnamed(case, figures))
    if blocks:
        raise Refusal(*blocks)
    instead = unfit(case, figures.chosen.mode if figures.chosen else None)
    return replace(with_places(figures), warnings=(*instead, *figures.warnings))


def attempt(case: QuoteCase) -> QuoteFigures:
    """The quote as far as it can be known; what is missing stands in `blocks`.

    Raises Refusal only when the question itself makes no sense (no pairs, unknown country).
    """
    costs = costs_of(case)
    wish = TERMS.get(case.term)
    if wish is not None and wish.insured:
        case = replace(case, insured=True)
    blocks: list[Reason] = [*gaps(case, costs)]
    pairs = sum(one.pairs for one in costs)
    lines = tuple(_line(case, place, spent, pairs, blocks) for place, spent in enumerate(costs))
    goods = _sum([line.total for line in lines])
    way = carriage(case)
    arrives = _entry(case, way)
    crossing = _border(case, lines, way, arrives) if goods else _Crossing()
    border = crossing.answer
    spent, kept = _owner(case, lines)
    known = (crossing.no_duty, crossing.insurance, kept)
    made = offers(Known(case, goods, way, border, *known)) if goods else ()
    warnings = [warning for line in lines if line.price for warning in line.price.warnings]
    return QuoteFigures(
        currency=case.currency,
        pairs=pairs,
        lines=lines,
        goods=goods,
        cartons=way.plan,
        freight=way.options,
        not_offered=way.not_offered,
        chosen=way.chosen,
        offers=made,
        valid_until=case.quote_date + timedelta(days=case.valid_days),
        deposit_share=case.deposit_share,
        entry_date=arrives,
        arrives=_arrival(case, way),
        landed=border,
        asked=crossing.asked,
        rate=_rate(case),
        rates_used=_used(case, way, border),
        cost=spent,
        margin=kept,
        margin_share=_share(case, kept, goods),
        blocks=tuple(dict.fromkeys(blocks)),
        warnings=(
            *warnings,
            *_warnings(case, way, border),
            *_places(case, way, made),
            *refused(case, arrives),
            *unclaimed(case, crossing.asked, border),
        ),
        ask=border.ask if border else (),
    )


def _line(
    case: QuoteCase, place: int, spent: CostAnswer, pairs: int, blocks: list[Reason]
) -> LineFigures:
    line = case.lines[place]
    priced: PriceAnswer | None = None
    if spent.per_pair:
        try:
            priced = price(
                PriceCase(
                    cost_per_pair=spent.per_pair,
                    pairs=spent.pairs,
                    tier_pairs=pairs,
                    rule=case.rule,
                    currency=case.currency,
                    rates=case.rates,
                    own_price=line.own_price,
                )
            )
        except Refusal as refusal:
            blocks += [_of_line(place, one) for one in refusal.reasons]
    return LineFigures(
        product=line.product,
        title=line.title or line.product,
        pairs=spent.pairs,
        unit=priced.unit if priced else None,
        total=priced.total if priced else None,
        cost=spent,
        price=priced,
    )


def _of_line(place: int, one: Reason) -> Reason:
    """A reason of one line's price; its rule, its rates and its currency are the quote's own."""
    own = isinstance(one, Placed) and one.field == "own_price"
    return placed(f"lines.{place}", one) if own else one


def _sum(amounts: list[Money | None]) -> Money | None:
    known = [amount for amount in amounts if amount is not None]
    if not known or len(known) < len(amounts):
        return None
    whole = known[0]
    for amount in known[1:]:
        whole = whole + amount
    return whole


def _entry(case: QuoteCase, way: Carriage) -> date:
    """The day customs looks at the goods: as told, or when the chosen way arrives at the latest."""
    if case.entry_date:
        return case.entry_date
    leaves = case.ship_date or case.quote_date
    days = way.chosen.days_max if way.chosen else None
    return leaves + timedelta(days=days or 0)


def _arrival(case: QuoteCase, way: Carriage) -> tuple[date, date] | None:
    """The first and last day at the door of what leaves on the ship date by the chosen way."""
    way_taken = way.chosen
    if case.ship_date is None or way_taken is None:
        return None
    if way_taken.days_min is None or way_taken.days_max is None:
        return None
    first, last = timedelta(days=way_taken.days_min), timedelta(days=way_taken.days_max)
    return case.ship_date + first, case.ship_date + last


@dataclass(frozen=True, slots=True, kw_only=True)
class _Crossing:
    """What the border was asked and answered, or why it could not be, and the insurance."""

    asked: LandedCase | None = None
    answer: LandedAnswer | None = None
    no_duty: tuple[Reason, ...] = ()
    insurance: Money | None = None


def _border(
    case: QuoteCase, lines: tuple[LineFigures, ...], way: Carriage, arrives: date
) -> _Crossing:
    """Duty and tax, why they are not known, and the insurance they rest on."""
    export = sent_cost(case, way)
    totals = [line.total for line in lines if line.total]
    sent = _sum([*totals, export or Money.zero(case.currency)])
    carried = way.chosen.price if way.chosen else None
    insurance = premium(case, sent, carried) if sent else None
    unclear = tuple(
        because(
            "{product} has no HS code. Answer its questions on the product page.",
            product=line.title or line.product,
        )
        for line in case.lines
        if not line.hs_code
    )
    if unclear or sent is None:
        return _Crossing(no_duty=unclear, insurance=insurance)
    asked = LandedCase(
        country=case.country,
        lines=_goods(case, totals, export),
        entry_date=arrives,
        quote_date=case.quote_date,
        audience=Audience.B2C if case.consumer else Audience.B2B,
        freight=carried,
        insurance=insurance,
        currency=case.currency,
        rates=case.customs_rates or case.rates,
        preferences=claimed(case, arrives),
        verified=case.verified,
        rules=case.rules,
        pending=case.pending,
        sea=way.chosen.mode in SEA if way.chosen else None,
    )
    try:
        return _Crossing(asked=asked, answer=landed(asked), insurance=insurance)
    except Refusal as refusal:
        return _Crossing(no_duty=refusal.reasons, insurance=insurance)


def _goods(case: QuoteCase, totals: list[Money], export: Money | None) -> tuple[Goods, ...]:
    """Each line as customs sees it: its price and its part, by value, of the way to the carrier."""
    return tuple(
        Goods(
            hs=tariff_code(line, Money(value.amount / pairs, value.currency), case),
            pairs=pairs,
            value=value,
            name=line.title or line.product,
            children=line.children,
        )
        for line, total, part in zip(case.lines, totals, _parts(totals, export), strict=True)
        for pairs, value in ((pairs_of(line.cost.sizes), total + part),)
    )


def _parts(totals: list[Money], shared: Money | None) -> list[Money]:
    """An amount shared over lines by value to the cent; the last line takes what is left."""
    currency = totals[0].currency
    left = shared or Money.zero(currency)
    whole = sum((total.amount for total in totals), Decimal(0))
    parts = []
    for total in totals[:-1]:
        share = total.amount / whole if whole else Decimal(0)
        parts.append(((shared or Money.zero(currency)) * share).rounded())
        left = left - parts[-1]
    return [*parts, left]


def _owner(case: QuoteCase, lines: tuple[LineFigures, ...]) -> tuple[Money | None, Money | None]:
    """Cost and margin of all lines, in the currency of the first line's cost."""
    home = lines[0].cost.currency
    costs: list[Money | None] = []
    kept: list[Money | None] = []
    for line in lines:
        usable = line.price and exchange.find(case.rates, line.cost.currency, home)
        if not usable or line.price is None or line.cost.per_order is None:
            return None, None
        costs.append(exchange.converted(line.cost.per_order, home, case.rates))
        kept.append(exchange.converted(line.price.margin, home, case.rates))
    return _sum(costs), _sum(kept)


def _rate(case: QuoteCase) -> exchange.Rate | None:
    home = case.lines[0].cost.currency
    return None if home == case.currency else exchange.find(case.rates, home, case.currency)


def _used(case: QuoteCase, way: Carriage, border: LandedAnswer | None) -> tuple[exchange.Rate, ...]:
    """The rates behind the price: of its cost, its freight, and the sums that a law names."""
    bases = {line.cost.currency for line in case.lines}
    bases |= {way.card.currency} if way.card else set()
    bases |= {one.per_unit.currency for one in border.charges if one.per_unit} if border else set()
    return tuple(exchange.used(case.rates, bases, case.currency))


def _old_rates(case: QuoteCase, way: Carriage, border: LandedAnswer | None) -> Iterator[Reason]:
    for rate in _used(case, way, border):
        if exchange.stale(rate, case.quote_date):
            yield exchange.old(rate, case.quote_date)


def _share(case: QuoteCase, kept: Money | None, goods: Money | None) -> Decimal | None:
    if kept is None or goods is None or not goods.amount:
        return None
    part = exchange.converted(kept, case.currency, case.rates).amount / goods.amount
    return part.quantize(Decimal("0.0001"))


def _warnings(case: QuoteCase, way: Carriage, border: LandedAnswer | None) -> Iterator[Reason]:
    chosen = way.chosen
    if case.term == "EXW":
        yield because(
            "Under EXW the buyer clears the goods for export, which a buyer abroad can seldom do. "
            "If she cannot, the goods stay with you. FCA costs you the papers and avoids this."
        )
    if chosen and chosen.is_example:
        yield because("The freight comes from an example rate card. Enter your carrier's own.")
    if chosen:
        yield from chosen.notes
    if chosen and case.unloading is None and not unloads(way):
        yield because(
            "What unloading at the place costs is not known, so no price has it in it: the buyer "
            "unloads. Enter it in the quote, or 0 where it costs nothing; then a DDP price has it "
            "in it."
        )
    yield from _old_rates(case, way, border)
    if chosen and case.card is None:
        yield from _cheaper(way)
    if border:
        yield from border.changes
        yield from border.notes
        yield from _otherwise(border)
    if border and border.to_verify:
        yield because(
            "Rules of this duty that rest on one source or on experience only: {count}. "
            "Have them checked before you send a duty-paid price.",
            count=len(border.to_verify),
        )


def _places(case: QuoteCase, way: Carriage, made: tuple[Offer, ...]) -> Iterator[Reason]:
    """The place to ask for: that of the wished term, else the first that lacks one."""
    unnamed = [one.incoterm for one in made if not one.place]
    wanted = case.term if case.term in {one.incoterm for one in made} else ""
    for code in [one for one in unnamed if wanted in ("", one)][:1]:
        yield place_missing(code, at_port=ends_at_port(way))


def _otherwise(border: LandedAnswer) -> Iterator[Reason]:
    """What a rule that is open would make of the duty, the tax and the fees."""
    now = (border.duty, border.tax, border.fees)
    for one in border.scenarios:
        then = (one.duty, one.tax, one.fees)
        if one.rule and then != now:
            duty, tax, fees = (amount or because("not known") for amount in then)
            yield because(
                "{when}: duty {duty}, tax {tax}, fees {fees}.",
                when=one.when,
                duty=duty,
                tax=tax,
                fees=fees,
            )


def _cheaper(way: Carriage) -> Iterator[Reason]:
    """Say what the usual choice costs against the cheapest way, and what that way lacks."""
    cheapest, chosen = way.options[0], way.chosen
    if chosen is None or not cheapest.price < chosen.price:
        return
    told: dict[str, Value] = {
        "carrier": cheapest.carrier,
        "service": cheapest.service,
        "saved": chosen.price - cheapest.price,
    }
    if cheapest.to_door:
        yield because(
            "{carrier}, {service} is {saved} cheaper, but does not pay duty for the sender.", **told
        )
    else:
        yield because(
            "{carrier}, {service} is {saved} cheaper, but ends at a port or airport.", **told
        )
