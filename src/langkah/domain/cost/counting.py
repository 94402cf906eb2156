"""The lines of a cost card added up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from langkah.domain.cost import lines as card
from langkah.domain.cost.case import Basis, CostAnswer, CostCase, CostKind, CostLine, KindCost
from langkah.domain.money import Money, total
from langkah.domain.product import Missing, pairs_of, problems_of_sizes
from langkah.domain.reason import Reason, Refusal, because
from langkah.reference import currencies

_SHARES = (Basis.SHARE, Basis.SHARE_OF_LABOUR)


def cost(case: CostCase) -> CostAnswer:
    """What the pairs cost to make, by line and kind, with everything that is missing named.

    Raises Refusal when the case itself is wrong (a negative amount, a size without pairs).
    """
    problems = (
        *problems_of_sizes(case.sizes, case.product or "?"),
        *_below_zero(case),
        *_told_badly(case),
    )
    if problems:
        raise Refusal(*problems)
    pairs = pairs_of(case.sizes)
    direct = [
        *(card.of_material(case, material) for material in case.materials),
        *(card.of_step(case, step, pairs) for step in case.steps),
        *(card.of_option(case, option, pairs) for option in case.options),
        *(card.of_extra(case, extra, pairs) for extra in case.extras if extra.basis not in _SHARES),
    ]
    found = direct + [
        card.of_share(case, extra, direct, pairs) for extra in case.extras if extra.basis in _SHARES
    ]
    missing = (*_nothing(case), *(gap for one in found for gap in one.missing))
    lines = tuple(one.line(pairs) for one in found)
    whole = None if missing else _sum(lines, case.currency)
    return CostAnswer(
        currency=case.currency,
        pairs=pairs,
        per_pair=card.per_pair(whole, pairs),
        per_order=whole,
        minutes=_minutes(case, pairs),
        kinds=_kinds(lines, case.currency, pairs),
        lines=lines,
        missing=missing,
    )


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


def _minutes(case: CostCase, pairs: int) -> Decimal | None:
    parts = [card.step_minutes(step, pairs) for step in case.steps]
    parts += [None if one.minutes is None else one.minutes * pairs for one in case.options]
    known = [part for part in parts if part is not None]
    return sum(known, Decimal(0)) if len(known) == len(parts) else None


def _kinds(lines: tuple[CostLine, ...], currency: str, pairs: int) -> tuple[KindCost, ...]:
    found = []
    for kind in dict.fromkeys(line.kind for line in lines):
        whole = _sum(tuple(line for line in lines if line.kind is kind), currency)
        found.append(KindCost(kind=kind, per_pair=card.per_pair(whole, pairs), per_order=whole))
    return tuple(found)


def _sum(lines: tuple[CostLine, ...], currency: str) -> Money | None:
    amounts = [line.per_order for line in lines]
    known = [amount for amount in amounts if amount is not None]
    return total(known, currency) if len(known) == len(amounts) else None


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


def _told_badly(case: CostCase) -> Iterator[Reason]:
    """A currency that is none, and a size that takes two amounts of one material."""
    if case.currency not in currencies.CODES:
        yield because(
            "{field}: “{code}” is not a currency Langkah knows. Use a code such as EUR.",
            field="currency",
            code=case.currency,
        )
    for material in case.materials:
        for size, times in Counter(one.size for one in material.by_size).items():
            if times > 1:
                yield because(
                    "{name} has two amounts for size {size}. Leave one of them.",
                    name=material.name,
                    size=size,
                )


def _bare(amount: Money | None) -> Decimal | None:
    return amount.amount if amount else None
