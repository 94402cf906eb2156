"""The history of a lane: what carriers asked, what they were paid, and how long the way took.

A lane is a mode of transport to one country. Fewer than `LEAST` papers give no middle figure but a
sentence that says so: unknown is never zero, and two are not yet many.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from math import ceil

from langkah.domain.exchange import Rate, find
from langkah.domain.freight.papers import (
    Charged,
    Days,
    Kept,
    Lane,
    LaneCase,
    Middle,
    Off,
    Paper,
    PaperKind,
)
from langkah.domain.money import Money
from langkah.domain.reason import Reason, Refusal, because, placed
from langkah.reference.carriers import Mode

LEAST = 3
_NINE_OF_TEN = Decimal("0.9")
_TENTH = Decimal("0.1")


def lane(case: LaneCase) -> Lane:
    """The history of one lane. Raises Refusal for an amount or weight that is not above zero."""
    mine = [one for one in case.papers if (one.mode, one.country) == (case.mode, case.country)]
    wrong = tuple(reason for one in mine for reason in faults(one))
    if wrong:
        raise Refusal(*wrong)
    ordered = sorted(mine, key=lambda one: (one.day, one.name))
    charged = tuple(_charged(one, case.currency) for one in ordered)
    bills = [one for one in charged if one.paper.kind is PaperKind.INVOICE]
    priced = [one.per_kg for one in bills if one.per_kg is not None]
    apart = [one.percent for one in bills if one.percent is not None]
    taken = [one.days_real for one in ordered if one.days_real is not None]
    offers = [one for one in charged if one.paper.kind is PaperKind.QUOTE]
    return Lane(
        mode=case.mode,
        country=case.country,
        currency=case.currency,
        charged=charged,
        paid=_middle(priced),
        asked=_middle([one.per_kg for one in offers if one.per_kg is not None]),
        off=_off(apart),
        days=_days(taken),
        kept=_kept(ordered),
        last=bills[-1] if bills else None,
        why=(*_few(len(priced), len(apart), len(taken)), *_left_out(charged)),
    )


def lanes(papers: Sequence[Paper], country: str, currency: str) -> tuple[Lane, ...]:
    """A lane for each mode that has papers to this country, in the order of the modes."""
    modes = [
        mode for mode in Mode if any((one.mode, one.country) == (mode, country) for one in papers)
    ]
    return tuple(
        lane(LaneCase(mode=mode, country=country, currency=currency, papers=tuple(papers)))
        for mode in modes
    )


def faults(paper: Paper) -> Iterator[Reason]:
    """What cannot be on a paper, naming it."""
    named = paper.name or f"{paper.carrier} {paper.day}".strip()
    if paper.amount.amount <= 0:
        yield placed("amount", because("{paper}: the amount must be above zero.", paper=named))
    if paper.chargeable_kg is not None and paper.chargeable_kg <= 0:
        say = because("{paper}: the charged weight must be above zero.", paper=named)
        yield placed("chargeable_kg", say)
    for field, days in (("days_promised", paper.days_promised), ("days_real", paper.days_real)):
        if days is not None and days < 0:
            say = because("{paper}: the days on the way cannot be below zero.", paper=named)
            yield placed(field, say)


def _charged(paper: Paper, currency: str) -> Charged:
    rate = find(paper.rates, paper.amount.currency, currency)
    amount = paper.amount.converted(rate.rate, currency) if rate else None
    more, percent, guessed_at = _beside(paper)
    per_kg = None
    if amount is not None and paper.chargeable_kg is not None:
        per_kg = Money(amount.amount / paper.chargeable_kg, currency).rounded()
    return Charged(
        paper=paper,
        amount=amount.rounded() if amount else None,
        rate=rate if rate and paper.amount.currency != currency else None,
        per_kg=per_kg,
        more=more,
        percent=percent,
        estimate_rate=guessed_at,
    )


def _beside(paper: Paper) -> tuple[Money | None, Decimal | None, Rate | None]:
    """The paper against our own estimate, in the money of the paper."""
    guess = paper.estimate
    rate = find(paper.rates, guess.currency, paper.amount.currency) if guess else None
    if guess is None or rate is None or guess.amount <= 0:
        return None, None, None
    ours = guess.converted(rate.rate, paper.amount.currency)
    more = paper.amount - ours
    percent = (more.amount / ours.amount * 100).quantize(_TENTH)
    told = rate if guess.currency != paper.amount.currency else None
    return more.rounded(), percent, told


def _middle(prices: list[Money]) -> Middle | None:
    if len(prices) < LEAST:
        return None
    currency = prices[0].currency
    amounts = sorted(one.amount for one in prices)
    return Middle(
        median=Money(_median(amounts), currency).rounded(),
        low=Money(amounts[0], currency),
        high=Money(amounts[-1], currency),
        count=len(amounts),
    )


def _off(percents: list[Decimal]) -> Off | None:
    if len(percents) < LEAST:
        return None
    ordered = sorted(percents)
    return Off(
        median=_median(ordered).quantize(_TENTH),
        low=ordered[0],
        high=ordered[-1],
        count=len(ordered),
    )


def _days(taken: list[int]) -> Days | None:
    """The nearest rank: a day count that really happened."""
    if len(taken) < LEAST:
        return None
    ordered = sorted(taken)
    return Days(
        median=_median([Decimal(days) for days in ordered]),
        nine_of_ten=ordered[ceil(len(ordered) * _NINE_OF_TEN) - 1],
        count=len(ordered),
    )


def _kept(papers: Iterable[Paper]) -> Kept | None:
    told = [
        one.days_real <= one.days_promised
        for one in papers
        if one.days_real is not None and one.days_promised is not None
    ]
    return Kept(in_time=sum(told), promised=len(told)) if told else None


def _median(ordered: list[Decimal]) -> Decimal:
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def _few(priced: int, apart: int, taken: int) -> Iterator[Reason]:
    """A sentence in place of each figure that so few papers do not give."""
    if priced < LEAST:
        yield because(
            "What a kilogram costs on this lane is said from {least} invoices with a charged "
            "weight on; so far there are {count}.",
            least=LEAST,
            count=priced,
        )
    if apart < LEAST:
        yield because(
            "How far our own estimate is off is said from {least} invoices on that belong to a "
            "quote or an order; so far there are {count}.",
            least=LEAST,
            count=apart,
        )
    if taken < LEAST:
        yield because(
            "How long the way takes is said from {least} shipments with their real days on; so far "
            "there are {count}.",
            least=LEAST,
            count=taken,
        )


def _left_out(charged: tuple[Charged, ...]) -> Iterator[Reason]:
    light = sum(one.paper.chargeable_kg is None for one in charged)
    if light:
        yield because("Not counted, because no charged weight was noted: {count}.", count=light)
    foreign = sum(one.amount is None for one in charged)
    if foreign:
        yield because(
            "Not counted, because no exchange rate of that day is known: {count}.", count=foreign
        )
