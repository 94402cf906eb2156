"""Duties, taxes, thresholds and fees, each with its dates, source and grade.

`rules.csv` was written for Langkah from public pages seen until 2026-07-01 (the newest of them);
what changed after that day is not in it. Rates are shares (0.08 is 8 percent), money columns are in
`currency`, an empty rate and amount together mean unknown, never zero. `valid_until` is exclusive.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from importlib.resources import files

from langkah.reference.countries import market
from langkah.reference.source import Grade, Source

NEWEST_SOURCE = date(2026, 7, 1)


class RuleKind(StrEnum):
    """What a rule decides."""

    DUTY = "duty"
    PREFERENCE = "preference"
    SCHEME = "scheme"
    ADDITIONAL = "additional"
    FLAT_DUTY = "flat duty"
    FREE_BELOW = "free below"
    VALUE_BASIS = "value basis"
    INFORMAL_ENTRY = "informal entry"
    TAX = "tax"
    CHILDRENS_TAX = "children's tax"
    FEE = "fee"


# What a scheme's `basis` says of the goods; an empty one is not known
GRANTED, WITHHELD = "granted", "withheld"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One dated fact of one market. `hs` is a prefix; empty means every product.

    `rate` is a share of the value; `amount` is money per `unit` (pair, subheading, consignment);
    with both, `combine` says whether they add up or the greater counts. `threshold` and `limit` are
    money in `currency`: up to which value of the goods a relief, a flat duty or an informal entry
    holds (of one pair where `unit` is pair); for a fee that is a share, the least and the most it
    can be. `audience` "b2c" narrows the rule to sales to private buyers, `origin` to goods made in
    one country. Which kind of rule has which of these, `domain.rulebook.honoured` tells.

    `basis` says what counts (FOB, CIF), what a relief frees (duty, duty and tax; collection: a tax
    of so little is not asked), for which entry a fee holds (formal entry, informal entry, by sea),
    and whether a preference scheme stands open to goods from Indonesia (granted, withheld; empty is
    not known).
    """

    id: str
    market: str
    kind: RuleKind
    source: Source
    hs: str = ""
    programme: str = ""
    rate: Decimal | None = None
    amount: Decimal | None = None
    unit: str = ""
    combine: str = ""
    threshold: Decimal | None = None
    limit: Decimal | None = None
    currency: str = ""
    basis: str = ""
    audience: str = ""
    origin: str = ""
    proof: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    review_by: date | None = None

    def holds(self, day: date) -> bool:
        """Whether the rule is in force on this day."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day < self.valid_until
        )

    def late(self, day: date) -> bool:
        """Whether the day by which somebody should have looked at it again has passed."""
        return self.review_by is not None and self.review_by < day

    def grade_on(self, day: date) -> Grade:
        """The grade; unknown once the day of review has passed."""
        return Grade.U if self.late(day) else self.source.grade


@cache
def rules() -> tuple[Rule, ...]:
    """The whole rule book."""
    return _read("rules.csv")


@cache
def candidates() -> tuple[Rule, ...]:
    """What may hold in place of a rule that is not known; never a price, only what it might be."""
    return _read("candidates.csv")


def _read(name: str) -> tuple[Rule, ...]:
    text = files(__package__).joinpath(name).read_text("utf-8")
    return tuple(_rule(row) for row in csv.DictReader(text.splitlines()))


@cache
def of_country(country: str) -> dict[RuleKind, tuple[Rule, ...]]:
    """The rules of one country and of its customs union, as `by_kind` orders them."""
    return by_kind(rule for rule in rules() if rule.market in (country, market(country)))


def by_kind(found: Iterable[Rule]) -> dict[RuleKind, tuple[Rule, ...]]:
    """The rules under their kinds, the closest first."""
    sorted_rules = sorted(found, key=closeness)
    kinds: dict[RuleKind, list[Rule]] = {kind: [] for kind in RuleKind}
    for rule in sorted_rules:
        kinds[rule.kind].append(rule)
    return {kind: tuple(some) for kind, some in kinds.items()}


def closeness(rule: Rule) -> tuple[int, bool, bool]:
    """The longest product prefix first, then one buyers' own rule, then that of one origin."""
    return -len(rule.hs), not rule.audience, not rule.origin


def _rule(row: dict[str, str]) -> Rule:
    source = Source(row["source"], _day(row["source_date"]), Grade(row["grade"]))
    return Rule(
        id=row["id"],
        market=row["market"],
        kind=RuleKind(row["kind"]),
        source=source,
        hs=row["hs"],
        programme=row["programme"],
        rate=_number(row["rate"]),
        amount=_number(row["amount"]),
        unit=row["unit"],
        combine=row["combine"],
        threshold=_number(row["threshold"]),
        limit=_number(row["limit"]),
        currency=row["currency"],
        basis=row["basis"],
        audience=row["audience"],
        origin=row["origin"],
        proof=row["proof"],
        valid_from=_day(row["valid_from"]),
        valid_until=_day(row["valid_until"]),
        review_by=_day(row["review_by"]),
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None
