"""The preferences a quote could claim: what each saves, what it needs, what stands in the way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from langkah.domain.landed import LandedAnswer, LandedCase, landed
from langkah.domain.money import Money, total
from langkah.domain.origin import Preference
from langkah.domain.quote.case import QuoteCase
from langkah.domain.quote.compose import attempt
from langkah.domain.quote.preference import preferences_of_lines
from langkah.domain.reason import Reason, because


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimable:
    """One programme for all lines that pay duty. It may be claimed only when `may`.

    `duty` is what it takes off the duty, `saving` off everything due (None while that is not
    known). `issuer` gives the proof `lead_days` after it was asked for, on `ready_on` at the
    earliest and `needed_by` at the latest. `met`, `open` and `in_time` are None where it is not
    known; `why` says it per line.
    """

    programme: str
    rule: str
    grade: str
    duty: Money | None
    saving: Money | None
    proof: str
    issuer: Reason | None
    lead_days: int | None
    ready_on: date | None
    needed_by: date | None
    met: bool | None
    open: bool | None
    in_time: bool | None
    may: bool
    why: tuple[tuple[str, Reason], ...]


def claimable(case: QuoteCase) -> tuple[Claimable, ...]:
    """Every preference of the destination that would lower the duty, the greatest first.

    Raises Refusal when the question itself makes no sense.
    """
    bare = attempt(replace(case, preferences=(), proofs=()))
    if bare.asked is None or bare.landed is None:
        return ()
    lines = preferences_of_lines(case, bare.asked, bare.landed)
    if not lines:
        return ()
    common = [name for name in lines[0][1] if all(name in found for _, found in lines)]
    made = [_claimable(name, lines, bare.asked, bare.landed) for name in common]
    return tuple(sorted(made, key=lambda one: -(one.duty.amount if one.duty else 0)))


def _claimable(
    programme: str,
    lines: list[tuple[str, dict[str, Preference]]],
    asked: LandedCase,
    answer: LandedAnswer,
) -> Claimable:
    each = [(title, found[programme]) for title, found in lines]
    all_ = [one for _, one in each]
    last = max(all_, key=lambda one: one.lead_days or 0)
    met, stands, in_time = (
        _every(getattr(one, name) for one in all_) for name in ("met", "open", "in_time")
    )
    why = list(dict.fromkeys((title, one.why) for title, one in each))
    if met and stands and in_time is None:
        why = [("", _NO_DAY if last.issuer else _NO_PROOF)]
    savings = [one.saving for one in all_ if one.saving is not None]
    return Claimable(
        programme=programme,
        rule=last.rule,
        grade=last.grade.value,
        duty=total(savings, asked.currency) if len(savings) == len(all_) else None,
        saving=_saving(programme, {one.rule for one in all_}, asked, answer),
        proof=last.proof,
        issuer=last.issuer,
        lead_days=last.lead_days,
        ready_on=last.ready_on,
        needed_by=last.needed_by,
        met=met,
        open=stands,
        in_time=in_time,
        may=bool(met and stands and in_time),
        why=tuple(why),
    )


_NO_DAY = because(
    "It is not known when the goods leave. Ask production for the date first; then it can be said "
    "whether the proof is in time."
)
_NO_PROOF = because(
    "It is not known which proof of origin this preference asks for. Ask the trade office."
)


def _every(values: Iterable[bool | None]) -> bool | None:
    """No as soon as one is no, then unknown as soon as one is unknown."""
    found = tuple(values)
    if False in found:
        return False
    return None if None in found else True


def _saving(
    programme: str, needed: set[str], asked: LandedCase, answer: LandedAnswer
) -> Money | None:
    """How much less is due in all, taxes upon the duty counted too.

    None where the border would not count it for every line: nothing is saved then, and what would
    be once it counts nobody knows.
    """
    then = landed(replace(asked, preferences=(programme,)))
    if not needed <= _rules(then):
        return None
    return _less(answer, then, asked.currency)


def _rules(answer: LandedAnswer) -> set[str]:
    """The rules that the amounts of an answer rest on."""
    return {one.rule for one in answer.charges}


def saved(asked: LandedCase, programme: str) -> Money | None:
    """What a claim that `asked` counts with takes off everything due; None is not known."""
    others = tuple(one for one in asked.preferences if one != programme)
    without, claimed = landed(replace(asked, preferences=others)), landed(asked)
    counts = _rules(without) != _rules(claimed)
    return _less(without, claimed, asked.currency) if counts else None


def _less(before: LandedAnswer, after: LandedAnswer, currency: str) -> Money | None:
    """How much less is due in all."""
    due = [before.duty, before.tax, before.fees, after.duty, after.tax, after.fees]
    known = [one for one in due if one is not None]
    if len(known) < len(due):
        return None
    return total(known[:3], currency) - total(known[3:], currency)
