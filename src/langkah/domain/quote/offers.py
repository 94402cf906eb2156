"""Terms side by side: the same heads each time, paid by the seller as each term says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, Decimal

from langkah.domain import exchange
from langkah.domain import freight as lane
from langkah.domain.landed import Charge, LandedAnswer
from langkah.domain.money import Money
from langkah.domain.product import plain
from langkah.domain.quote import terms
from langkah.domain.quote.carriage import Carriage
from langkah.domain.quote.case import Bearer, Offer, OfferLine, QuoteCase
from langkah.domain.reason import Reason, because
from langkah.reference import carriers, currencies
from langkah.reference.incoterms import FROM_PORT


@dataclass(frozen=True, slots=True)
class Known:
    """Everything an offer is made of, each figure already rounded in the quote's currency."""

    case: QuoteCase
    goods: Money
    way: Carriage
    landed: LandedAnswer | None
    no_duty: tuple[Reason, ...]
    insurance: Money | None
    margin: Money | None


def offers(known: Known) -> tuple[Offer, ...]:
    """EXW or FCA, then to the carrier's end, to the door, duty paid; last the wished one."""
    figures = tuple(_figures(known))
    can_export = export_cost(known.case) is not None
    codes = terms.worked_out(known.case, known.way, can_export=can_export)
    return tuple(_offer(known, figures, code) for code in codes)


def export_cost(case: QuoteCase) -> Money | None:
    """Pickup and clearance in the quote's currency; None when one is unknown or has no rate."""
    amounts = [_in(case, case.export.pickup), _in(case, case.export.clearance)]
    known = [amount for amount in amounts if amount is not None]
    return known[0] + known[1] if len(known) == len(amounts) else None


def sent_cost(case: QuoteCase, way: Carriage) -> Money | None:
    """What the goods cost until the main carriage begins, as far as the freight lacks it."""
    export = export_cost(case)
    for _, amount in _at_port(case, way):
        export = export + amount if export is not None else None
    return export


def premium(case: QuoteCase, sent: Money, carried: Money | None) -> Money | None:
    """What insuring goods and carriage costs; the premium is insured too. None: unknown."""
    if not case.insured:
        return Money.zero(case.currency)
    if carried is None:
        return None
    usual = carriers.insurance()
    share = usual.cover * usual.share
    return up(Money((sent + carried).amount * share / (1 - share), case.currency))


def up(amount: Money) -> Money:
    """Rounded up to whole minor units: what others ask is never passed on too low."""
    step = Decimal(1).scaleb(-currencies.digits(amount.currency))
    return Money(amount.amount.quantize(step, rounding=ROUND_CEILING), amount.currency)


def _in(case: QuoteCase, amount: Money | None) -> Money | None:
    if amount is None or exchange.find(case.rates, amount.currency, case.currency) is None:
        return None
    return up(exchange.converted(amount, case.currency, case.rates))


# --- the figures -----------------------------------------------------------------------------


def _figures(known: Known) -> Iterator[OfferLine]:
    """Every head in the order of the way, all of it the buyer's."""
    case, way = known.case, known.way
    yield _line("goods", known.goods)
    yield _line("pickup", _in(case, case.export.pickup))
    yield _line("export", _in(case, case.export.clearance))
    for head, amount in _at_port(case, way):
        yield _line(head, amount)
    chosen = way.chosen
    source = chosen.source if chosen else ""
    yield _line("freight", chosen.price if chosen else None, source=source)
    if case.insured:
        yield _insurance(known)
    if terms.ends_at_port(way):
        yield _line("delivery", _in(case, case.delivery))
    if chosen is not None and not terms.unloads(way):
        yield _line(UNLOADING, _in(case, case.unloading))
    yield from _border(known)


UNLOADING = "unloading"


def buyer_unloads(line: OfferLine) -> bool:
    """Whether the buyer unloads at a cost nobody knows: at her door the goods are still on board.

    Such a figure is said, and the sum to the door ends before it.
    """
    return line.head == UNLOADING and line.bearer is Bearer.BUYER and line.amount is None


def _at_port(case: QuoteCase, way: Carriage) -> Iterator[tuple[str, Money]]:
    """What the port of departure asks on top of a ship's freight, as far as it is known."""
    if not terms.by_sea(way) and case.term not in FROM_PORT:
        return
    told = (("terminal", case.export.terminal), ("aboard", case.export.aboard))
    for head, asked in told:
        amount = _in(case, asked)
        if amount is not None:
            yield head, amount


def _line(head: str, amount: Money | None, *, source: str = "") -> OfferLine:
    return OfferLine(head=head, bearer=Bearer.BUYER, amount=amount, source=source)


def _insurance(known: Known) -> OfferLine:
    """The premium, and the sum it is a share of, so that anybody can work it out again."""
    usual, case, chosen = carriers.insurance(), known.case, known.way.chosen
    sent = (known.goods, export_cost(case) or Money.zero(case.currency))
    insured = _whole((*sent, chosen.price if chosen else None, known.insurance), case.currency)
    return OfferLine(
        head="insurance",
        bearer=Bearer.BUYER,
        amount=known.insurance,
        why=because(
            "{share} percent of {cover} percent of {insured}, rounded up: goods, transport and "
            "this premium itself",
            share=plain(usual.share * 100),
            cover=plain(usual.cover * 100),
            insured=insured or because("not known"),
        ),
        source=usual.source.name,
        source_day=usual.source.date,
        grade=usual.source.grade.value,
    )


def _border(known: Known) -> Iterator[OfferLine]:
    if known.landed is None:
        yield OfferLine(head="duty", bearer=Bearer.BUYER, amount=None)
        yield OfferLine(head="tax", bearer=Bearer.BUYER, amount=None)
        return
    groups: dict[tuple[str, str, str], list[Charge]] = {}
    for charge in known.landed.charges:
        groups.setdefault((border_head(charge), charge.rule, charge.name), []).append(charge)
    lines = [_charged(head, found, known.case.currency) for (head, _, _), found in groups.items()]
    handling = _handling(known)
    if handling is not None:
        lines.append(handling)
    yield from sorted(lines, key=lambda line: _AT_BORDER.get(line.head, _LAST))


_AT_BORDER = {"duty": 0, "extra_duty": 1, "tax": 2, "fees": 3, "handling": 4}
_LAST = len(_AT_BORDER)


def border_head(charge: Charge) -> str:
    """The head of an offer under which a charge of the border stands."""
    if charge.head != "duty":
        return {"fee": "fees", "carrier": "handling"}.get(charge.head, charge.head)
    return "duty" if charge.name.startswith(("Duty", "Flat duty")) else "extra_duty"


def _charged(head: str, charges: list[Charge], currency: str) -> OfferLine:
    first = charges[0]
    return OfferLine(
        head=head,
        bearer=Bearer.BUYER,
        amount=_whole((one.amount for one in charges), currency),
        why=_why(first, _whole((one.base for one in charges), currency)),
        source=first.source,
        source_day=first.source_date,
        grade=first.grade.value if first.grade else "",
        rule=first.rule,
    )


def _why(charge: Charge, base: Money | None) -> Reason | None:
    if charge.per_unit is not None:
        return because("{amount} each", amount=charge.per_unit)
    if charge.rate is not None and base is not None:
        percent = plain(charge.rate * 100)
        return because("{percent} percent of {base}", percent=percent, base=base)
    return None


def _whole(amounts: Iterable[Money | None], currency: str) -> Money | None:
    result = Money.zero(currency)
    for amount in amounts:
        if amount is None:
            return None
        result = result + amount
    return result


def _handling(known: Known) -> OfferLine | None:
    """What the carrier asks for clearing and paying ahead; nothing where nothing is due."""
    card, landed, case = known.way.card, known.landed, known.case
    if card is None or landed is None:
        return None
    due = _whole((landed.duty, landed.tax), case.currency)
    if due is not None and not due.amount:
        return None
    asked = lane.border_of(card)
    fixed = _in(case, Money(asked.fixed, asked.currency))
    least = _in(case, Money(asked.minimum, asked.currency))
    amount = None
    if due is not None and fixed is not None and least is not None:
        amount = fixed + max(up(due * asked.share), least, key=lambda one: one.amount)
    return OfferLine(
        head="handling",
        bearer=Bearer.BUYER,
        amount=amount,
        source=asked.source.name,
        source_day=asked.source.date,
        grade=asked.source.grade.value,
    )


# --- one offer -------------------------------------------------------------------------------


def _offer(known: Known, figures: tuple[OfferLine, ...], code: str) -> Offer:
    case = known.case
    unloading = _in(case, case.unloading) is not None
    pays = terms.sellers(code, to_port=terms.ends_at_port(known.way), unloading=unloading)
    lines = tuple(
        replace(line, bearer=Bearer.SELLER) if line.head in pays else line for line in figures
    )
    ours = (line.amount for line in lines if line.bearer is Bearer.SELLER)
    reasons = tuple(dict.fromkeys(_reasons(known, pays)))
    price = None if reasons else _whole(ours, case.currency)
    if price is None and not reasons:
        reasons = (because("A figure of this offer is not known yet."),)
    return Offer(
        incoterm=code,
        place=terms.place(case, known.way, code),
        price=price,
        at_door=_whole((line.amount for line in lines if not buyer_unloads(line)), case.currency),
        lines=lines,
        reasons=reasons,
        deposit=(price * case.deposit_share).rounded() if price else None,
        margin=known.margin if price else None,
        margin_share=_share(known, price),
    )


def _reasons(known: Known, pays: frozenset[str]) -> Iterator[Reason]:
    """Why the seller cannot pay all of this."""
    case, way = known.case, known.way
    if "export" in pays and export_cost(case) is None:
        yield because(
            "It is not known what pickup and export papers cost. Enter both beside the freight "
            "rates, or 0."
        )
    if "freight" in pays:
        yield from way.reasons
    else:
        yield from _port_reasons(case, pays)
    if "delivery" in pays:
        yield from _door_reasons(known)
    if "duty" in pays:
        yield from _border_reasons(known)
    if "unloading" in pays and not terms.unloads(way) and _in(case, case.unloading) is None:
        yield because(
            "It is not known what unloading at the place costs. Enter it, or offer DAP: there the "
            "buyer unloads."
        )


def _port_reasons(case: QuoteCase, pays: frozenset[str]) -> Iterator[Reason]:
    """What the port asks must be known where the buyer's own ship waits: no freight has it in."""
    if "terminal" in pays and _in(case, case.export.terminal) is None:
        yield because(
            "It is not known what handling at the port of departure costs. Enter it beside the "
            "freight rates, or 0."
        )
    if "aboard" in pays and _in(case, case.export.aboard) is None:
        yield because(
            "It is not known what loading on board costs. Enter it beside the freight rates, or 0."
        )


def _door_reasons(known: Known) -> Iterator[Reason]:
    chosen = known.way.chosen
    if chosen and not chosen.to_door and _in(known.case, known.case.delivery) is None:
        yield because(
            "{carrier}, {service} ends at a port or airport. Enter what the way from there "
            "to the door costs, or choose a service to the door.",
            carrier=chosen.carrier,
            service=chosen.service,
        )


def _border_reasons(known: Known) -> Iterator[Reason]:
    yield from known.no_duty
    if known.landed is not None:
        yield from known.landed.why_not
    card = known.way.card
    if card is None:
        return
    asked = lane.border_of(card)
    if not asked.pays_duty:
        yield _pays_no_duty(known, card)
    if exchange.find(known.case.rates, asked.currency, known.case.currency) is None:
        yield exchange.lacking(asked.currency, known.case.currency)


def _pays_no_duty(known: Known, card: lane.RateCard) -> Reason:
    case, told = known.case, {"carrier": card.carrier, "service": card.service}
    able = lane.fitting(known.way.options, case.cards, duty_paid=True)
    pays = {one.name for one in case.cards if lane.border_of(one).pays_duty}
    if case.card is not None or not able or able[0].card not in pays:
        return because(
            "{carrier}, {service} does not pay duty for the sender. Choose another service.", **told
        )
    return because(
        "{carrier}, {service} is the cheapest for {term}, but does not pay duty for the sender. "
        "{other}, {other_service} does, for {price}: choose DDP or that carrier.",
        **told,
        term=case.term,
        other=able[0].carrier,
        other_service=able[0].service,
        price=able[0].price,
    )


def _share(known: Known, price: Money | None) -> Decimal | None:
    """The part of this offer's price that is kept."""
    margin, case = known.margin, known.case
    if price is None or margin is None or not price.amount:
        return None
    kept = exchange.converted(margin, case.currency, case.rates)
    return (kept.amount / price.amount).quantize(Decimal("0.0001"))
