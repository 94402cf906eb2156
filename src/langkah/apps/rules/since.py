"""Rules as they were known at a past moment, and what was found out about them since."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from langkah.apps.rules import queries
from langkah.apps.rules.models import DatedRule
from langkah.apps.rules.reading import Check, RuleView, rows_of, view_of
from langkah.apps.workshop.models import Workshop


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSince:
    """A rule as it was known then; `checked` is a check that was made since.

    `now` is the row that stands in its place since, None where it still stands itself, and where
    no row of its name does (`gone`).
    """

    then: RuleView
    now: RuleView | None = None
    checked: Check | None = None
    gone: bool = False

    @property
    def newest(self) -> RuleView:
        """The row that is checked or corrected today."""
        return self.now or self.then

    @property
    def answered(self) -> bool:
        """Whether the question that stood open then is settled since."""
        return self.checked is not None or self.gone or bool(self.now and not self.now.needs)


def as_known(
    workshop: Workshop, codes: Collection[str], at: datetime, *, on: date, arrives: date
) -> tuple[RuleSince, ...]:
    """The rules of these names as they were known at a moment, and what was found out since.

    `on` is the day of that moment, by which reviews are judged; the questions are about goods that
    arrive on `arrives`. What the book did not hold then is shown as it stands now. Four queries,
    none without a name.
    """
    if not codes:
        return ()
    then, now = (
        {row.code: row for row in rows_of(queries.standing(workshop, known).filter(code__in=codes))}
        for known in (at, None)
    )
    found = [_since(then.get(code), now.get(code), at, on, arrives) for code in {*then, *now}]
    return tuple(sorted(found, key=lambda one: (one.then.market, one.then.code)))


def _since(
    then: DatedRule | None, now: DatedRule | None, at: datetime, on: date, arrives: date
) -> RuleSince:
    seen = None if now is None else view_of(now, on, arrives)
    if then is None or seen is None:
        past = seen if then is None else view_of(then, on, arrives, at)
        assert past is not None  # noqa: S101 - the code stands in one of both lists
        return RuleSince(then=past, gone=seen is None)
    check = seen.check
    return RuleSince(
        then=view_of(then, on, arrives, at),
        now=seen if seen.id != then.pk else None,
        checked=check if check and not check.withdrawn and check.at > at else None,
    )
