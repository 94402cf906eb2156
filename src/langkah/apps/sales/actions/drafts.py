"""Drafts: a confirmed inquiry becomes a quote, a version is changed, priced and dated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from langkah.apps.catalogue.models import Option, Product
from langkah.apps.sales import claims, numbers, pricing
from langkah.apps.sales.actions.inquiries import confirm_inquiry
from langkah.apps.sales.actions.versions import draft_of
from langkah.apps.sales.errors import Incomplete, NotFound, NotReady
from langkah.apps.sales.facts import AskedSize, Facts
from langkah.apps.sales.models import (
    ChangeRequest,
    Inquiry,
    InquiryFacts,
    Quote,
    QuoteLine,
    QuoteLineOption,
    QuoteLineSize,
    QuoteVersion,
)
from langkah.apps.workshop import audit
from langkah.apps.workshop.models import Terms, User, Workshop
from langkah.domain.reason import Reason, because
from langkah.reference import countries, currencies
from langkah.reference.incoterms import FROM_PORT

OTHERWISE = "USD"
LONGEST_VALID = 365
WHOLE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftLine:
    """One product of a version. `own_price` (a pair, in the version's currency) needs a reason.

    `options` are names of the product's own options, had on every pair.
    """

    product: int
    sizes: tuple[AskedSize, ...]
    own_price: Decimal | None = None
    own_price_why: str = ""
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a person can choose in a version; `card` is a rate card's id, None the cheapest.

    `delivery` from the port to the door and `unloading` there are in `currency`, None not known.
    """

    incoterm: str
    currency: str
    valid_days: int
    deposit_percent: Decimal
    language: str
    country: str
    city: str = ""
    postcode: str = ""
    port: str = ""
    delivery: Decimal | None = None
    unloading: Decimal | None = None
    wish_day: date | None = None
    card: int | None = None
    wishes: str = ""
    note: str = ""
    date_held: bool = True
    lines: tuple[DraftLine, ...] = ()


@transaction.atomic
def quote_inquiry(
    *, workshop: Workshop, inquiry: int, facts: Facts, by: User, now: datetime
) -> int:
    """Confirm an inquiry, draft its quote and price it, all in one; gives the quote's id."""
    confirm_inquiry(workshop=workshop, inquiry=inquiry, facts=facts, by=by, now=now)
    return draft_quote(workshop=workshop, inquiry=inquiry, by=by, now=now)


@transaction.atomic
def draft_quote(*, workshop: Workshop, inquiry: int, by: User, now: datetime) -> int:
    """The quote of a confirmed inquiry, priced as far as possible; the same one the second time.

    Raises Incomplete while the inquiry is not confirmed.
    """
    asked = (
        Inquiry.objects.select_for_update(of=("self",))
        .filter(workshop=workshop, pk=inquiry)
        .select_related("confirmed", "facts", "buyer")
        .prefetch_related("lines__sizes", "lines__options", "quotes")
        .first()
    )
    if asked is None:
        raise NotFound
    earlier = next(iter(asked.quotes.all()), None)
    if earlier is not None:
        return int(earlier.pk)
    if not hasattr(asked, "confirmed") or asked.buyer is None:
        raise Incomplete(because("The inquiry is not confirmed yet. Confirm what was asked."))
    quote = Quote.objects.create(
        workshop=workshop,
        number=numbers.next_of(Quote, workshop),
        buyer=asked.buyer,
        inquiry=asked,
        created_at=now,
        created_by=by,
    )
    version = _first_version(workshop, quote, asked.facts, by=by, now=now)
    lines = tuple(
        DraftLine(
            product=line.product_id,
            sizes=tuple(AskedSize(size=cell.size, pairs=cell.pairs) for cell in line.sizes.all()),
            options=tuple(chosen.name for chosen in line.options.all()),
        )
        for line in sorted(asked.lines.all(), key=lambda line: line.position)
        if line.product_id
    )
    _write_lines(workshop, version, lines)
    audit.record(workshop=workshop, by=by, verb="quote.drafted", target=quote)
    pricing.price(workshop, version, now)
    return int(quote.pk)


def _first_version(
    workshop: Workshop, quote: Quote, facts: InquiryFacts, *, by: User, now: datetime
) -> QuoteVersion:
    terms = Terms.objects.filter(workshop=workshop).first() or Terms(workshop=workshop)
    own = countries.currency(facts.country)
    return QuoteVersion.objects.create(
        workshop=workshop,
        quote=quote,
        number=1,
        kind=facts.kind or "b2b",
        language=facts.language or quote.buyer.language,
        country=facts.country,
        city=facts.city,
        port=facts.port,
        wish_day=facts.wish_day,
        wishes=facts.wishes,
        incoterm=facts.incoterm,
        wish_incoterm=facts.incoterm,
        currency=facts.currency or (own if own in currencies.CODES else OTHERWISE),
        valid_days=terms.validity_days,
        deposit_percent=Decimal(terms.deposit_share) * 100,
        created_at=now,
        created_by=by,
    )


def _write_lines(workshop: Workshop, version: QuoteVersion, lines: tuple[DraftLine, ...]) -> None:
    products = {
        row.pk: row
        for row in Product.objects.filter(
            workshop=workshop, removed_at=None, pk__in=[line.product for line in lines]
        )
    }
    offered = _offered(workshop, lines)
    wrong = [*_problems(lines, set(products)), *_problems_of_options(lines, offered)]
    if wrong:
        raise Incomplete(*wrong)
    version.lines.all().delete()
    made = QuoteLine.objects.bulk_create(
        QuoteLine(
            workshop=workshop,
            version=version,
            position=place,
            product_id=line.product,
            title=products[line.product].name,
            pairs=sum(cell.pairs for cell in line.sizes),
            own_price=line.own_price,
            own_price_why=line.own_price_why.strip()[:200],
        )
        for place, line in enumerate(lines)
    )
    QuoteLineSize.objects.bulk_create(
        QuoteLineSize(workshop=workshop, line=row, size=cell.size, pairs=cell.pairs)
        for row, line in zip(made, lines, strict=True)
        for cell in _together(line.sizes)
    )
    QuoteLineOption.objects.bulk_create(
        QuoteLineOption(workshop=workshop, line=row, name=name, abroad=offered[line.product, name])
        for row, line in zip(made, lines, strict=True)
        for name in dict.fromkeys(line.options)
    )


def _together(sizes: tuple[AskedSize, ...]) -> list[AskedSize]:
    counts: dict[str, int] = {}
    for cell in sizes:
        counts[cell.size] = counts.get(cell.size, 0) + cell.pairs
    return [AskedSize(size=size, pairs=pairs) for size, pairs in counts.items()]


def _problems(lines: tuple[DraftLine, ...], known: set[int]) -> list[Reason]:
    found = []
    if not lines:
        found.append(because("No product is chosen. Choose at least one product."))
    for place, line in enumerate(lines, start=1):
        if line.product not in known:
            found.append(because("Line {place} has no product. Choose one.", place=place))
        if sum(cell.pairs for cell in line.sizes) < 1:
            found.append(because("Line {place} has no pairs. Write how many.", place=place))
        if line.own_price is not None and not line.own_price_why.strip():
            found.append(
                because("Line {place} has your own price. Write why, for later.", place=place)
            )
    return found


def _offered(workshop: Workshop, lines: tuple[DraftLine, ...]) -> dict[tuple[int, str], str]:
    """The options of these products, and how a buyer abroad reads each."""
    wanted = [line.product for line in lines if line.options]
    if not wanted:
        return {}
    rows = Option.objects.filter(workshop=workshop, product__in=wanted)
    return {
        (product, name): abroad
        for product, name, abroad in rows.values_list("product", "name", "abroad")
    }


def _problems_of_options(
    lines: tuple[DraftLine, ...], offered: dict[tuple[int, str], str]
) -> list[Reason]:
    return [
        because("“{option}” is not an option of this product. Leave it out.", option=name)
        for line in lines
        for name in line.options
        if (line.product, name) not in offered
    ]


@transaction.atomic
def change_draft(
    *, workshop: Workshop, version: int, draft: Draft, by: User, now: datetime
) -> None:
    """Write a draft anew and price it. Raises Frozen once it was sent, Incomplete for gaps."""
    row = draft_of(workshop, version)
    wrong = _problems_of_terms(draft)
    if wrong:
        raise Incomplete(*wrong)
    # The port of a FOB is where the goods leave, that of others where they arrive.
    turned = (draft.incoterm in FROM_PORT) != (row.wish_incoterm in FROM_PORT)
    kept_port = row.port
    for name in (
        *("incoterm", "currency", "valid_days", "deposit_percent", "language", "country", "city"),
        *("postcode", "port", "wish_day", "wishes", "note", "date_held", "delivery", "unloading"),
    ):
        setattr(row, name, getattr(draft, name))
    if turned and kept_port == draft.port:
        row.port = ""
    row.wish_incoterm = draft.incoterm
    row.card_id = pricing.own_card(workshop, draft.card)
    row.promise_day = None
    row.save()
    _write_lines(workshop, row, draft.lines)
    pricing.price(workshop, row, now)
    audit.record(workshop=workshop, by=by, verb="quote.changed", target=row.quote)


def _problems_of_terms(draft: Draft) -> list[Reason]:
    found = []
    if draft.country not in countries.names("en"):
        found.append(because("The country is missing. Choose where the goods go."))
    if draft.currency not in currencies.CODES:
        found.append(because("The currency {code} is not known.", code=draft.currency))
    if not 1 <= draft.valid_days <= LONGEST_VALID:
        found.append(because("A quote is valid for 1 to 365 days. Correct the days."))
    if not 0 <= draft.deposit_percent <= WHOLE:
        found.append(because("A deposit is from 0 to 100 percent. Correct it."))
    return found


@transaction.atomic
def price_quote(*, workshop: Workshop, version: int, now: datetime) -> None:
    """Work a draft out again with today's costs, rates and rules. Raises Frozen."""
    pricing.price(workshop, draft_of(workshop, version), now)


@transaction.atomic
def next_version(
    *, workshop: Workshop, version: int, by: User, now: datetime, change: int | None = None
) -> int:
    """A new draft with the words and lines of this version, priced anew; gives its id.

    With `change`, the buyer's request is marked as answered by it. A quote has one draft at most.
    """
    row = (
        QuoteVersion.objects.filter(workshop=workshop, pk=version)
        .select_related("quote__accepted")
        .prefetch_related("lines__sizes", "lines__options")
        .first()
    )
    if row is None:
        raise NotFound
    quote = Quote.objects.select_for_update().get(pk=row.quote_id)
    if hasattr(row.quote, "accepted"):
        raise NotReady(because("The buyer has accepted this quote. Start a new quote instead."))
    draft = quote.versions.filter(sent=None).first()
    if draft is None:
        draft = _copy(workshop, row, by=by, now=now)
        pricing.price(workshop, draft, now)
        audit.record(workshop=workshop, by=by, verb="quote.version_drafted", target=quote)
    if change is not None:
        ChangeRequest.objects.filter(
            workshop=workshop, pk=change, version__quote=quote, answered_with=None
        ).update(answered_with=draft)
    return int(draft.pk)


def _copy(workshop: Workshop, row: QuoteVersion, *, by: User, now: datetime) -> QuoteVersion:
    last = max(QuoteVersion.objects.filter(quote=row.quote).values_list("number", flat=True))
    kept = (
        *("kind", "language", "country", "city", "port", "wish_day", "wishes", "incoterm"),
        *("postcode", "place", "card_id", "currency", "valid_days", "deposit_percent", "note"),
        *("date_held", "wish_incoterm", "delivery", "unloading"),
    )
    draft = QuoteVersion.objects.create(
        workshop=workshop,
        quote_id=row.quote_id,
        number=last + 1,
        created_at=now,
        created_by=by,
        **{name: getattr(row, name) for name in kept},
    )
    lines = tuple(
        DraftLine(
            product=line.product_id,
            sizes=tuple(AskedSize(size=cell.size, pairs=cell.pairs) for cell in line.sizes.all()),
            own_price=line.own_price,
            own_price_why=line.own_price_why,
            options=tuple(chosen.name for chosen in line.options.all()),
        )
        for line in sorted(row.lines.all(), key=lambda line: line.position)
    )
    _write_lines(workshop, draft, lines)
    claims.copy(workshop, row, draft)
    return draft
