"""What changes in the law between the day of the quote and the day of entry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from langkah.domain.charges import Found
from langkah.domain.layers import layers
from langkah.domain.money import Money, total
from langkah.domain.reason import Reason, because
from langkah.domain.tariff import Consignment
from langkah.reference.rules import Rule, RuleKind


def changes(here: Consignment, found: Found) -> Iterator[Reason]:
    """Each rule of these figures that ends or begins in between, then both outcomes."""
    quoted, enters = here.case.quote_date, here.case.entry_date
    if quoted is None or enters <= quoted:
        return
    today = layers(Consignment(replace(here.case, entry_date=quoted), here.currency))
    rules = {rule.id: rule for kind in here.book.values() for rule in kind}
    before, after = _used(today), _used(found)
    ends = [rules[one] for one in before if one not in after]
    begins = [rules[one] for one in after if one not in before]
    for rule in ends:
        if rule.valid_until is not None and quoted < rule.valid_until <= enters:
            yield because(
                "The {rule} of today ends on {day}, before the goods arrive on {arrival}.",
                rule=_called(rule),
                day=rule.valid_until,
                arrival=enters,
            )
    for rule in begins:
        if rule.valid_from is not None and quoted < rule.valid_from <= enters:
            yield because(
                "The {rule} begins on {day}, before the goods arrive on {arrival}.",
                rule=_called(rule),
                day=rule.valid_from,
                arrival=enters,
            )
    if ends or begins:
        yield because(
            "Duty, tax and fees: {before} if they arrived today, {after} on that day.",
            before=_due(today),
            after=_due(found),
        )


def _used(found: Found) -> dict[str, None]:
    return dict.fromkeys(charge.rule for charge in found.charges if charge.rule)


def _called(rule: Rule) -> Reason:
    if rule.kind is RuleKind.PREFERENCE:
        return because("preference {programme}", programme=rule.programme)
    if rule.kind is RuleKind.ADDITIONAL:
        return because("further duty {programme}", programme=rule.programme)
    if rule.kind is RuleKind.FEE:
        return because("{fee}", fee=rule.programme)
    return _CALLED.get(rule.kind, because("duty"))


_CALLED = {
    RuleKind.TAX: because("import tax"),
    RuleKind.FREE_BELOW: because("relief for small consignments"),
    RuleKind.FLAT_DUTY: because("flat duty for small consignments"),
}


def _due(found: Found) -> Money | Reason:
    parts = [found.total(head) for head in ("duty", "tax", "fee")]
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return because("not known")
    return total(known, found.here.currency)
