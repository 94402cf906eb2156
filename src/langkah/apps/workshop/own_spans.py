"""Leave and overtime as people speak of them: from the first day to the last, not day by day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from langkah.apps.workshop.queries.floor import OwnRow

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class OwnSpan:
    """Days in a row on which one maker is away, or works longer, at the same hours for one reason.

    There is at least one row.
    """

    rows: tuple[OwnRow, ...]

    @property
    def one(self) -> OwnRow:
        """The first day of it."""
        return self.rows[0]

    @property
    def first(self) -> date:
        """The first day."""
        return self.one.start.date()

    @property
    def last(self) -> date:
        """The last day; what ends at midnight ends with the day before."""
        return (self.rows[-1].end - timedelta(microseconds=1)).date()

    def since(self, row: int) -> OwnSpan | None:
        """The rest of it, from this row on; None where it is not among them."""
        ids = [one.id for one in self.rows]
        return OwnSpan(self.rows[ids.index(row) :]) if row in ids else None


def own_spans(rows: Iterable[OwnRow]) -> tuple[OwnSpan, ...]:
    """Rows in the order of time as spans, the first to begin first."""
    spans: list[list[OwnRow]] = []
    for row in rows:
        before = (one for one in spans if _goes_on(one[-1], row))
        mine = next(before, None)
        if mine is None:
            spans.append([row])
        else:
            mine.append(row)
    return tuple(OwnSpan(tuple(one)) for one in spans)


def _goes_on(last: OwnRow, row: OwnRow) -> bool:
    """Whether it is the same thing a day later."""
    same = (last.maker, last.kind, last.reason) == (row.maker, row.kind, row.reason)
    return same and (last.start + DAY, last.end + DAY) == (row.start, row.end)
