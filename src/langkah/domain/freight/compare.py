"""Services side by side: the cheapest, the fastest, the best for a day, and what goes together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from langkah.domain.freight.cards import border_of
from langkah.domain.freight.case import (
    Choice,
    Comparison,
    FreightAnswer,
    FreightCase,
    FreightOption,
    Shipment,
    Together,
    Wait,
)
from langkah.domain.freight.lane import faults, lanes
from langkah.domain.freight.pricing import freight, problems
from langkah.domain.freight.table import RateCard
from langkah.domain.money import Money, total
from langkah.domain.reason import Reason, Refusal, because, placed
from langkah.reference import currencies


def compare(case: FreightCase) -> Comparison:
    """Every card priced side by side, what to choose for what, and what sending together saves.

    Raises Refusal for impossible pieces or country, each at its field.
    """
    wrong = tuple(_wrong(case))
    if wrong:
        raise Refusal(*wrong)
    found = freight(case)
    pays = {card.name for card in case.cards if border_of(card).pays_duty}
    return Comparison(
        options=found.options,
        not_offered=found.not_offered,
        choice=choose(found.options, case.leaves or case.day, case.wish),
        included={one.card: included(one, pays=one.card in pays) for one in found.options},
        together=together(case, found) if case.others else None,
        lanes=lanes(case.history, case.country, case.currency),
    )


def _wrong(case: FreightCase) -> Iterator[Reason]:
    yield from problems(case)
    for place, one in enumerate(case.others):
        apart = replace(case, pieces=one.pieces)
        found = (reason for reason in problems(apart) if reason not in problems(case))
        yield from (placed(f"others.{place}", reason) for reason in found)
    for place, paper in enumerate(case.history):
        yield from (placed(f"history.{place}", reason) for reason in faults(paper))
    fee = case.hand_over
    if fee is not None and fee.currency != case.currency in currencies.CODES:
        say = because(
            "This is in {other}, the answer in {currency}. Write it in {currency}.",
            other=fee.currency,
            currency=case.currency,
        )
        yield placed("hand_over", say)
    elif fee is not None and fee.amount < 0:
        yield placed("hand_over", because("The amount is below zero. Correct it."))


def included(option: FreightOption, *, pays: bool) -> tuple[Reason, ...]:
    """What is in the price of a service, and what is not."""
    way = because("Ends at the port or airport; the way from there to the door is not in it.")
    duty = because("The carrier does not pay duty for the sender.")
    told = (because("{included}", included=option.includes),) if option.includes else ()
    return (
        because("Goes to the buyer's door.") if option.to_door else way,
        because("The carrier can pay duty for the sender, for a fee.") if pays else duty,
        *told,
    )


def choose(options: Sequence[FreightOption], leaves: date, wish: date | None) -> Choice:
    """The cheapest, the fastest and the best for a wished day; `options` are cheapest first.

    Where a service goes to the buyer's door, only such are compared: a price that ends at an
    airport is not cheaper, it is not whole. Best is the cheapest that is there in time even when
    the way takes its longest. A service whose days are not known is neither the fastest nor in
    time: unknown is not soon.
    """
    if not options:
        return Choice()
    options = _whole_way(options)
    timed = [(one.days_max, one) for one in options if one.days_max is not None]
    fastest = min(timed, key=lambda pair: pair[0])[1] if timed else None
    best, why = _best(timed, leaves, wish) if wish else (None, None)
    return Choice(
        cheapest=options[0].card,
        fastest=fastest.card if fastest else None,
        best=best.card if best else None,
        why=why,
    )


def fitting(
    options: Sequence[FreightOption], cards: Sequence[RateCard], *, duty_paid: bool
) -> Sequence[FreightOption]:
    """The options among which the cheapest is looked for; `options` are cheapest first.

    With `duty_paid` those that go to the door and pay duty for the sender, where there is one;
    else those to the door, where there is one.
    """
    whole = _whole_way(options)
    pays = {card.name for card in cards if duty_paid and border_of(card).pays_duty}
    return [one for one in whole if one.to_door and one.card in pays] or whole


def _whole_way(options: Sequence[FreightOption]) -> Sequence[FreightOption]:
    return [one for one in options if one.to_door] or options


def _best(
    timed: list[tuple[int, FreightOption]], leaves: date, wish: date
) -> tuple[FreightOption | None, Reason]:
    if not timed:
        return None, because("No carrier says how many days the way takes. Ask them, and enter it.")
    for days, one in timed:
        if leaves + timedelta(days=days) <= wish:
            return one, because(
                "{carrier}, {service} is the cheapest that is there by {wish} even on a slow way: "
                "leaving on {leaves} it arrives by {arrives}.",
                carrier=one.carrier,
                service=one.service,
                wish=wish,
                leaves=leaves,
                arrives=leaves + timedelta(days=days),
            )
    days, one = min(timed, key=lambda pair: pair[0])
    arrives = leaves + timedelta(days=days)
    return one, because(
        "No carrier is certain to be there by {wish}. The fastest is {carrier}, {service}: leaving "
        "on {leaves} it arrives by {arrives}, {late} days late. Agree on a later day with the "
        "buyer, or have the goods ready earlier.",
        wish=wish,
        carrier=one.carrier,
        service=one.service,
        leaves=leaves,
        arrives=arrives,
        late=(arrives - wish).days,
    )


def together(case: FreightCase, alone: FreightAnswer) -> Together:
    """What one shipment saves against each going alone, and who waits for whom.

    Everything leaves when the last is ready, by the cards of that day. Each goes by its cheapest
    card, so does the whole.
    `hand_over` is paid once instead of once each.
    """
    mine = Shipment(name=case.name, pieces=case.pieces, ready=case.leaves or case.day)
    every = (replace(mine, wish=case.wish), *case.others)
    leaves = max(one.ready for one in every)
    last = next(one for one in every if one.ready == leaves)
    pieces = tuple(piece for one in every for piece in one.pieces)
    whole = _cheapest(replace(case, pieces=pieces, leaves=leaves))
    prices = [_whole_way(alone.options)[0].price if alone.options else None]
    prices += [
        _price(replace(case, pieces=one.pieces, leaves=one.ready, others=())) for one in case.others
    ]
    known = [price for price in prices if price is not None]
    fees = case.hand_over or Money.zero(case.currency)
    apart = total(known, case.currency) + fees * len(every) if len(known) == len(every) else None
    joined = whole.price + fees if whole else None
    return Together(
        leaves=leaves,
        card=whole.card if whole else None,
        apart=apart,
        together=joined,
        saving=apart - joined if apart and joined else None,
        waits=tuple(_wait(one, last, leaves, whole) for one in every),
    )


def _wait(one: Shipment, last: Shipment, leaves: date, way: FreightOption | None) -> Wait:
    """How long a shipment waits for the last, and whether it then still arrives as wished."""
    days = way.days_max if way else None
    arrives = leaves + timedelta(days=days) if days is not None else None
    waits = (leaves - one.ready).days
    return Wait(
        name=one.name,
        days=waits,
        waits_for=last.name if waits else "",
        arrives=arrives,
        late=bool(one.wish and arrives and arrives > one.wish) if arrives or not one.wish else None,
    )


def _price(case: FreightCase) -> Money | None:
    found = _cheapest(case)
    return found.price if found else None


def _cheapest(case: FreightCase) -> FreightOption | None:
    try:
        options = freight(case).options
    except Refusal:
        return None
    return _whole_way(options)[0] if options else None
