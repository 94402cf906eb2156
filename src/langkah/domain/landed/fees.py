"""Fees at the border: which of them are asked of a consignment, and how much."""

from __future__ import annotations

from langkah.domain.landed.charges import Charge, Found, Unsure, each
from langkah.domain.landed.tariff import Consignment
from langkah.domain.money import Money
from langkah.domain.reason import because
from langkah.reference.rules import Rule, RuleKind


def fees(found: Found) -> None:
    """Every fee of the border, and what the carrier asks on top."""
    here = found.here
    if not here.known:
        charge = Charge(head="fee", name="Fees", amount=None)
        found.leave_open(charge, None, because("fees at the border"))
    for rule in here.all(RuleKind.FEE):
        holds = _asked_here(rule, found)
        if holds is False:
            continue
        amount = None if holds is None or here.useless(rule) else _fee(rule, here)
        charge = Charge(head="fee", name=rule.programme, amount=amount)
        if amount is None:
            found.leave_open(charge, rule, because("{fee}", fee=rule.programme))
        else:
            found.add(charge, rule)
    if here.case.extra is not None:
        asked = here.told(here.case.extra)
        found.charges.append(Charge(head="carrier", name="Carrier's fees", amount=asked))


def _asked_here(rule: Rule, found: Found) -> bool | None:
    """Whether a fee is asked of this consignment; None: not known."""
    small: bool | None = True
    if rule.rate is None and rule.limit is not None:
        small = found.here.within(rule.limit, rule)
    entered = small is not False and _entered(rule, found)
    return None if entered and small is None else entered


def _entered(rule: Rule, found: Found) -> bool | None:
    """Whether the goods come the way that the fee is for; None: not known."""
    here = found.here
    if rule.basis == "by sea":
        if here.case.sea is None:
            found.noted.append(
                Unsure(because("By sea the {fee} comes on top.", fee=rule.programme))
            )
        return here.case.sea is True
    if rule.basis in ("formal entry", "informal entry"):
        entry = here.rule(RuleKind.INFORMAL_ENTRY)
        small = None if entry is None else here.within(entry.threshold, entry)
        if entry is None or small is None:
            return None
        found.rests[entry.id] = entry
        return small is (rule.basis == "informal entry")
    return True


def _fee(rule: Rule, here: Consignment) -> Money | None:
    """A share of the goods, an amount for each unit, or both together or the greater of them."""
    one, share = each(rule), _share(rule, here)
    if one is None or (rule.rate is not None and share is None):
        return share
    whole = here.told(one * _count(rule, here))
    if whole is None or share is None:
        return whole
    return max(whole, share) if rule.combine == "max" else whole + share


def _count(rule: Rule, here: Consignment) -> int:
    """How many times the amount of a fee is asked."""
    lines = here.case.lines
    if rule.unit == "pair":
        return sum(line.pairs for line in lines)
    return len({line.hs[:6] for line in lines}) if rule.unit == "subheading" else 1


def _share(rule: Rule, here: Consignment) -> Money | None:
    """A share of the goods between its least and its most; None: no share, or not known."""
    if rule.rate is None:
        return None
    amount = (here.goods * rule.rate).rounded()
    for bound, choose in ((rule.threshold, max), (rule.limit, min)):
        if bound is not None:
            told = here.told(Money(bound, rule.currency))
            if told is None:
                return None
            amount = choose(amount, told, key=lambda one: one.amount)
    return amount
