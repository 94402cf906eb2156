"""A drafted word to a buyer whose figures a change of rules moves, in her language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import translation

from langkah.apps.sales import wording
from langkah.apps.workshop import words
from langkah.domain.money import Money
from langkah.reference import countries


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesChanged:
    """What the buyer should know. Amounts are everything until her door; None is not known.

    `price` is ours with duty paid, which stays as offered: she has nothing to decide. `waits`: the
    day is not known yet. `as_offered`: she was told `last_told`, and what was offered holds again.
    """

    language: str
    buyer: str
    workshop: str
    number: str
    is_order: bool
    country: str
    before: Money | None
    after: Money | None
    if_begun: Money | None = None
    waits: bool = False
    as_offered: bool = False
    last_told: Money | None = None
    price: Money | None = None
    valid_until: date | None = None
    ship_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A text, and the language it is in."""

    language: str
    text: str


def of_rules(told: RulesChanged) -> Notice:
    """The word as text; a person reads it before it leaves."""
    with translation.override(told.language):
        say = wording.rules_changed()
        lines = [say["hello"].format(name=told.buyer), "", *_body(told, say), "", told.workshop]
    return Notice(language=told.language, text="\n".join(lines))


def _body(told: RulesChanged, say: dict[str, str]) -> list[str]:
    country = countries.name(told.country, told.language)
    again = told.as_offered and not told.waits
    opening = "again" if again else "waits" if told.waits else "changes"
    about = "order" if told.is_order else "offer"
    lines = [say[opening].format(country=country), say[about].format(number=told.number)]
    if told.price is not None:
        lines.append(say["paid"].format(price=_money(told, told.price)))
        if told.valid_until and not told.is_order:
            lines.append(say["until"].format(day=words.day(told.valid_until, told.language)))
        return lines
    lines += _figures(told, say)
    if told.ship_by is not None:
        lines.append(say["escape"].format(day=words.day(told.ship_by, told.language)))
    if not again:
        free = told.ship_by is not None and not told.is_order
        lines.append(say["ask_offer" if free else "ask_order"])
    return lines


def _figures(told: RulesChanged, say: dict[str, str]) -> list[str]:
    lines = []
    if told.as_offered and told.after is not None:
        key = "holds" if told.last_told in (None, told.after) else "holds_not"
        before = _money(told, told.last_told) if told.last_told else ""
        lines.append(say[key].format(after=_money(told, told.after), before=before))
    if told.waits or not told.as_offered:
        lines.append(_door(told, say))
    return lines


def _door(told: RulesChanged, say: dict[str, str]) -> str:
    then = told.if_begun if told.waits else told.after
    if told.before is None or then is None:
        return say["unknown"]
    return say["door"].format(before=_money(told, told.before), after=_money(told, then))


def _money(told: RulesChanged, amount: Money) -> str:
    return words.money(amount, told.language)
