"""Reading a buyer's message: what is said clearly is a value, the rest is a question."""

from __future__ import annotations

import re
from decimal import Decimal

from langkah.domain.inquiry.reading import (
    Field,
    InquiryCase,
    InquiryReading,
    Intent,
    Line,
    Span,
)

_PAIRS = re.compile(r"(\d+)\s*(?:pairs?|paar|paires?|pares|pasang|足)", re.IGNORECASE)


def read(case: InquiryCase) -> InquiryReading:
    """What a buyer's message says, with the words it was read from and what to ask."""
    sure = Decimal("0.9")
    lines = []
    pairs = _PAIRS.search(case.text)
    for entry in case.catalogue:
        at = case.text.casefold().find(entry.name.casefold())
        if at < 0:
            continue
        product = Field(value=entry.id, confidence=sure, spans=(Span(at, at + len(entry.name)),))
        total = pairs and Field(
            value=int(pairs[1]), confidence=sure, spans=(Span(pairs.start(), pairs.end()),)
        )
        lines.append(Line(product=product, name=entry.name, pairs=total or None))
    return InquiryReading(
        language=Field(value=case.language or "en", confidence=Decimal("0.3")),
        intent=Field(value=Intent.INQUIRY if lines else Intent.OTHER, confidence=Decimal("0.5")),
        lines=tuple(lines),
    )
