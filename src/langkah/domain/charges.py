"""The layers that a border lays on goods, one after the other: duty, additional duty, tax, fees."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from langkah.domain.exchange import converted, find
from langkah.domain.money import Money
from langkah.domain.reason import Reason, because
from langkah.reference import countries
from langkah.reference.rules import Rule, RuleKind, of_market
from langkah.reference.source import Grade

if TYPE_CHECKING:
    from langkah.domain.landed import LandedCase


@dataclass(frozen=True, slots=True, kw_only=True)
class Goods:
    """Pairs of one tariff code; `value` is that of the whole line, handed to the carrier."""

    hs: str
    pairs: int
    value: Money
    origin: str = "ID"
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """One amount with everything it rests on. No amount means unknown."""

    head: str
    name: str
    amount: Money | None
    base: Money | None = None
    rate: Decimal | None = None
    per_unit: Money | None = None
    line: int | None = None
    rule: str = ""
    source: str = ""
    source_date: date | None = None
    grade: Grade | None = None


@dataclass(frozen=True, slots=True)
class Unsure:
    """Why a figure is missing, and whom to ask."""

    reason: Reason
    ask: Reason | None = None


@dataclass(slots=True)
class Found:
    """What was found so far."""

    charges: tuple[Charge, ...] = ()
    unsure: tuple[Unsure, ...] = ()
    currency: str = ""

    def total(self, head: str) -> Money | None:
        """The sum of one head; None when one of its amounts is unknown."""
        amounts = [charge.amount for charge in self.charges if charge.head == head]
        if any(amount is None for amount in amounts):
            return None
        known = [amount.amount for amount in amounts if amount is not None]
        return Money(sum(known, Decimal(0)), self.currency)


@dataclass(slots=True)
class Sums:
    """The consignment in one currency, and the rules of its destination."""

    case: LandedCase
    currency: str
    goods: Money = field(init=False)
    values: list[Decimal] = field(init=False)
    book: dict[RuleKind, tuple[Rule, ...]] = field(init=False)

    def __post_init__(self) -> None:
        self.values = [self.money(line.value).amount for line in self.case.lines]
        self.goods = Money(sum(self.values, Decimal(0)), self.currency).rounded()
        self.book = _book(self.case)

    def money(self, amount: Money) -> Money:
        """The amount in the currency of the answer."""
        return converted(amount, self.currency, self.case.rates)

    def rule(self, kind: RuleKind, hs: str = "", programme: str | None = None) -> Rule | None:
        """The rule of this kind in force at entry with the longest prefix of `hs`."""
        for rule in self.book.get(kind, ()):
            if not hs.startswith(rule.hs) or not rule.holds(self.case.entry_date):
                continue
            if rule.audience and rule.audience != self.case.audience:
                continue
            if programme is None or rule.programme == programme:
                return rule
        return None

    def all(self, kind: RuleKind) -> list[Rule]:
        """Every rule of this kind in force at entry for this buyer."""
        return [
            rule
            for rule in self.book.get(kind, ())
            if rule.holds(self.case.entry_date)
            and (not rule.audience or rule.audience == self.case.audience)
        ]

    def within(self, amount: Decimal, rule: Rule) -> bool | None:
        """Whether the goods are worth `amount` of the rule's currency at most; None: no rate."""
        if rule.currency == self.currency:
            return self.goods.amount <= amount
        rate = find(self.case.rates, self.currency, rule.currency)
        return None if rate is None else self.goods.amount * rate.rate <= amount

    def carriage(self, place: int) -> Decimal | None:
        """The line's part, by value, of freight and insurance; None when either is unknown."""
        freight, insurance = self.case.freight, self.case.insurance
        if freight is None or insurance is None:
            return None
        both = self.money(freight).amount + self.money(insurance).amount
        share = self.values[place] / self.goods.amount if self.goods.amount else Decimal(0)
        return both * share


def _book(case: LandedCase) -> dict[RuleKind, tuple[Rule, ...]]:
    market = countries.market(case.country)
    if case.rules:
        mine = [rule for rule in case.rules if rule.market in (market, case.country)]
        mine.sort(key=lambda rule: -len(rule.hs))
        return {kind: tuple(r for r in mine if r.kind is kind) for kind in RuleKind}
    own, union = of_market(case.country), of_market(market)
    if own is union:
        return own
    return {kind: own[kind] + union[kind] for kind in RuleKind}


def charges(sums: Sums) -> Found:
    """Every layer of every line."""
    found = Found(currency=sums.currency)
    basis = sums.rule(RuleKind.VALUE_BASIS)
    if basis is None:
        found.unsure += (_unknown("customs value", sums),)
    free = _free(sums)
    flat = _flat(sums)
    if flat is not None:
        found.charges += tuple(_flat_duty(sums, flat))
    for place, line in enumerate(sums.case.lines):
        base = _customs_value(sums, place, basis)
        if flat is None:
            _duty(sums, place, line, base, free, found)
        _tax(sums, place, line, free, found)
    _fees(sums, found)
    return found


def _customs_value(sums: Sums, place: int, basis: Rule | None) -> Decimal | None:
    value = sums.values[place]
    if basis is None:
        return None
    if basis.basis == "FOB":
        return value
    carried = sums.carriage(place)
    return None if carried is None else value + carried


def _free(sums: Sums) -> list[Rule]:
    """Reliefs whose threshold the whole consignment does not pass, the longest prefix first."""
    return [
        rule
        for rule in sums.all(RuleKind.FREE_BELOW)
        if rule.threshold is not None and (rule.threshold == 0 or sums.within(rule.threshold, rule))
    ]


def _relief(free: list[Rule], hs: str, of: str) -> Rule | None:
    for rule in free:
        if hs.startswith(rule.hs) and of in rule.basis:
            return rule if rule.threshold else None
    return None


def _flat(sums: Sums) -> Rule | None:
    rule = sums.rule(RuleKind.FLAT_DUTY)
    if rule is None or rule.limit is None:
        return None
    return rule if sums.within(rule.limit, rule) else None


def _flat_duty(sums: Sums, rule: Rule) -> Iterator[Charge]:
    each = Money(rule.amount or Decimal(0), rule.currency)
    for code in sorted({line.hs[:6] for line in sums.case.lines}):
        amount = sums.money(each).rounded()
        yield _charge("duty", f"Flat duty {code}", amount, rule, sums, per_unit=each)


def _duty(
    sums: Sums, place: int, line: Goods, base: Decimal | None, free: list[Rule], found: Found
) -> None:
    relief = _relief(free, line.hs, "duty")
    if relief is not None:
        zero = Money.zero(sums.currency)
        found.charges += (_charge("duty", "Duty", zero, relief, sums, line=place),)
        return
    _layer(sums, place, line, base, _duty_rule(sums, line), found)
    for rule in sums.all(RuleKind.ADDITIONAL):
        if rule.origin in ("", line.origin) and line.hs.startswith(rule.hs):
            _layer(sums, place, line, base, rule, found)


def _duty_rule(sums: Sums, line: Goods) -> Rule | None:
    ordinary = sums.rule(RuleKind.DUTY, line.hs)
    for programme in sums.case.preferences:
        rule = sums.rule(RuleKind.PREFERENCE, line.hs, programme)
        if rule is not None and rule.origin in ("", line.origin) and rule.rate is not None:
            return rule
    return ordinary


def _layer(
    sums: Sums, place: int, line: Goods, base: Decimal | None, rule: Rule | None, found: Found
) -> None:
    name = "Duty" if rule is None or rule.kind is RuleKind.DUTY else rule.programme
    if rule is None or _useless(rule, sums):
        found.unsure += (_unknown(f"{name} {line.hs}", sums, rule),)
        found.charges += (Charge(head="duty", name=name, amount=None, line=place),)
        return
    amount = _amount(sums, rule, base, line.pairs)
    per_unit = Money(rule.amount, rule.currency) if rule.amount is not None else None
    charge = _charge("duty", name, amount, rule, sums, line=place, base=base, per_unit=per_unit)
    found.charges += (charge,)


def _useless(rule: Rule, sums: Sums) -> bool:
    day = sums.case.quote_date or sums.case.entry_date
    return rule.grade_on(day) is Grade.U or (rule.rate is None and rule.amount is None)


def _amount(sums: Sums, rule: Rule, base: Decimal | None, pairs: int) -> Money | None:
    """Ad valorem, per pair, both together, or the greater of the two."""
    parts = []
    if rule.rate is not None:
        if base is None and rule.rate:
            return None
        parts.append((base or Decimal(0)) * rule.rate)
    if rule.amount is not None:
        parts.append(sums.money(Money(rule.amount * pairs, rule.currency)).amount)
    whole = max(parts) if rule.combine == "max" else sum(parts, Decimal(0))
    return Money(whole, sums.currency).rounded()


def _tax(sums: Sums, place: int, line: Goods, free: list[Rule], found: Found) -> None:
    rule = sums.rule(RuleKind.TAX, line.hs)
    if rule is None or _useless(rule, sums):
        found.unsure += (_unknown("import tax", sums, rule),)
        found.charges += (Charge(head="tax", name="Import tax", amount=None, line=place),)
        return
    relief = _relief(free, line.hs, "tax")
    if relief is not None:
        zero = Money.zero(sums.currency)
        found.charges += (_charge("tax", "Import tax", zero, relief, sums, line=place),)
        return
    duty = _duty_of(place, found, sums)
    value = _customs_value(sums, place, rule)
    if rule.rate and (duty is None or value is None):
        found.charges += (Charge(head="tax", name="Import tax", amount=None, line=place),)
        return
    base = (value or Decimal(0)) + (duty or Decimal(0))
    amount = _amount(sums, rule, base, line.pairs)
    found.charges += (_charge("tax", "Import tax", amount, rule, sums, line=place, base=base),)


def _duty_of(place: int, found: Found, sums: Sums) -> Decimal | None:
    """The duty in the tax base of a line; a flat duty of the consignment is shared by value."""
    mine = [charge for charge in found.charges if charge.head == "duty"]
    own = [charge.amount for charge in mine if charge.line == place]
    if any(amount is None for amount in own):
        return None
    shared = sum((c.amount.amount for c in mine if c.line is None and c.amount), Decimal(0))
    share = sums.values[place] / sums.goods.amount if sums.goods.amount else Decimal(0)
    return sum((amount.amount for amount in own if amount), shared * share)


def _fees(sums: Sums, found: Found) -> None:
    for rule in sums.all(RuleKind.FEE):
        within = sums.within(rule.limit, rule) if rule.limit and rule.amount else True
        if within is False:
            continue
        if _useless(rule, sums):
            found.unsure += (_unknown(rule.programme, sums, rule),)
            found.charges += (Charge(head="fee", name=rule.programme, amount=None),)
            continue
        amount = _fee(sums, rule)
        found.charges += (_charge("fee", rule.programme, amount, rule, sums),)
    if sums.case.extra:
        asked = sums.money(sums.case.extra).rounded()
        found.charges += (Charge(head="carrier", name="Carrier's fees", amount=asked),)


def _fee(sums: Sums, rule: Rule) -> Money:
    if rule.rate is not None:
        amount = sums.goods.amount * rule.rate
        if rule.threshold is not None:
            amount = max(amount, sums.money(Money(rule.threshold, rule.currency)).amount)
        if rule.limit is not None:
            amount = min(amount, sums.money(Money(rule.limit, rule.currency)).amount)
        return Money(amount, sums.currency).rounded()
    count = len({line.hs[:6] for line in sums.case.lines}) if rule.unit == "subheading" else 1
    each = Money((rule.amount or Decimal(0)) * count, rule.currency)
    return sums.money(each).rounded()


def _charge(  # noqa: PLR0913
    head: str,
    name: str,
    amount: Money | None,
    rule: Rule,
    sums: Sums,
    *,
    line: int | None = None,
    base: Decimal | None = None,
    per_unit: Money | None = None,
) -> Charge:
    return Charge(
        head=head,
        name=name,
        amount=amount,
        base=Money(base, sums.currency).rounded() if base is not None else None,
        rate=rule.rate,
        per_unit=per_unit,
        line=line,
        rule=rule.id,
        source=rule.source.name,
        source_date=rule.source.date,
        grade=rule.grade_on(sums.case.quote_date or sums.case.entry_date),
    )


def _unknown(what: str, sums: Sums, rule: Rule | None = None) -> Unsure:
    country = countries.name(sums.case.country)
    seen = because(
        "The {what} of {country} on {day} is not known for certain, so there is no duty-paid "
        "price. Offer DAP: the buyer pays duty and tax.",
        what=what,
        country=country,
        day=sums.case.entry_date,
    )
    ask = because(
        "Ask a customs broker in {country}: what is the {what} for goods made in Indonesia that "
        "arrive on {day}? Note the answer with its source and date.",
        what=what,
        country=country,
        day=sums.case.entry_date,
    )
    return Unsure(seen, ask)
