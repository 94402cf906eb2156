"""Taking a message in, and confirming what it asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.signing import Signer
from django.db import transaction
from django.db.models import Q
from django.db.utils import IntegrityError

from langkah.apps.buyers import actions as buyers
from langkah.apps.catalogue.models import Product
from langkah.apps.sales.errors import Incomplete, NotFound, TooOften
from langkah.apps.sales.facts import AskedLine, AskedSize, Facts
from langkah.apps.sales.models import (
    ClosedInquiry,
    ConfirmedInquiry,
    Inquiry,
    InquiryFacts,
    InquiryLine,
    InquiryLineOption,
    InquiryLineSize,
    Way,
)
from langkah.apps.workshop import audit
from langkah.apps.workshop.models import User, Workshop
from langkah.domain.inquiry import LONGEST, too_long
from langkah.domain.reason import Reason, because

FLOOD = 5
FLOOD_WINDOW = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A text as it came in. `key` is the same when the same form is sent again.

    `address` is the sender's network address; only a keyed hash of it is kept.
    """

    text: str
    key: str
    way: str = Way.PASTE
    name: str = ""
    email: str = ""
    phone: str = ""
    language: str = ""
    address: str = ""


@transaction.atomic
def take_inquiry(
    *, workshop: Workshop, message: Message, now: datetime, by: User | None = None
) -> int:
    """Keep a message word for word; the same key gives the same inquiry again.

    Raises Incomplete for an empty or endless text, TooOften for a flood from one address.
    """
    text = message.text.strip()
    if not text:
        raise Incomplete(because("The message is empty. Paste what the buyer wrote."))
    if len(text) > LONGEST:
        raise Incomplete(too_long())
    known = Inquiry.objects.filter(workshop=workshop, key=message.key[:64]).first()
    if known:
        return known.pk
    hashed = _hashed(message.address)
    _not_a_flood(workshop, hashed, now)
    try:
        with transaction.atomic():
            row = Inquiry.objects.create(
                workshop=workshop,
                way=message.way,
                text=text,
                sender_name=message.name.strip()[:120],
                sender_email=message.email.strip()[:254],
                sender_phone=message.phone.strip()[:20],
                language=message.language[:2],
                key=message.key[:64],
                address_hash=hashed,
                received_at=now,
                received_by=by,
            )
    except IntegrityError:  # the same form arrived twice at the same moment
        return Inquiry.objects.get(workshop=workshop, key=message.key[:64]).pk
    audit.record(workshop=workshop, by=by, verb="inquiry.taken", target=row)
    return row.pk


def _hashed(address: str) -> str:
    return Signer(salt="langkah.sales.flood").signature(address)[:32] if address else ""


def _not_a_flood(workshop: Workshop, hashed: str, now: datetime) -> None:
    if not hashed:
        return
    recent = Inquiry.objects.filter(
        workshop=workshop, address_hash=hashed, received_at__gt=now - FLOOD_WINDOW
    )
    if recent.count() >= FLOOD:
        raise TooOften(because("Too many messages in a short time. Try again in an hour."))


def _open(workshop: Workshop, inquiry: int) -> Inquiry:
    row = (
        Inquiry.objects.select_for_update(of=("self",))
        .filter(workshop=workshop, pk=inquiry)
        .filter(Q(confirmed=None))
        .first()
    )
    if row is None:
        raise NotFound
    return row


@transaction.atomic
def save_facts(*, workshop: Workshop, inquiry: int, facts: Facts, by: User, now: datetime) -> None:
    """Keep what a person corrected so far, complete or not; nothing counts yet."""
    _keep(workshop, _open(workshop, inquiry), facts, by=by, now=now)


def _keep(workshop: Workshop, row: Inquiry, facts: Facts, *, by: User, now: datetime) -> None:
    products = set(
        Product.objects.filter(
            workshop=workshop, pk__in=[line.product for line in facts.lines if line.product]
        ).values_list("pk", flat=True)
    )
    values = {
        name: getattr(facts, name)
        for name in (
            *("buyer_name", "language", "kind", "country", "city", "port"),
            *("incoterm", "currency", "wish_day", "wishes"),
        )
    }
    InquiryFacts.objects.update_or_create(
        inquiry=row, defaults={**values, "workshop": workshop, "saved_at": now, "saved_by": by}
    )
    row.lines.all().delete()
    lines = InquiryLine.objects.bulk_create(
        InquiryLine(
            workshop=workshop,
            inquiry=row,
            position=place,
            product_id=line.product if line.product in products else None,
        )
        for place, line in enumerate(facts.lines)
    )
    InquiryLineSize.objects.bulk_create(
        InquiryLineSize(workshop=workshop, line=kept, size=size, pairs=pairs)
        for kept, line in zip(lines, facts.lines, strict=True)
        for size, pairs in _counted(line.sizes).items()
    )
    InquiryLineOption.objects.bulk_create(
        InquiryLineOption(workshop=workshop, line=kept, name=name[:80])
        for kept, line in zip(lines, facts.lines, strict=True)
        for name in dict.fromkeys(line.options)
    )


def _counted(sizes: tuple[AskedSize, ...]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for cell in sizes:
        if cell.pairs > 0:
            counts[cell.size.strip()[:10]] = counts.get(cell.size.strip()[:10], 0) + cell.pairs
    return counts


@transaction.atomic
def confirm_inquiry(
    *, workshop: Workshop, inquiry: int, facts: Facts, by: User, now: datetime
) -> int:
    """A person says: this is what was asked. Gives the buyer's id.

    Raises Incomplete with everything that is missing at once. A second confirmation of the same
    inquiry changes nothing.
    """
    done = Inquiry.objects.filter(workshop=workshop, pk=inquiry, confirmed__isnull=False).first()
    if done and done.buyer_id:
        return done.buyer_id
    row = _open(workshop, inquiry)
    missing = [*_missing(facts), *_missing_lines(workshop, facts.lines)]
    if missing:
        raise Incomplete(*missing)
    buyer = buyers.find_or_add(
        workshop=workshop,
        by=by,
        contact=buyers.Contact(
            name=facts.buyer_name,
            country=facts.country,
            city=facts.city,
            language=facts.language,
            kind=facts.kind,
            email=row.sender_email,
            phone=row.sender_phone,
        ),
    )
    _keep(workshop, row, facts, by=by, now=now)
    Inquiry.objects.filter(pk=row.pk).update(buyer=buyer)
    ConfirmedInquiry.objects.create(workshop=workshop, inquiry=row, at=now, by=by)
    audit.record(workshop=workshop, by=by, verb="inquiry.confirmed", target=row)
    return buyer


def _missing(facts: Facts) -> list[Reason]:
    found: list[Reason] = []
    if not facts.buyer_name.strip():
        found.append(because("The buyer has no name. Write the name of the shop or person."))
    if not facts.country:
        found.append(because("The country is missing. Choose where the goods go."))
    if not facts.lines:
        found.append(because("No product is chosen. Choose at least one product."))
    return found


def _missing_lines(workshop: Workshop, lines: tuple[AskedLine, ...]) -> list[Reason]:
    mine = set(
        Product.objects.filter(
            workshop=workshop,
            removed_at__isnull=True,
            pk__in=[line.product for line in lines if line.product],
        ).values_list("pk", flat=True)
    )
    found: list[Reason] = []
    for place, line in enumerate(lines, start=1):
        if line.product not in mine:
            found.append(because("Line {place} has no product. Choose one.", place=place))
        if not _counted(line.sizes):
            found.append(because("Line {place} has no pairs. Write how many.", place=place))
    return found


@transaction.atomic
def close_inquiry(
    *, workshop: Workshop, inquiry: int, reason: str, by: User, now: datetime
) -> None:
    """Lay an inquiry aside without a quote; it can be opened again."""
    row = _open(workshop, inquiry)
    ClosedInquiry.objects.get_or_create(
        inquiry=row,
        defaults={"workshop": workshop, "reason": reason.strip()[:200], "at": now, "by": by},
    )
    audit.record(workshop=workshop, by=by, verb="inquiry.closed", target=row)


@transaction.atomic
def reopen_inquiry(*, workshop: Workshop, inquiry: int, by: User) -> None:
    """Take an inquiry that was laid aside up again."""
    row = _open(workshop, inquiry)
    ClosedInquiry.objects.filter(inquiry=row).delete()
    audit.record(workshop=workshop, by=by, verb="inquiry.reopened", target=row)
