"""A plan lived through many times: every step takes its time, and what waits for it moves along.

All replications at once, as rows of numpy arrays. Chance is a function of the seed and of what a
step is called, so the same step has the same luck whatever else is planned, and with more spread
its bad luck is worse: common random numbers. Imported only where somebody asks for chances.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import exp, factorial, log, sqrt
from statistics import NormalDist
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from langkah.domain.capacity.network import NEVER, Kind, Network, Node

if TYPE_CHECKING:
    from langkah.domain.capacity.chance import Spread

Ints = np.ndarray[tuple[int, ...], np.dtype[np.int64]]
Words = np.ndarray[tuple[int, ...], np.dtype[np.uint64]]
Floats = np.ndarray[tuple[int, ...], np.dtype[np.float64]]

# Of 64 random bits a step takes 12 for its time, 26 for absence and 26 for rework.
_FACTORS, _PARTS = 12, 26
_ALL = float(1 << _PARTS)
# Steps whose luck is drawn at once: some megabytes however long the plan is.
_BLOCK = 512
# Lines of people lie behind one another, further apart than any of them is long.
_APART = 1 << 24
_DAY = 24 * 60
_WORD = (1 << 64) - 1
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True)
class _Lines:
    """Every line of working time in one table: stretches by clock, and by minute worked."""

    begins: Ints
    starts: Ints
    begins_at: Ints
    starts_at: Ints
    lengths: Ints
    first: Ints

    def since(self, clock: Ints, line: Ints) -> Ints:
        """Own minutes of these moments of the clock."""
        place = np.searchsorted(self.begins_at, clock + line * _APART, side="right") - 1
        place = np.maximum(place, self.first[line])
        passed = np.clip(clock - self.begins[place], 0, self.lengths[place])
        own: Ints = self.starts[place] + passed
        return own

    def clock_end(self, own: Ints, line: Ints) -> Ints:
        """The clock when these minutes are over."""
        place = np.searchsorted(self.starts_at, own + line * _APART, side="left") - 1
        place = np.maximum(place, self.first[line])
        clock: Ints = self.begins[place] + own - self.starts[place]
        return clock


def ends(net: Network, spread: Spread, replications: int, seed: int) -> dict[str, Ints]:
    """For each job of `net.ends` the minute of the clock at which it is packed, each time.

    Only what these jobs wait for is lived through.
    """
    order = sorted(_needed(net), key=lambda place: net.nodes[place].level)
    if not order:
        return {}
    done = _lived(net, order, spread, _seeds(replications, seed))
    where = {place: row for row, place in enumerate(order)}
    return {
        job: done[[where[place] for place in places]].max(axis=0)
        for job, places in net.ends.items()
    }


def _needed(net: Network) -> set[int]:
    """The places of all that leads to an end."""
    found = {place for places in net.ends.values() for place in places}
    ahead = list(found)
    while ahead:
        more = {place for place, _ in net.nodes[ahead.pop()].waits} - found
        found |= more
        ahead.extend(more)
    return found


def _lived(net: Network, order: list[int], spread: Spread, seeds: Words) -> Ints:
    """When each step ends, as rows in this order; a last row stands for nothing waited for.

    A row holds how long its step takes until its level is reached.
    """
    nodes = [net.nodes[place] for place in order]
    waits, lags = _waits(net, order)
    lines, line = _lines(net), _column([one.line for one in nodes])
    bound = _column([one.bound for one in nodes])
    done = np.full((len(nodes) + 1, 2 * len(seeds)), NEVER, dtype=np.int64)
    for first in range(0, len(nodes), _BLOCK):
        block = nodes[first : first + _BLOCK]
        done[first : first + len(block)] = _lengths(net, block, spread, seeds)
    first = 0
    for after in _levels(nodes):
        rows = slice(first, after)
        begin = (done[waits[rows]] + lags[rows]).max(axis=1)
        np.maximum(begin, bound[rows], out=begin)
        taken = done[rows]
        done[rows] = lines.clock_end(lines.since(begin, line[rows]) + taken, line[rows])
        if first == 0:
            for row, one in enumerate(nodes[:after]):
                if one.kind is not Kind.STEP:
                    done[row] = _moment(one, spread, seeds)
        first = after
    return done


def _column(values: list[int]) -> Ints:
    return np.array(values, dtype=np.int64)[:, np.newaxis]


def _levels(nodes: list[Node]) -> Iterator[int]:
    """The row after each level."""
    for row in range(1, len(nodes)):
        if nodes[row].level != nodes[row - 1].level:
            yield row
    yield len(nodes)


def _waits(net: Network, order: list[int]) -> tuple[Ints, Ints]:
    """Rows that each step waits for, and how long after; what is left over is the last row."""
    row_of = {place: row for row, place in enumerate(order)}
    most = max([1, *(len(one.waits) for one in net.nodes)])
    rows = np.full((len(order), most), len(order), dtype=np.int64)
    lags = np.zeros((len(order), most, 1), dtype=np.int64)
    for row, place in enumerate(order):
        for at, (before, lag) in enumerate(net.nodes[place].waits):
            rows[row, at], lags[row, at, 0] = row_of[before], lag
    return rows, lags


def _lines(net: Network) -> _Lines:
    begins, starts, lengths = [], [], []
    first = [0]
    for line in net.lines:
        begin, start, length = (np.array(one, dtype=np.int64) for one in line.stretches())
        begins.append(begin)
        starts.append(start)
        lengths.append(length)
        first.append(first[-1] + len(begin))
    apart = [np.full(len(one), at * _APART) for at, one in enumerate(begins)]
    return _Lines(
        begins=np.concatenate(begins),
        starts=np.concatenate(starts),
        begins_at=np.concatenate([one + gap for one, gap in zip(begins, apart, strict=True)]),
        starts_at=np.concatenate([one + gap for one, gap in zip(starts, apart, strict=True)]),
        lengths=np.concatenate(lengths),
        first=np.array(first[:-1], dtype=np.int64),
    )


def _lengths(net: Network, block: list[Node], spread: Spread, seeds: Words) -> Ints:
    """How many own minutes each step takes: its time, done again where it failed, days away."""
    minutes = np.array([one.minutes for one in block], dtype=np.float64)[:, np.newaxis]
    day = np.array([net.days[one.line] for one in block])[:, np.newaxis]
    luck = _luck([one.key for one in block], seeds)
    taken = minutes * _factors(float(spread.time))[luck >> np.uint64(64 - _FACTORS)]
    if spread.rework:
        again = _part(luck, _PARTS) >= _ALL * (1 - float(spread.rework))
        taken *= 1 + again
    if spread.absence:
        share = float(spread.absence)
        taken += day * _days_away(minutes * share / (1 - share) / day, _part(luck, 0))
    whole: Ints = np.rint(taken).astype(np.int64)
    return whole


def _days_away(expected: Floats, part: Floats) -> Ints:
    """Days somebody is away while a step is in her hands: Poisson, turned round at `part`."""
    days = np.zeros(part.shape, dtype=np.int64)
    up_to = np.zeros(expected.shape)
    most = float(expected.max())
    for count in range(int(most + 4 * sqrt(most)) + 2):
        up_to += np.exp(-expected) * expected**count / factorial(count)
        days += part >= up_to * _ALL
    return days


def _moment(node: Node, spread: Spread, seeds: Words) -> Ints:
    """When material on its way is here, or a set of lasts is back."""
    if node.kind is Kind.BACK or not spread.late_material:
        return np.full(2 * len(seeds), node.end)
    share, days = float(spread.late_material), float(spread.late_days)
    luck = _luck([node.key], seeds)[0]
    late = _part(luck, _PARTS) >= _ALL * (1 - share)
    wait = np.ceil(-days * np.log((_ALL - _part(luck, 0) - 0.5) / _ALL))
    arrives: Ints = node.end + _DAY * np.where(late, wait, 0).astype(np.int64)
    return arrives


@lru_cache(maxsize=8)
def _factors(deviation: float) -> Floats:
    """Equally likely shares of the standard time, from short to long; their mean is 1.

    Log-normal with this coefficient of variation.
    """
    sigma = sqrt(log(1 + deviation**2))
    count = 1 << _FACTORS
    normal = NormalDist()
    found = np.array([exp(sigma * normal.inv_cdf((at + 0.5) / count)) for at in range(count)])
    shares: Floats = found / found.mean()
    return shares


def _seeds(replications: int, seed: int) -> Words:
    """A word for every two replications: where one has good luck, the other has bad."""
    first = _mixed(np.array([seed & _WORD], dtype=np.uint64))
    return _mixed(first + np.arange(1, replications // 2 + 1, dtype=np.uint64) * _GOLDEN)


def _luck(keys: list[str], seeds: Words) -> Words:
    """Words for each key and seed, as good as random: a hash of both, and its opposite."""
    words = np.array([crc32(key.encode()) for key in keys], dtype=np.uint64)
    luck = _mixed(_mixed(words * _GOLDEN)[:, np.newaxis] ^ seeds)
    return np.concatenate([luck, ~luck], axis=1)


def _part(luck: Words, above: int) -> Floats:
    """Some bits of each word, as a number below _ALL."""
    return ((luck >> np.uint64(above)) & np.uint64((1 << _PARTS) - 1)).astype(np.float64)


def _mixed(words: Words) -> Words:
    """The finaliser of SplitMix64 (Steele, Lea and Flood 2014)."""
    words = (words ^ (words >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    words = (words ^ (words >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return words ^ (words >> np.uint64(31))
