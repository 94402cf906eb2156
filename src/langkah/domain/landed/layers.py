"""The layers that a border lays on goods, one after the other: duty, further duty, tax, fees."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from langkah.domain.landed.case import Goods
from langkah.domain.landed.charges import Charge, Found, Unsure, each
from langkah.domain.landed.claims import claim
from langkah.domain.landed.fees import fees
from langkah.domain.landed.tariff import Consignment, alike
from langkah.domain.money import Money
from langkah.domain.origin_rules import HOME
from langkah.domain.reason import because
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
            _duty(place, basis, flat is None, found)
        _tax(place, found)
    _not_collected(found)
    fees(found)
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
        charge = Charge(head="duty", name=f"Flat duty {code}", hs=code, amount=here.told(amount))
        if charge.amount is None:
            found.leave_open(charge, rule, what)
        else:
            found.add(charge, rule)
    if here.case.preferences:
        found.noted.append(Unsure(because("The flat duty is not lowered by a preference.")))
    return True


def _duty(place: int, basis: Rule | None, unsure: bool, found: Found) -> None:
    here, line = found.here, found.here.case.lines[place]
    charge = Charge(head="duty", name="Duty", amount=None, line=place)
    if unsure:
        found.charges.append(charge)
        return
    if _relieved(charge, place, found):
        return
    value = here.value(place, basis.basis) if basis else None
    if basis is not None:
        found.rests[basis.id] = basis
    ordinary = here.rule(RuleKind.DUTY, line.hs, line.origin)
    rule = _lower(_preferred(place, found), ordinary, value, place, found)
    if _more_digits_tell(rule, line, here):
        found.too_short(charge, line.hs)
    else:
        _layer(charge, value, rule, found)
    for more in _further(line, here):
        _layer(charge, value, more, found)
    if _finer(line, here):
        found.too_short(replace(charge, name="Further duty"), line.hs)
    if _strange(line, here):
        found.not_for(replace(charge, name="Further duty"), line)


def _preferred(place: int, found: Found) -> Rule | None:
    """The preference that counts for the line; what it rests on is written down."""
    if not found.here.case.preferences:
        return None
    claimed = claim(found.here.case.lines[place], found.here)
    found.noted += claimed.noted
    found.rests |= {one.id: one for one in claimed.rests}
    if claimed.rule is None and claimed.doubtful is not None:
        found.doubtful[claimed.doubtful.id] = claimed.doubtful
    return claimed.rule


def _lower(
    preferred: Rule | None, ordinary: Rule | None, value: Decimal | None, place: int, found: Found
) -> Rule | None:
    """The preference, unless the ordinary duty asks less: nobody has to claim one."""
    if preferred is None or ordinary is None or found.here.useless(ordinary):
        return preferred or ordinary
    dear, usual = (_figure(one, place, value, found.here) for one in (preferred, ordinary))
    if dear is None or usual is None or dear <= usual:
        return preferred
    found.noted.append(
        Unsure(
            because(
                "{programme} asks more than the ordinary duty on {code}, so the ordinary duty "
                "counts.",
                programme=preferred.programme,
                code=found.here.case.lines[place].hs,
            )
        )
    )
    return ordinary


def _more_digits_tell(rule: Rule | None, line: Goods, here: Consignment) -> bool:
    """Whether the whole code might bring another duty than `rule`."""
    kind = rule.kind if rule else RuleKind.DUTY
    return any(
        not alike(one, rule)
        for one in here.finer(kind, line)
        if rule is None or one.programme == rule.programme
    )


def _finer(line: Goods, here: Consignment) -> bool:
    """Whether the whole code might bring a further duty of which these digits know nothing."""
    asked = {rule.programme: rule for rule in _further(line, here)}
    return any(
        not alike(one, asked.get(one.programme)) for one in here.finer(RuleKind.ADDITIONAL, line)
    )


def _further(line: Goods, here: Consignment) -> Iterator[Rule]:
    """The additional duties, of each programme the rule closest to the goods."""
    named: set[str] = set()
    for rule in here.all(RuleKind.ADDITIONAL, line.hs, line.origin):
        if rule.programme not in named:
            named.add(rule.programme)
            yield rule


def _strange(line: Goods, here: Consignment) -> bool:
    """Whether the book names further duties for goods from Indonesia, and none for this origin."""
    rules = here.book.get(RuleKind.ADDITIONAL, ())
    named = {rule.origin for rule in rules if line.hs.startswith(rule.hs)}
    return HOME in named and line.origin not in named


def _relieved(charge: Charge, place: int, found: Found) -> bool:
    """Whether the relief for small consignments closest to these goods settles the charge."""
    here = found.here
    line = here.case.lines[place]
    found_here = here.all(RuleKind.FREE_BELOW, line.hs, line.origin)
    rule = next((one for one in found_here if charge.head in one.basis), None)
    if rule is None or (rule.threshold == 0 and not here.late(rule)):
        return False
    free = here.within(rule.threshold, rule, place)
    if free:
        found.add(charge, rule, Money.zero(here.currency))
    if free is None:
        found.leave_open(charge, rule, because("relief for small consignments"))
    return free is not False


def _layer(charge: Charge, value: Decimal | None, rule: Rule | None, found: Found) -> None:
    place = charge.line or 0
    line = found.here.case.lines[place]
    what = because("duty on {code}", code=line.hs)
    if rule is not None and rule.kind is RuleKind.PREFERENCE:
        charge = replace(charge, name=f"Duty, {rule.programme}")
    if rule is not None and rule.kind is RuleKind.ADDITIONAL:
        charge = replace(charge, name=rule.programme)
        what = because("further duty on {code} ({name})", code=line.hs, name=rule.programme)
    if rule is None or found.here.useless(rule):
        found.leave_open(charge, rule, what)
        return
    _amount(charge, rule, value, found)


def _amount(charge: Charge, rule: Rule, base: Decimal | None, found: Found) -> None:
    """Write down what a rule asks of a base."""
    here = found.here
    amount = _figure(rule, charge.line or 0, base, here)
    if amount is None:
        found.lacks(rule)
    shown = None if base is None else Money(base, here.currency).rounded()
    found.add(charge, rule, amount, shown)


def _figure(rule: Rule, place: int, base: Decimal | None, here: Consignment) -> Money | None:
    """Ad valorem, per pair, both or the greater of the two, rounded once; None: not known."""
    one = each(rule)
    per_pair = here.exact(one * here.case.lines[place].pairs) if one else Money.zero(here.currency)
    if per_pair is None or (base is None and rule.rate):
        return None
    share = (base or Decimal(0)) * (rule.rate or Decimal(0))
    parts = (share, per_pair.amount)
    whole = max(parts) if rule.combine == "max" else sum(parts, Decimal(0))
    return Money(whole, here.currency).rounded()


def _tax(place: int, found: Found) -> None:
    here = found.here
    charge = Charge(head="tax", name="Import tax", amount=None, line=place)
    rule, sure = _tax_rule(place, here)
    if rule is None or not sure or here.useless(rule):
        found.leave_open(charge, rule, because("import tax"))
        return
    if _relieved(charge, place, found):
        return
    duty, value = _duty_of(place, found), here.value(place, rule.basis)
    _amount(charge, rule, None if duty is None or value is None else duty + value, found)


def _tax_rule(place: int, here: Consignment) -> tuple[Rule | None, bool]:
    """The tax of the line, and whether it is sure: children's shoes and cheap pairs have theirs."""
    line = here.case.lines[place]
    asked = (line.hs, line.origin)
    childrens = here.rule(RuleKind.CHILDRENS_TAX, *asked) if line.children else None
    if childrens is not None:
        return childrens, True
    for rule in here.all(RuleKind.TAX, *asked):
        holds = True if rule.limit is None else here.within(rule.limit, rule, place)
        if holds is not False:
            return rule, holds is True
    return None, False


def _not_collected(found: Found) -> None:
    """A tax of so little that the border does not ask for it."""
    here, due = found.here, found.total("tax")
    rules = [one for one in here.all(RuleKind.FREE_BELOW) if one.basis == "collection"]
    if not rules or due is None or not due.amount:
        return
    (rule, *_) = rules
    if rule.threshold is None or here.grade(rule) is Grade.U:
        _settle_taxes(found, rule, None)
        return
    least = here.told(Money(rule.threshold, rule.currency))
    if least is None and rule.threshold > 0:
        _settle_taxes(found, rule, None)
    if least is not None and due <= least:
        _settle_taxes(found, rule, Money.zero(here.currency))


def _settle_taxes(found: Found, rule: Rule, amount: Money | None) -> None:
    for charge in [one for one in found.charges if one.head == "tax"]:
        found.charges.remove(charge)
        found.add(replace(charge, amount=None), rule, amount)
    if amount is None:
        found.doubt(because("import tax"), rule)


def _duty_of(place: int, found: Found) -> Decimal | None:
    """The duty in the tax base of a line; a flat duty is shared by value within its subheading."""
    total, code = Decimal(0), found.here.case.lines[place].hs
    for charge in found.charges:
        theirs = charge.line == place if charge.line is not None else code.startswith(charge.hs)
        if charge.head != "duty" or not theirs:
            continue
        if charge.amount is None:
            return None
        own = charge.line == place
        amount = charge.amount
        total += amount.amount if own else found.here.share(place, amount, charge.hs)
    return total
