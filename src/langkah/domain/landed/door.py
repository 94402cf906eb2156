"""What an order costs at the buyer's door: duty, tax and fees, each with its rule.

Null is not zero: a rule that is unknown, contradictory or past its review leaves the total empty
and says whom to ask. A rule of one source or of experience only (grade B or C) counts and is shown
with its grade, but no duty-paid price leaves before a named person has checked it. Amounts are in
`currency`; each amount is rounded to whole minor units, per line where the law looks at lines.
Customs law is that of the day of entry, not of the quote.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from langkah.domain import rulebook
from langkah.domain.exchange import lacking
from langkah.domain.landed.case import Audience, LandedCase, checked
from langkah.domain.landed.changes import Scenario, changes, earlier, scenarios
from langkah.domain.landed.charges import Charge, Found, Unsure
from langkah.domain.landed.layers import layers
from langkah.domain.landed.tariff import Consignment
from langkah.domain.money import Money
from langkah.domain.questions import advice
from langkah.domain.reason import Reason, because
from langkah.reference import countries
from langkah.reference.rules import NEWEST_SOURCE, Rule
from langkah.reference.source import Grade


@dataclass(frozen=True, slots=True, kw_only=True)
class LandedAnswer:
    """What is due at the border and in all. Totals are None as soon as a part is unknown.

    `ddp` says whether a delivered-duty-paid price may leave at all; `why_not` says why it may not,
    `ask` whom to ask what. `to_verify` are rules of grade B or C under these figures that no person
    has checked; each keeps the price back. `changes` tells what ends or begins between quote and
    entry; `scenarios` gives the figures both ways, also for a rule without a day, a preference in
    doubt and what may stand in the place of an unknown rule. `notes` say what was left aside, such
    as a claim that does not count.
    """

    currency: str
    charges: tuple[Charge, ...]
    goods: Money
    duty: Money | None
    tax: Money | None
    fees: Money | None
    landed: Money | None
    ddp: bool
    why_not: tuple[Reason, ...]
    ask: tuple[Reason, ...]
    changes: tuple[Reason, ...]
    scenarios: tuple[Scenario, ...]
    notes: tuple[Reason, ...]
    to_verify: tuple[str, ...]
    known_until: date


def landed(case: LandedCase) -> LandedAnswer:
    """Duty, tax and fees of one consignment at its destination, and whether DDP may be offered."""
    case = checked(case)
    here = Consignment(case, case.currency or case.lines[0].value.currency)
    found = layers(here)
    duty, tax, fees = (found.total(head) for head in ("duty", "tax", "fee"))
    found.unsure += _carriage_unknown(here)
    whole, today = found.whole(), earlier(here)
    unchecked = [rule for rule in _doubtful(found) if rule.id not in case.verified]
    unsure = [one.reason for one in found.unsure] + [_unchecked(rule, here) for rule in unchecked]
    asked = [one.ask for one in (*found.unsure, *found.noted) if one.ask]
    return LandedAnswer(
        currency=here.currency,
        charges=tuple(found.charges),
        goods=here.goods,
        duty=duty,
        tax=tax,
        fees=fees,
        landed=whole,
        ddp=whole is not None and not unchecked,
        why_not=tuple(dict.fromkeys(unsure)),
        ask=tuple(dict.fromkeys(asked)),
        changes=tuple(changes(today, found)),
        scenarios=tuple(scenarios(today, found)),
        notes=tuple(dict.fromkeys(_notes(found))),
        to_verify=tuple(rule.id for rule in unchecked),
        known_until=NEWEST_SOURCE,
    )


def _notes(found: Found) -> Iterator[Reason]:
    yield from (one.reason for one in found.noted)
    yield from advice(found.rests, consumer=found.here.case.audience is Audience.B2C)


def _doubtful(found: Found) -> Iterator[Rule]:
    """The rules under the figures that rest on one source, or on experience."""
    for rule in found.rests.values():
        if found.here.grade(rule) in (Grade.B, Grade.C):
            yield rule


def _unchecked(rule: Rule, here: Consignment) -> Reason:
    return because(
        "{country}: the {what} ({value}) rests on {ground} and nobody has checked it. Have it "
        "checked and write down who did, before a duty-paid price leaves.",
        country=countries.name(here.case.country),
        what=rulebook.name(rule),
        value=rulebook.value(rule),
        ground=_GROUNDS[here.grade(rule)],
    )


_GROUNDS = {
    Grade.B: because("one source (grade B)"),
    Grade.C: because("experience only (grade C)"),
}


def _carriage_unknown(here: Consignment) -> Iterator[Unsure]:
    named = {"freight": here.case.freight, "insurance": here.case.insurance}
    for what, amount in (*named.items(), ("extra", here.case.extra)):
        if amount is not None and here.told(amount) is None:
            yield Unsure(lacking(amount.currency, here.currency))
        elif amount is None and what == "freight":
            yield Unsure(
                because("The freight is not known. Choose a rate card or enter the amount.")
            )
        elif amount is None and what == "insurance":
            yield Unsure(because("The insurance is not known. Enter the amount, or 0 for none."))
