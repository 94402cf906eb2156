"""What a carrier's paper is for."""

from __future__ import annotations

from dataclasses import dataclass

from langkah.domain.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """The version or order a paper is for, if any, and the freight as we had counted it."""

    version: int | None = None
    order: int | None = None
    estimate: Money | None = None
