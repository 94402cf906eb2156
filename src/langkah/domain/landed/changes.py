"""What changes in the law, and the figures both ways: by then, if it comes, if it holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from langkah.domain.landed.charges import Found
from langkah.domain.landed.layers import layers
from langkah.domain.landed.tariff import Consignment
from langkah.domain.money import Money, total
from langkah.domain.reason import Reason, because
from langkah.domain.rulebook import last_day, name, slot, value
from langkah.reference import countries
from langkah.reference.rules import Rule, RuleKind, candidates, closeness
from langkah.reference.source import Grade


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """The same consignment under another assumption, which `when` says. None is unknown.

    `rule` is the one that is assumed; empty where only the day differs.
    """

    when: Reason
    rule: str = ""
    duty: Money | None
    tax: Money | None
    fees: Money | None
    landed: Money | None


def earlier(here: Consignment) -> Found | None:
    """What would be due on the day of the quote; None where no rule changes until entry."""
    quoted, enters = here.case.quote_date, here.case.entry_date
    if quoted is None or enters <= quoted:
        return None
    if not _moves(here, quoted, enters):
        return None
    case = replace(here.case, entry_date=quoted)
    return layers(Consignment(case, here.currency, here.book))


def _moves(here: Consignment, after: date, until: date) -> bool:
    """Whether any rule of this border begins or ends after the one day and until the other."""
    for some in here.book.values():
        for rule in some:
            begins, ends = rule.valid_from, rule.valid_until
            if (begins and after < begins <= until) or (ends and after < ends <= until):
                return True
    return False


def changes(today: Found | None, found: Found) -> Iterator[Reason]:
    """Each rule of these figures that ends or begins in between, then both outcomes."""
    if today is None:
        return
    quoted, enters = today.here.case.entry_date, found.here.case.entry_date
    ends = [rule for code, rule in today.rests.items() if code not in found.rests]
    begins = [rule for code, rule in found.rests.items() if code not in today.rests]
    for rule in ends:
        if rule.valid_until is not None and quoted < rule.valid_until <= enters:
            yield because(
                "The {rule} of today holds until {day} only; the goods arrive on {arrival}.",
                rule=name(rule),
                day=last_day(rule) or rule.valid_until,
                arrival=enters,
            )
    for rule in begins:
        if rule.valid_from is not None and quoted < rule.valid_from <= enters:
            yield because(
                "The {rule} begins on {day}; the goods arrive on {arrival}.",
                rule=name(rule),
                day=rule.valid_from,
                arrival=enters,
            )
    if ends or begins:
        yield because(
            "Duty, tax and fees: {before} if they arrived today, {after} on that day.",
            before=_due(today),
            after=_due(found),
        )


def _due(found: Found) -> Money | Reason:
    parts = [found.total(head) for head in ("duty", "tax", "fee")]
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return because("not known")
    return total(known, found.here.currency)


def scenarios(today: Found | None, found: Found) -> Iterator[Scenario]:
    """Both outcomes of a change before entry, of a rule without a day, of a doubtful preference.

    Where a rule is not known, the outcome of each that may stand in its place.
    """
    here = found.here
    if today is not None and today.rests.keys() != found.rests.keys():
        yield _outcome(_ARRIVED, today)
        yield _outcome(_ARRIVED, found)
    for rule in here.case.pending:
        if _touches(rule, here):
            yield _outcome(_NOT_YET, found, rule)
            yield _outcome(_ALREADY, layers(_with(rule, here)), rule)
    for rule in found.doubtful.values():
        yield _outcome(_HOLDS, layers(_granting(rule, here)), rule)
    if found.unsure:
        yield from _may_be(found)


def _may_be(found: Found) -> Iterator[Scenario]:
    """What each candidate for an unknown rule would come to, where it makes anything known."""
    here = found.here
    for rule in candidates():
        if _touches(rule, here) and _open(rule, here):
            then = layers(_with(rule, here))
            if (then.total("duty"), then.total("tax")) != (found.total("duty"), found.total("tax")):
                yield _outcome(_MAY_BE, then, rule)


_ARRIVED = because("If the goods arrive on {day}").message
_NOT_YET = because("If the decided {rule} does not hold yet on {day}").message
_ALREADY = because("If the decided {rule} already holds on {day}").message
_MAY_BE = because("If the {rule} is {value} on {day}").message
_HOLDS = because("If the {rule} holds on {day}").message


def _outcome(when: str, found: Found, rule: Rule | None = None) -> Scenario:
    told = {"rule": name(rule), "value": value(rule)} if rule else {}
    return Scenario(
        when=because(when, day=found.here.case.entry_date, **told),
        rule=rule.id if rule else "",
        duty=found.total("duty"),
        tax=found.total("tax"),
        fees=found.total("fee"),
        landed=found.whole(),
    )


def _touches(rule: Rule, here: Consignment) -> bool:
    """Whether a rule without a day is about these goods at this border."""
    case = here.case
    return (
        rule.market in (case.country, countries.market(case.country))
        and rule.audience in ("", case.audience)
        and any(
            line.hs.startswith(rule.hs) and rule.origin in ("", line.origin) for line in case.lines
        )
    )


def _open(rule: Rule, here: Consignment) -> bool:
    """Whether nobody knows at entry what stands in the place of the rule."""
    now = next((one for one in here.all(rule.kind, rule.hs) if slot(one) == slot(rule)), None)
    return now is not None and here.useless(now)


def _with(rule: Rule, here: Consignment) -> Consignment:
    """The same border with the rule in place of what it says today, as if it were known."""
    source = replace(rule.source, grade=Grade.C) if rule.source.grade is Grade.U else rule.source
    dated = replace(rule, valid_from=None, valid_until=None, review_by=None, source=source)
    rest = tuple(one for one in here.book.get(rule.kind, ()) if slot(one) != slot(rule))
    ordered = sorted((dated, *rest), key=closeness)
    return Consignment(here.case, here.currency, {**here.book, rule.kind: tuple(ordered)})


def _granting(rule: Rule, here: Consignment) -> Consignment:
    """The same border with the scheme of the preference standing open."""
    schemes = here.book.get(RuleKind.SCHEME, ())
    others = tuple(one for one in schemes if one.programme != rule.programme)
    return Consignment(here.case, here.currency, {**here.book, RuleKind.SCHEME: others})
