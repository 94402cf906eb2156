"""The sizes of an offer in the systems that buyers count in."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from langkah.apps.sales import wording
from langkah.apps.sales.models import QuoteVersion
from langkah.domain.reason import Refusal
from langkah.domain.sizing import SizingCase, sizing
from langkah.reference.sizes import System

SHOWN = (System.EU, System.UK, System.US_MEN, System.US_WOMEN, System.CM)


def size_table(version: QuoteVersion) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Head (codes) and rows, one for each size asked; sizes we cannot convert are left out."""
    asked = {
        (system, cell.size)
        for line in version.lines.all()
        if (system := _system(line.product.size_system, line.product.audience))
        for cell in line.sizes.all()
    }
    found = {row for system, size in asked if (row := _row(system, size))}
    rows = sorted(found, key=lambda row: Decimal(row[-1]))
    return (tuple(wording.size_system(one) for one in SHOWN) if rows else (), tuple(rows))


def _system(code: str, audience: str) -> System | None:
    if code == "US":
        return {"men": System.US_MEN, "women": System.US_WOMEN}.get(audience)
    return System(code) if code in {one.value for one in System} else None


def _row(system: System, size: str) -> tuple[str, ...] | None:
    try:
        found = sizing(SizingCase(size=Decimal(size.replace(",", ".")), system=system))
    except (InvalidOperation, Refusal):
        return None
    named = {one.system: f"{one.size.normalize():f}" for one in found.sizes}
    return tuple(named.get(one, "") for one in SHOWN) if named.get(SHOWN[-1]) else None
