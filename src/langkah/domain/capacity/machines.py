"""Whether enough machines are left for what is booked on them, where some are out of order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from langkah.domain.calendar import Span
from langkah.domain.capacity.load import Shared
from langkah.domain.capacity.shop import Booking, Shop, Stations
from langkah.domain.work_line import WorkLine


class Machines:
    """The kinds of which some are out for a while; machines of any other kind are always left.

    `others` have theirs already. Nobody wrote down which of several machines a step is on, so those
    that are left go to whoever takes one first.
    """

    def __init__(
        self, line: WorkLine, stations: Iterable[Stations], others: Iterable[Booking]
    ) -> None:
        self._clock = line.clock
        lacking = {kind.name: kind for kind in stations if kind.out}
        taken = {name: [line.taken(out) for out in kind.out] for name, kind in lacking.items()}
        for one in others:
            if one.station in taken:
                taken[one.station].append(self._stretch(one))
        self._kinds = {name: Shared(lacking[name].count, spans) for name, spans in taken.items()}

    def left(self, one: Booking) -> bool:
        """Whether the machine of a booking is there all the time."""
        kind, (start, end) = self._kinds.get(one.station), self._stretch(one)
        return kind is None or kind.free_from(start, end - start) == start

    def take(self, one: Booking) -> None:
        """Give a machine to a booking that stays, even if there is none."""
        if kind := self._kinds.get(one.station):
            kind.take(*self._stretch(one))

    def _stretch(self, one: Booking) -> tuple[int, int]:
        return self._clock(one.start), self._clock(one.end)


def with_broken(shop: Shop, name: str, count: int, span: Span) -> Shop:
    """The floor with so many machines of a kind less in this span."""
    return _changed(shop, name, lambda out: (*out, *(span for _ in range(count))))


def with_working(shop: Shop, name: str, count: int, span: Span, now: datetime) -> Shop:
    """The floor on which so many that were out in this span work again from `now` on."""

    def left(out: tuple[Span, ...]) -> tuple[Span, ...]:
        mended = [one for one in out if one == span][:count]
        others = [one for one in out if one != span]
        still = [span] * (out.count(span) - len(mended))
        begun = [replace(one, end=min(one.end, now)) for one in mended if one.start < now]
        return tuple(sorted([*others, *still, *begun], key=lambda one: one.start))

    return _changed(shop, name, left)


def _changed(shop: Shop, name: str, change: Callable[[tuple[Span, ...]], tuple[Span, ...]]) -> Shop:
    return replace(
        shop,
        stations=tuple(
            replace(kind, out=change(kind.out)) if kind.name == name else kind
            for kind in shop.stations
        ),
    )
