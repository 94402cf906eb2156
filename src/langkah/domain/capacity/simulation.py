"""A plan lived through many times: every step takes its time, and what waits for it moves along.

All replications at once, as rows of numpy arrays. Chance is a function of the seed and of what a
step is called, so the same step has the same luck whatever else is planned, and with more spread
its bad luck is worse: common random numbers. Imported only where somebody asks for chances.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from math import exp, log, sqrt
from statistics import NormalDist
from zlib import crc32

import numpy as np

from langkah.domain.capacity.columns import NOTHING
from langkah.domain.capacity.lines import Floats, Ints, Words
from langkah.domain.capacity.network import FAR, STATION, Kind, Moment, Network
from langkah.domain.capacity.spread import Spread

# Of 64 random bits a step takes 12 for its time, 26 for absence and 26 for rework.
_FACTORS, _PARTS = 12, 26
_ALL = float(1 << _PARTS)
# Steps whose luck is drawn at once: some megabytes however long the plan is.
_BLOCK = 512
_DAY = 24 * 60
_WORD = (1 << 64) - 1
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)


def ends(
    net: Network, spread: Spread, replications: int, seed: int, only: Collection[str] = ()
) -> dict[str, Ints]:
    """For each job the minute of the clock at which it is ready, each time.

    With `only` jobs named no other is told.
    """
    told = {job: places for job, places in net.ends.items() if not only or job in only}
    if not told:
        return {}
    life = _Life(net, spread, _seeds(replications, seed))
    return {
        job: (life.clocks(places) + np.array(net.after[job])[:, np.newaxis]).max(axis=0)
        for job, places in told.items()
    }


class _Life:
    """When each step ends, in own minutes; steps are rows in the order of their levels.

    A row holds how long its step takes until its level is reached. An end counts for whoever waits
    on the same line as it is. Where something dries in between, or the other's hours differ, it is
    turned into the other's minutes: these ends are the rows behind the steps, each turned together
    with others shortly before it is waited for. The last row stands for nothing waited for.
    """

    def __init__(self, net: Network, spread: Spread, seeds: Words) -> None:
        self._net, steps = net, len(net.words)
        order = np.argsort(net.level, kind="stable")
        self._row = np.argsort(order)
        after, kind, moments = _turned(net)
        self._before, self._after = net.waits[after, kind], net.line[after, np.newaxis]
        self._lags = net.lags[after, kind, np.newaxis]
        self._left = _left(net, after, kind)
        rows = np.where(net.waits == NOTHING, NOTHING, self._row[np.minimum(net.waits, steps - 1)])
        rows[after, kind] = steps + np.arange(len(after))
        self._done = np.zeros((steps + len(after) + 1, 2 * len(seeds)), dtype=np.int32)
        for first in range(0, steps, _BLOCK):
            block = order[first : first + _BLOCK]
            self._done[first : first + len(block)] = _lengths(net, block, spread, seeds)
        for edge in range(moments):
            clock = _moment(net.moments[self._before[edge] - steps], spread, seeds)
            self._write(edge, edge + 1, clock[np.newaxis])
        self._live(order, rows[order], after, moments)

    def clocks(self, places: Ints | list[int]) -> Ints:
        """The clock when these steps end; (steps, replications)."""
        line = self._net.line[places, np.newaxis]
        return self._net.lines.clock_end(self._done[self._row[places]], line)

    def _live(self, order: Ints, rows: Ints, after: Ints, turned: int) -> None:
        """Level by level; `turned` are turned already."""
        net, done = self._net, self._done
        bound = net.bound[order, np.newaxis].astype(np.int32)
        levels = net.level[order]
        lasts = np.append(np.flatnonzero(np.diff(levels)) + 1, len(order)).tolist()
        known = np.searchsorted(net.level[self._before[turned:]], np.arange(len(lasts))) + turned
        needed = np.zeros(len(lasts), dtype=np.int64)
        np.maximum.at(needed, net.level[after], np.arange(1, len(after) + 1))
        first = 0
        for last, need, ready in zip(lasts, needed.tolist(), known.tolist(), strict=True):
            if need > turned:
                clocks = self.clocks(self._before[turned:ready])
                self._write(turned, ready, np.minimum(clocks, self._left[turned:ready]))
                turned = ready
            begin = done.take(rows[first:last], axis=0).max(axis=1)
            np.maximum(begin, bound[first:last], out=begin)
            done[first:last] += begin
            first = last

    def _write(self, first: int, last: int, clocks: Ints) -> None:
        """Turn ends into minutes of who waits for them."""
        lags, lines = self._lags[first:last], self._after[first:last]
        steps = len(self._net.words)
        self._done[steps + first : steps + last] = self._net.lines.since(clocks + lags, lines)


def _turned(net: Network) -> tuple[Ints, Ints, int]:
    """Waits for ends on another line, or of which something has to dry: step and kind of each.

    In the order in which they are known, first so many for moments.
    """
    steps = len(net.words)
    place = np.minimum(net.waits, steps - 1)
    moment = net.waits >= steps
    other = net.line[place] != net.line[:, np.newaxis]
    turned = moment | other | (net.lags > 0)
    # Whoever has the same leave waits for no station longer either.
    turned[:, STATION] |= net.left[place[:, STATION]] < FAR
    after, kind = np.nonzero((net.waits != NOTHING) & turned)
    known = np.where(moment, NOTHING, net.level[place])[after, kind]
    by = np.argsort(known, kind="stable")
    return after[by], kind[by], int(moment.sum())


def _left(net: Network, after: Ints, kind: Ints) -> Ints:
    """The minute of the clock until which each of these waits lasts at most."""
    place = np.minimum(net.waits[after, kind], len(net.words) - 1)
    return np.where(kind == STATION, net.left[place], FAR)[:, np.newaxis]


def _lengths(net: Network, block: Ints, spread: Spread, seeds: Words) -> Ints:
    """How many own minutes each step takes: its time, done again where it failed, days away."""
    minutes = net.minutes[block, np.newaxis].astype(np.float64)
    day = net.days[net.line[block], np.newaxis]
    luck = _luck(net.words[block], seeds)
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
    chance = np.exp(-expected)
    up_to = chance.copy()
    most = float(expected.max())
    # Far beyond what 26 bits can tell.
    for count in range(1, int(most + 10 * sqrt(most)) + 20):
        more = part >= up_to * _ALL
        if not more.any():
            break
        days += more
        chance = chance * expected / count
        up_to += chance
    return days


def _moment(moment: Moment, spread: Spread, seeds: Words) -> Ints:
    """When material on its way is here, or a set of lasts is back."""
    if moment.kind is Kind.BACK or not spread.late_material:
        return np.full(2 * len(seeds), moment.clock)
    share, days = float(spread.late_material), float(spread.late_days)
    luck = _luck(np.array([crc32(moment.key.encode())], dtype=np.uint64), seeds)[0]
    late = _part(luck, _PARTS) >= _ALL * (1 - share)
    wait = np.ceil(-days * np.log((_ALL - _part(luck, 0) - 0.5) / _ALL))
    arrives: Ints = moment.clock + _DAY * np.where(late, wait, 0).astype(np.int64)
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


def _luck(words: Words, seeds: Words) -> Words:
    """Words for each word and seed, as good as random: a hash of both, and its opposite."""
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
