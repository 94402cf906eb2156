"""Two states of a rule book side by side, as sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from langkah.domain.origin_rules import HOME
from langkah.domain.reason import Reason, because
from langkah.domain.rulebook import words
from langkah.domain.rulebook.overlap import Slot, begins, slot
from langkah.reference import countries
from langkah.reference.rules import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that the book answers otherwise; without `figures` only its papers changed."""

    market: str
    hs: str
    sentence: Reason
    figures: bool
    codes: tuple[str, ...]


def differences(before: Iterable[Rule], after: Iterable[Rule]) -> tuple[Difference, ...]:
    """Everything that differs, ordered by market and tariff code."""
    old, new = _by_slot(before), _by_slot(after)
    return tuple(
        found
        for key in sorted({**old, **new})
        for found in _compared(old.get(key, ()), new.get(key, ()))
    )


def _by_slot(rules: Iterable[Rule]) -> dict[Slot, tuple[Rule, ...]]:
    found: dict[Slot, list[Rule]] = {}
    for rule in rules:
        found.setdefault(slot(rule), []).append(rule)
    return {key: tuple(sorted(some, key=begins)) for key, some in found.items()}


def _compared(old: tuple[Rule, ...], new: tuple[Rule, ...]) -> Iterator[Difference]:
    gone = [rule for rule in old if rule not in new]
    come = [rule for rule in new if rule not in old]
    if not gone and not come:
        return
    first = (come or gone)[0]
    moved = [words.timed(rule) for rule in gone] != [words.timed(rule) for rule in come]
    yield Difference(
        market=first.market,
        hs=first.hs,
        sentence=because(
            "{goods}: {what} {change}",
            goods=_goods(first),
            what=words.name(first),
            change=_change(gone, come) if moved else _papers(gone[-1], come[-1]),
        ),
        figures=moved,
        codes=tuple(dict.fromkeys(rule.id for rule in (*gone, *come))),
    )


def _goods(rule: Rule) -> Reason:
    place = because("{market} {hs}", market=rule.market, hs=rule.hs) if rule.hs else None
    whole = place or because("{market}, all goods", market=rule.market)
    if rule.origin not in ("", HOME):
        whole = because(
            "{goods}, made in {origin}", goods=whole, origin=countries.name(rule.origin)
        )
    return because("{goods}, for private buyers", goods=whole) if rule.audience else whole


def _change(gone: list[Rule], come: list[Rule]) -> Reason:
    """From what to what; a rule that only ends where the next begins is said once."""
    if not gone:
        return because("{value} (new)", value=_chain(come))
    if not come:
        return because("{value} (left out)", value=_chain(gone))
    if len(gone) == 1 and len(come) > 1 and _only_ended(gone[0], come[0]):
        return _chain(come)
    return because("{before} → {after}", before=_chain(gone), after=_chain(come))


def _only_ended(before: Rule, after: Rule) -> bool:
    same = words.value(before) == words.value(after)
    return same and after.valid_from == before.valid_from and after.valid_until is not None


def _chain(rules: list[Rule]) -> Reason:
    said = words.timed(rules[0])
    for rule in rules[1:]:
        said = because("{before} → {after}", before=said, after=words.timed(rule))
    return said


def _papers(old: Rule, new: Rule) -> Reason:
    """The same figures on other papers."""
    if old.source.grade != new.source.grade:
        return because(
            "stays; grade {before} → {after}",
            before=old.source.grade.value,
            after=new.source.grade.value,
        )
    if old.review_by != new.review_by and new.review_by:
        return because("stays; to be looked at again by {day}", day=new.review_by)
    if old.proof != new.proof:
        return because("stays; its proof of origin is {proof}", proof=new.proof or "–")
    return because("stays; its source is {source}", source=new.source.name)
