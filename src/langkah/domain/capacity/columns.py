"""Columns of numbers, read off rows. Imported only where somebody asks for chances (numpy)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

import numpy as np

from langkah.domain.capacity.lines import Floats, Ints

# Where there is none
NOTHING = -1


def seconds(moments: Iterable[datetime], origin: datetime) -> Floats:
    """Seconds since the origin, exact: no plan is so long that a millionth were lost."""
    return np.array([(one - origin).total_seconds() for one in moments])


def minutes(seconds: Floats) -> Ints:
    """Whole minutes, begun ones counted."""
    return np.ceil(seconds / 60).astype(np.int64)


def column(values: Sequence[int]) -> Ints:
    """Whole numbers, also where there is none."""
    return np.array(values, dtype=np.int64)


def numbers(names: Sequence[str]) -> Ints:
    """Names as numbers in the same order."""
    number = {name: at for at, name in enumerate(sorted(set(names)))}
    return column([number[name] for name in names])


def previous(kind: Ints) -> Ints:
    """The place of the one before of the same kind, or NOTHING."""
    order = np.argsort(kind, kind="stable")
    found = np.full(len(kind), NOTHING)
    same = kind[order[1:]] == kind[order[:-1]]
    found[order[1:][same]] = order[:-1][same]
    return found
