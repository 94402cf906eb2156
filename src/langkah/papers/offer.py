"""The offer sheet: ready words and figures that chat, PDF and page all draw from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """The headings of an offer in the buyer's language."""

    offer: str
    buyer: str
    sent: str
    valid: str
    product: str
    sizes: str
    pairs: str
    per_pair: str
    average: str
    goods_per_pair: str
    amount: str
    total: str
    door: str
    figures: str
    included: str
    excluded: str
    ready: str
    arrival: str
    size_table: str
    terms: str
    page: str
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetSize:
    """Pairs of one size."""

    size: str
    pairs: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLine:
    """One product of the offer; `photo` is the name the storage knows it by, or empty."""

    title: str
    pairs: str
    pairs_said: str
    per_pair: str
    amount: str
    sizes: tuple[SheetSize, ...] = ()
    facts: tuple[str, ...] = ()
    photo: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetFigure:
    """One row of the sum: what it is, how much, and the word beside it ("estimate")."""

    label: str
    amount: str
    note: str = ""
    total: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferSheet:
    """An offer as its reader sees it: every value is a string in `language`.

    An empty string means that the offer does not say it (never that it is zero).
    """

    language: str
    labels: Labels
    title: str
    number: str
    workshop: str
    origin: str
    buyer: str
    sent: str
    valid: str
    lines: tuple[SheetLine, ...]
    pairs: str
    per_pair: str
    per_pair_label: str
    total: str
    door: str
    deposit: str
    delivery: str
    delivery_meaning: str
    figures: tuple[SheetFigure, ...]
    included: tuple[str, ...]
    excluded: tuple[str, ...]
    ready: str
    arrival: str
    size_head: tuple[str, ...]
    size_rows: tuple[tuple[str, ...], ...]
    terms: tuple[str, ...]
    note: str
    link: str
    banner: str = ""
