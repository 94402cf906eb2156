"""The lines of a cost card added up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from langkah.domain.cost import lines as card
from langkah.domain.cost.case import Basis, CostAnswer, CostCase, CostKind, CostLine, KindCost
from langkah.domain.money import Money, total
from langkah.domain.product import Missing, pairs_of, problems_of_sizes
from langkah.domain.reason import Reason, Refusal, because, placed
from langkah.reference import currencies

_SHARES = (Basis.SHARE, Basis.SHARE_OF_LABOUR)


def cost(case: CostCase) -> CostAnswer:
    """What the pairs cost to make, by line and kind, with everything that is missing named.

    Raises Refusal when the case itself is wrong (a negative amount, a size without pairs).
    """
    problems = (
        *problems_of_sizes(case.sizes, case.product or "?"),
        *dict.fromkeys(_below_zero(case)),
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


def told_in(case: CostCase, name: str) -> str:
    """The field that holds the line of a gap, such as “materials.0”; all of them without one."""
    rows = ("materials", "steps", "options", "extras")
    return next(
        (
            f"{field}.{place}"
            for field in rows
            for place, one in enumerate(getattr(case, field))
            if one.name == name
        ),
        name if name in rows else "",
    )


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


_AMOUNTS = {
    "materials": ("per_pair", "price"),
    "steps": ("minutes_per_pair", "minutes_per_batch", "per_minute", "per_pair"),
    "extras": ("amount", "share"),
    "options": ("minutes",),
}


def _below_zero(case: CostCase) -> Iterator[Reason]:
    """Amounts that cannot be; what an option costs may be less than nothing."""
    for rows, fields in _AMOUNTS.items():
        for place, one in enumerate(getattr(case, rows)):
            for field in fields:
                yield from _too_low(f"{rows}.{place}.{field}", one.name, getattr(one, field))
    for place, material in enumerate(case.materials):
        where = f"materials.{place}"
        for row, use in enumerate(material.by_size):
            yield from _too_low(f"{where}.by_size.{row}.per_pair", material.name, use.per_pair)
        if material.scrap is not None and not 0 <= material.scrap < 1:
            say = because(
                "The scrap of {name} must be from 0 to below 100 percent.", name=material.name
            )
            yield placed(f"{where}.scrap", say)


def _too_low(field: str, name: str, told: Decimal | Money | None) -> Iterator[Reason]:
    amount = told.amount if isinstance(told, Money) else told
    if amount is not None and amount < 0:
        say = because("{name} has an amount below zero. Enter zero or more.", name=name)
        yield placed(field, say)


def _told_badly(case: CostCase) -> Iterator[Reason]:
    """A currency that is none, and a size that takes two amounts of one material."""
    if case.currency not in currencies.CODES:
        say = because(
            "“{code}” is not a currency Langkah knows; use a code such as EUR.", code=case.currency
        )
        yield placed("currency", say)
    for place, material in enumerate(case.materials):
        for size, times in Counter(one.size for one in material.by_size).items():
            if times > 1:
                say = because(
                    "{name} has two amounts for size {size}. Leave one of them.",
                    name=material.name,
                    size=size,
                )
                yield placed(f"materials.{place}.by_size", say)
