"""Reads of quotes: the list, one version with all its figures, and two versions side by side."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from langkah.apps.sales import border, links, moved, pricing, reasons
from langkah.apps.sales.errors import NotFound
from langkah.apps.sales.facts import AskedSize
from langkah.apps.sales.models import (
    ChangeRequest,
    Offer,
    OfferLine,
    Question,
    Quote,
    QuoteLine,
    QuoteVersion,
    Remark,
)
from langkah.apps.sales.queries.shapes import (
    Drift,
    FigureView,
    Letter,
    LineView,
    OfferView,
    QuotePage,
    QuoteRow,
    QuoteView,
    Today,
    VersionView,
)
from langkah.apps.sales.state import RECORDS, Standing, newest_sent, standing
from langkah.apps.workshop.models import Workshop
from langkah.domain.landed import LandedAnswer
from langkah.domain.money import Money
from langkah.domain.quote import QuoteFigures
from langkah.domain.reason import Reason, Refusal

PAGE = 25


def quotes(
    workshop: Workshop, now: datetime, before: int | None = None, limit: int = PAGE
) -> QuotePage:
    """Quotes below number `before`, newest first. Two queries."""
    mine = Quote.objects.filter(workshop=workshop)
    if before is not None:
        mine = mine.filter(number__lt=before)
    found = list(mine.select_related("buyer").order_by("-number")[: limit + 1])
    versions: dict[int, list[QuoteVersion]] = {}
    rows = QuoteVersion.objects.filter(quote__in=[row.pk for row in found[:limit]])
    for version in rows.select_related(*RECORDS).order_by("number"):
        versions.setdefault(version.quote_id, []).append(version)
    shown = tuple(_row(row, versions.get(row.pk, []), now) for row in found[:limit])
    return QuotePage(rows=shown, before=shown[-1].number if len(found) > limit else None)


def _row(row: Quote, versions: list[QuoteVersion], now: datetime) -> QuoteRow:
    last = versions[-1]
    return QuoteRow(
        id=row.pk,
        number=row.number,
        buyer=str(row.buyer),
        country=last.country,
        version=last.number,
        total=_money(last.total, last.currency),
        incoterm=last.incoterm,
        promise_day=last.promise_day,
        standing=standing(last, newest=newest_sent(versions), now=now),
        created_at=row.created_at,
    )


def quote(workshop: Workshop, quote: int, now: datetime, number: int | None = None) -> QuoteView:
    """A quote with its newest version, or version `number`. Raises NotFound. Ten queries."""
    row = (
        Quote.objects.filter(workshop=workshop, pk=quote)
        .select_related("buyer", "accepted__order")
        .first()
    )
    if row is None:
        raise NotFound
    versions = list(
        QuoteVersion.objects.filter(quote=row)
        .select_related(*RECORDS, "sent__by")
        .order_by("number")
    )
    newest = newest_sent(versions)
    shown = next((one for one in versions if one.number == number), None)
    if shown is None and number is not None:
        raise NotFound
    shown = shown or versions[-1]
    link = row.links.filter(revoked_at=None).first()
    yes = getattr(row, "accepted", None)
    return QuoteView(
        id=row.pk,
        number=row.number,
        buyer=row.buyer_id,
        buyer_name=str(row.buyer),
        inquiry=row.inquiry_id,
        order=yes.order.pk if yes else None,
        agreed_day=yes.order.promise_day if yes else None,
        link=links.address(link.seed) if link else "",
        versions=tuple(
            (one.pk, one.number, standing(one, newest=newest, now=now)) for one in versions
        ),
        version=_version(shown, standing(shown, newest=newest, now=now)),
        letters=_letters(workshop, row.pk),
    )


def version_place(workshop: Workshop, version: int) -> tuple[int, int]:
    """The quote and the number of a version. Raises NotFound. One query."""
    found = (
        QuoteVersion.objects.filter(workshop=workshop, pk=version)
        .values_list("quote", "number")
        .first()
    )
    if found is None:
        raise NotFound
    return int(found[0]), int(found[1])


def quote_of_question(workshop: Workshop, question: int) -> int:
    """The quote a question is about. Raises NotFound. One query."""
    rows = Question.objects.filter(workshop=workshop, pk=question)
    found = rows.values_list("version__quote", flat=True).first()
    if found is None:
        raise NotFound
    return int(found)


def _letters(workshop: Workshop, quote: int) -> tuple[Letter, ...]:
    changes = ChangeRequest.objects.filter(workshop=workshop, version__quote=quote)
    questions = Question.objects.filter(workshop=workshop, version__quote=quote)
    found = [
        Letter(
            id=row.pk,
            kind="change",
            name=row.name,
            text=row.text,
            at=row.at,
            answer="",
            answered_with=row.answered_with.number if row.answered_with else None,
        )
        for row in changes.select_related("answered_with")[:100]
    ]
    found += [
        Letter(
            id=row.pk,
            kind="question",
            name=row.name,
            text=row.text,
            at=row.at,
            answer=row.answer,
            answered_with=None,
        )
        for row in questions[:100]
    ]
    return tuple(sorted(found, key=lambda row: row.at))


def _version(row: QuoteVersion, at: Standing) -> VersionView:
    lines = list(row.lines.prefetch_related("sizes", "options").order_by("position"))
    offers = list(row.offers.prefetch_related("lines").order_by("position"))
    remarks = list(row.remarks.order_by("position"))
    pairs = sum(line.pairs for line in lines)
    sent = getattr(row, "sent", None)
    same = (
        *("kind", "language", "country", "city", "port", "wish_day", "wishes", "incoterm"),
        *("carrier", "currency", "valid_days", "deposit_percent", "note", "rate", "rate_source"),
        *("rate_day", "promise_day", "arrival_from", "arrival_until", "priced_at", "cartons"),
        *("number", "gross_kg", "volume_m3", "date_held", "oldest_rate_day", "postcode"),
        *("wish_incoterm", "delivery", "unloading"),
    )
    return VersionView(
        id=row.pk,
        standing=at,
        card=row.card_id,
        sent_at=sent.at if sent else None,
        sent_by=sent.by.name if sent and sent.by else "",
        expires_at=sent.expires_at if sent else None,
        pairs=pairs,
        total=_money(row.total, row.currency),
        per_pair=_each(row.total, pairs, row.currency),
        lines=tuple(_line(line, row.currency) for line in lines),
        offers=tuple(_offer(offer, row, pairs, remarks) for offer in offers),
        blocks=_said(remarks, "block"),
        warnings=_said(remarks, "warn"),
        binds=_said(remarks, "bind"),
        earlier=_said(remarks, "earlier"),
        **{name: getattr(row, name) for name in same},
    )


def _line(row: QuoteLine, currency: str) -> LineView:
    return LineView(
        product=row.product_id,
        title=row.title,
        pairs=row.pairs,
        unit=_money(row.unit_price, currency),
        cost=_money(row.unit_cost, row.cost_currency),
        own_price=row.own_price,
        own_price_why=row.own_price_why,
        sizes=tuple(AskedSize(size=cell.size, pairs=cell.pairs) for cell in row.sizes.all()),
        options=tuple(chosen.name for chosen in row.options.all()),
        materials=_money(row.unit_materials, row.cost_currency),
        works=_money(row.unit_works, row.cost_currency),
    )


def _offer(row: Offer, version: QuoteVersion, pairs: int, remarks: list[Remark]) -> OfferView:
    lines = sorted(row.lines.all(), key=lambda line: line.position)
    return OfferView(
        incoterm=row.incoterm,
        place=row.place,
        chosen=row.incoterm == version.incoterm,
        price=_money(row.price, version.currency),
        per_pair=_each(row.price, pairs, version.currency),
        at_door=_money(row.at_door, version.currency),
        margin=_money(row.margin, row.margin_currency),
        margin_share=row.margin_share,
        figures=tuple(_figure(line, version.currency) for line in lines),
        reasons=_said([one for one in remarks if one.offer_id == row.pk], "warn", of_offer=True),
    )


def _figure(row: OfferLine, currency: str) -> FigureView:
    return FigureView(
        head=row.head,
        bearer=row.bearer,
        amount=_money(row.amount, currency),
        why=reasons.read(row.why),
        source=row.source,
        source_day=row.source_day,
        grade=row.grade,
        rule=row.rule,
    )


def _said(remarks: list[Remark], kind: str, *, of_offer: bool = False) -> tuple[Reason, ...]:
    mine = [one for one in remarks if one.kind == kind and (one.offer_id is not None) == of_offer]
    return tuple(reason for one in mine if (reason := reasons.read(one.sentence)))


def _money(amount: Decimal | None, currency: str) -> Money | None:
    return Money(amount, currency) if amount is not None and currency else None


def _each(total: Decimal | None, pairs: int, currency: str) -> Money | None:
    return Money(total / pairs, currency) if total is not None and pairs else None


def today(workshop: Workshop, version: int, now: datetime) -> Today:
    """What the version would be at this moment; nothing is written. Ten queries."""
    row = QuoteVersion.objects.filter(workshop=workshop, pk=version).first()
    if row is None:
        raise NotFound
    try:
        found = pricing.figures(workshop, row, now)
    except Refusal as refused:
        return Today(figures=None, options=(), not_offered=(), problems=refused.reasons)
    return Today(
        figures=found,
        options=found.freight,
        not_offered=found.not_offered,
        problems=found.blocks,
    )


def priced_for(workshop: Workshop, version: int, kind: str, now: datetime) -> QuoteFigures | None:
    """The figures of this moment for another kind of buyer; nothing is written. Ten queries.

    None where the question makes no sense, such as no price rule for that kind.
    """
    row = QuoteVersion.objects.filter(workshop=workshop, pk=version).first()
    if row is None:
        raise NotFound
    row.kind = kind
    try:
        return pricing.figures(workshop, row, now)
    except Refusal:
        return None


def border_of(workshop: Workshop, version: int) -> LandedAnswer | None:
    """What the border asks for a version by the rules of when it was priced. Five queries."""
    return border.again(workshop, version)


def asked_at_the_border(workshop: Workshop, version: int) -> border.Kept | None:
    """What was asked at the border for a version, and when. Three queries."""
    return border.kept(workshop, version)


def outdated(version: VersionView, today: Today) -> bool:
    """Whether a draft would come out otherwise now, or not at all, so that it cannot be sent."""
    if today.figures is None:
        return bool(version.offers)
    before, after = (
        {one.incoterm: (one.price, one.at_door) for one in side}
        for side in (version.offers, today.figures.offers)
    )
    days = version.arrival_from, version.arrival_until
    return bool(
        moved.told(before, after, version.incoterm) or moved.arrival(days, today.figures.arrives)
    )


def drift(version: VersionView, today: Today) -> tuple[Drift, ...]:
    """Prices of a frozen version that are not today's any more, by Incoterm."""
    if today.figures is None:
        return ()
    now = {offer.incoterm: offer.price for offer in today.figures.offers}
    return tuple(
        Drift(incoterm=offer.incoterm, before=offer.price, after=now.get(offer.incoterm))
        for offer in version.offers
        if now.get(offer.incoterm) != offer.price
    )
