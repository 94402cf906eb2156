"""Preferences of a quote: claims its materials bear out, and what an unclaimed one saves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from langkah.domain.landed import LandedAnswer, LandedCase
from langkah.domain.money import Money, total
from langkah.domain.origin import OriginCase, Preference, origin
from langkah.domain.origin_rules import knows, rule_met
from langkah.domain.proofs import certificate, needed_by
from langkah.domain.quote.case import QuoteCase, QuotedLine
from langkah.domain.reason import Reason, because


def claimed(case: QuoteCase, arrives: date) -> tuple[str, ...]:
    """The claims that no line's materials speak against."""
    return tuple(one for one in case.preferences if not any(_against(one, case, arrives)))


def refused(case: QuoteCase, arrives: date) -> Iterator[Reason]:
    """Why the other claims were left out."""
    for programme in case.preferences:
        for why in _against(programme, case, arrives):
            yield because(
                "The preference {programme} is not claimed: {why}", programme=programme, why=why
            )


def _against(programme: str, case: QuoteCase, arrives: date) -> Iterator[Reason]:
    for line in case.lines:
        if line.inputs and knows(programme, line.hs_code):
            met, why = rule_met(programme, line.hs_code, line.inputs, Money.zero(case.currency))
            if not met:
                yield why
    for proof in case.proofs:
        if proof.programme == programme and case.ship_date:
            yield from late(proof.form, proof.ready_on, case.ship_date, arrives)


def late(form: str, ready: date, leaves: date, arrives: date) -> Iterator[Reason]:
    """Why a proof that is there on `ready` does not help."""
    if ready <= needed_by(form, leaves, arrives):
        return
    if certificate(form):
        yield because(
            "The proof of origin is there on {ready}, after the goods arrive on {arrives}.",
            ready=ready,
            arrives=arrives,
        )
    else:
        yield because(
            "The proof of origin is there on {ready}, after the goods leave on {leaves}.",
            ready=ready,
            leaves=leaves,
        )


def unclaimed(
    case: QuoteCase, asked: LandedCase | None, answer: LandedAnswer | None
) -> Iterator[Reason]:
    """One sentence on the preference that saves most, while none is claimed and one would help."""
    if asked is None or answer is None or case.preferences:
        return
    found = [_useful(one) for _, one in preferences_of_lines(case, asked, answer)]
    common = [name for name in found[0] if all(name in other for other in found)] if found else []
    offered = [[line[name] for line in found] for name in common]
    offered.sort(key=lambda some: -sum(one.saving.amount for one in some if one.saving))
    if offered:
        yield _said(offered[0], asked.currency)


def _bases(asked: LandedCase, answer: LandedAnswer) -> list[Money | None]:
    """What customs counts of each line; None where it pays no ordinary duty."""
    bases: list[Money | None] = [None] * len(asked.lines)
    for charge in answer.charges:
        if charge.name == "Duty" and charge.line is not None and charge.rate and charge.amount:
            bases[charge.line] = charge.base
    return bases


def preferences_of_lines(
    case: QuoteCase, asked: LandedCase, answer: LandedAnswer
) -> list[tuple[str, dict[str, Preference]]]:
    """The programmes for each line that pays ordinary duty, with the line's title."""
    bases = _bases(asked, answer)
    whole = total([base for base in bases if base is not None], asked.currency)
    return [
        (line.title or line.product, _of_line(case, asked, line, (base, whole)))
        for line, base in zip(case.lines, bases, strict=True)
        if base is not None
    ]


def _of_line(
    case: QuoteCase, asked: LandedCase, line: QuotedLine, values: tuple[Money, Money]
) -> dict[str, Preference]:
    """The programmes of a line; `values` are its own and that of the whole consignment."""
    base, whole = values
    found = origin(
        OriginCase(
            country=asked.country,
            hs=line.hs_code,
            value=base,
            consignment=whole,
            entry_date=asked.entry_date,
            inputs=line.inputs,
            asked_on=case.quote_date,
            ship_date=case.ship_date,
            rates=asked.rates,
            rules=asked.rules,
        )
    )
    return {one.programme: one for one in found.preferences}


def _useful(found: dict[str, Preference]) -> dict[str, Preference]:
    """Those that would lower the duty."""
    return {name: one for name, one in found.items() if one.saving and one.saving.amount}


def _said(lines: list[Preference], currency: str) -> Reason:
    saving = total([one.saving for one in lines if one.saving], currency)
    hindered = next((one for one in lines if not _possible(one)), None)
    if hindered is not None:
        return because(
            "The preference {programme} would lower the duty by {saving}, but: {why}",
            programme=hindered.programme,
            saving=saving,
            why=hindered.why,
        )
    (first, *_) = lines
    return because(
        "The preference {programme} would lower the duty by {saving}. It takes this proof of "
        "origin: {proof}, from {issuer}; days: {days}.",
        programme=first.programme,
        saving=saving,
        proof=first.proof or "–",
        issuer=first.issuer or "–",
        days=first.lead_days if first.lead_days is not None else "–",
    )


def _possible(one: Preference) -> bool:
    """Whether nothing known stands in the way; without a day to ship, the proof may be in time."""
    return bool(one.met and one.open) and one.in_time is not False
