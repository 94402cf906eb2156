"""A fingerprint of everything a version says, taken when it is sent."""

from __future__ import annotations

import hashlib
from typing import Any

from django.db.models import QuerySet

from langkah.apps.sales.models import (
    BorderCase,
    BorderLine,
    BorderRate,
    ClaimedPreference,
    Offer,
    OfferLine,
    QuoteLine,
    QuoteLineOption,
    QuoteLineSize,
    QuoteVersion,
    Remark,
)

# Bookkeeping that is neither a figure nor a word of the offer
_APART = {"id", "workshop", "created_by", "card", "by", "unit_materials", "unit_works"}


def of(version: int) -> str:
    """SHA-256 over the version and its lines, sizes, offers, figures and remarks, as stored."""
    rows: tuple[QuerySet[Any], ...] = (
        QuoteVersion.objects.filter(pk=version),
        QuoteLine.objects.filter(version=version).order_by("position"),
        QuoteLineSize.objects.filter(line__version=version).order_by("line__position", "size"),
        QuoteLineOption.objects.filter(line__version=version).order_by("line__position", "name"),
        Offer.objects.filter(version=version).order_by("position"),
        OfferLine.objects.filter(offer__version=version).order_by("offer__position", "position"),
        Remark.objects.filter(version=version).order_by("position"),
        ClaimedPreference.objects.filter(version=version, withdrawn_at=None).order_by("programme"),
        BorderCase.objects.filter(version=version),
        BorderLine.objects.filter(case__version=version).order_by("position"),
        BorderRate.objects.filter(case__version=version).order_by("base", "quote"),
    )
    digest = hashlib.sha256()
    for some in rows:
        digest.update(_text(some).encode())
    return digest.hexdigest()


def _text(rows: QuerySet[Any]) -> str:
    fields = rows.model._meta.concrete_fields
    names = [field.attname for field in fields if field.name not in _APART]
    return "\n".join(repr(row) for row in rows.values_list(*names))
