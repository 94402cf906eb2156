"""A rule in plain words: what it is called, what it says, and for which days."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from langkah.domain.money import Money
from langkah.domain.product import plain
from langkah.domain.reason import Reason, because
from langkah.reference.rules import GRANTED, WITHHELD, Rule, RuleKind

DAY = timedelta(days=1)


def name(rule: Rule) -> Reason:
    """What kind of rule it is."""
    if rule.kind in (RuleKind.PREFERENCE, RuleKind.SCHEME):
        return because("preference {programme}", programme=rule.programme)
    if rule.kind is RuleKind.ADDITIONAL:
        return because("further duty {programme}", programme=rule.programme)
    if rule.kind is RuleKind.FEE:
        return because("{fee}", fee=rule.programme)
    return _NAMES[rule.kind]


_NAMES = {
    RuleKind.DUTY: because("duty"),
    RuleKind.TAX: because("import tax"),
    RuleKind.CHILDRENS_TAX: because("import tax on children's shoes"),
    RuleKind.INFORMAL_ENTRY: because("informal entry"),
    RuleKind.FREE_BELOW: because("relief for small consignments"),
    RuleKind.FLAT_DUTY: because("flat duty for small consignments"),
    RuleKind.VALUE_BASIS: because("value that customs counts"),
}


def value(rule: Rule) -> Reason:
    """What the rule says, without its days: “8 %”, “USD 0.90 each pair plus 20 %”."""
    if rule.kind is RuleKind.VALUE_BASIS:
        return _BASES.get(rule.basis, because("not known"))
    if rule.kind is RuleKind.SCHEME:
        return _SCHEMES.get(rule.basis, because("not known"))
    if rule.kind in (RuleKind.FREE_BELOW, RuleKind.INFORMAL_ENTRY):
        return _relief(rule)
    said = _charge(rule)
    if rule.kind in (RuleKind.TAX, RuleKind.CHILDRENS_TAX) and rule.basis:
        basis = _BASES.get(rule.basis, because("not known"))
        said = because("{amount} of {basis} and duty", amount=said, basis=basis)
    if rule.limit is not None and rule.rate is None:
        limit = Money(rule.limit, rule.currency)
        said = because("{amount} for goods up to {limit}", amount=said, limit=limit)
    return said


_BASES = {
    "FOB": because("the goods at the border of departure (FOB)"),
    "CIF": because("the goods with freight and insurance (CIF)"),
}


_SCHEMES = {
    GRANTED: because("open to goods from Indonesia"),
    WITHHELD: because("not open to goods from Indonesia"),
}


def _relief(rule: Rule) -> Reason:
    if rule.threshold is None:
        return because("not known")
    if rule.threshold == 0:
        return because("none")
    limit = Money(rule.threshold, rule.currency)
    if rule.kind is RuleKind.INFORMAL_ENTRY:
        return because("for goods up to {limit}", limit=limit)
    if rule.basis == "collection":
        return because("no tax where it comes to {limit} at most", limit=limit)
    if rule.basis == "duty":
        return because("no duty for goods up to {limit}", limit=limit)
    return because("no duty and no tax for goods up to {limit}", limit=limit)


def _charge(rule: Rule) -> Reason:
    share = None if rule.rate is None else because("{share} %", share=percent(rule.rate))
    each = None
    if rule.amount is not None:
        money = Money(rule.amount, rule.currency)
        each = because(_EACH.get(rule.unit, "{amount}"), amount=money)
    if share is None or each is None:
        return share or each or because("not known")
    if rule.combine == "max":
        return because("{share} or {each}, whichever is more", share=share, each=each)
    return because("{share} plus {each}", share=share, each=each)


_EACH = {
    "pair": because("{amount} a pair").message,
    "subheading": because("{amount} for each tariff line").message,
    "consignment": because("{amount} for each consignment").message,
}


def percent(rate: Decimal) -> Decimal:
    """A share as people say it."""
    return plain(rate * 100)


def timed(rule: Rule) -> Reason:
    """What the rule says, and for which days: “8 % until 31 Dec 2026”."""
    said, last = value(rule), last_day(rule)
    if rule.valid_from and last:
        return because(
            "{value} from {day} until {last}", value=said, day=rule.valid_from, last=last
        )
    if rule.valid_from:
        return because("{value} from {day}", value=said, day=rule.valid_from)
    if last:
        return because("{value} until {last}", value=said, last=last)
    return said


def last_day(rule: Rule) -> date | None:
    """The last day on which a rule holds; None while no end is known."""
    return rule.valid_until - DAY if rule.valid_until else None
