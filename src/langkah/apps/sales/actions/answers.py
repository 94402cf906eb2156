"""What the buyer answers: yes, something else, a question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.utils import IntegrityError

from langkah.apps.sales import numbers
from langkah.apps.sales.actions.sending import deposit_of
from langkah.apps.sales.actions.versions import open_of
from langkah.apps.sales.errors import Incomplete, NotFound, NotOpen, TooOften
from langkah.apps.sales.models import (
    AcceptedQuote,
    ChangeRequest,
    Order,
    OrderLine,
    OrderLineOption,
    OrderLineSize,
    Question,
    QuoteVersion,
)
from langkah.apps.workshop import audit
from langkah.apps.workshop.models import User, Workshop
from langkah.domain.money import Money
from langkah.domain.reason import because

LONGEST = 4000
FLOOD = 20
FLOOD_WINDOW = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A text of the buyer; `key` is the same when the same form is sent again."""

    text: str
    key: str
    name: str = ""


@transaction.atomic
def accept(
    *,
    workshop: Workshop,
    version: int,
    name: str,
    now: datetime,
    by: User | None = None,
    agreed: date | None = None,
) -> int:
    """The buyer says yes in her own name; gives the order's id. Saying it twice gives one order.

    `agreed` is a later day she accepts where the date is subject to prior sale. `by` is the member
    who notes a yes that came by chat or telephone. Raises Incomplete without a name,
    NotOpen when the version has ended, was taken back or was replaced.
    """
    if not name.strip():
        raise Incomplete(because("The name is missing. Write who accepts the offer."))
    earlier = _order_of(workshop, version)
    if earlier is not None:
        return earlier
    try:
        row = open_of(workshop, version)
    except NotOpen:
        # Another press of the same button may have won while this one waited for the lock.
        earlier = _order_of(workshop, version)
        if earlier is None:
            raise
        return earlier
    if row.sent.expires_at < now:
        raise NotOpen(because("The offer has ended. Make a new version."))
    try:
        with transaction.atomic():
            yes = AcceptedQuote.objects.create(
                workshop=workshop,
                quote=row.quote,
                version=row,
                name=name.strip()[:120],
                at=now,
                noted_by=by,
            )
            order = _place(workshop, row, yes, now, _day_of(row, agreed))
    except IntegrityError:
        return Order.objects.get(workshop=workshop, accepted__quote=row.quote).pk
    audit.record(
        workshop=workshop, by=by, verb="quote.accepted", target=row.quote, new={"name": yes.name}
    )
    return order.pk


def _day_of(row: QuoteVersion, agreed: date | None) -> date | None:
    """A later day counts only where the date was subject to prior sale."""
    promised = row.promise_day
    if row.date_held or promised is None or agreed is None:
        return promised
    return max(promised, agreed)


def _order_of(workshop: Workshop, version: int) -> int | None:
    return (
        Order.objects.filter(workshop=workshop, accepted__version=version)
        .values_list("pk", flat=True)
        .first()
    )


def _place(
    workshop: Workshop,
    version: QuoteVersion,
    yes: AcceptedQuote,
    now: datetime,
    ready: date | None,
) -> Order:
    price = version.offers.get(incoterm=version.incoterm).price
    lines = list(version.lines.order_by("position").prefetch_related("sizes", "options"))
    if price is None:
        raise NotOpen(because("The offer has no price. Make a new version."))
    order = Order.objects.create(
        workshop=workshop,
        number=numbers.next_of(Order, workshop),
        buyer=version.quote.buyer,
        accepted=yes,
        incoterm=version.incoterm,
        country=version.country,
        pairs=sum(line.pairs for line in lines),
        currency=version.currency,
        total=price,
        deposit=deposit_of(Money(price, version.currency), version.deposit_percent).amount,
        promise_day=ready,
        placed_at=now,
    )
    placed = OrderLine.objects.bulk_create(
        OrderLine(
            workshop=workshop,
            order=order,
            position=line.position,
            product_id=line.product_id,
            title=line.title,
            pairs=line.pairs,
            unit_price=line.unit_price,
        )
        for line in lines
    )
    OrderLineSize.objects.bulk_create(
        OrderLineSize(workshop=workshop, line=new, size=cell.size, pairs=cell.pairs)
        for new, line in zip(placed, lines, strict=True)
        for cell in line.sizes.all()
    )
    OrderLineOption.objects.bulk_create(
        OrderLineOption(workshop=workshop, line=new, name=chosen.name)
        for new, line in zip(placed, lines, strict=True)
        for chosen in line.options.all()
    )
    return order


@transaction.atomic
def ask_change(*, workshop: Workshop, version: int, letter: Letter, now: datetime) -> int:
    """The buyer wants something else; the workshop answers with a new version."""
    row = _readable(workshop, version, letter, now)
    asked, _ = ChangeRequest.objects.get_or_create(
        version=row,
        key=letter.key[:64],
        defaults={
            "workshop": workshop,
            "name": letter.name.strip()[:120],
            "text": letter.text.strip(),
            "at": now,
        },
    )
    return asked.pk


@transaction.atomic
def ask_question(*, workshop: Workshop, version: int, letter: Letter, now: datetime) -> int:
    """The buyer asks something; the offer stays as it is."""
    row = _readable(workshop, version, letter, now)
    asked, _ = Question.objects.get_or_create(
        version=row,
        key=letter.key[:64],
        defaults={
            "workshop": workshop,
            "name": letter.name.strip()[:120],
            "text": letter.text.strip(),
            "at": now,
        },
    )
    return asked.pk


def _readable(workshop: Workshop, version: int, letter: Letter, now: datetime) -> QuoteVersion:
    text = letter.text.strip()
    if not text:
        raise Incomplete(because("The text is empty. Write what you would like."))
    if len(text) > LONGEST:
        raise Incomplete(
            because("The text has more than {most} characters. Write less.", most=LONGEST)
        )
    row = QuoteVersion.objects.filter(workshop=workshop, pk=version, sent__isnull=False).first()
    if row is None:
        raise NotFound
    since = now - FLOOD_WINDOW
    quote = {"version__quote": row.quote_id, "at__gt": since}
    if (
        ChangeRequest.objects.filter(**quote).count() + Question.objects.filter(**quote).count()
        >= FLOOD
    ):
        raise TooOften(because("Too many messages in a short time. Try again in an hour."))
    return row


@transaction.atomic
def answer_question(
    *, workshop: Workshop, question: int, answer: str, by: User, now: datetime
) -> None:
    """Write the answer under the buyer's question; the buyer reads it on the page."""
    if not answer.strip():
        raise Incomplete(because("The answer is empty. Write what the buyer should know."))
    changed = Question.objects.filter(workshop=workshop, pk=question).update(
        answer=answer.strip()[:LONGEST], answered_at=now, answered_by=by
    )
    if not changed:
        raise NotFound
    audit.record(workshop=workshop, by=by, verb="quote.question_answered", target=None)
