"""Two rules about the same thing never hold on the same day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from langkah.reference.rules import Rule, RuleKind

Slot = tuple[str, str, RuleKind, str, str, str]


def slot(rule: Rule) -> Slot:
    """What a rule is about: there is one answer a day."""
    return rule.market, rule.hs, rule.kind, rule.programme, rule.audience, rule.origin


def begins(rule: Rule) -> date:
    """The first day; a rule without one has always held."""
    return rule.valid_from or date.min


def ends(rule: Rule) -> date:
    """The first day on which it holds no more; a rule without one holds on."""
    return rule.valid_until or date.max


def overlaps(rules: Iterable[Rule]) -> Iterator[tuple[Rule, Rule]]:
    """Each rule that begins before an earlier one about the same thing has ended: (earlier, it)."""
    ordered = sorted(rules, key=lambda rule: (slot(rule), begins(rule)))
    for _, same in groupby(ordered, key=slot):
        longest: Rule | None = None
        for rule in same:
            if longest is not None and begins(rule) < ends(longest):
                yield longest, rule
            if longest is None or ends(rule) > ends(longest):
                longest = rule
