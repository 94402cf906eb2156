"""Whom a change of the rule book touches: exactly the cases whose figures come out otherwise.

A case is worked out by both books only where a rule that differs could bear on it; the property
test holds that this leaves nobody out.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from langkah.domain.landed.case import LandedCase
from langkah.domain.landed.layers import layers
from langkah.domain.landed.tariff import Consignment
from langkah.domain.money import Money, total
from langkah.domain.rulebook.overlap import slot
from langkah.domain.rulebook.words import DAY
from langkah.reference import countries
from langkah.reference.rules import Rule, RuleKind, by_kind
from langkah.reference.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What the border asks; None is unknown, and so is `total` as soon as a part is."""

    duty: Money | None
    tax: Money | None
    fees: Money | None
    total: Money | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A case that comes out otherwise.

    `if_begun`: by rules whose first day nobody knows, if they had begun when the goods arrive.
    `ended`: such a rule, which would have moved it, is announced no more or has got its day.
    """

    before: Due
    after: Due
    if_begun: Due | None = None
    ended: bool = False
    codes: tuple[str, ...] = ()


# What counts only for a case that claims a preference
CLAIMED = frozenset({RuleKind.PREFERENCE, RuleKind.SCHEME})
_Numbered = tuple[Rule, int]
Book = dict[RuleKind, tuple[Rule, ...]]
_Key = tuple[str, str, tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Near:
    """The part of both books that could bear on cases of one kind, each rule with its number.

    Rules of one number say the same, whatever they are called and for whichever days.
    """

    before: tuple[_Numbered, ...]
    after: tuple[_Numbered, ...]
    announced: tuple[Rule, ...]
    withdrawn: tuple[Rule, ...]
    changed: tuple[Rule, ...]
    books: tuple[Book, Book]

    def alike(self, day: date) -> bool:
        """Whether both books say the same on a day."""
        return self._said(self.after, day) == self._said(self.before, day)

    def _said(self, rules: tuple[_Numbered, ...], day: date) -> set[int]:
        """What holds that day."""
        return {number for rule, number in rules if rule.holds(day)}


@dataclass(slots=True)
class BookChanged:
    """Two states of a book, asked case by case; `announced` rules have no first day yet.

    `withdrawn` ones were announced before the change, and are no longer, or with a day now.
    """

    before: tuple[Rule, ...]
    after: tuple[Rule, ...]
    announced: tuple[Rule, ...] = ()
    withdrawn: tuple[Rule, ...] = ()
    differing: frozenset[Rule] = field(init=False)
    _near: dict[_Key, _Near] = field(default_factory=dict)
    _numbers: dict[Rule, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        both = frozenset(self.before) ^ frozenset(self.after)
        self.differing = both | frozenset(self.announced) | frozenset(self.withdrawn)
        said: dict[Rule, int] = {}
        for rule in (*self.before, *self.after, *self.announced, *self.withdrawn):
            self._numbers[rule] = said.setdefault(_said(rule), len(said))

    def moved(self, case: LandedCase) -> Moved | None:
        """What the change does to a case; None: it does not touch it.

        Raises Refusal for a case that cannot be asked at all.
        """
        near = self._of(case)
        if not near.changed:
            return None
        same = near.alike(case.entry_date)
        if same and not near.announced and not near.withdrawn:
            return None
        old, new = near.books
        before = due(case, old)
        after = before if same else due(case, new)
        if_begun = _if_begun(case, near.announced, near.after, after)
        ended = _if_begun(case, near.withdrawn, near.before, before) is not None
        if before == after and if_begun is None and not ended:
            return None
        return Moved(
            before=before,
            after=after,
            if_begun=if_begun,
            ended=ended,
            codes=tuple(rule.id for rule in near.changed),
        )

    def escape(self, case: LandedCase, owed: Money, today: date) -> date | None:
        """The last day before that of the case on which the new book asks no more than `owed`."""
        book = self._of(case).books[1]
        turns = {
            turn
            for rules in book.values()
            for rule in rules
            for turn in (rule.valid_from, rule.valid_until)
            if turn is not None and today < turn <= case.entry_date
        }
        for turn in sorted(turns, reverse=True):
            asks = due(replace(case, entry_date=turn - DAY), book).total
            if asks is not None and asks <= owed:
                return turn - DAY
        return None

    def _of(self, case: LandedCase) -> _Near:
        codes = tuple(sorted({line.hs for line in case.lines}))
        key = (case.country, str(case.audience), codes, case.preferences)
        if key not in self._near:
            before, after = self._fitting(self.before, key), self._fitting(self.after, key)
            announced = _plain(self._fitting(self.announced, key))
            withdrawn = _plain(self._fitting(self.withdrawn, key))
            every = dict.fromkeys((*_plain((*before, *after)), *announced, *withdrawn))
            self._near[key] = _Near(
                before=before,
                after=after,
                announced=announced,
                withdrawn=withdrawn,
                changed=tuple(rule for rule in every if rule in self.differing),
                books=(by_kind(_plain(before)), by_kind(_plain(after))),
            )
        return self._near[key]

    def _fitting(self, rules: tuple[Rule, ...], key: _Key) -> tuple[_Numbered, ...]:
        """Rules of the country about one of the codes or its parts; preferences if asked for."""
        country, audience, codes, preferences = key
        here = (country, countries.market(country))
        return tuple(
            (rule, self._numbers[rule])
            for rule in rules
            if rule.market in here
            and rule.audience in ("", audience)
            and (rule.kind not in CLAIMED or preferences)
            and any(code.startswith(rule.hs) or rule.hs.startswith(code) for code in codes)
        )


def _said(rule: Rule) -> Rule:
    """What a rule says, without its name, its papers and its days."""
    papers = Source("", None, rule.source.grade)
    return replace(rule, id="", source=papers, proof="", valid_from=None, valid_until=None)


def _plain(numbered: tuple[_Numbered, ...]) -> tuple[Rule, ...]:
    return tuple(rule for rule, _ in numbered)


def due(case: LandedCase, book: Book) -> Due:
    """Duty, tax and fees of a case by this book alone."""
    currency = case.currency or case.lines[0].value.currency
    found = layers(Consignment(case, currency, book))
    parts = [found.total(head) for head in ("duty", "tax", "fee")]
    known = [part for part in parts if part is not None]
    whole = not found.unsure and len(known) == len(parts)
    duty, tax, fees = parts
    return Due(duty=duty, tax=tax, fees=fees, total=total(known, currency) if whole else None)


def _if_begun(
    case: LandedCase, announced: tuple[Rule, ...], book: tuple[_Numbered, ...], now: Due
) -> Due | None:
    """The case with what was announced in force; None where that changes nothing."""
    coming = [replace(rule, valid_from=None) for rule in announced]
    if not coming:
        return None
    slots = {slot(rule) for rule in coming}
    kept = (rule for rule in _plain(book) if slot(rule) not in slots)
    found = due(case, by_kind((*kept, *coming)))
    return found if found != now else None
