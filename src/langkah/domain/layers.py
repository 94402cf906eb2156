"""The layers that a border lays on goods, one after the other: duty, further duty, tax, fees."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from langkah.domain.charges import Charge, Found, each
from langkah.domain.money import Money
from langkah.domain.reason import because
from langkah.domain.tariff import Consignment
from langkah.reference.rules import Rule, RuleKind
from langkah.reference.source import Grade


def layers(here: Consignment) -> Found:
    """Every layer of every line."""
    found = Found(here)
    basis = here.rule(RuleKind.VALUE_BASIS)
    if basis is None or here.grade(basis) is Grade.U:
        found.doubt(because("value that customs counts"), basis)
        basis = None
    flat = _flat(found)
    for place in range(len(here.case.lines)):
        if not flat:
            value = here.value(place, basis.basis) if basis else None
            _duty(place, value, flat is None, found)
        _tax(place, found)
    _fees(found)
    return found


def _flat(found: Found) -> bool | None:
    """Whether a flat duty stands in for the tariff, once for each subheading; None: not known."""
    here = found.here
    rule = here.rule(RuleKind.FLAT_DUTY)
    holds = False if rule is None else here.within(rule.limit, rule)
    if rule is None or holds is False:
        return False
    what = because("flat duty for small consignments")
    if holds is None:
        found.doubt(what, rule)
        return None
    amount = each(rule)
    for code in sorted({line.hs[:6] for line in here.case.lines}):
        charge = Charge(head="duty", name=f"Flat duty {code}", amount=here.told(amount))
        if charge.amount is None:
            found.leave_open(charge, rule, what)
        else:
            found.add(charge, rule)
    return True


def _duty(place: int, value: Decimal | None, unsure: bool, found: Found) -> None:
    here, line = found.here, found.here.case.lines[place]
    charge = Charge(head="duty", name="Duty", amount=None, line=place)
    if unsure:
        found.charges.append(charge)
        return
    if _relieved(charge, line.hs, found):
        return
    rule = _duty_rule(place, here)
    if rule is None and here.splits(line.hs):
        found.too_short(charge, line.hs)
    else:
        _layer(charge, value, rule, found)
    for more in here.all(RuleKind.ADDITIONAL, line.hs):
        if more.origin in ("", line.origin):
            _layer(charge, value, more, found)


def _relieved(charge: Charge, hs: str, found: Found) -> bool:
    """Whether the relief for small consignments closest to these goods settles the charge."""
    here = found.here
    found_here = here.all(RuleKind.FREE_BELOW, hs)
    rule = next((one for one in found_here if charge.head in one.basis), None)
    if rule is None or rule.threshold == 0:
        return False
    free = here.within(rule.threshold, rule)
    if free:
        found.add(replace(charge, amount=Money.zero(here.currency)), rule)
    if free is None:
        found.leave_open(charge, rule, because("relief for small consignments"))
    return free is not False


def _duty_rule(place: int, here: Consignment) -> Rule | None:
    """The first preference that was asked for and exists, else the ordinary duty."""
    line = here.case.lines[place]
    for programme in here.case.preferences:
        rule = here.rule(RuleKind.PREFERENCE, line.hs, programme)
        if rule is not None and rule.origin in ("", line.origin) and rule.rate is not None:
            return rule
    return here.rule(RuleKind.DUTY, line.hs)


def _layer(charge: Charge, value: Decimal | None, rule: Rule | None, found: Found) -> None:
    place = charge.line or 0
    line = found.here.case.lines[place]
    what = because("duty on {code}", code=line.hs)
    if rule is not None and rule.kind is not RuleKind.DUTY:
        charge = replace(charge, name=rule.programme)
    if rule is not None and rule.kind is RuleKind.ADDITIONAL:
        what = because("further duty on {code} ({name})", code=line.hs, name=rule.programme)
    if rule is None or _useless(rule, found.here):
        found.leave_open(charge, rule, what)
        return
    _amount(charge, rule, value, found)


def _useless(rule: Rule, here: Consignment) -> bool:
    return here.grade(rule) is Grade.U or (rule.rate is None and rule.amount is None)


def _amount(charge: Charge, rule: Rule, base: Decimal | None, found: Found) -> None:
    """Ad valorem, per pair, both together, or the greater of the two."""
    here = found.here
    pairs = here.case.lines[charge.line or 0].pairs
    one = each(rule)
    per_pair = here.told(one * pairs) if one else Money.zero(here.currency)
    amount = None
    if per_pair is None:
        found.lacks(rule)
    elif base is not None or not rule.rate:
        share = (base or Decimal(0)) * (rule.rate or Decimal(0))
        parts = (share, per_pair.amount)
        whole = max(parts) if rule.combine == "max" else sum(parts, Decimal(0))
        amount = Money(whole, here.currency).rounded()
    shown = None if base is None else Money(base, here.currency).rounded()
    found.add(replace(charge, amount=amount, base=shown), rule)


def _tax(place: int, found: Found) -> None:
    here, line = found.here, found.here.case.lines[place]
    charge = Charge(head="tax", name="Import tax", amount=None, line=place)
    rule = here.rule(RuleKind.TAX, line.hs)
    if rule is None or _useless(rule, here):
        found.leave_open(charge, rule, because("import tax"))
        return
    if _relieved(charge, line.hs, found):
        return
    duty, value = _duty_of(place, found), here.value(place, rule.basis)
    _amount(charge, rule, None if duty is None or value is None else duty + value, found)


def _duty_of(place: int, found: Found) -> Decimal | None:
    """The duty in the tax base of a line; a flat duty of the consignment is shared by value."""
    total = Decimal(0)
    for charge in found.charges:
        if charge.head != "duty" or charge.line not in (None, place):
            continue
        if charge.amount is None:
            return None
        own = charge.line == place
        total += charge.amount.amount if own else found.here.share(place, charge.amount)
    return total


def _fees(found: Found) -> None:
    here = found.here
    for rule in here.all(RuleKind.FEE):
        small_only = rule.rate is None and rule.limit is not None
        holds = here.within(rule.limit, rule) if small_only else True
        if holds is False:
            continue
        amount = None if holds is None or _useless(rule, here) else _fee(rule, here)
        charge = Charge(head="fee", name=rule.programme, amount=amount)
        if amount is None:
            found.leave_open(charge, rule, because("{fee}", fee=rule.programme))
        else:
            found.add(charge, rule)
    if here.case.extra is not None:
        asked = here.told(here.case.extra)
        found.charges.append(Charge(head="carrier", name="Carrier's fees", amount=asked))


def _fee(rule: Rule, here: Consignment) -> Money | None:
    """A share of the goods between its least and its most, or an amount for each unit."""
    if rule.rate is None:
        count = len({line.hs[:6] for line in here.case.lines}) if rule.unit == "subheading" else 1
        one = each(rule)
        return here.told(one * count) if one else None
    amount = (here.goods * rule.rate).rounded()
    for bound, choose in ((rule.threshold, max), (rule.limit, min)):
        if bound is not None:
            told = here.told(Money(bound, rule.currency))
            if told is None:
                return None
            amount = choose(amount, told, key=lambda one: one.amount)
    return amount
