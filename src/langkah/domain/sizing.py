"""Shoe sizes from one system to another, by the length of the foot."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from langkah.reference.sizes import System
from langkah.reference.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class SizingCase:
    """A size of one system, wanted in others (none named: all)."""

    size: Decimal
    system: System = System.EU
    into: tuple[System, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SizeIn:
    """The nearest size a system really has."""

    system: System
    size: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class SizingAnswer:
    """The foot a size is made for, in millimetres, and what the size is called elsewhere."""

    foot_mm: Decimal
    sizes: tuple[SizeIn, ...]
    source: Source


def sizing(case: SizingCase) -> SizingAnswer:
    """What a size is called in other systems. Raises Refusal when the system has no such size."""
    raise NotImplementedError
