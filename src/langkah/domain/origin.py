"""Whether a preference can be claimed: the origin rule met, the proof in time, what it saves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from langkah.domain import materials
from langkah.domain.exchange import Rate, converted, find
from langkah.domain.money import Money
from langkah.domain.origin_rules import HOME, Input, rule_met
from langkah.domain.proofs import Proof, certificate, needed_by, proof_of
from langkah.domain.reason import Reason, Refusal, because
from langkah.reference import countries, currencies, hs
from langkah.reference.rules import GRANTED, WITHHELD, Rule, RuleKind, by_kind, of_country
from langkah.reference.source import Grade

__all__ = ["Input", "OriginAnswer", "OriginCase", "Preference", "origin", "origin_asked"]


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginCase:
    """Goods made in Indonesia for one country, with what goes into them.

    `value` is that of these goods as customs counts it; `consignment` that of all goods that travel
    under one proof, if there are others. `asked_on` is the day on which the
    proof is asked for, `ship_date` the day on which it must be there. Without `rules` Langkah's own
    rule book counts; empty, no rule is known.
    """

    country: str
    hs: str
    value: Money
    entry_date: date
    consignment: Money | None = None
    inputs: tuple[Input, ...] = ()
    asked_on: date | None = None
    ship_date: date | None = None
    rates: tuple[Rate, ...] = ()
    rules: tuple[Rule, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Preference:
    """One programme: its rate, what it saves, the proof it asks for, and whether it can be had.

    `counts` only when the origin rule is `met`, the scheme is `open` and the proof `in_time`; each
    is None where it is not known, and `why` says which stands in the way. `ready_on` is the day on
    which `issuer` can have given the proof, `lead_days` after it was asked for; `needed_by` the
    last on which it helps.
    """

    programme: str
    rate: Decimal
    saving: Money | None
    proof: str
    issuer: Reason | None
    lead_days: int | None
    ready_on: date | None
    needed_by: date | None
    met: bool | None
    open: bool | None
    in_time: bool | None
    counts: bool
    why: Reason
    grade: Grade
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginAnswer:
    """Every programme of the destination for these goods, the greatest saving first."""

    preferences: tuple[Preference, ...]
    note: Reason


def origin_asked(case: OriginCase) -> OriginAnswer:
    """Which preferences stand open, what each saves and what it needs.

    For questions from outside: materials and days are looked at, too. Raises Refusal.
    """
    inputs = materials.plain(case.inputs)
    wrong = list(_problems(case))
    if not wrong:
        wrong += [
            *materials.problems("inputs", inputs, case.value, case.rates),
            *_day_problems(case),
            *_consignment_problems(case),
        ]
    if wrong:
        raise Refusal(*wrong)
    return origin(case)


def origin(case: OriginCase) -> OriginAnswer:
    """Which preferences stand open, what each saves and what it needs."""
    case = replace(case, hs=hs.bare(case.hs), inputs=materials.plain(case.inputs))
    wrong = tuple(_problems(case))
    if wrong:
        raise Refusal(*wrong)
    inputs = materials.in_money(case.inputs, case.value.currency, case.rates)
    case = replace(case, inputs=inputs)
    book = _book(case)
    ordinary = _in_force(book[RuleKind.DUTY], case)
    found = [
        _preference(case, rule, ordinary, _scheme(book[RuleKind.SCHEME], case, rule.programme))
        for rule in book[RuleKind.PREFERENCE]
        if _fits(rule, case) and rule.holds(case.entry_date) and rule.rate is not None
    ]
    kept = [one for one in found if one.open is not False]
    kept.sort(key=lambda one: (not one.counts, -(one.saving.amount if one.saving else 0)))
    note = (
        because("The proof must travel with the goods; ask for it before they leave.")
        if kept
        else because("No preference for goods from Indonesia is known here.")
    )
    return OriginAnswer(preferences=tuple(kept), note=note)


def _problems(case: OriginCase) -> Iterator[Reason]:
    if case.country not in countries.names("en"):
        yield because(
            "country: “{country}” is not a country code. Use two letters such as NL.",
            country=case.country,
        )
    if not hs.is_code(hs.bare(case.hs)):
        yield because(
            "{field}: “{hs}” is no tariff code. Write 6 to 12 digits, such as 640399.",
            field="hs",
            hs=case.hs,
        )
    if not case.value.amount.is_finite() or case.value.amount < 0:
        yield because("{field}: the amount is below zero. Correct it.", field="value")
    for field, money in (("value", case.value), ("consignment", case.consignment)):
        if money is not None and money.currency not in currencies.CODES:
            yield because(
                "{field}: “{code}” is not a currency Langkah knows. Use a code such as EUR.",
                field=field,
                code=money.currency,
            )


def _consignment_problems(case: OriginCase) -> Iterator[Reason]:
    """What travels under the proof is worth these goods at least."""
    whole = case.consignment
    if whole is None or find(case.rates, whole.currency, case.value.currency) is None:
        return
    if converted(whole, case.value.currency, case.rates) < case.value:
        yield because(
            "{field}: all goods of the consignment are worth {whole}, less than these goods alone, "
            "{value}. Correct one of them.",
            field="consignment",
            whole=whole,
            value=case.value,
        )


def _day_problems(case: OriginCase) -> Iterator[Reason]:
    if case.asked_on is not None and case.entry_date < case.asked_on:
        yield because(
            "{field}: the question is of {day}, after the goods enter on {entry}. Correct one "
            "of the days.",
            field="asked_on",
            day=case.asked_on,
            entry=case.entry_date,
        )
    if case.ship_date is not None and case.entry_date < case.ship_date:
        yield because(
            "{field}: the goods enter on {day}, before they leave on {leaves}. Correct one of the "
            "days.",
            field="entry_date",
            day=case.entry_date,
            leaves=case.ship_date,
        )


ASKED = frozenset((RuleKind.DUTY, RuleKind.SCHEME, RuleKind.PREFERENCE))


def _book(case: OriginCase) -> dict[RuleKind, tuple[Rule, ...]]:
    if case.rules is None:
        return of_country(case.country)
    here = (case.country, countries.market(case.country))
    return by_kind(
        rule
        for rule in case.rules
        if rule.kind in ASKED and rule.market in here and case.hs.startswith(rule.hs)
    )


def _fits(rule: Rule, case: OriginCase) -> bool:
    """Whether a rule is about these goods, which are made in Indonesia."""
    return case.hs.startswith(rule.hs) and rule.origin in ("", HOME)


def _in_force(rules: tuple[Rule, ...], case: OriginCase) -> Rule | None:
    return next(
        (rule for rule in rules if _fits(rule, case) and rule.holds(case.entry_date)),
        None,
    )


def _scheme(rules: tuple[Rule, ...], case: OriginCase, programme: str) -> Rule | None:
    return _in_force(tuple(one for one in rules if one.programme == programme), case)


def _preference(
    case: OriginCase, rule: Rule, ordinary: Rule | None, scheme: Rule | None
) -> Preference:
    proof = proof_of(rule.proof, case.consignment or case.value, case.rates)
    ready = proof.ready(case.asked_on, case.ship_date) if proof and case.asked_on else None
    last = needed_by(rule.proof, case.ship_date, case.entry_date) if case.ship_date else None
    in_time = None if ready is None or last is None else ready <= last
    met, why = rule_met(rule.programme, case.hs, case.inputs, case.value)
    stands = _stands(rule, scheme, case)
    if stands is None:
        why = because(
            "It is not known whether {programme} holds for these goods on {day}. Ask before you "
            "count on it.",
            programme=rule.programme,
            day=case.entry_date,
        )
    elif met and in_time is False and proof and ready and case.ship_date:
        why = _too_late(proof, ready, case)
    return Preference(
        programme=rule.programme,
        rate=rule.rate or Decimal(0),
        saving=_saving(case, rule, ordinary),
        proof=rule.proof,
        issuer=proof.issuer if proof else None,
        lead_days=proof.days if proof else None,
        ready_on=ready,
        needed_by=last,
        met=met,
        open=stands,
        in_time=in_time,
        counts=bool(met and stands and in_time),
        why=why,
        grade=rule.grade_on(case.asked_on or case.entry_date),
        rule=rule.id,
    )


def _too_late(proof: Proof, ready: date, case: OriginCase) -> Reason:
    if certificate(proof.form):
        return because(
            "{proof} is given on the PEB, its NPE and the B/L or AWB, so after the goods leave on "
            "{leaves}; it takes {days} days and is there on {ready}, after they arrive on "
            "{arrives}. Let them go a slower way, or count without it.",
            proof=proof.form,
            leaves=case.ship_date or ready,
            days=proof.days,
            ready=ready,
            arrives=case.entry_date,
        )
    return because(
        "{proof} takes {days} days and is there on {ready}, after the goods leave on {leaves}. "
        "Ask for it earlier, or let the goods leave later.",
        proof=proof.form,
        days=proof.days,
        ready=ready,
        leaves=case.ship_date or ready,
    )


def _stands(rule: Rule, scheme: Rule | None, case: OriginCase) -> bool | None:
    """Whether the scheme is open to these goods at entry; None where nobody knows."""
    day = case.asked_on or case.entry_date
    if rule.grade_on(day) is Grade.U:
        return None
    if scheme is None:
        return True
    if scheme.grade_on(day) is Grade.U:
        return None
    return {GRANTED: True, WITHHELD: False}.get(scheme.basis)


def _saving(case: OriginCase, rule: Rule, ordinary: Rule | None) -> Money | None:
    """What the preference saves on the whole value; None while one of the rates is not plain."""
    if ordinary is None or ordinary.rate is None or rule.rate is None:
        return None
    if ordinary.amount is not None or rule.amount is not None:
        return None
    less = max(ordinary.rate - rule.rate, Decimal(0))
    return Money(case.value.amount * less, case.value.currency).rounded()
