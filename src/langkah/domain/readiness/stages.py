"""From records to the five stages: what is known, what is not yet, and what to do next."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from langkah.domain.readiness import digital, inside, lasting, markets, partners
from langkah.domain.readiness.items import STAGES, Evidence, Item, Measure, Place
from langkah.domain.reason import Reason, Refusal, because, placed

ITEMS: tuple[Item, ...] = (
    *inside.ITEMS,
    *digital.ITEMS,
    *markets.ITEMS,
    *partners.ITEMS,
    *lasting.ITEMS,
)
BY_ID = {item.id: item for item in ITEMS}
TASKS = 3
DAYS_A_MONTH = Decimal("30.4375")
MONTHS_FOR_FOUR = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What records say about an item: a figure from `cases` cases.

    `sources` names who the figure comes from (the workshop, buyers, carriers): distinct people or
    organisations, however many records each left. `since` and `until` are the first and last day.
    """

    item: str
    value: Decimal
    cases: int
    until: date
    since: date | None = None
    evidence: tuple[Evidence, ...] = (Evidence.SYSTEM,)
    sources: tuple[str, ...] = ("workshop",)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadinessCase:
    """Everything recorded, and the day on which it is judged."""

    today: date
    records: tuple[Record, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemAnswer:
    """One item: its level 0 to 4, or None with the reason why nothing can be told yet.

    `shown` is the level the figures alone would show; `level` is held down by the evidence.
    """

    id: str
    name: Reason
    bar: Reason
    gate: bool
    level: int | None
    shown: int | None
    why: Reason
    value: Decimal | None = None
    cases: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class StageAnswer:
    """One stage: its level is that of its weakest gate, and unknown while a gate is unknown."""

    number: int
    name: Reason
    level: int | None
    told: int
    items: tuple[ItemAnswer, ...]
    open_gates: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A next step: what to do, for which item, and where."""

    item: str
    text: Reason
    why: Reason
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadinessAnswer:
    """The five stages, how many of them stand one after another, and the next tasks."""

    stages: tuple[StageAnswer, ...]
    standing: int
    tasks: tuple[Task, ...]


def readiness(case: ReadinessCase) -> ReadinessAnswer:
    """Judge every item by its record; nothing that was not recorded counts, not even as zero.

    Raises ValueError when a record names an unknown item, one item twice, or a day after today.
    """
    records = _by_item(case)
    answers = tuple(_judge(item, records.get(item.id), case.today) for item in ITEMS)
    stages = tuple(
        _stage(number, name, tuple(a for a in answers if BY_ID[a.id].stage == number))
        for number, name in enumerate(STAGES, start=1)
    )
    standing = 0
    for stage in stages:
        if stage.level is None or stage.level < 2:  # noqa: PLR2004 - level 2: done for real orders
            break
        standing += 1
    return ReadinessAnswer(stages=stages, standing=standing, tasks=_tasks(answers))


def _by_item(case: ReadinessCase) -> dict[str, Record]:
    records: dict[str, Record] = {}
    wrong: list[Reason] = []
    for place, record in enumerate(case.records):
        for field, say in _wrong(record, records, case.today):
            wrong.append(placed(f"records.{place}.{field}", say))
        records[record.item] = record
    if wrong:
        raise Refusal(*wrong)
    return records


def _wrong(record: Record, before: Container[str], today: date) -> Iterator[tuple[str, Reason]]:
    if record.item not in BY_ID:
        yield (
            "item",
            because("There is no item {item}. Items run from 1.1 to 5.6.", item=record.item),
        )
    if record.item in before:
        yield "item", because("Item {item} is given twice. Give it once.", item=record.item)
    if record.until > today:
        yield "until", because("Item {item} is dated after today.", item=record.item)


def _judge(item: Item, record: Record | None, today: date) -> ItemAnswer:
    silence = _silence(item, record, today)
    if silence or not record or not item.measure:
        level, shown, why = None, None, silence or because("Not yet: nothing is recorded.")
    else:
        shown, most = _shown(item.measure, record.value), ceiling(record)
        level = min(shown, most)
        why = because("From {cases} records.", cases=record.cases)
        if shown > most:
            why = because("More would need evidence from someone else.")
    return ItemAnswer(
        id=item.id,
        name=item.name,
        bar=item.bar,
        gate=item.gate,
        level=level,
        shown=shown,
        why=why,
        value=record.value if record else None,
        cases=record.cases if record else 0,
    )


def _silence(item: Item, record: Record | None, today: date) -> Reason | None:
    """Why nothing can be told about an item, if so."""
    if item.measure is None:
        return because("Not yet: Langkah does not record this so far.")
    if record is None or record.cases == 0:
        return because("Not yet: nothing is recorded.")
    if record.cases < item.measure.least:
        return because(
            "Not enough yet: {cases} of {least} cases.",
            cases=record.cases,
            least=item.measure.least,
        )
    if Decimal((today - record.until).days) / DAYS_A_MONTH > item.months:
        return because("Too old: last recorded on {day}.", day=record.until)
    return None


def _shown(measure: Measure, value: Decimal) -> int:
    sign = -1 if measure.falling else 1
    if measure.three is not None and value * sign >= measure.three * sign:
        return 3
    if value * sign >= measure.two * sign:
        return 2
    return 1 if measure.falling or value > 0 else 0


def ceiling(record: Record) -> int:
    """The highest level that this evidence can carry.

    One source and one method: 1. Two of either: 2. Two of both: 3; with an outside or system
    record over three months: 4.
    """
    sources, methods = len(set(record.sources)), len(set(record.evidence))
    if min(sources, methods) < 2:  # noqa: PLR2004 - two make a cross-check
        return 2 if max(sources, methods) > 1 else int(sources > 0 and methods > 0)
    since = record.since or record.until
    long = (record.until - since).days / DAYS_A_MONTH >= MONTHS_FOR_FOUR
    strong = {Evidence.SYSTEM, Evidence.OUTSIDE} & set(record.evidence)
    return 4 if long and strong else 3


def _stage(number: int, name: Reason, items: tuple[ItemAnswer, ...]) -> StageAnswer:
    gates = [item for item in items if item.gate]
    levels = [item.level for item in gates if item.level is not None]
    return StageAnswer(
        number=number,
        name=name,
        level=min(levels) if len(levels) == len(gates) else None,
        told=sum(item.level is not None for item in items),
        items=items,
        open_gates=tuple(g.id for g in gates if g.level is None or g.level < 2),  # noqa: PLR2004
    )


def _tasks(answers: tuple[ItemAnswer, ...]) -> tuple[Task, ...]:
    """The first three that can be done here: earlier stages first, then gates, then the lowest."""

    def urgency(answer: ItemAnswer) -> tuple[int, bool, int]:
        return BY_ID[answer.id].stage, not answer.gate, answer.shown or 0

    doable = [
        (answer, task)
        for answer in sorted(answers, key=urgency)
        if (task := BY_ID[answer.id].task) and answer.shown in (None, 0, 1)
    ]
    return tuple(
        Task(item=answer.id, text=task, why=answer.bar, place=BY_ID[answer.id].place)
        for answer, task in doable[:TASKS]
    )
