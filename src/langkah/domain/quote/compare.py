"""Two versions of a quote side by side, and a sent one beside today."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from langkah.domain.money import Money
from langkah.domain.quote.case import QuoteFigures
from langkah.domain.reason import Reason, because


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadSeen:
    """One head of an offer, all its lines together; no amount means unknown."""

    head: str
    bearer: str
    amount: Money | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LineSeen:
    """One line as the buyer sees it."""

    product: str
    title: str
    pairs: int
    unit: Money | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferSeen:
    """One Incoterm as the buyer sees it."""

    incoterm: str
    price: Money | None
    at_door: Money | None
    heads: tuple[HeadSeen, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What can be compared of a quote; a stored version can be read back into it."""

    lines: tuple[LineSeen, ...] = ()
    offers: tuple[OfferSeen, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One figure that is not the same. `change` is None where one side is unknown."""

    what: Reason
    before: Money | int | None
    after: Money | int | None
    change: Money | None = None


def seen(figures: QuoteFigures) -> Seen:
    """The comparable part of a worked-out quote."""
    return Seen(
        lines=tuple(
            LineSeen(product=line.product, title=line.title, pairs=line.pairs, unit=line.unit)
            for line in figures.lines
        ),
        offers=tuple(
            OfferSeen(
                incoterm=offer.incoterm,
                price=offer.price,
                at_door=offer.at_door,
                heads=tuple(
                    HeadSeen(head=line.head, bearer=line.bearer.value, amount=line.amount)
                    for line in offer.lines
                ),
            )
            for offer in figures.offers
        ),
    )


def drift(frozen: Seen, today: Seen) -> tuple[Difference, ...]:
    """How far a sent quote has moved from what it would be today: prices only, worst first."""
    moved = [one for one in difference(frozen, today) if one.change is not None]
    return tuple(sorted(moved, key=lambda one: -abs(one.change.amount) if one.change else 0))


def difference(before: Seen, after: Seen) -> tuple[Difference, ...]:
    """Every figure that is not the same: lines, then offers with the heads that moved them."""
    return tuple(_lines(before, after)) + tuple(_offers(before, after))


def _lines(before: Seen, after: Seen) -> Iterator[Difference]:
    old = {line.product: line for line in before.lines}
    new = {line.product: line for line in after.lines}
    for product in {**old, **new}:
        first, second = old.get(product), new.get(product)
        title = (second or first or LineSeen(product="", title="", pairs=0, unit=None)).title
        yield from _moved(
            because("Pairs of {product}", product=title),
            first.pairs if first else None,
            second.pairs if second else None,
        )
        yield from _moved(
            because("Price of a pair of {product}", product=title),
            first.unit if first else None,
            second.unit if second else None,
        )


def _offers(before: Seen, after: Seen) -> Iterator[Difference]:
    old = {offer.incoterm: offer for offer in before.offers}
    new = {offer.incoterm: offer for offer in after.offers}
    for code in {**old, **new}:
        first, second = old.get(code), new.get(code)
        yield from _moved(
            because("Price {incoterm}", incoterm=code),
            first.price if first else None,
            second.price if second else None,
        )
        yield from _moved(
            because("At the door with {incoterm}", incoterm=code),
            first.at_door if first else None,
            second.at_door if second else None,
        )
    yield from _heads(before, after)


def _heads(before: Seen, after: Seen) -> Iterator[Difference]:
    """What the way and the border cost, once: the same heads stand in every offer."""
    old, new = _by_head(before), _by_head(after)
    for head in {**old, **new}:
        if head != "goods":
            yield from _moved(because("{head}", head=head), old.get(head), new.get(head))


def _by_head(side: Seen) -> dict[str, Money | None]:
    sums: dict[str, Money | None] = {}
    for line in side.offers[-1].heads if side.offers else ():
        known = sums.get(line.head, line.amount)
        if line.head in sums:
            known = known + line.amount if known and line.amount else None
        sums[line.head] = known
    return sums


def _moved(
    what: Reason, before: Money | int | None, after: Money | int | None
) -> Iterator[Difference]:
    if before == after:
        return
    change = None
    if isinstance(before, Money) and isinstance(after, Money):
        change = after - before if before.currency == after.currency else None
    yield Difference(what=what, before=before, after=after, change=change)
