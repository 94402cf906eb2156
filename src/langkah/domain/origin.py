"""Whether a preference can be claimed: the origin rule met, the proof in time, what it saves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from langkah.domain.money import Money
from langkah.domain.reason import Reason, Refusal, because
from langkah.reference import countries
from langkah.reference.rules import Rule, RuleKind, of_country
from langkah.reference.source import Grade


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """A material of the bill of materials; `origin` is ISO alpha-2, empty is unknown."""

    name: str
    origin: str = ""
    hs: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginCase:
    """Goods made in Indonesia for one country, with what goes into them."""

    country: str
    hs: str
    value: Money
    entry_date: date
    inputs: tuple[Input, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Preference:
    """One programme: its rate, what it saves, the proof it asks for, and whether it can be had.

    `met` is None where the origin rule of the programme is not known for these goods.
    """

    programme: str
    rate: Decimal
    saving: Money | None
    proof: str
    met: bool | None
    why: Reason
    grade: Grade
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginAnswer:
    """Every programme of the destination for these goods, the greatest saving first."""

    preferences: tuple[Preference, ...]
    note: Reason


def origin(case: OriginCase) -> OriginAnswer:
    """Which preferences stand open, what each saves and what it needs."""
    if case.country not in countries.names("en"):
        raise Refusal(
            because(
                "country: “{country}” is not a country code. Use two letters such as NL.",
                country=case.country,
            )
        )
    book = of_country(case.country)
    ordinary = _in_force(book[RuleKind.DUTY], case)
    found = [
        _preference(case, rule, ordinary)
        for rule in book[RuleKind.PREFERENCE]
        if case.hs.startswith(rule.hs) and rule.holds(case.entry_date) and rule.rate is not None
    ]
    found.sort(key=lambda one: -(one.saving.amount if one.saving else 0))
    note = (
        because("The proof must travel with the goods; ask for it before they leave.")
        if found
        else because("No preference for goods from Indonesia is known here.")
    )
    return OriginAnswer(preferences=tuple(found), note=note)


def _in_force(rules: tuple[Rule, ...], case: OriginCase) -> Rule | None:
    return next(
        (rule for rule in rules if case.hs.startswith(rule.hs) and rule.holds(case.entry_date)),
        None,
    )


def _preference(case: OriginCase, rule: Rule, ordinary: Rule | None) -> Preference:
    rate = rule.rate or Decimal(0)
    saving = None
    if ordinary is not None and ordinary.rate is not None:
        saving = Money(
            case.value.amount * max(ordinary.rate - rate, Decimal(0)), case.value.currency
        )
    met, why = _met(case, rule.programme)
    return Preference(
        programme=rule.programme,
        rate=rate,
        saving=saving.rounded() if saving else None,
        proof=rule.proof,
        met=met,
        why=why,
        grade=rule.grade_on(case.entry_date),
        rule=rule.id,
    )


# Regulation (EU) 2015/2446, annex 22-03: any material but uppers fixed to a sole (heading 6406).
# Source: rulesoforigin.org, treaty 4, 6403.59; seen 2023-12-31, grade A.
_UPPERS_RULE, _SHOES = ("EU GSP",), "64"


def _met(case: OriginCase, programme: str) -> tuple[bool | None, Reason]:
    """Whether the goods count as made in Indonesia; None where rule or materials are unknown."""
    if programme not in _UPPERS_RULE or not case.hs.startswith(_SHOES):
        return None, because(
            "Langkah does not know the origin rule of {programme} for these goods. Ask the office "
            "that issues the certificate of origin.",
            programme=programme,
        )
    foreign = [one for one in case.inputs if one.origin not in ("", "ID")]
    assembled = [one for one in foreign if one.hs.startswith("6406")]
    if assembled:
        return False, because(
            "{name} comes from abroad as a finished upper. Make the upper here.",
            name=assembled[0].name,
        )
    unknown = [one for one in case.inputs if not one.origin]
    if unknown or not case.inputs:
        return None, because(
            "The country of origin of a material is not known. Enter it at the materials."
        )
    return True, because(
        "Made in Indonesia from materials that the rule allows; foreign leather and soles may be "
        "among them."
    )
