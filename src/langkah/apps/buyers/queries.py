"""Reads of buyers."""

from __future__ import annotations

from dataclasses import dataclass

from langkah.apps.buyers.errors import NotFound
from langkah.apps.buyers.models import Buyer
from langkah.apps.workshop.models import Workshop


@dataclass(frozen=True, slots=True, kw_only=True)
class BuyerView:
    """A buyer as screens see one."""

    id: int
    name: str
    company: str
    country: str
    city: str
    language: str
    email: str
    phone: str
    kind: str


def _view(row: Buyer) -> BuyerView:
    return BuyerView(
        id=row.pk,
        name=row.name,
        company=row.company,
        country=row.country,
        city=row.city,
        language=row.language,
        email=row.email,
        phone=row.phone,
        kind=row.kind,
    )


def buyer(workshop: Workshop, buyer: int) -> BuyerView:
    """One buyer; raises NotFound for a buyer of another workshop. One query."""
    row = Buyer.objects.filter(workshop=workshop, pk=buyer).first()
    if row is None:
        raise NotFound
    return _view(row)


def buyers(workshop: Workshop, limit: int = 200) -> tuple[BuyerView, ...]:
    """Buyers by name, at most `limit`. One query."""
    rows = Buyer.objects.filter(workshop=workshop).order_by("name", "id")[:limit]
    return tuple(_view(row) for row in rows)


def countries(workshop: Workshop) -> tuple[str, ...]:
    """The countries of all buyers, once each. One query."""
    mine = Buyer.objects.filter(workshop=workshop).exclude(country="")
    return tuple(mine.order_by("country").values_list("country", flat=True).distinct())


def alike(workshop: Workshop, *, name: str, country: str, email: str = "") -> int | None:
    """The buyer who already has this address, or else this name in this country. Two queries."""
    mine = Buyer.objects.filter(workshop=workshop)
    if email and (known := mine.filter(email__iexact=email).first()):
        return known.pk
    known = mine.filter(name__iexact=name, country=country).order_by("id").first()
    return known.pk if known else None
