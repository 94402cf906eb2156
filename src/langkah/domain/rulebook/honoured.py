"""Which fields of a rule are worked with, kind by kind: what is not is refused, never dropped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from langkah.domain.reason import Reason, because
from langkah.reference.rules import Rule, RuleKind


@dataclass(frozen=True, slots=True)
class Honours:
    """The fields that a kind of rule is asked about, and what its money is counted by."""

    fields: frozenset[str]
    units: tuple[str, ...] = ()


def _of(fields: str, *units: str) -> Honours:
    return Honours(frozenset(fields.split()), units)


_GOODS = "hs origin "
_CHARGE = _GOODS + "rate amount combine "
UNITS = ("pair", "subheading", "consignment")
# Fields that some kinds do not look at; every other field counts, or is kept to be read, in all
FIELDS = (
    "hs",
    "origin",
    "programme",
    "rate",
    "amount",
    "combine",
    "threshold",
    "limit",
    "basis",
)
HONOURED: dict[RuleKind, Honours] = {
    RuleKind.DUTY: _of(_CHARGE, "pair"),
    RuleKind.PREFERENCE: _of(_CHARGE + "programme", "pair"),
    RuleKind.SCHEME: _of(_GOODS + "programme basis"),
    RuleKind.ADDITIONAL: _of(_CHARGE + "programme", "pair"),
    RuleKind.FLAT_DUTY: _of("amount limit", "subheading"),
    RuleKind.FREE_BELOW: _of(_GOODS + "threshold basis", "pair", "consignment"),
    RuleKind.VALUE_BASIS: _of("basis"),
    RuleKind.INFORMAL_ENTRY: _of("threshold", "consignment"),
    RuleKind.TAX: _of(_CHARGE + "limit basis", "pair"),
    RuleKind.CHILDRENS_TAX: _of(_CHARGE + "basis", "pair"),
    RuleKind.FEE: _of("programme rate amount combine threshold limit basis", *UNITS),
}
# A tax of so little that it is not asked is that of the whole consignment
_COLLECTION = _of("threshold basis", "consignment")


def units_of(rule: Rule) -> tuple[str, ...]:
    """What the money of such a rule is counted by; nothing where its kind counts none."""
    return _honours(rule).units


def asks_amount(rule: Rule) -> bool:
    """Whether such a rule asks for an amount."""
    return "amount" in _honours(rule).fields


def _honours(rule: Rule) -> Honours:
    collected = rule.kind is RuleKind.FREE_BELOW and rule.basis == "collection"
    return _COLLECTION if collected else HONOURED[rule.kind]


def unheard(rule: Rule) -> Iterator[tuple[str, Reason]]:
    """Each field that was filled in though no figure would ever look at it."""
    honours = _honours(rule)
    for field in FIELDS:
        if getattr(rule, field) not in ("", None) and field not in honours.fields:
            yield field, _left_empty(rule, field)
    if rule.unit in UNITS and not honours.units:
        yield "unit", _left_empty(rule, "unit")
    elif rule.unit in UNITS and rule.unit not in honours.units:
        yield (
            "unit",
            because(
                "A rule of the kind “{kind}” is not counted by “{unit}”. Choose one of: {allowed}.",
                kind=rule.kind.value,
                unit=rule.unit,
                allowed=", ".join(honours.units),
            ),
        )
    yield from _beside(rule)


def _left_empty(rule: Rule, field: str) -> Reason:
    return because(
        "A rule of the kind “{kind}” has no “{field}”: it would not be looked at. Leave it empty, "
        "or choose the kind that is meant.",
        kind=rule.kind.value,
        field=field,
    )


def _beside(rule: Rule) -> Iterator[tuple[str, Reason]]:
    """Fields that count only beside others."""
    both = rule.rate is not None and rule.amount is not None
    if rule.combine and rule.amount is None:
        yield "combine", because("Write the amount, too: “combine” is for a rate and an amount.")
    if rule.kind is not RuleKind.FEE:
        return
    if rule.threshold is not None and (rule.rate is None or both):
        yield "threshold", ALONE
    if rule.limit is not None and both:
        yield "limit", ALONE


ALONE = because(
    "A fee has a least and a most only where it is a rate without an amount. Leave this empty, or "
    "write two fees."
)
