"""Reads of inquiries: the message, what was read from it, and what a person made of that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from langkah.apps.catalogue import queries as catalogue
from langkah.apps.catalogue.dossier import OptionRow
from langkah.apps.catalogue.models import Product
from langkah.apps.sales import fitting, wished
from langkah.apps.sales.errors import NotFound
from langkah.apps.sales.facts import AskedLine, AskedSize, Facts
from langkah.apps.sales.insize import own_sizes
from langkah.apps.sales.models import Inquiry
from langkah.apps.workshop.models import Workshop
from langkah.domain import inquiry as reader
from langkah.domain.reason import Reason

PAGE = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A part of the message; `field` names what was read from it, empty for the rest."""

    text: str
    field: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A product that may have been meant on a line."""

    line: int
    product: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InquiryRow:
    """An inquiry on a list; state is new, draft, confirmed or closed."""

    id: int
    sender: str
    start: str
    state: str
    received_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class InquiryPage:
    """Inquiries, newest first; `before` asks for the next page, None is the end."""

    rows: tuple[InquiryRow, ...]
    before: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class InquiryView:
    """A message with its reading; `facts` is the draft of a person, or else what was read.

    `fits` are options that may be meant, `options` what can be chosen, by product.
    """

    id: int
    way: str
    state: str
    pieces: tuple[Piece, ...]
    sender: str
    email: str
    phone: str
    received_at: datetime
    facts: Facts
    corrected: bool
    questions: tuple[Reason, ...]
    choices: tuple[Choice, ...]
    fits: tuple[fitting.LineFit, ...]
    options: dict[int, tuple[OptionRow, ...]]
    quote: int | None
    closed_because: str


def inquiries(workshop: Workshop, before: int | None = None, limit: int = PAGE) -> InquiryPage:
    """Inquiries below id `before`. One query."""
    mine = Inquiry.objects.filter(workshop=workshop)
    if before is not None:
        mine = mine.filter(pk__lt=before)
    found = list(
        mine.select_related("confirmed", "closed", "facts", "buyer").order_by("-pk")[: limit + 1]
    )
    rows = tuple(
        InquiryRow(
            id=row.pk,
            sender=str(row.buyer) if row.buyer else _sender(row),
            start=" ".join(row.text.split())[:120],
            state=_state(row),
            received_at=row.received_at,
        )
        for row in found[:limit]
    )
    return InquiryPage(rows=rows, before=rows[-1].id if len(found) > limit else None)


def inquiry(workshop: Workshop, inquiry: int, now: datetime) -> InquiryView:
    """One inquiry, read anew against today's catalogue; raises NotFound. Five queries."""
    row = (
        Inquiry.objects.filter(workshop=workshop, pk=inquiry)
        .select_related("confirmed", "closed", "facts", "buyer")
        .prefetch_related("lines__sizes", "lines__options", "quotes")
        .first()
    )
    if row is None:
        raise NotFound
    today = now.astimezone(ZoneInfo(workshop.time_zone)).date()
    reading = read(workshop, row.text, today=today, language=row.language)
    corrected = hasattr(row, "facts")
    facts, put_over = (_kept(row), ()) if corrected else as_read(workshop, reading, row)
    closed = getattr(row, "closed", None)
    options = catalogue.options(workshop)
    fits = fitting.of_lines(row.text, reading.wishes, facts.lines, options)
    return InquiryView(
        id=row.pk,
        way=row.way,
        state=_state(row),
        pieces=pieces(row.text, reading),
        sender=_sender(row),
        email=row.sender_email,
        phone=row.sender_phone,
        received_at=row.received_at,
        facts=facts,
        corrected=corrected,
        questions=(
            *(question.reason for question in reading.questions),
            *put_over,
            *wished.of_inquiry(workshop, facts, today),
            *(fit.reason for fit in fits if not fit.sure),
        ),
        choices=tuple(
            Choice(line=place, product=other.product, name=other.name)
            for place, line in enumerate(reading.lines)
            for other in line.alternatives
        ),
        fits=fits,
        options=fitting.shown(facts.lines, fits, options),
        quote=next((quote.pk for quote in row.quotes.all()), None),
        closed_because=closed.reason if closed else "",
    )


def read(
    workshop: Workshop, text: str, *, today: date, language: str = ""
) -> reader.InquiryReading:
    """What a text says, read against the workshop's catalogue."""
    return reader.read(
        reader.InquiryCase(
            text=text,
            today=today,
            catalogue=catalogue.entries(workshop),
            language=language or None,
        )
    )


def _state(row: Inquiry) -> str:
    if hasattr(row, "confirmed"):
        return "confirmed"
    if hasattr(row, "closed"):
        return "closed"
    return "draft" if hasattr(row, "facts") else "new"


def _sender(row: Inquiry) -> str:
    return row.sender_name or row.sender_email or row.sender_phone


def pieces(text: str, reading: reader.InquiryReading) -> tuple[Piece, ...]:
    """The whole text in pieces, so that the words that were read can be underlined."""
    found: list[Piece] = []
    at = 0
    for start, end, field in sorted(set(_spans(reading))):
        if start < at or end > len(text) or end <= start:
            continue
        if start > at:
            found.append(Piece(text=text[at:start]))
        found.append(Piece(text=text[start:end], field=field))
        at = end
    if at < len(text):
        found.append(Piece(text=text[at:]))
    return tuple(found)


def _spans(reading: reader.InquiryReading) -> list[tuple[int, int, str]]:
    named: list[tuple[str, reader.Field[Any] | None]] = [
        ("country", reading.country),
        ("city", reading.city),
        ("port", reading.port),
        ("wish_date", reading.wish_date),
        ("asap", reading.asap),
        ("currency", reading.currency),
        ("incoterm", reading.incoterm),
        ("place", reading.named_place),
        ("buyer", reading.buyer),
        ("name", reading.name),
    ]
    named += [("wish", wish.text) for wish in reading.wishes]
    for line in reading.lines:
        named += [("product", line.product), ("pairs", line.pairs), ("system", line.system)]
        named += [("size", size.pairs) for size in line.sizes]
    return [(span.start, span.end, name) for name, field in named if field for span in field.spans]


def as_read(
    workshop: Workshop, reading: reader.InquiryReading, row: Inquiry
) -> tuple[Facts, tuple[Reason, ...]]:
    """The reading as a form to correct, and what was put over into our own sizes. One query.

    What was not read stays empty.
    """
    language = row.language or reading.language.value
    wanted = [line.product.value for line in reading.lines if line.product]
    products = Product.objects.filter(workshop=workshop, pk__in=wanted).in_bulk()
    asked = [_asked(line, products) for line in reading.lines]
    facts = Facts(
        buyer_name=row.sender_name or _value(reading.name),
        language=language,
        kind=_value(reading.buyer),
        country=_value(reading.country),
        city=_value(reading.city),
        port=_value(reading.port),
        incoterm=_value(reading.incoterm),
        currency=_value(reading.currency),
        wish_day=reading.wish_date.value if reading.wish_date else None,
        wishes="\n".join(_said(row.text, wish) for wish in reading.wishes),
        lines=tuple(line for line, _said in asked),
    )
    return facts, tuple(reason for _line, said in asked for reason in said)


def _said(text: str, wish: reader.Wish) -> str:
    """A wish in the buyer's own words: she reads it again in the offer."""
    first = wish.text.spans[0]
    return text[first.start : first.end]


def _value(field: reader.Field[str] | reader.Field[reader.BuyerKind] | None) -> str:
    return str(field.value) if field else ""


def _asked(line: reader.Line, products: dict[int, Product]) -> tuple[AskedLine, tuple[Reason, ...]]:
    product = line.product.value if line.product else None
    if not line.sizes:
        whole = (AskedSize(pairs=line.pairs.value),) if line.pairs else ()
        return AskedLine(product=product, sizes=whole), ()
    read = tuple(AskedSize(size=cell.size, pairs=cell.pairs.value) for cell in line.sizes)
    system = line.system.value if line.system else None
    sizes, said = own_sizes(products.get(product or 0), system, read)
    return AskedLine(product=product, sizes=sizes), said


def _kept(row: Inquiry) -> Facts:
    facts = row.facts
    return Facts(
        buyer_name=facts.buyer_name,
        language=facts.language,
        kind=facts.kind,
        country=facts.country,
        city=facts.city,
        port=facts.port,
        incoterm=facts.incoterm,
        currency=facts.currency,
        wish_day=facts.wish_day,
        wishes=facts.wishes,
        lines=tuple(
            AskedLine(
                product=line.product_id,
                sizes=tuple(
                    AskedSize(size=cell.size, pairs=cell.pairs) for cell in line.sizes.all()
                ),
                options=tuple(chosen.name for chosen in line.options.all()),
            )
            for line in sorted(row.lines.all(), key=lambda line: line.position)
        ),
    )
