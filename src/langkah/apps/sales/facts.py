"""What a person says that a buyer asked: the form between a message and a quote."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedSize:
    """Pairs of one size; an empty size is not said yet."""

    size: str = ""
    pairs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedLine:
    """One product asked for; None is still to be chosen.

    `options` are names of the product's own options that a person took for what the buyer wishes.
    """

    product: int | None
    sizes: tuple[AskedSize, ...] = ()
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a person says that the buyer asked; empty is not known."""

    buyer_name: str = ""
    language: str = "en"
    kind: str = "b2b"
    country: str = ""
    city: str = ""
    port: str = ""
    incoterm: str = ""
    currency: str = ""
    wish_day: date | None = None
    wishes: str = ""
    lines: tuple[AskedLine, ...] = ()
