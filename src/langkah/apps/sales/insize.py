"""Sizes as the buyer counts them, put into the sizes the product is made in."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal, InvalidOperation

from langkah.apps.catalogue.models import Product
from langkah.apps.sales.facts import AskedSize
from langkah.domain.inquiry import SizeSystem
from langkah.domain.product import plain
from langkah.domain.reason import Reason, Refusal, because
from langkah.domain.sizing import SizingCase, sizing
from langkah.reference.sizes import System

_AMERICAN = {"men": System.US_MEN, "women": System.US_WOMEN}


def own_sizes(
    product: Product | None, system: SizeSystem | None, sizes: tuple[AskedSize, ...]
) -> tuple[tuple[AskedSize, ...], tuple[Reason, ...]]:
    """The sizes in the product's own counting, and a sentence for each that was changed.

    A size that cannot be put over keeps its system in its name (“UK7”), so that nobody takes it
    for one of ours.
    """
    if product is None or system is None or system == product.size_system:
        return sizes, ()
    found, said = [], []
    for cell in sizes:
        if not cell.size:
            found.append(cell)
            continue
        ours = _converted(product, system, cell.size)
        if ours is None:
            found.append(replace(cell, size=f"{system}{cell.size}"[:10]))
            sentence = because(
                "Size {system} {size} is not one of ours. Ask which size is meant.",
                system=str(system),
                size=cell.size,
            )
        else:
            found.append(replace(cell, size=ours))
            sentence = because(
                "{system} {size} was read as our size {ours}. Check it.",
                system=str(system),
                size=cell.size,
                ours=ours,
            )
        said.append(sentence)
    return tuple(found), tuple(said)


def _converted(product: Product, system: SizeSystem, size: str) -> str | None:
    theirs = _system(system, product.audience)
    ours = _system(product.size_system, product.audience)
    if theirs is None or ours is None:
        return None
    try:
        answer = sizing(SizingCase(size=Decimal(size), system=theirs, into=(ours,), whole=True))
    except (InvalidOperation, Refusal):
        return None
    return next((str(plain(one.size)) for one in answer.sizes if one.system is ours), None)


def _system(code: str, audience: str) -> System | None:
    if code == "US":
        return _AMERICAN.get(audience)
    return System(code) if code in {one.value for one in System} else None
