"""Lines of working time as one table, so that many moments on many lines are looked up at once.

Clocks are whole minutes since the lines' common origin, own minutes those of the line itself.
Imported only where somebody asks for chances: numpy is not loaded with the program.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from langkah.domain.work_line import WorkLine

Ints = np.ndarray[tuple[int, ...], np.dtype[np.int64]]
Shorts = np.ndarray[tuple[int, ...], np.dtype[np.int32]]
Words = np.ndarray[tuple[int, ...], np.dtype[np.uint64]]
Floats = np.ndarray[tuple[int, ...], np.dtype[np.float64]]

# Lines lie behind one another, further apart than any is long: each ends in a stretch that begins
# two thousand million minutes on.
_APART = 1 << 32


class Lines:
    """Every line in one table: stretches by clock, and by minute worked."""

    __slots__ = ("_begins", "_begins_at", "_first", "_lengths", "_starts", "_starts_at")

    def __init__(self, lines: Sequence[WorkLine]) -> None:
        parts = [[np.array(one, dtype=np.int64) for one in line.stretches()] for line in lines]
        counts = np.array([len(begins) for begins, _, _ in parts])
        apart = np.repeat(np.arange(len(lines)) * _APART, counts)
        self._begins, self._starts, self._lengths = (
            np.concatenate(columns) for columns in zip(*parts, strict=True)
        )
        self._begins_at, self._starts_at = self._begins + apart, self._starts + apart
        self._first = np.cumsum(counts) - counts

    def since(self, clock: Ints, line: Ints) -> Ints:
        """Own minutes of these moments of the clock."""
        place = np.searchsorted(self._begins_at, clock + line * _APART, side="right") - 1
        np.maximum(place, self._first[line], out=place)
        own: Ints = clock - self._begins[place]
        np.maximum(own, 0, out=own)
        np.minimum(own, self._lengths[place], out=own)
        own += self._starts[place]
        return own

    def clock_end(self, own: Ints | Shorts, line: Ints) -> Ints:
        """The clock when these minutes are over."""
        place = np.searchsorted(self._starts_at, own + line * _APART, side="left") - 1
        np.maximum(place, self._first[line], out=place)
        clock: Ints = self._begins[place] + own - self._starts[place]
        return clock
