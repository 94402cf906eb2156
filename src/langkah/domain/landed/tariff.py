"""One consignment at one border: its values in one currency, and the rules that hold for it."""

from __future__ import annotations

from dataclasses import InitVar, dataclass, field
from datetime import date
from decimal import Decimal

from langkah.domain.exchange import converted, find
from langkah.domain.landed.case import Goods, LandedCase
from langkah.domain.money import Money
from langkah.reference import countries
from langkah.reference.rules import Rule, RuleKind, by_kind, of_country
from langkah.reference.source import Grade


@dataclass(slots=True)
class Consignment:
    """The goods of a case in the currency of the answer, and the rule book of the destination.

    Raises Refusal when the value of a line cannot be told in that currency.
    """

    case: LandedCase
    currency: str
    told_book: InitVar[dict[RuleKind, tuple[Rule, ...]] | None] = None
    book: dict[RuleKind, tuple[Rule, ...]] = field(init=False)
    values: list[Decimal] = field(init=False)
    goods: Money = field(init=False)
    freight: Money | None = field(init=False)
    insurance: Money | None = field(init=False)
    _shares: list[Decimal] = field(init=False)

    def __post_init__(self, told_book: dict[RuleKind, tuple[Rule, ...]] | None) -> None:
        lines, rates = self.case.lines, self.case.rates
        self.values = [converted(line.value, self.currency, rates).amount for line in lines]
        self.goods = Money(sum(self.values, Decimal(0)), self.currency).rounded()
        self.book = _book(self.case) if told_book is None else told_book
        self._shares = _shares(self.values, [Decimal(line.pairs) for line in lines])
        self.freight, self.insurance = self.told(self.case.freight), self.told(self.case.insurance)

    def told(self, amount: Money | None) -> Money | None:
        """The amount in the currency of the answer, rounded; None: it or its rate is unknown."""
        exact = self.exact(amount)
        return None if exact is None else exact.rounded()

    def exact(self, amount: Money | None) -> Money | None:
        """The same unrounded, where it is only a part of what is asked."""
        if amount is None or not self.rated(amount.currency):
            return None
        return converted(amount, self.currency, self.case.rates)

    def rated(self, currency: str) -> bool:
        """Whether amounts of this currency can be told in that of the answer."""
        return find(self.case.rates, currency, self.currency) is not None

    def rule(self, kind: RuleKind, hs: str = "", origin: str | None = None) -> Rule | None:
        """The rule of this kind in force at entry that is closest to these goods."""
        return next(iter(self.all(kind, hs, origin)), None)

    def all(self, kind: RuleKind, hs: str = "", origin: str | None = None) -> list[Rule]:
        """Every rule of this kind in force at entry for these goods and this buyer.

        With `origin` without those for goods made elsewhere.
        """
        return [
            rule
            for rule in self.book.get(kind, ())
            if hs.startswith(rule.hs)
            and (origin is None or rule.origin in ("", origin))
            and rule.holds(self.case.entry_date)
            and rule.audience in ("", self.case.audience)
        ]

    def scheme(self, line: Goods, programme: str) -> Rule | None:
        """What is known of a preference scheme at entry for these goods."""
        schemes = self.all(RuleKind.SCHEME, line.hs, line.origin)
        return next((one for one in schemes if same(one.programme, programme)), None)

    def finer(self, kind: RuleKind, line: Goods) -> list[Rule]:
        """The rules in force for this buyer about more digits than the line tells."""
        return [
            rule
            for rule in self.book.get(kind, ())
            if len(rule.hs) > len(line.hs)
            and rule.hs.startswith(line.hs)
            and rule.origin in ("", line.origin)
            and rule.holds(self.case.entry_date)
            and rule.audience in ("", self.case.audience)
        ]

    def within(self, limit: Decimal | None, rule: Rule, place: int | None = None) -> bool | None:
        """Whether the goods are worth `limit` of the rule's currency at most; None: not known.

        Compared in whole minor units of the rule's own money, whatever the goods were told in. A
        rule that looks at single pairs is asked about the pairs of the line at `place`.
        """
        rate = find(self.case.rates, self.currency, rule.currency)
        if limit is None or rate is None or self.grade(rule) is Grade.U:
            return None
        worth = sum(self.values, Decimal(0))
        if rule.unit == "pair" and place is not None:
            worth = self.values[place] / self.case.lines[place].pairs
        return Money(worth * rate.rate, rate.quote).rounded().amount <= limit

    def value(self, place: int, basis: str) -> Decimal | None:
        """What customs counts of a line: at the border of departure (FOB) or of arrival (CIF).

        Freight and insurance of the whole consignment are shared by value; None when unknown.
        """
        own = self.values[place]
        if basis == "FOB":
            return own
        if self.freight is None or self.insurance is None:
            return None
        return own + self.share(place, self.freight + self.insurance)

    def share(self, place: int, amount: Money, hs: str = "") -> Decimal:
        """The line's part of something paid for all lines of a subheading, or for all there are."""
        return amount.amount * (self._within(hs) if hs else self._shares)[place]

    def _within(self, hs: str) -> list[Decimal]:
        lines = self.case.lines
        worth = [
            value if line.hs.startswith(hs) else Decimal(0)
            for line, value in zip(lines, self.values, strict=True)
        ]
        pairs = [Decimal(line.pairs if line.hs.startswith(hs) else 0) for line in lines]
        return _shares(worth, pairs)

    @property
    def known(self) -> bool:
        """Whether the book knows anything that holds here at entry."""
        day = self.case.entry_date
        return any(rule.holds(day) for rules in self.book.values() for rule in rules)

    def useless(self, rule: Rule) -> bool:
        """Whether the rule gives no rate and no amount that can be used."""
        return self.grade(rule) is Grade.U or (rule.rate is None and rule.amount is None)

    def told_by(self, rule: Rule) -> bool:
        """Whether the rule gives a figure that can be used."""
        figures = (rule.rate, rule.amount, rule.threshold, rule.limit)
        return self.grade(rule) is not Grade.U and any(one is not None for one in figures)

    def grade(self, rule: Rule) -> Grade:
        """How far the rule can be trusted on the day of the question."""
        return rule.grade_on(self.asked_on)

    def late(self, rule: Rule) -> bool:
        """Whether the rule should have been looked at again before the day of the question."""
        return rule.late(self.asked_on)

    @property
    def asked_on(self) -> date:
        """The day of the question; the day of entry where none was told."""
        return self.case.quote_date or self.case.entry_date


def _shares(worth: list[Decimal], pairs: list[Decimal]) -> list[Decimal]:
    """Each line's part of the whole by value, or by pairs where nothing is worth anything."""
    parts = worth if any(worth) else pairs
    whole = sum(parts)
    return [part / whole for part in parts]


def alike(rule: Rule, other: Rule | None) -> bool:
    """Whether two rules ask the same of the same goods."""
    said = ("programme", "rate", "amount", "currency", "unit", "combine", "origin")
    return other is not None and all(getattr(rule, one) == getattr(other, one) for one in said)


def same(programme: str, claimed: str) -> bool:
    """Whether a claim means this programme: “GSP” is “EU GSP” at the border of the Union."""
    mine, theirs = programme.casefold(), claimed.casefold().strip()
    return mine == theirs or theirs in mine.split()


def _book(case: LandedCase) -> dict[RuleKind, tuple[Rule, ...]]:
    if case.rules is None:
        return of_country(case.country)
    here = (countries.market(case.country), case.country)
    return by_kind(rule for rule in case.rules if rule.market in here)
