"""The book for people: its markets, its rules in words, what needs a check, who changed what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Prefetch, QuerySet

from langkah.apps.rules import queries, rows
from langkah.apps.rules.errors import NotFound
from langkah.apps.rules.models import BookChange, ChangeKind, DatedRule, Verification
from langkah.apps.rules.undoing import undoing
from langkah.apps.workshop.models import Workshop
from langkah.domain import questions, rulebook
from langkah.domain.reason import Reason, because
from langkah.reference import countries
from langkah.reference.rules import Rule, RuleKind
from langkah.reference.source import Grade

PAGE = 25
CLAIMED = (RuleKind.PREFERENCE.value, RuleKind.SCHEME.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Who asked whom, on which day, with what answer."""

    name: str
    asked: str
    on: date
    note: str
    again_by: date | None
    withdrawn: bool
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleView:
    """One rule in words. `grade` is what it can be trusted with today, `needs` a person's check."""

    id: int
    code: str
    market: str
    hs: str
    kind: str
    rule: Rule
    called: Reason
    said: Reason
    grade: str
    day_unknown: bool
    over: bool
    needs: bool
    check: Check | None
    entered_by: str
    entered_at: datetime
    replaced_at: datetime | None
    question: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketRow:
    """A market: how many rules it has, and how many of them still need a check."""

    market: str
    rules: int
    to_check: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """A step of the book; nobody's name means that it came with Langkah."""

    id: int
    kind: str
    at: datetime
    by: str
    note: str
    rules: int
    undone: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePage:
    """A step with what it changed, in sentences; what was announced has no first day yet.

    `can_undo`: nothing hinders taking it back. `in_the_way`: later steps to take back first.
    """

    row: ChangeRow
    can_undo: bool
    in_the_way: tuple[ChangeRow, ...]
    differences: tuple[rulebook.Difference, ...]
    announced: tuple[rulebook.Difference, ...]


def markets(workshop: Workshop, today: date) -> tuple[MarketRow, ...]:
    """Every market of the book, by its code. Two queries."""
    found = [view_of(row, today) for row in rows_of(queries.standing(workshop))]
    every = Counter(view.market for view in found)
    open_ones = Counter(view.market for view in found if view.needs)
    return tuple(
        MarketRow(market=market, rules=count, to_check=open_ones[market])
        for market, count in sorted(every.items())
    )


def of_market(workshop: Workshop, market: str, today: date) -> tuple[RuleView, ...]:
    """The rules of one market, kind by kind in the order of the border. Two queries.

    Raises NotFound for a market the book does not hold.
    """
    rows_ = rows_of(queries.standing(workshop).filter(market=market))
    found = [view_of(row, today) for row in rows_]
    if not found:
        raise NotFound
    order = {kind.value: place for place, kind in enumerate(RuleKind)}
    found.sort(key=lambda view: (view.over, order[view.kind], view.hs, view.code))
    return tuple(found)


# What is sent: country -> tariff code -> the last day on which such goods are expected there
Sent = Mapping[str, Mapping[str, date]]


def to_check(workshop: Workshop, today: date, sent: Sent) -> tuple[RuleView, ...]:
    """Rules that need a check before goods of these tariff codes go to these countries.

    Preferences are left out: they count only where one is claimed. Two queries.
    """
    places = {place for country in sent for place in (country, countries.market(country))}
    rows_ = rows_of(queries.standing(workshop).filter(market__in=places).exclude(kind__in=CLAIMED))
    return tuple(
        view
        for row in rows_.order_by("market", "code")
        if (arrives := _arrives(row, sent)) and (view := view_of(row, today, arrives)).needs
    )


def _arrives(row: DatedRule, sent: Sent) -> date | None:
    """The last day on which goods under the rule are expected; None where none are sent."""
    return max(
        (
            day
            for country, codes in sent.items()
            if row.market in (country, countries.market(country))
            for code, day in codes.items()
            if code.startswith(row.hs)
        ),
        default=None,
    )


def rule(
    workshop: Workshop, rule: int, today: date, sent: Sent | None = None
) -> tuple[RuleView, tuple[RuleView, ...]]:
    """A rule and its earlier and later states in the book, newest first. Three queries.

    With `sent` the question is about the goods that are on their way to that market.
    """
    found = DatedRule.objects.filter(workshop=workshop, pk=rule).first()
    if found is None:
        raise NotFound
    states = rows_of(DatedRule.objects.filter(workshop=workshop, code=found.code).order_by("-pk"))
    views = [view_of(row, today, _arrives(row, sent or {})) for row in states]
    shown = next(view for view in views if view.id == found.pk)
    return shown, tuple(view for view in views if view.id != found.pk)


def newest(workshop: Workshop, code: str) -> int:
    """The row of a rule that stands now. Raises NotFound. One query."""
    found = queries.standing(workshop).filter(code=code).values_list("pk", flat=True).first()
    if found is None:
        raise NotFound
    return int(found)


def rows_of(found: QuerySet[DatedRule]) -> QuerySet[DatedRule]:
    """Rows with what a view of them needs; two queries."""
    checks = Verification.objects.order_by("-pk")
    return found.select_related("entered__by").prefetch_related(
        Prefetch("verifications", checks, to_attr="checks")
    )


def view_of(
    row: DatedRule, today: date, arrives: date | None = None, at: datetime | None = None
) -> RuleView:
    """A row of `rows_of` in words; its question is about goods that arrive on `arrives`, or today.

    With `at` it is shown as it was known then: checks made since do not count.
    """
    told = rows.of(row)
    checks: list[Verification] = row.checks  # type: ignore[attr-defined]
    check = next((one for one in checks if at is None or one.at <= at), None)
    standing = check if check is not None and not _withdrawn(check, at) else None
    if standing is not None:
        told = rows.renewed(told, standing.again_by)
    grade, over = told.grade_on(today), told.valid_until is not None and told.valid_until <= today
    known = grade is Grade.A or (standing is not None and grade is not Grade.U)
    return RuleView(
        id=row.pk,
        code=row.code,
        market=row.market,
        hs=row.hs,
        kind=row.kind,
        rule=told,
        called=rulebook.name(told),
        said=rulebook.timed(told),
        grade=grade.value,
        day_unknown=row.day_unknown,
        over=over,
        needs=not known and not over and not row.replaced_at,
        check=_check(check, at) if check else None,
        entered_by=row.entered.by.name if row.entered.by else "",
        entered_at=row.recorded_at,
        replaced_at=row.replaced_at,
        question=_question(told, max(today, arrives or today), day_unknown=row.day_unknown),
    )


def _withdrawn(row: Verification, at: datetime | None) -> bool:
    return row.withdrawn_at is not None and (at is None or row.withdrawn_at <= at)


def _check(row: Verification, at: datetime | None) -> Check:
    return Check(
        name=row.name,
        asked=row.asked,
        on=row.on,
        note=row.note,
        again_by=row.again_by,
        withdrawn=_withdrawn(row, at),
        at=row.at,
    )


def _question(told: Rule, arrives: date, *, day_unknown: bool) -> Reason:
    """What exactly to ask: whether what the book says is right, or what it should say."""
    country = countries.name(told.market)
    goods = because("goods under {code}", code=told.hs) if told.hs else because("our goods")
    day = max(arrives, told.valid_from or arrives)
    if day_unknown:
        return because(
            "Ask a customs broker for {country}: from which day does the {what} on {goods} from "
            "Indonesia hold: {value}?",
            country=country,
            what=rulebook.name(told),
            goods=goods,
            value=rulebook.value(told),
        )
    if told.source.grade is Grade.U or rulebook.value(told) == because("not known"):
        return questions.question(told.id, country, rulebook.name(told), day)
    return because(
        "Ask a customs broker for {country}: is the {what} on {goods} from Indonesia that arrive "
        "on {day} still this: {value}?",
        country=country,
        what=rulebook.name(told),
        goods=goods,
        day=day,
        value=rulebook.value(told),
    )


def changes(workshop: Workshop, before: int | None = None) -> tuple[ChangeRow, ...]:
    """Steps of the book, newest first, at most 25. One query."""
    found = _mine(workshop)
    if before is not None:
        found = found.filter(pk__lt=before)
    return tuple(_change(row) for row in _counted(found).order_by("-pk")[:PAGE])


def _mine(workshop: Workshop) -> QuerySet[BookChange]:
    return BookChange.objects.filter(workshop=workshop)


def _counted(found: QuerySet[BookChange]) -> QuerySet[BookChange]:
    return found.select_related("by", "undone_by").annotate(count=Count("rules", distinct=True))


def _change(row: BookChange) -> ChangeRow:
    return ChangeRow(
        id=row.pk,
        kind=row.kind,
        at=row.at,
        by=row.by.name if row.by else "",
        note=row.note,
        rules=row.count,  # type: ignore[attr-defined]
        undone=hasattr(row, "undone_by"),
    )


def change(workshop: Workshop, change: int) -> ChangePage:
    """A step with its differences. Raises NotFound. Five queries at most."""
    row = _counted(_mine(workshop).filter(pk=change)).first()
    if row is None:
        raise NotFound
    mine = DatedRule.objects.filter(workshop=workshop)
    old, new = mine.filter(replaced=row), mine.filter(entered=row)
    dated = [[rows.of(one) for one in some if not one.day_unknown] for some in (old, new)]
    announced = [rows.of(one) for one in new if one.day_unknown]
    undone = row.kind == ChangeKind.EDITION or hasattr(row, "undone_by")
    way = () if undone else _in_the_way(workshop, row)
    return ChangePage(
        row=_change(row),
        can_undo=not undone and not way,
        in_the_way=way,
        differences=rulebook.differences(*dated),
        announced=rulebook.differences((), announced),
    )


def _in_the_way(workshop: Workshop, row: BookChange) -> tuple[ChangeRow, ...]:
    later = [one.pk for one in undoing(workshop, row).in_the_way]
    if not later:
        return ()
    found = _counted(_mine(workshop).filter(pk__in=later))
    return tuple(_change(one) for one in found.order_by("-pk"))
