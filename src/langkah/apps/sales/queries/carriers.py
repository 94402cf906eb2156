"""Lanes as the desk sees them: what carriers were paid beside what we had counted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from langkah.apps.catalogue import uploads
from langkah.apps.partners.lanes import queries as partners
from langkah.apps.partners.lanes.queries import PaperView
from langkah.apps.sales.about import About
from langkah.apps.sales.errors import NotFound
from langkah.apps.sales.models import OfferLine, Order, PaperFor, QuoteVersion
from langkah.apps.sales.queries.ways import ways
from langkah.apps.workshop.models import Workshop
from langkah.domain.exchange import Rate
from langkah.domain.freight import Charged, Lane, LaneCase, Paper, PaperKind, lane
from langkah.domain.money import Money
from langkah.reference import fx
from langkah.reference.carriers import Mode

# A lane's figures rest on so many papers at most; older ones stay in the archive.
MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class ForView:
    """What a paper is for: a quote's version or an order, by number, and our own estimate."""

    version: int | None
    quote: int | None
    quote_number: int | None
    order: int | None
    order_number: int | None
    estimate: Money | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneView:
    """A lane: what its papers tell, and the papers, newest first."""

    lane: Lane
    papers: tuple[PaperView, ...]
    whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """What the form of a new paper starts from; empty is not known here."""

    about: About
    title: str = ""
    buyer: str = ""
    kind: str = "invoice"
    carrier: str = ""
    mode: str = ""
    origin: str = ""
    country: str = ""
    town: str = ""
    currency: str = "IDR"
    actual_kg: Decimal | None = None
    counted_kg: Decimal | None = None
    volume_m3: Decimal | None = None
    cartons: int | None = None
    days_promised: int | None = None


def lane_view(workshop: Workshop, mode: str, country: str) -> LaneView:
    """One lane, in the workshop's money at the rates of each paper's day. Two queries."""
    found = partners.lane_papers(workshop, mode, country, MOST + 1)
    papers = found[:MOST]
    guesses = _estimates(workshop, [one.id for one in papers])
    case = LaneCase(
        mode=Mode(mode),
        country=country,
        currency=workshop.currency,
        papers=tuple(_paper(one, guesses.get(one.id), workshop.currency) for one in papers),
    )
    return LaneView(lane=lane(case), papers=papers, whole=len(found) <= MOST)


def carrier_file(workshop: Workshop, paper: int) -> tuple[bytes, str]:
    """The attached file and its ending (pdf, jpg, png). Raises NotFound."""
    view = partners.carrier_paper(workshop, paper)
    if view.file is None:
        raise NotFound
    digest, ending = view.file
    return uploads.read(uploads.document_path(workshop.pk, digest, ending)), ending


def paper_for(workshop: Workshop, paper: int) -> ForView | None:
    """What a paper is for; None for nothing in particular. One query."""
    row = (
        PaperFor.objects.filter(workshop=workshop, paper=paper)
        .select_related("version__quote", "order")
        .first()
    )
    if row is None:
        return None
    return ForView(
        version=row.version_id,
        quote=row.version.quote_id if row.version else None,
        quote_number=row.version.quote.number if row.version else None,
        order=row.order_id,
        order_number=row.order.number if row.order else None,
        estimate=_money(row.estimate, row.estimate_currency),
    )


def figures_of(workshop: Workshop, view: PaperView) -> Charged:
    """One paper's price a kilogram and how far it is from our estimate. One query."""
    guess = _estimates(workshop, [view.id]).get(view.id)
    told = _paper(view, guess, workshop.currency)
    case = LaneCase(
        mode=told.mode, country=told.country, currency=workshop.currency, papers=(told,)
    )
    return lane(case).charged[0]


def papers_for(
    workshop: Workshop, *, version: int | None = None, order: int | None = None
) -> tuple[tuple[PaperView, Money | None], ...]:
    """Standing papers of a version or of an order, newest first, with our estimate. Two queries."""
    rows = PaperFor.objects.filter(workshop=workshop)
    mine = rows.filter(version=version) if order is None else rows.filter(order=order)
    guesses = {row.paper_id: _money(row.estimate, row.estimate_currency) for row in mine}
    found = partners.papers(workshop, list(guesses)) if guesses else ()
    return tuple((one, guesses[one.id]) for one in found)


def start_of_order(workshop: Workshop, order: int) -> Start:
    """The form for the invoice of an order. Raises NotFound. Four queries at most."""
    row = (
        Order.objects.filter(workshop=workshop, pk=order)
        .select_related("buyer", "accepted__version")
        .first()
    )
    if row is None:
        raise NotFound
    title, buyer = f"O{row.number}", str(row.buyer)
    if row.accepted is None:
        return Start(
            about=About(order=row.pk),
            title=title,
            buyer=buyer,
            origin=workshop.city,
            country=row.country,
            currency=workshop.currency,
        )
    known = _of_version(workshop, row.accepted.version)
    return replace(known, about=replace(known.about, order=row.pk), title=title, buyer=buyer)


def start_of_version(workshop: Workshop, version: int, card: str, now: datetime) -> Start:
    """The form for a carrier's answer about a quote, with what the chosen card would ask.

    Without a card, with what the version was priced with. Raises NotFound. Fifteen queries at most.
    """
    row = (
        QuoteVersion.objects.filter(workshop=workshop, pk=version)
        .select_related("quote__buyer")
        .first()
    )
    if row is None:
        raise NotFound
    known = replace(
        _of_version(workshop, row),
        title=f"Q{row.quote.number}",
        buyer=str(row.quote.buyer),
        kind="quote",
    )
    found = ways(workshop, version, now).ways if card else ()
    option = next((one.option for one in found if one.option.card == card), None)
    if option is None:
        return known
    return replace(
        known,
        about=replace(known.about, estimate=option.price),
        carrier=option.carrier,
        mode=option.mode.value,
        actual_kg=option.actual_kg,
        counted_kg=option.chargeable_kg,
        cartons=option.pieces,
        days_promised=option.days_max,
    )


def _of_version(workshop: Workshop, row: QuoteVersion) -> Start:
    freight = OfferLine.objects.filter(offer__version=row, head="freight", amount__isnull=False)
    amount = freight.values_list("amount", flat=True).first()
    return Start(
        about=About(version=row.pk, estimate=_money(amount, row.currency)),
        carrier=row.carrier.rpartition(", ")[0],
        mode=(partners.mode_of(workshop, row.carrier) if row.carrier else None) or "",
        origin=workshop.city,
        country=row.country,
        town=row.city,
        currency=workshop.currency,
        actual_kg=row.gross_kg,
        volume_m3=row.volume_m3,
        cartons=row.cartons,
        days_promised=row.days_max,
    )


def _estimates(workshop: Workshop, papers: list[int]) -> dict[int, Money]:
    rows = PaperFor.objects.filter(workshop=workshop, paper__in=papers, estimate__isnull=False)
    told = rows.values_list("paper", "estimate", "estimate_currency")
    return {paper: Money(amount, currency) for paper, amount, currency in told if amount}


def _paper(view: PaperView, estimate: Money | None, home: str) -> Paper:
    return Paper(
        name=str(view.id),
        kind=PaperKind(view.kind),
        carrier=view.carrier,
        mode=Mode(view.mode),
        country=view.country,
        day=view.day,
        amount=view.amount,
        chargeable_kg=view.chargeable_kg,
        estimate=estimate,
        days_promised=view.days_promised,
        days_real=view.days_real,
        rates=tuple(_rates({view.amount.currency, home} | _of(estimate), view.day)),
    )


def _of(money: Money | None) -> set[str]:
    return {money.currency} if money else set()


def _rates(codes: set[str], day: date) -> list[Rate]:
    """The ECB's rates of a day between these currencies, as far as it publishes them."""
    first, *others = sorted(codes)
    found = []
    for place, base in enumerate((first, *others)):
        for quote in others[place:]:
            try:
                rate, on = fx.rate(base, quote, day)
            except fx.NoRate:
                continue
            found.append(Rate(base=base, quote=quote, rate=rate, source=fx.SOURCE, day=on))
    return found


def _money(amount: Decimal | None, currency: str) -> Money | None:
    return None if amount is None else Money(amount, currency)
