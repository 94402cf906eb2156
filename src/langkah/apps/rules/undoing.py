"""What taking a change back would put in its place, and which later changes stand in the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q

from langkah.apps.rules.models import BookChange, DatedRule
from langkah.apps.workshop.models import Workshop

_Rows = dict[tuple[int, str], DatedRule]


@dataclass(frozen=True, slots=True, kw_only=True)
class Undoing:
    """A change as it stands in the book today.

    `standing`: the rows that say what it entered, itself or put back since. `ended`: the rows it
    replaced, which come back. `in_the_way`: later changes to take back first, newest first; one
    that was itself taken back does not stand in the way, and neither does its taking back.
    """

    standing: tuple[DatedRule, ...]
    ended: tuple[DatedRule, ...]
    in_the_way: tuple[BookChange, ...]


def undoing(workshop: Workshop, done: BookChange) -> Undoing:
    """How a change would be taken back. One query."""
    mine = DatedRule.objects.filter(workshop=workshop)
    codes = mine.filter(Q(entered=done) | Q(replaced=done)).values("code")
    beside = ("entered__undone_by", "replaced__undone_by")
    rows = list(mine.filter(code__in=codes).select_related(*beside).order_by("pk"))
    entered = {row.code: row for row in rows if row.entered_id == done.pk}
    ended = tuple(row for row in rows if row.replaced_id == done.pk)
    by_change = {(row.entered_id, row.code): row for row in rows}
    now = [_now(row, by_change) for row in entered.values()]
    gone = {row.code for row in ended} - entered.keys()
    again = [row for row in rows if row.code in gone and row.replaced_id is None]
    way = {one.pk: one for one in now if isinstance(one, BookChange)}
    way |= {one.pk: one for one in _brought(again, rows)}
    return Undoing(
        standing=tuple(one for one in now if isinstance(one, DatedRule)),
        ended=ended,
        in_the_way=tuple(way[pk] for pk in sorted(way, reverse=True)),
    )


def _now(row: DatedRule, rows: _Rows) -> DatedRule | BookChange:
    """The row that says the same today, or the change by which none does."""
    while row.replaced is not None:
        later = row.replaced
        back = getattr(later, "undone_by", None)
        same = rows.get((back.pk, row.code)) if back is not None else None
        if same is None:
            return later
        row = same
    return row


def _brought(standing: list[DatedRule], rows: list[DatedRule]) -> Iterator[BookChange]:
    """The changes that brought rules in anew where the change had left none."""
    ended = {(row.replaced_id, row.code): row for row in rows if row.replaced_id}
    for row in standing:
        first = row
        while first.entered.undoes_id is not None:
            before = ended.get((first.entered.undoes_id, first.code))
            if before is None or hasattr(before.entered, "undone_by"):
                break
            first = before
        yield first.entered
