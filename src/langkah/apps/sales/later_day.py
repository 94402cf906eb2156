"""A drafted word to a buyer whose order is ready later than promised, in her language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils import translation

from langkah.apps.sales import wording
from langkah.apps.sales.notice import Notice
from langkah.apps.workshop import words

# Why it is late, as the workshop wants to say it; empty is nothing said.
REASONS = ("ill", "machine", "material", "check")
# What is being done about it
DEEDS = ("hours", "helper", "ordered")


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstPairs:
    """So many pairs can be ready before the others."""

    pairs: int
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class LaterDay:
    """What the buyer should know. `arrives` is None where nobody knows how long it travels.

    `reason` is one of `REASONS` or empty, `deeds` are among `DEEDS`; `over`: the promised day is
    behind us.
    """

    language: str
    buyer: str
    workshop: str
    number: str
    promised: date
    day: date
    arrives: date | None = None
    reason: str = ""
    deeds: tuple[str, ...] = ()
    first: FirstPairs | None = None
    over: bool = False


def of_later_day(told: LaterDay) -> Notice:
    """The word as text; a person reads it before it leaves."""
    with translation.override(told.language):
        say = wording.later_day()
        parts = (
            [say["dear"].format(name=told.buyer)],
            [*_what(told, say)],
            [say["choose"], *_choices(told, say)],
            [say["regards"], told.workshop],
        )
    return Notice(language=told.language, text="\n\n".join("\n".join(part) for part in parts))


def day_in_words(day: date, language: str) -> str:
    """A day as the buyer reads it in the draft."""
    return words.day(day, language)


def _what(told: LaterDay, say: dict[str, str]) -> Iterator[str]:
    opening = say["over" if told.over else "sorry"]
    yield opening.format(number=told.number, day=_day(told, told.promised))
    if told.reason:
        yield say[told.reason]
    yield from (say[deed] for deed in DEEDS if deed in told.deeds)
    yield say["new"].format(day=_day(told, told.day))
    if told.arrives:
        yield say["arrives"].format(day=_day(told, told.arrives))
    yield say["sure"]


def _choices(told: LaterDay, say: dict[str, str]) -> Iterator[str]:
    found = [say["accept"].format(day=_day(told, told.day))]
    if told.first:
        shown = words.number(told.first.pairs, told.language)
        pairs = wording.pairs(told.first.pairs, shown)
        found.append(say["first"].format(pairs=pairs, day=_day(told, told.first.day)))
    found.append(say["other"])
    for number, sentence in enumerate(found, start=1):
        yield f"{number}. {sentence}"


def _day(told: LaterDay, day: date) -> str:
    return day_in_words(day, told.language)
