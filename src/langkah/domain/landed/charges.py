"""What a border asks, written down: each amount with its rule, each doubt with its reason.

A charge that is not known for certain stands there without an amount, never with zero.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from langkah.domain.exchange import lacking
from langkah.domain.landed.case import Goods
from langkah.domain.landed.tariff import Consignment
from langkah.domain.money import Money, total
from langkah.domain.questions import question
from langkah.domain.reason import Reason, because
from langkah.reference import countries
from langkah.reference.rules import Rule
from langkah.reference.source import Grade


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """One amount with everything it rests on. No amount means unknown.

    For the line at `line`; else for every line of the subheading `hs`, or for all of them.
    """

    head: str
    name: str
    amount: Money | None
    base: Money | None = None
    rate: Decimal | None = None
    per_unit: Money | None = None
    line: int | None = None
    hs: str = ""
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
    """What was found so far.

    `rests` are rules behind the charges beside their own, `doubtful` preferences of which nobody
    knows whether they hold, `noted` what is worth saying though no figure is missing.
    """

    here: Consignment
    charges: list[Charge] = field(default_factory=list)
    unsure: list[Unsure] = field(default_factory=list)
    rests: dict[str, Rule] = field(default_factory=dict)
    doubtful: dict[str, Rule] = field(default_factory=dict)
    noted: list[Unsure] = field(default_factory=list)

    def total(self, head: str) -> Money | None:
        """The sum of one head; None when one of its amounts is unknown."""
        result = Money.zero(self.here.currency).rounded()
        for charge in self.charges:
            if charge.head == head:
                if charge.amount is None:
                    return None
                result = result + charge.amount
        return result

    def whole(self) -> Money | None:
        """Goods, carriage and everything due; None when a part is unknown or in doubt."""
        here, case = self.here, self.here.case
        parts = [here.goods, here.freight, here.insurance]
        parts += [self.total(head) for head in ("duty", "tax", "fee")]
        if case.extra is not None:
            parts.append(here.told(case.extra))
        known = [part for part in parts if part is not None]
        if self.unsure or len(known) < len(parts):
            return None
        return total(known, here.currency)

    def add(
        self, charge: Charge, rule: Rule, amount: Money | None = None, base: Money | None = None
    ) -> None:
        """Write a charge down with everything it rests on."""
        self.rests[rule.id] = rule
        self.charges.append(
            Charge(
                head=charge.head,
                name=charge.name,
                amount=amount or charge.amount,
                base=base or charge.base,
                rate=rule.rate,
                per_unit=each(rule),
                line=charge.line,
                hs=charge.hs,
                rule=rule.id,
                source=rule.source.name,
                source_date=rule.source.date,
                grade=self.here.grade(rule),
            )
        )

    def leave_open(self, charge: Charge, rule: Rule | None, what: Reason) -> None:
        """Write a charge down without an amount, and why."""
        if rule is None:
            self.charges.append(charge)
        else:
            self.add(charge, rule)
        self.doubt(what, rule)

    def doubt(self, what: Reason, rule: Rule | None = None) -> None:
        """Say that something is not known, and whom to ask."""
        if rule is not None and self.here.told_by(rule) and self.lacks(rule):
            return
        self.unsure.append(_unsure(what, self.here, rule))

    def lacks(self, rule: Rule) -> bool:
        """Whether the rate for the rule's money was not told; says so."""
        missing = bool(rule.currency) and not self.here.rated(rule.currency)
        if missing:
            self.unsure.append(Unsure(lacking(rule.currency, self.here.currency)))
        return missing

    def not_for(self, charge: Charge, line: Goods) -> None:
        """Write a duty down that the book knows for goods from Indonesia only."""
        self.charges.append(charge)
        self.unsure.append(_elsewhere(line, self.here))

    def too_short(self, charge: Charge, hs: str) -> None:
        """Write a duty down that only more digits of the code would tell."""
        self.charges.append(charge)
        self.unsure.append(_too_short(hs, countries.name(self.here.case.country)))


def each(rule: Rule) -> Money | None:
    """The rule's money for one unit."""
    return None if rule.amount is None else Money(rule.amount, rule.currency)


def _unsure(what: Reason, here: Consignment, rule: Rule | None) -> Unsure:
    country, day = countries.name(here.case.country), here.case.entry_date
    late = rule is not None and here.late(rule)
    return Unsure(
        because(
            _LATE if late else _UNKNOWN,
            country=country,
            what=what,
            day=(rule.review_by if rule and late else None) or day,
        ),
        question(rule.id if rule else "", country, what, day),
    )


_UNKNOWN = because(
    "{country}: the {what} cannot be told for certain for {day}, so there is no duty-paid "
    "price. Offer DAP: the buyer pays duty and tax."
).message
_LATE = because(
    "{country}: the {what} should have been checked again by {day}. What the rule book says may no "
    "longer hold, so there is no duty-paid price. Offer DAP: the buyer pays duty and tax."
).message


def _elsewhere(line: Goods, here: Consignment) -> Unsure:
    country, origin = countries.name(here.case.country), countries.name(line.origin)
    return Unsure(
        because(
            "{country}: the rule book knows the further duties for goods from Indonesia, not for "
            "{code} from {origin}, so there is no duty-paid price. Offer DAP: the buyer pays duty "
            "and tax.",
            country=country,
            code=line.hs,
            origin=origin,
        ),
        because(
            "Ask a customs broker for {country}: which further duties do goods under {code} made "
            "in {origin} pay that arrive on {day}? Note the answer with its source and date.",
            country=country,
            code=line.hs,
            origin=origin,
            day=here.case.entry_date,
        ),
    )


def _too_short(hs: str, country: str) -> Unsure:
    return Unsure(
        because(
            "{country}: the duty depends on more digits of the tariff code than {code}, so there "
            "is no duty-paid price. Enter the whole code, or offer DAP.",
            country=country,
            code=hs,
        ),
        because(
            "Ask a customs broker for {country}: what is the whole tariff code of our goods under "
            "{code}, and its duty?",
            country=country,
            code=hs,
        ),
    )
