"""What an order of one product costs to make. What is not known is named, never counted as zero."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from langkah.domain import exchange
from langkah.domain.exchange import Rate
from langkah.domain.money import Money, total
from langkah.domain.product import Missing, SizePairs, pairs_of, plain, problems_of_sizes
from langkah.domain.reason import Reason, Refusal, because


class CostKind(StrEnum):
    """What a cost is for."""

    MATERIALS = "materials"
    LABOUR = "labour"
    OVERHEAD = "overhead"
    PACKAGING = "packaging"
    OPTIONS = "options"
    OTHER = "other"


class Basis(StrEnum):
    """How a further cost is counted."""

    PAIR = "pair"
    ORDER = "order"
    SHARE_OF_LABOUR = "share_of_labour"
    SHARE = "share"


@dataclass(frozen=True, slots=True, kw_only=True)
class SizeUse:
    """What one pair of a size takes, in the unit of the material; None is unknown."""

    size: str
    per_pair: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """One line of the bill of materials. None is unknown, and stops the answer.

    `scrap` is the share of what is bought that is cut away (0.12 is 12 percent), so a pair
    takes per_pair / (1 - scrap). A size in `by_size` counts instead of `per_pair`.
    """

    name: str
    unit: str = ""
    per_pair: Decimal | None = None
    by_size: tuple[SizeUse, ...] = ()
    price: Money | None = None
    scrap: Decimal | None = Decimal(0)
    kind: CostKind = CostKind.MATERIALS


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One operation, paid by the minute (`per_minute`) or by the pair (`per_pair`)."""

    name: str
    minutes_per_pair: Decimal | None = None
    minutes_per_batch: Decimal | None = Decimal(0)
    batch_pairs: int | None = None
    per_minute: Money | None = None
    per_pair: Money | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Extra:
    """A further cost: `amount` for a pair or the order, or `share` (0.2 is 20 percent)."""

    name: str
    kind: CostKind = CostKind.OVERHEAD
    basis: Basis = Basis.PAIR
    amount: Money | None = None
    share: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """What the buyer wants differently on every pair; extra minutes are paid as `step` is."""

    name: str
    cost: Money | None = None
    minutes: Decimal | None = Decimal(0)
    step: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CostCase:
    """One product, its size run and everything that goes into it."""

    product: str = ""
    currency: str = "IDR"
    sizes: tuple[SizePairs, ...] = (SizePairs(pairs=1),)
    materials: tuple[Material, ...] = ()
    steps: tuple[Step, ...] = ()
    extras: tuple[Extra, ...] = ()
    options: tuple[Option, ...] = ()
    rates: tuple[Rate, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CostLine:
    """One line of the answer; no amount means unknown. `per_order` is in whole minor units."""

    kind: CostKind
    name: str
    per_pair: Money | None
    per_order: Money | None
    how: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class KindCost:
    """All lines of one kind; None as soon as one of them is unknown."""

    kind: CostKind
    per_pair: Money | None
    per_order: Money | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CostAnswer:
    """What the order costs. With anything `missing`, both totals are None."""

    currency: str
    pairs: int
    per_pair: Money | None
    per_order: Money | None
    minutes: Decimal | None
    kinds: tuple[KindCost, ...]
    lines: tuple[CostLine, ...]
    missing: tuple[Missing, ...]


def cost(case: CostCase) -> CostAnswer:
    """What the pairs cost to make, by line and kind, with everything that is missing named.

    Raises Refusal when the case itself is wrong (a negative amount, a size without pairs).
    """
    problems = (*problems_of_sizes(case.sizes, case.product or "?"), *_below_zero(case))
    if problems:
        raise Refusal(*problems)
    pairs = pairs_of(case.sizes)
    direct = [
        *(_material(case, material) for material in case.materials),
        *(_step(case, step, pairs) for step in case.steps),
        *(_option(case, option, pairs) for option in case.options),
        *(_extra(case, extra, pairs) for extra in case.extras if extra.basis not in SHARES),
    ]
    found = direct + [
        _share(case, extra, direct, pairs) for extra in case.extras if extra.basis in SHARES
    ]
    missing = (*_nothing(case), *(gap for one in found for gap in one.missing))
    lines = tuple(one.line(pairs) for one in found)
    whole = None if missing else _sum(lines, case.currency)
    return CostAnswer(
        currency=case.currency,
        pairs=pairs,
        per_pair=_per_pair(whole, pairs),
        per_order=whole,
        minutes=_minutes(case, pairs),
        kinds=_kinds(lines, case.currency, pairs),
        lines=lines,
        missing=missing,
    )


SHARES = (Basis.SHARE, Basis.SHARE_OF_LABOUR)


@dataclass(frozen=True, slots=True)
class _Found:
    """A line while it is being worked out: the exact amount for the order, or what is missing."""

    kind: CostKind
    name: str
    how: Reason
    amount: Money | None
    missing: tuple[Missing, ...] = ()

    def line(self, pairs: int) -> CostLine:
        whole = self.amount.rounded() if self.amount else None
        return CostLine(
            kind=self.kind,
            name=self.name,
            per_pair=_per_pair(whole, pairs),
            per_order=whole,
            how=self.how,
        )


def _gaps(name: str, reasons: list[Reason]) -> tuple[Missing, ...]:
    return tuple(Missing(where=name, reason=reason) for reason in reasons)


def _material(case: CostCase, line: Material) -> _Found:
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
    how = because(
        "{material}: {unit}, bought with scrap", material=line.name, unit=line.unit or "?"
    )
    if gaps or line.price is None or line.scrap is None:
        return _Found(line.kind, line.name, how, None, _gaps(line.name, gaps))
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
    return _Found(line.kind, line.name, how, amount)


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


def _step(case: CostCase, step: Step, pairs: int) -> _Found:
    gaps = _time_gaps(step)
    pay = step.per_minute or step.per_pair
    if pay is None:
        gaps.append(because("{step} has no pay. Enter what the work costs.", step=step.name))
    else:
        gaps += _rate_gaps(case, pay)
    minutes = _step_minutes(step, pairs)
    if gaps or pay is None or minutes is None:
        return _Found(
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
    return _Found(CostKind.LABOUR, step.name, how, amount)


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


def _step_minutes(step: Step, pairs: int) -> Decimal | None:
    """Minutes of a step for all pairs; the last batch is set up as a full one."""
    if step.minutes_per_pair is None or step.minutes_per_batch is None:
        return None
    work = step.minutes_per_pair * pairs
    if not step.minutes_per_batch:
        return work
    if not step.batch_pairs:
        return None
    return work + step.minutes_per_batch * -(-pairs // step.batch_pairs)


def _option(case: CostCase, option: Option, pairs: int) -> _Found:
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
        return _Found(CostKind.OPTIONS, option.name, how, None, _gaps(option.name, gaps))
    amount = exchange.converted(option.cost * pairs, case.currency, case.rates)
    if step and step.per_minute and not _rate_gaps(case, step.per_minute):
        work = step.per_minute * (option.minutes * pairs)
        amount = amount + exchange.converted(work, case.currency, case.rates)
    return _Found(CostKind.OPTIONS, option.name, how, amount)


def _extra(case: CostCase, extra: Extra, pairs: int) -> _Found:
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
        return _Found(extra.kind, extra.name, how, None, _gaps(extra.name, gaps))
    times = pairs if extra.basis is Basis.PAIR else 1
    amount = exchange.converted(extra.amount * times, case.currency, case.rates)
    return _Found(extra.kind, extra.name, how, amount)


def _share(case: CostCase, extra: Extra, direct: list[_Found], pairs: int) -> _Found:
    if extra.share is None:
        how = because("A share of other costs")
        gap = because("{cost} has no share. Enter the percentage, or 0.", cost=extra.name)
        return _Found(extra.kind, extra.name, how, None, _gaps(extra.name, [gap]))
    percent = plain(extra.share * 100)
    if extra.basis is Basis.SHARE_OF_LABOUR:
        how = because("{percent} percent of labour", percent=percent)
        kinds = {CostKind.LABOUR}
    else:
        how = because("{percent} percent of materials and labour", percent=percent)
        kinds = {CostKind.MATERIALS, CostKind.LABOUR, CostKind.OPTIONS}
    base = [one.amount for one in direct if one.kind in kinds]
    if None in base:
        return _Found(extra.kind, extra.name, how, None)
    whole = total([amount for amount in base if amount], case.currency)
    return _Found(extra.kind, extra.name, how, whole * extra.share)


def _nothing(case: CostCase) -> tuple[Missing, ...]:
    """A card without any material or any work is not a cheap shoe; it is an unfinished card."""
    kinds = {extra.kind for extra in case.extras}
    product = case.product or "?"
    gaps = []
    if not case.materials and CostKind.MATERIALS not in kinds:
        reason = because(
            "{product} has no materials. Enter what a pair is made of.", product=product
        )
        gaps.append(Missing(where="materials", reason=reason))
    if not case.steps and CostKind.LABOUR not in kinds:
        reason = because(
            "{product} has no work. Enter the steps and their minutes.", product=product
        )
        gaps.append(Missing(where="steps", reason=reason))
    return tuple(gaps)


def _rate_gaps(case: CostCase, amount: Money) -> list[Reason]:
    if exchange.find(case.rates, amount.currency, case.currency):
        return []
    return [exchange.lacking(amount.currency, case.currency)]


def _minutes(case: CostCase, pairs: int) -> Decimal | None:
    parts = [_step_minutes(step, pairs) for step in case.steps]
    parts += [None if one.minutes is None else one.minutes * pairs for one in case.options]
    known = [part for part in parts if part is not None]
    return sum(known, Decimal(0)) if len(known) == len(parts) else None


def _kinds(lines: tuple[CostLine, ...], currency: str, pairs: int) -> tuple[KindCost, ...]:
    found = []
    for kind in dict.fromkeys(line.kind for line in lines):
        whole = _sum(tuple(line for line in lines if line.kind is kind), currency)
        found.append(KindCost(kind=kind, per_pair=_per_pair(whole, pairs), per_order=whole))
    return tuple(found)


def _sum(lines: tuple[CostLine, ...], currency: str) -> Money | None:
    amounts = [line.per_order for line in lines]
    known = [amount for amount in amounts if amount is not None]
    return total(known, currency) if len(known) == len(amounts) else None


def _per_pair(whole: Money | None, pairs: int) -> Money | None:
    """The average of a pair, to a ten-thousandth; the order's figure is the exact one."""
    if whole is None:
        return None
    return Money((whole.amount / pairs).quantize(Decimal("0.0001")), whole.currency)


def _below_zero(case: CostCase) -> list[Reason]:
    amounts: list[tuple[str, Decimal | None]] = []
    for material in case.materials:
        amounts += [(material.name, material.per_pair), (material.name, _bare(material.price))]
        amounts += [(material.name, one.per_pair) for one in material.by_size]
    for step in case.steps:
        amounts += [(step.name, step.minutes_per_pair), (step.name, step.minutes_per_batch)]
        amounts += [(step.name, _bare(step.per_minute)), (step.name, _bare(step.per_pair))]
    for extra in case.extras:
        amounts += [(extra.name, _bare(extra.amount)), (extra.name, extra.share)]
    amounts += [(option.name, option.minutes) for option in case.options]
    wrong = [name for name, amount in amounts if amount is not None and amount < 0]
    found = [
        because("{name} has an amount below zero. Enter zero or more.", name=name)
        for name in dict.fromkeys(wrong)
    ]
    return found + [
        because("The scrap of {name} must be from 0 to below 100 percent.", name=material.name)
        for material in case.materials
        if material.scrap is not None and not 0 <= material.scrap < 1
    ]


def _bare(amount: Money | None) -> Decimal | None:
    return amount.amount if amount else None
