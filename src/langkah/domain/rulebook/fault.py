"""What cannot be right in a rule, whoever brings it: each fault at its field."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal

from langkah.domain.reason import Reason, because
from langkah.domain.rulebook.honoured import UNITS, asks_amount, unheard, units_of
from langkah.reference import countries, currencies, hs
from langkah.reference.rules import GRANTED, WITHHELD, Rule, RuleKind

Fault = tuple[str, Reason]
COMBINES = ("", "max", "sum")
AUDIENCES = ("", "b2c")
VALUE_BASES = ("FOB", "CIF")
RELIEVES = ("duty", "duty and tax", "collection")
SHORTEST_HS = 2
LARGEST = Decimal(10) ** 10
FIRST_YEAR, LAST_YEAR = 1900, 2200
BAD_RATE = because("A rate lies between 0 and 1, or 0 % and 100 %: 8 % is 0.08.")
TOO_LARGE = because("This number is too large. Write one below {most}.", most=LARGEST)


def faults(rule: Rule) -> Iterator[Fault]:
    """Everything that is wrong with one rule."""
    yield from _places(rule)
    yield from _choices(rule)
    yield from _figures(rule)
    yield from _bounds(rule)
    yield from _of_kind(rule)
    yield from unheard(rule)
    yield from _days(rule)


def faulty(field: str, rules: Iterable[Rule]) -> Iterator[Fault]:
    """The faults of several rules, each at its place: “rules.2.rate”."""
    names: set[str] = set()
    for place, rule in enumerate(rules):
        for column, reason in faults(rule):
            yield f"{field}.{place}.{_PLACES.get(column, column)}", reason
        if rule.id in names:
            said = because("“{id}” is the name of another rule, too.", id=rule.id)
            yield f"{field}.{place}.id", said
        names.add(rule.id)


# Where a column of the sheet stands in a rule that comes as JSON
_PLACES = {"source_date": "source.date"}


def _places(rule: Rule) -> Iterator[Fault]:
    if rule.market != "EU" and rule.market not in countries.names("en"):
        yield (
            "market",
            because("“{code}” is no country. Use two letters such as NL, or EU.", code=rule.market),
        )
    if rule.origin and rule.origin not in countries.names("en"):
        yield "origin", because("“{code}” is no country. Use two letters.", code=rule.origin)
    if rule.hs and not hs.is_code(rule.hs, SHORTEST_HS):
        yield (
            "hs",
            because("“{hs}” is no tariff code. Write 2 to 12 digits, or nothing.", hs=rule.hs),
        )


def _choices(rule: Rule) -> Iterator[Fault]:
    for column, allowed in (("unit", ("", *UNITS)), ("combine", COMBINES), ("audience", AUDIENCES)):
        if getattr(rule, column) not in allowed:
            meant = units_of(rule) if column == "unit" else ()
            known = ", ".join(one for one in meant or allowed if one)
            yield (
                column,
                because(
                    "“{text}” is not known here. Choose one of: {allowed}.",
                    text=getattr(rule, column),
                    allowed=known,
                ),
            )


def _figures(rule: Rule) -> Iterator[Fault]:
    if rule.rate is not None and not (rule.rate.is_finite() and 0 <= rule.rate < 1):
        yield "rate", BAD_RATE
    money = {name: getattr(rule, name) for name in ("amount", "threshold", "limit")}
    for column, amount in money.items():
        if amount is not None and not (amount.is_finite() and amount < LARGEST):
            yield column, TOO_LARGE
        elif amount is not None and amount < 0:
            yield column, because("Write an amount that is not below zero.")
    told = any(amount is not None for amount in money.values())
    if told and rule.currency not in currencies.CODES:
        yield "currency", because("Write the currency of the amount, such as EUR.")
    if rule.amount is not None and not rule.unit and asks_amount(rule):
        units = ", ".join(units_of(rule))
        yield "unit", because("Say for what the amount is asked: {units}.", units=units)
    if rule.rate is not None and rule.amount is not None and not rule.combine:
        yield "combine", because("Say whether rate and amount add up (sum) or the greater counts.")


def _bounds(rule: Rule) -> Iterator[Fault]:
    """A fee has a least and a most, and the most is not below the least."""
    least, most = rule.threshold, rule.limit
    if rule.kind is RuleKind.FEE and least is not None and most is not None and least > most:
        yield (
            "limit",
            because(
                "The fee is at least {least} and at most {most}. Correct one of the two.",
                least=least,
                most=most,
            ),
        )


def _of_kind(rule: Rule) -> Iterator[Fault]:
    if rule.kind in _WITH_BASIS and rule.basis not in _WITH_BASIS[rule.kind]:
        allowed = ", ".join(one for one in _WITH_BASIS[rule.kind] if one)
        yield "basis", because("Choose one of: {allowed}.", allowed=allowed)
    if rule.kind in _WITH_PROGRAMME and not rule.programme:
        yield "programme", because("Write its name, such as that of the agreement or the fee.")
    if rule.kind in _WITH_THRESHOLD and rule.threshold is None:
        yield "threshold", because("Write up to which value the relief holds; 0 means never.")


_WITH_BASIS: dict[RuleKind, tuple[str, ...]] = {
    RuleKind.VALUE_BASIS: VALUE_BASES,
    RuleKind.TAX: VALUE_BASES,
    RuleKind.CHILDRENS_TAX: VALUE_BASES,
    RuleKind.FREE_BELOW: RELIEVES,
    RuleKind.SCHEME: ("", GRANTED, WITHHELD),
    RuleKind.FEE: ("", "formal entry", "informal entry", "by sea"),
}
_WITH_PROGRAMME = frozenset(
    {RuleKind.PREFERENCE, RuleKind.SCHEME, RuleKind.ADDITIONAL, RuleKind.FEE}
)
_WITH_THRESHOLD = frozenset({RuleKind.FREE_BELOW, RuleKind.INFORMAL_ENTRY})


def _days(rule: Rule) -> Iterator[Fault]:
    days: dict[str, Callable[[Rule], date | None]] = {
        "valid_from": lambda one: one.valid_from,
        "valid_until": lambda one: one.valid_until,
        "source_date": lambda one: one.source.date,
        "review_by": lambda one: one.review_by,
    }
    for column, read in days.items():
        day = read(rule)
        if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
            yield column, because("This year cannot be right. Correct the day.")
    if rule.valid_from and rule.valid_until and rule.valid_until <= rule.valid_from:
        yield "valid_until", because("The rule ends before it begins. Correct one of the days.")
