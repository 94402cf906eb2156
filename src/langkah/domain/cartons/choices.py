"""What other cartons would be charged: the best mix of ready-made ones, and the best single one."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import prod

from langkah.domain import weighing as weigh
from langkah.domain.cartons.case import CartonCase, Choice
from langkah.domain.cartons.division import Division, in_a_row, quickly
from langkah.domain.cartons.floors import stock_floors
from langkah.domain.cartons.table import Table
from langkah.domain.money import Money
from langkah.reference.carriers import StockCarton


def choices(
    case: CartonCase, found: Division, tables: tuple[Table, Table], stock: tuple[StockCarton, ...]
) -> tuple[Choice, ...]:
    """The chosen way first, then the ready-made cartons. `tables`: of cut cartons, and of these."""
    cut, ready = tables
    mixed = found if case.only_stock else quickly(ready)
    told = [] if case.only_stock else [_told(case, "cut", found, cut)]
    told.append(_told(case, "stock", mixed, ready) if mixed else Choice(name="stock"))
    alone = [(share, one) for one in stock if (share := _a_pair_each(_only(one, ready)))]
    if alone:
        _, one = min(alone, key=lambda each: each[0])
        alone_table = _only(one, ready)
        best = in_a_row(alone_table)
        told.append(_told(case, "one", best, alone_table) if best else Choice(name="one"))
    return tuple(told)


def _only(one: StockCarton, ready: Table) -> Table:
    return ready.beside([stock_floors((one,), ready.rules)])


def _a_pair_each(table: Table) -> Fraction | None:
    """What all boxes cost when each kind fills whole cartons; None where one does not fit."""
    whole = Fraction(0)
    for place, kind in enumerate(table.kinds):
        shares = []
        for boxes in range(1, kind.count + 1):
            found = table.best(tuple(boxes * (other == place) for other in range(len(table.kinds))))
            if found is None:
                break
            shares.append(Fraction(found.worth, boxes))
        if not shares:
            return None
        whole += min(shares) * kind.count
    return whole


def _told(case: CartonCase, name: str, found: Division, table: Table) -> Choice:
    made = [best for counts in found.cartons if (best := table.best(counts))]
    scales = table.rules.scales
    kilograms = weigh.kilograms(
        sum(
            scales.charged(prod(best.sides_cm), table.net_g(counts) + best.tare_g)
            for best, counts in zip(made, found.cartons, strict=True)
        )
    )
    price = case.price_per_kg
    return Choice(
        name=name,
        stock=made[0].floor.stock if name == "one" else "",
        cartons=len(made),
        chargeable_kg=kilograms,
        volume_m3=Decimal(sum(prod(best.sides_cm) for best in made)) / weigh.CM3_IN_M3,
        price=Money(price.amount * kilograms, price.currency).rounded() if price else None,
    )


def saved(told: tuple[Choice, ...]) -> tuple[Decimal | None, Money | None]:
    """Chargeable kg, and money, that the chosen way saves against the mix of ready-made cartons."""
    if not told:
        return None, None
    chosen = told[0]
    mixed = next(one for one in told if one.name == "stock")
    if chosen.chargeable_kg is None or mixed.chargeable_kg is None:
        return None, None
    less = mixed.price - chosen.price if mixed.price and chosen.price else None
    return mixed.chargeable_kg - chosen.chargeable_kg, less
