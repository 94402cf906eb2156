"""One line of a cost card at a time: its exact amount for the order, or what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from langkah.domain import exchange
from langkah.domain.cost.case import (
    Basis,
    CostCase,
    CostKind,
    CostLine,
    Extra,
    Material,
    Option,
    Step,
)
from langkah.domain.money import Money, total
from langkah.domain.product import Missing, plain
from langkah.domain.reason import Reason, because


@dataclass(frozen=True, slots=True)
class Found:
    """A line while it is being worked out: the exact amount for the order, or what is missing."""

    kind: CostKind
    name: str
    how: Reason
    amount: Money | None
    missing: tuple[Missing, ...] = ()

    def line(self, pairs: int) -> CostLine:
        """The line as it is answered."""
        whole = self.amount.rounded() if self.amount else None
        return CostLine(
            kind=self.kind,
            name=self.name,
            per_pair=per_pair(whole, pairs),
            per_order=whole,
            how=self.how,
        )


def _gaps(name: str, reasons: list[Reason]) -> tuple[Missing, ...]:
    return tuple(Missing(where=name, reason=reason) for reason in reasons)


def of_material(case: CostCase, line: Material) -> Found:
    """What a material costs for the whole size run."""
    gaps: list[Reason] = []
    if line.price is None:
        gaps.append(because("{material} has no price. Enter what you pay.", material=line.name))
    else:
        gaps += _rate_gaps(case, line.price)
    if line.scrap is None:
        gaps.append(
            because(
                "{material} has no scrap. Enter how much is cut away, or 0.", material=line.name
            )
        )
    used = _used(case, line, gaps)
    if gaps or line.price is None or line.scrap is None:
        how = because(
            "{material}: {unit}, bought with scrap", material=line.name, unit=line.unit or "?"
        )
        return Found(line.kind, line.name, how, None, _gaps(line.name, gaps))
    bought = used / (1 - line.scrap)
    amount = exchange.converted(line.price * bought, case.currency, case.rates)
    how = because(
        "{quantity} {unit} of {material} at {price}, scrap of {scrap} percent included",
        quantity=plain(bought.quantize(_SHOWN)),
        unit=line.unit,
        material=line.name,
        price=line.price,
        scrap=plain(line.scrap * 100),
    )
    return Found(line.kind, line.name, how, amount)


_SHOWN = Decimal("0.01")


def _used(case: CostCase, line: Material, gaps: list[Reason]) -> Decimal:
    own = {one.size: one.per_pair for one in line.by_size}
    used = Decimal(0)
    for one in case.sizes:
        per_pair = own.get(one.size, line.per_pair)
        if per_pair is None:
            gaps.append(
                because(
                    "It is not known how much {material} a pair of size {size} takes. "
                    "Enter it on the product page.",
                    material=line.name,
                    size=one.size or "?",
                )
                if one.size in own
                else because(
                    "It is not known how much {material} a pair takes. "
                    "Enter it on the product page.",
                    material=line.name,
                )
            )
        else:
            used += per_pair * one.pairs
    gaps[:] = dict.fromkeys(gaps)
    return used


def of_step(case: CostCase, step: Step, pairs: int) -> Found:
    """What an operation costs, set-up of every begun batch included."""
    gaps = _time_gaps(step)
    pay = step.per_minute or step.per_pair
    if pay is None:
        gaps.append(because("{step} has no pay. Enter what the work costs.", step=step.name))
    else:
        gaps += _rate_gaps(case, pay)
    minutes = step_minutes(step, pairs)
    if gaps or pay is None or minutes is None:
        return Found(
            CostKind.LABOUR,
            step.name,
            because("{step}", step=step.name),
            None,
            _gaps(step.name, gaps),
        )
    if step.per_minute:
        how = because(
            "{minutes} minutes at {pay} a minute",
            minutes=plain(minutes.quantize(_SHOWN)),
            pay=pay,
        )
    else:
        how = because("{pairs} pairs at {pay} a pair", pairs=pairs, pay=pay)
    amount = exchange.converted(
        pay * (minutes if step.per_minute else pairs), case.currency, case.rates
    )
    return Found(CostKind.LABOUR, step.name, how, amount)


def _time_gaps(step: Step) -> list[Reason]:
    gaps = []
    if step.minutes_per_pair is None:
        gaps.append(
            because("{step} has no minutes a pair. Enter them on the product page.", step=step.name)
        )
    if step.minutes_per_batch is None:
        gaps.append(because("{step} has no minutes to set up. Enter them, or 0.", step=step.name))
    elif step.minutes_per_batch and not step.batch_pairs:
        gaps.append(because("{step} has no batch size. Enter pairs in a batch.", step=step.name))
    return gaps


def step_minutes(step: Step, pairs: int) -> Decimal | None:
    """Minutes of a step for all pairs; the last batch is set up as a full one."""
    if step.minutes_per_pair is None or step.minutes_per_batch is None:
        return None
    work = step.minutes_per_pair * pairs
    if not step.minutes_per_batch:
        return work
    if not step.batch_pairs:
        return None
    return work + step.minutes_per_batch * -(-pairs // step.batch_pairs)


def of_option(case: CostCase, option: Option, pairs: int) -> Found:
    """What a wish adds on every pair, its extra minutes included."""
    gaps: list[Reason] = []
    if option.cost is None:
        gaps.append(because("{option} has no cost. Enter it, or 0.", option=option.name))
    else:
        gaps += _rate_gaps(case, option.cost)
    if option.minutes is None:
        gaps.append(because("{option} has no minutes. Enter them, or 0.", option=option.name))
    step = next((one for one in case.steps if one.name == option.step), None)
    if option.minutes and step is None:
        gaps.append(
            because(
                "{option} takes extra minutes, but at no known step. Choose the step.",
                option=option.name,
            )
        )
    how = because("{option}, on every pair", option=option.name)
    if gaps or option.cost is None or option.minutes is None:
        return Found(CostKind.OPTIONS, option.name, how, None, _gaps(option.name, gaps))
    amount = exchange.converted(option.cost * pairs, case.currency, case.rates)
    if step and step.per_minute and not _rate_gaps(case, step.per_minute):
        work = step.per_minute * (option.minutes * pairs)
        amount = amount + exchange.converted(work, case.currency, case.rates)
    return Found(CostKind.OPTIONS, option.name, how, amount)


def of_extra(case: CostCase, extra: Extra, pairs: int) -> Found:
    """A further cost with its own amount."""
    if extra.amount is None:
        gaps = [because("{cost} has no amount. Enter it, or 0.", cost=extra.name)]
    else:
        gaps = _rate_gaps(case, extra.amount)
    how = (
        because("An amount a pair")
        if extra.basis is Basis.PAIR
        else because("An amount for the whole order")
    )
    if gaps or extra.amount is None:
        return Found(extra.kind, extra.name, how, None, _gaps(extra.name, gaps))
    times = pairs if extra.basis is Basis.PAIR else 1
    amount = exchange.converted(extra.amount * times, case.currency, case.rates)
    return Found(extra.kind, extra.name, how, amount)


def of_share(case: CostCase, extra: Extra, direct: list[Found], pairs: int) -> Found:
    """A further cost that is a share of others; unknown as soon as one of them is."""
    if extra.share is None:
        how = because("A share of other costs")
        gap = because("{cost} has no share. Enter the percentage, or 0.", cost=extra.name)
        return Found(extra.kind, extra.name, how, None, _gaps(extra.name, [gap]))
    percent = plain(extra.share * 100)
    if extra.basis is Basis.SHARE_OF_LABOUR:
        how = because("{percent} percent of labour", percent=percent)
        kinds = {CostKind.LABOUR}
    else:
        how = because("{percent} percent of materials and labour", percent=percent)
        kinds = {CostKind.MATERIALS, CostKind.LABOUR, CostKind.OPTIONS}
    base = [one.amount for one in direct if one.kind in kinds]
    if None in base:
        return Found(extra.kind, extra.name, how, None)
    whole = total([amount for amount in base if amount], case.currency)
    return Found(extra.kind, extra.name, how, whole * extra.share)


def _rate_gaps(case: CostCase, amount: Money) -> list[Reason]:
    if exchange.find(case.rates, amount.currency, case.currency):
        return []
    return [exchange.lacking(amount.currency, case.currency)]


def per_pair(whole: Money | None, pairs: int) -> Money | None:
    """The average of a pair, to a ten-thousandth; the order's figure is the exact one."""
    if whole is None:
        return None
    return Money((whole.amount / pairs).quantize(Decimal("0.0001")), whole.currency)
