"""The cartons of an order: divided at the least charge, every pair in its place."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from langkah.domain import weighing as weigh
from langkah.domain.cartons import rules as ruled
from langkah.domain.cartons.case import BoxedPairs, CartonCase, CartonPlan
from langkah.domain.cartons.choices import choices, saved
from langkah.domain.cartons.division import Division, divide
from langkah.domain.cartons.filling import Queue, carton
from langkah.domain.cartons.floors import cut_floors, stock_floors
from langkah.domain.cartons.rules import Rules
from langkah.domain.cartons.table import Table
from langkah.domain.reason import Reason, Refusal, because, placed
from langkah.reference import carriers
from langkah.reference.carriers import Limits, Mode, StockCarton, Weighing


def cartons(case: CartonCase) -> CartonPlan:
    """The cartons of an order. Raises Refusal naming every box unknown or too big."""
    return _packed(case)


# About two full containers; beyond that an order is shipped in parts.
MOST_PAIRS = 20_000


# A draft is priced anew at every change, and most changes leave the boxes as they are.
@lru_cache(maxsize=64)
def _packed(case: CartonCase) -> CartonPlan:
    problems = list(_problems(case))
    if problems:
        raise Refusal(*problems)
    rules, queue = _rules(case), Queue(case.boxes)
    stock = carriers.stock() if case.stock is None else case.stock
    ready = Table(queue.kinds, [stock_floors(stock, rules)], rules)
    cut = [cut_floors(kind, rules) for kind in queue.kinds]
    table = ready if case.only_stock else ready.beside(cut)
    found = _divided(case, table, queue)
    compared = choices(case, found, (table, ready), stock) if case.compare else ()
    made = tuple(
        carton(number, counts, table, queue)
        for number, counts in enumerate(_in_order(found), start=1)
    )
    volume = sum(one.length_cm * one.width_cm * one.height_cm for one in made)
    charged = sum((one.chargeable_kg for one in made), Decimal(0))
    less_kg, less = saved(compared)
    return CartonPlan(
        cartons=made,
        pairs=sum(kind.count for kind in queue.kinds),
        gross_kg=sum((one.gross_kg for one in made), Decimal(0)),
        net_kg=sum((one.net_kg for one in made), Decimal(0)),
        volume_m3=Decimal(volume) / weigh.CM3_IN_M3,
        chargeable_kg=charged,
        proved=found.proved,
        choices=compared,
        saved_kg=less_kg,
        saved=less,
    )


def _divided(case: CartonCase, table: Table, queue: Queue) -> Division:
    problems = list(_too_big(case, table, queue))
    found = None if problems else divide(table)
    if found is None:
        raise Refusal(*problems)
    return found


def _in_order(found: Division) -> list[tuple[int, ...]]:
    """Cartons of the biggest boxes first, alike after alike, the fullest first."""
    return sorted(found.cartons, key=lambda counts: tuple(-boxes for boxes in counts))


def _problems(case: CartonCase) -> Iterator[Reason]:
    if not case.boxes:
        yield placed("boxes", because("There is nothing to pack. Enter pairs and their boxes."))
    for place, one in enumerate(case.boxes):
        where = {"product": one.product, "size": one.size or "?"}
        if one.pairs < 1:
            few = because("{product}, size {size}: pairs must be at least 1.", **where)
            yield placed(f"boxes.{place}.pairs", few)
        for name in weigh.not_above_zero(one.box) if one.box else ():
            say = because("{product}, size {size}: sides and weight must be above zero.", **where)
            yield placed(f"boxes.{place}.box.{name}", say)
    yield from unmeasured(case.boxes)
    yield from _wrong_cartons(case)
    yield from _wrong_figures(case)
    yield from _wrong_prices(case)
    pairs = sum(one.pairs for one in case.boxes)
    if pairs > MOST_PAIRS:
        many = because(
            "{pairs} pairs are more than one shipment; at most {most} are packed at once. "
            "Divide the order.",
            pairs=pairs,
            most=MOST_PAIRS,
        )
        yield placed("boxes", many)


def _wrong_cartons(case: CartonCase) -> Iterator[Reason]:
    for place, ready in enumerate(case.stock or ()):
        for name, say in _wrong_stock(ready):
            yield placed(f"stock.{place}.{name}", say)


def _wrong_stock(ready: StockCarton) -> Iterator[tuple[str, Reason]]:
    outer = (ready.length_cm, ready.width_cm, ready.height_cm)
    inner = ready.inner_cm or outer
    flat = because("stock, {name}: sides must be above zero.", name=ready.name)
    for name in weigh.not_above_zero(ready):
        yield name, flat
    if min(inner) <= 0 < min(outer):
        yield "inner_cm", flat
    elif any(free > side for free, side in zip(inner, outer, strict=True)) and min(outer) > 0:
        yield (
            "inner_cm",
            because(
                "stock, {name}: what is free inside cannot be more than the outer side.",
                name=ready.name,
            ),
        )
    for name, kg in (("empty_kg", ready.empty_kg), ("max_kg", ready.max_kg)):
        if kg is not None and kg <= 0:
            yield name, because("stock, {name}: weights must be above zero.", name=ready.name)


def _wrong_figures(case: CartonCase) -> Iterator[Reason]:
    weighing, limits = case.weighing or Weighing(), case.limits or Limits()
    above_zero = {
        "weighing.divisor": weighing.divisor,
        "weighing.kg_per_m3": weighing.kg_per_m3,
        "max_lift_kg": case.max_lift_kg,
        "limits.max_kg": limits.max_kg,
        "limits.girth_cm": limits.girth_cm,
    }
    for name, figures in (
        ("weighing.steps", [one.step_kg for one in weighing.steps]),
        ("limits.sides_cm", limits.sides_cm),
    ):
        above_zero |= {f"{name}.{place}": one for place, one in enumerate(figures)}
    for field, figure in above_zero.items():
        if figure is not None and figure <= 0:
            yield because(
                "{field}: write a number above zero, not {figure}, or leave it out.",
                field=field,
                figure=figure,
            )
    for fault in weigh.doubtful(weighing):
        yield because("weighing: {fault}", fault=fault)


def _wrong_prices(case: CartonCase) -> Iterator[Reason]:
    prices = {"price_per_kg": case.price_per_kg.amount} if case.price_per_kg else {}
    for place, price in enumerate(case.prices):
        prices |= {f"prices.{place}.fixed": price.fixed, f"prices.{place}.per_kg": price.per_kg}
    for field, amount in prices.items():
        if amount < 0:
            yield because("{field}: the amount is below zero. Correct it.", field=field)
    steps = case.weighing.steps if case.weighing else ()
    for field, rows in (("weighing.steps", steps), ("prices", case.prices)):
        if [*weigh.not_rising(one.up_to_kg for one in rows)]:
            yield because(
                "{field}: up_to_kg must rise from row to row; only the last may be without.",
                field=field,
            )


def unmeasured(boxes: tuple[BoxedPairs, ...]) -> Iterator[Reason]:
    """A sentence for every box that nobody measured."""
    for place, one in enumerate(boxes):
        if one.box is None:
            missing = because(
                "{product}, size {size}: the box is not measured. "
                "Enter its sides and weight on the product page.",
                product=one.product,
                size=one.size or "?",
            )
            yield placed(f"boxes.{place}.box", missing)


def _rules(case: CartonCase) -> Rules:
    usual = carriers.habit(Mode.COURIER)
    lift = case.max_lift_kg or carriers.handling().limits.max_kg
    limits, weighing = case.limits or usual.limits, case.weighing or usual.weighing
    return ruled.rules(limits, weighing, lift, case.prices)


def _too_big(case: CartonCase, table: Table, queue: Queue) -> Iterator[Reason]:
    for place, kind in enumerate(queue.kinds):
        alone = tuple(int(other == place) for other in range(len(queue.kinds)))
        if table.best(alone) is None:
            for product, size in dict.fromkeys(queue.pairs_of(kind)):
                where = {"product": product, "size": size or "?"}
                same = (row for row, one in enumerate(case.boxes) if _is(one, product, size))
                say = because(
                    "{product}, size {size}: one box alone is too big or too heavy for this "
                    "carrier.",
                    **where,
                )
                if case.only_stock:
                    say = because(
                        "{product}, size {size}: one box alone is too big or too heavy for every "
                        "stock carton that this carrier takes.",
                        **where,
                    )
                yield placed(f"boxes.{next(same)}.box", say)


def _is(one: BoxedPairs, product: str, size: str) -> bool:
    return (one.product, one.size) == (product, size)
