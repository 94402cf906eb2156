"""What every decision about shoes counts in: pairs of a size, and the packed box of one pair."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from langkah.domain.reason import Reason, because, placed


@dataclass(frozen=True, slots=True, kw_only=True)
class SizePairs:
    """Pairs of one size; an empty size is still to be agreed."""

    size: str = ""
    pairs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """The packed box of one pair: outer sides in cm, gross weight in kg."""

    length_cm: Decimal
    width_cm: Decimal
    height_cm: Decimal
    weight_kg: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class SizeBox:
    """The box of a size; no box means that nobody has measured it yet."""

    size: str
    box: Box | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """Something a decision needs and was not told: where it is entered, and what to do."""

    where: str
    reason: Reason


def pairs_of(sizes: Iterable[SizePairs]) -> int:
    """All pairs of a size run."""
    return sum(one.pairs for one in sizes)


def problems_of_sizes(sizes: tuple[SizePairs, ...], product: str) -> tuple[Reason, ...]:
    """What is wrong with a size run: nothing in it, or a size without a whole pair."""
    if not sizes:
        say = because("{product} has no pairs. Enter how many pairs of each size.", product=product)
        return (placed("sizes", say),)
    return tuple(
        placed(
            f"sizes.{place}.pairs",
            because(
                "Size {size} of {product} has {pairs} pairs. Enter at least one pair or leave it "
                "out.",
                size=one.size or "?",
                product=product,
                pairs=one.pairs,
            ),
        )
        for place, one in enumerate(sizes)
        if one.pairs < 1
    )


def sizes_not_made(product: str, asked: Iterable[str], made: Iterable[str]) -> tuple[Reason, ...]:
    """Sizes that the product does not come in; a product without any size told is not judged."""
    known = set(made)
    return tuple(
        because(
            "{product} is not made in size {size}. Choose another size, or add it on the "
            "product page.",
            product=product,
            size=size,
        )
        for size in asked
        if known and size and size not in known
    )


def by_size(size: str) -> tuple[str, str]:
    """What sizes are sorted by, small ones first; any other text has its place as well."""
    whole, _, part = size.partition(".")
    return whole.zfill(6), part


def plain(number: Decimal) -> Decimal:
    """The same number without useless zeros, and never with an exponent: 60, not 6E+1."""
    whole = number.to_integral_value()
    return whole.quantize(Decimal(1)) if number == whole else number.normalize()
