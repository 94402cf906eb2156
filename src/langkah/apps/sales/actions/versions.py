"""Finding a version to work on; the one place that guards the frozen ones."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.models import F, QuerySet

from langkah.apps.sales.errors import Frozen, NotFound, NotOpen
from langkah.apps.sales.models import QuoteVersion
from langkah.apps.workshop.models import Workshop
from langkah.apps.workshop.statements import Statement
from langkah.domain.reason import because


def draft_of(workshop: Workshop, version: int) -> QuoteVersion:
    """The version, locked, if it may still change; raises Frozen once it was sent."""
    found = _with_sending(workshop=workshop.pk, version=version)
    if not found:
        raise NotFound
    *values, sent = found[0]
    row = QuoteVersion.from_db(connection.alias, _COLUMNS, values)
    if sent is not None:
        raise Frozen(
            because(
                "Version {number} was sent and does not change any more. Make a new version.",
                number=row.number,
            )
        )
    return row


_COLUMNS = [field.attname for field in QuoteVersion._meta.concrete_fields]


@Statement
def _with_sending(workshop: Any, version: Any) -> QuerySet[Any, Any]:  # noqa: ANN401 - places
    found = QuoteVersion.objects.select_for_update(of=("self",))
    return found.filter(workshop=workshop, pk=version).annotate(sending=F("sent"))


def open_of(workshop: Workshop, version: int) -> QuoteVersion:
    """The version, locked, if the buyer can still answer it; raises NotOpen otherwise."""
    row = _locked(
        workshop,
        version,
        *("quote__buyer", "quote__accepted", "sent", "withdrawn", "expired", "accepted"),
    )
    newer = row.quote.versions.filter(number__gt=row.number, sent__isnull=False).exists()
    answered = hasattr(row.quote, "accepted")
    if not hasattr(row, "sent"):
        raise NotOpen(because("This version was not sent yet. Send it first."))
    if newer or answered or hasattr(row, "withdrawn") or hasattr(row, "expired"):
        raise NotOpen(because("This version is closed. Make a new version."))
    return row


def _locked(workshop: Workshop, version: int, *beside: str) -> QuoteVersion:
    row = (
        QuoteVersion.objects.select_for_update(of=("self",))
        .select_related(*beside)
        .filter(workshop=workshop, pk=version)
        .first()
    )
    if row is None:
        raise NotFound
    return row
