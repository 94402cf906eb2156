"""What a buyer reaches without an account: an offer behind a link, a workshop behind its name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from langkah.apps.catalogue import queries as catalogue
from langkah.apps.sales import links
from langkah.apps.sales.errors import NotFound
from langkah.apps.sales.models import ChangeRequest, Question, QuoteLine, QuoteLink, QuoteVersion
from langkah.apps.sales.state import RECORDS, Standing, newest_sent, standing
from langkah.apps.workshop.models import Workshop


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Something the buyer wrote, and the answer if there is one."""

    text: str
    at: datetime
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """An offer as its link opens it; `newest` is the number of the version sent last."""

    workshop: Workshop
    quote: int
    version: int
    number: int
    newest: int
    standing: Standing
    order: int | None
    language: str
    told: tuple[Told, ...]


def opened(token: str, now: datetime, number: int | None = None) -> Door:
    """What the link opens: the version sent last, or the earlier one that was asked for.

    Raises NotFound for a link we did not sign, that was taken back, or a version not sent.
    Five queries.
    """
    seed = links.seed_of(token)
    link = (
        QuoteLink.objects.filter(seed=seed, revoked_at=None)
        .select_related("workshop", "quote__accepted__order")
        .first()
        if seed
        else None
    )
    if link is None:
        raise NotFound
    versions = list(
        QuoteVersion.objects.filter(quote=link.quote, sent__isnull=False).select_related(*RECORDS)
    )
    newest = newest_sent(versions)
    if newest is None:
        raise NotFound
    row = newest if number is None else next((v for v in versions if v.number == number), None)
    if row is None:
        raise NotFound
    yes = getattr(link.quote, "accepted", None)
    return Door(
        workshop=link.workshop,
        quote=link.quote_id,
        version=row.pk,
        number=row.number,
        newest=newest.number,
        standing=standing(row, newest=newest, now=now),
        order=yes.order.number if yes else None,
        language=row.language,
        told=told(link.workshop, link.quote_id),
    )


def offered_photo(workshop: Workshop, version: int, photo: int) -> bytes:
    """A photo of a product of this version as JPEG; raises NotFound for any other."""
    lines = QuoteLine.objects.filter(workshop=workshop, version=version)
    offered = list(lines.values_list("product", flat=True))
    return catalogue.photo_of(workshop, photo, offered)


def told(workshop: Workshop, quote: int) -> tuple[Told, ...]:
    """What the buyer wrote about a quote, oldest first. Two queries."""
    changes = ChangeRequest.objects.filter(workshop=workshop, version__quote=quote)
    questions = Question.objects.filter(workshop=workshop, version__quote=quote)
    rows = [Told(text=row.text, at=row.at, answer="") for row in changes[:50]]
    rows += [Told(text=row.text, at=row.at, answer=row.answer) for row in questions[:50]]
    return tuple(sorted(rows, key=lambda row: row.at))


def by_slug(slug: str) -> Workshop:
    """The workshop behind a public name; raises NotFound."""
    row = Workshop.objects.filter(slug=slug).first()
    if row is None:
        raise NotFound
    return row
