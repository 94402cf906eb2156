"""Exchange rates a quote is told: the workshop's own where it has one, else the ECB's."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from langkah.apps.workshop.models import ManualRate, Workshop
from langkah.apps.workshop.statements import Statement
from langkah.domain.exchange import Rate
from langkah.reference import fx

OWN = "own rate of the workshop"


def told(workshop: Workshop, wanted: set[str], day: date) -> tuple[Rate, ...]:
    """Rates between all pairs of `wanted` and the workshop's money that are known. One query.

    A currency that neither the workshop nor the ECB knows is left out: unknown is not one.
    """
    own = _own(workshop)
    table = fx.on(day)
    home = workshop.currency
    value = _values(table.per_euro, home) | {code: rate for code, (rate, _) in own.items()}
    codes = sorted((wanted | {home}) & value.keys())
    found = []
    for place, base in enumerate(codes):
        for quote in codes[place + 1 :]:
            days = [own[code][1] for code in (base, quote) if code in own]
            found.append(
                Rate(
                    base=base,
                    quote=quote,
                    rate=value[base] / value[quote],
                    source=OWN if days else fx.SOURCE,
                    day=min(days) if days else table.day,
                )
            )
    return tuple(found)


def _values(per_euro: dict[str, Decimal], home: str) -> dict[str, Decimal]:
    """What one unit of each currency is worth in the workshop's money, by the ECB."""
    euros = {"EUR": Decimal(1)} | per_euro
    if home not in euros:
        return {home: Decimal(1)}
    return {code: euros[home] / amount for code, amount in euros.items()}


def _own(workshop: Workshop) -> dict[str, tuple[Decimal, date]]:
    """The newest own rate of each currency, with its day."""
    rows = _set(workshop=workshop.pk)
    return {currency: (rate, set_at.date()) for currency, rate, set_at in rows}


@Statement
def _set(workshop: Any) -> QuerySet[Any, Any]:  # noqa: ANN401 - a place
    rows = ManualRate.objects.filter(workshop=workshop).order_by("set_at")
    return rows.values_list("currency", "rate", "set_at")
