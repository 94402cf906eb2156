"""The journey as rows that a person reads."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from langkah.apps.workshop.words import say
from langkah.domain.readiness import ReadinessAnswer
from langkah.domain.readiness.items import Place
from langkah.domain.readiness.stages import BY_ID, ItemAnswer, StageAnswer, Task
from langkah.web.ui.frame import address

LEVELS = (
    gettext_lazy("nothing yet"),
    gettext_lazy("begun"),
    gettext_lazy("done for real orders"),
    gettext_lazy("standard and checked"),
    gettext_lazy("measured and improved"),
)
PAGES = {
    Place.PRODUCTS: "catalogue:home",
    Place.FLOOR: "settings:floor",
    Place.QUOTES: "sales:home",
    Place.SETTINGS: "settings:home",
    Place.LATER: "",
}


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item: what it asks, and how far records show it."""

    name: str
    bar: str
    why: str
    gate: bool
    level: int | None
    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class StageRow:
    """One stage with its items."""

    number: int
    name: str
    told: int
    count: int
    text: str
    kind: str
    gates: int
    told_items: tuple[ItemRow, ...]
    open_items: tuple[ItemRow, ...]


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A next step."""

    text: str
    why: str
    href: str


def stage_rows(answer: ReadinessAnswer) -> list[StageRow]:
    """The five stages in the reader's language."""
    return [_stage(stage) for stage in answer.stages]


def task_row(task: Task) -> TaskRow:
    """A next step in the reader's language, with the page where it is done."""
    page = PAGES[task.place]
    return TaskRow(say(task.text), say(task.why), address(page) if page else "")


def _stage(stage: StageAnswer) -> StageRow:
    items = [_item(item) for item in stage.items]
    return StageRow(
        number=stage.number,
        name=say(stage.name),
        told=stage.told,
        count=len(stage.items),
        text=_level(stage.level),
        kind=_kind(stage.level),
        gates=len(stage.open_gates),
        told_items=tuple(item for item in items if item.level is not None),
        open_items=tuple(item for item in items if item.level is None),
    )


def _item(item: ItemAnswer) -> ItemRow:
    return ItemRow(
        name=say(item.name),
        bar=say(item.bar),
        why=say(item.why) if BY_ID[item.id].measure else "",
        gate=item.gate,
        level=item.level,
        text=_level(item.level),
        kind=_kind(item.level),
    )


def _level(level: int | None) -> str:
    if level is None:
        return _("not yet told")
    return _("Level %(level)s: %(words)s") % {"level": level, "words": LEVELS[level]}


def _kind(level: int | None) -> str:
    if level is None:
        return ""
    return "good" if level > 1 else "wait"
