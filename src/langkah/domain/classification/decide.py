"""From the facts to six digits: what leaves the chapter, the heading, the subheading."""

from __future__ import annotations

from langkah.domain.classification import footwear, goods
from langkah.domain.classification.case import Classification, ClassifyCase, Kind
from langkah.domain.classification.faults import check
from langkah.domain.classification.leaving import leaves, settled
from langkah.domain.classification.national import national
from langkah.domain.classification.trail import Trail
from langkah.domain.reason import because
from langkah.reference.hs import TEXTS, bare


def classify(case: ClassifyCase) -> Classification:
    """The code with its steps, the heading elsewhere, or the questions that stand before it.

    Raises Refusal naming each field that cannot be (a share of -5 percent), and where two facts
    exclude each other (it covers the calf but not the ankle).
    """
    check(case)
    case = settled(case)
    trail = Trail(case)
    where = leaves(case, trail)
    if where:
        trail.ask("", because("This is not chapter 64 but {where}. Ask a broker.", where=where))
        return _open(trail, where)
    if trail.asked:
        return _open(trail)
    code = (footwear if case.kind is Kind.FOOTWEAR else goods).code_of(case, trail)
    if trail.asked:
        return _open(trail)
    return Classification(
        code=code,
        text=TEXTS[code],
        steps=tuple(trail.steps),
        ask=(),
        national=national(case, code),
        agrees=bare(case.hs_code).startswith(code) if case.hs_code else None,
    )


def _open(trail: Trail, where: str = "") -> Classification:
    return Classification(
        code="",
        text="",
        steps=tuple(trail.steps),
        ask=tuple(trail.asked),
        wanted=tuple(trail.wanted),
        elsewhere=where,
    )
