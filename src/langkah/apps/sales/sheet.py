"""One version as one sheet in one language; chat, PDF and page are drawn from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.utils import translation

from langkah.apps.sales import claims, wording
from langkah.apps.sales.actions.sending import deposit_of
from langkah.apps.sales.models import Bearer, Offer, OfferLine, QuoteLine, QuoteVersion
from langkah.apps.workshop import sources, words
from langkah.domain.money import Money
from langkah.papers.offer import OfferSheet, SheetFigure, SheetLine, SheetSize
from langkah.reference import countries


@dataclass(frozen=True, slots=True, kw_only=True)
class Extras:
    """What other apps know: about the products of a sheet, by product id, and about its day.

    `in_doubt`: by the plan of now the day that was held is kept no more.
    """

    photos: Mapping[int, str]
    size_head: tuple[str, ...] = ()
    size_rows: tuple[tuple[str, ...], ...] = ()
    in_doubt: bool = False


def sheet(version: QuoteVersion, *, language: str, link: str, extras: Extras) -> OfferSheet:
    """The sheet of a version fetched with its lines, sizes, offers and figures."""
    with translation.override(language):
        return _Desk(version, language, link, extras).sheet()


class _Desk:
    """The version while it is being written out; everything here is in one language."""

    def __init__(self, version: QuoteVersion, language: str, link: str, extras: Extras) -> None:
        self.version = version
        self.language = language
        self.link = link
        self.extras = extras
        self.lines: list[QuoteLine] = sorted(version.lines.all(), key=lambda row: row.position)
        self.offer: Offer | None = next(
            (row for row in version.offers.all() if row.incoterm == version.incoterm), None
        )
        self.pairs = sum(line.pairs for line in self.lines)

    def sheet(self) -> OfferSheet:
        version, price = self.version, self.offer.price if self.offer else None
        labels = wording.labels()
        delivery = self._delivery()
        return OfferSheet(
            language=self.language,
            labels=labels,
            title=wording.title(f"Q{version.quote.number}", version.number),
            number=f"Q{version.quote.number}",
            workshop=version.workshop.name,
            origin=self._origin(),
            buyer=str(version.quote.buyer),
            sent=self._moment(version.sent.at) if hasattr(version, "sent") else "",
            valid=self._moment(version.sent.expires_at) if hasattr(version, "sent") else "",
            lines=tuple(self._line(line) for line in self.lines),
            pairs=words.number(self.pairs, self.language),
            per_pair=self._money(price / self.pairs) if price is not None and self.pairs else "",
            per_pair_label=labels.per_pair if len(self.lines) == 1 else labels.average,
            total=self._money(price),
            door=self._money(self.offer.at_door) if self.offer and self.offer.at_door else "",
            deposit=self._deposit(price),
            delivery=delivery,
            delivery_meaning=wording.meaning(
                version.incoterm, self._place() or wording.open_place()
            ),
            figures=self._figures(labels.total, labels.door),
            included=tuple(self._heads(Bearer.SELLER)),
            excluded=tuple(self._heads(Bearer.BUYER)),
            ready=self._day(self._ready()),
            arrival=self._arrival(),
            size_head=self.extras.size_head,
            size_rows=self.extras.size_rows,
            terms=tuple(self._terms(price)),
            note=version.note,
            link=self.link,
            banner=self._banner(),
        )

    def _banner(self) -> str:
        said = [wording.demo()] if self.version.workshop.is_demo else []
        if not hasattr(self.version, "sent"):
            said.append(wording.draft())
        return " ".join(said)

    def _origin(self) -> str:
        country = countries.name("ID", self.language)
        return ", ".join(part for part in (self.version.workshop.city, country) if part)

    def _place(self) -> str:
        """The named place, empty while it is not known.

        Offers that left long ago may name a whole country; it is read in the reader's language.
        """
        country = self.version.country
        place = self.offer.place if self.offer else self.version.city
        return countries.name(country, self.language) if place == countries.name(country) else place

    def _delivery(self) -> str:
        return f"{self.version.incoterm} {self._place() or wording.open_place()} (Incoterms 2020)"

    def _money(self, amount: Decimal | None) -> str:
        if amount is None:
            return ""
        return words.money(Money(amount, self.version.currency), self.language)

    def _day(self, day: date | None) -> str:
        return words.day(day, self.language) if day else ""

    def _moment(self, moment: datetime) -> str:
        return self._day(moment.astimezone(ZoneInfo(self.version.workshop.time_zone)).date())

    def _ready(self) -> date | None:
        """The day promised; of an accepted offer the one its buyer agreed to last."""
        yes = getattr(self.version, "accepted", None)
        return (yes.order.promise_day if yes else None) or self.version.promise_day

    def _arrival(self) -> str:
        """When it is with her; as many days later as she agreed to wait for it."""
        first, last = self.version.arrival_from, self.version.arrival_until
        if not first or not last:
            return ""
        ready, promised = self._ready(), self.version.promise_day
        waits = ready - promised if ready and promised else timedelta()
        return wording.period(self._day(first + waits), self._day(last + waits))

    def _line(self, line: QuoteLine) -> SheetLine:
        price = line.unit_price
        shown = words.number(line.pairs, self.language)
        return SheetLine(
            title=line.title,
            pairs=shown,
            pairs_said=wording.pairs(line.pairs, shown),
            per_pair=self._money(price) or wording.not_known(),
            amount=self._money(price * line.pairs if price is not None else None),
            sizes=tuple(
                SheetSize(
                    size=cell.size or wording.open_size(),
                    pairs=words.number(cell.pairs, self.language),
                )
                for cell in line.sizes.all()
            ),
            facts=tuple(
                words.for_reader(chosen.name, chosen.abroad, self.language)
                for chosen in line.options.all()
            ),
            photo=self.extras.photos.get(line.product_id, ""),
        )

    def _rows(self, bearer: Bearer) -> list[OfferLine]:
        if self.offer is None:
            return []
        mine = [row for row in self.offer.lines.all() if row.bearer == bearer]
        return sorted(mine, key=lambda row: row.position)

    def _heads(self, bearer: Bearer) -> list[str]:
        return list(dict.fromkeys(wording.head(row.head) for row in self._rows(bearer)))

    def _figures(self, total: str, door: str) -> tuple[SheetFigure, ...]:
        # What costs nothing extra is told under “included” and would only lengthen the sum; what
        # unloading costs, where nobody knows it, comes after the door and is told as not included.
        ours = [self._figure(row, "") for row in self._rows(Bearer.SELLER) if row.amount != 0]
        theirs = [
            self._figure(row, wording.estimate())
            for row in self._rows(Bearer.BUYER)
            if (row.head, row.amount) != ("unloading", None)
        ]
        if self.offer is None or self.offer.price is None:
            return (*ours, *theirs)
        price = SheetFigure(label=total, amount=self._money(self.offer.price), total=True)
        if not theirs or self.offer.at_door is None:
            return (*ours, price, *theirs)
        whole = SheetFigure(
            label=door,
            amount=self._money(self.offer.at_door),
            note=wording.estimate(),
            total=True,
        )
        return (*ours, price, *theirs, whole)

    def _figure(self, row: OfferLine, note: str) -> SheetFigure:
        if row.amount is None:
            return SheetFigure(label=wording.head(row.head), amount=wording.not_known())
        return SheetFigure(label=wording.head(row.head), amount=self._money(row.amount), note=note)

    def _deposit(self, price: Decimal | None) -> str:
        percent = self.version.deposit_percent
        if price is None or not percent:
            return ""
        return self._money(deposit_of(Money(price, self.version.currency), percent).amount)

    def _terms(self, price: Decimal | None) -> list[str]:
        version = self.version
        percent = words.number(version.deposit_percent.normalize(), self.language)
        terms = [wording.terms_of_payment(percent, self._deposit(price))]
        if version.promise_day and hasattr(version, "sent"):
            until = self._moment(version.sent.expires_at)
            terms.append(
                wording.term_of_date(until, held=version.date_held, in_doubt=self.extras.in_doubt)
            )
        if self._rows(Bearer.BUYER) or version.incoterm == "DDP":
            known = version.priced_at or version.created_at
            terms.append(wording.term_of_estimates(self._moment(known)))
        if version.rate and version.rate_day:
            terms.append(self._rate_term(version.rate, version.rate_day))
        terms += [wording.term_of_proof(one) for one in claims.proofs(version)]
        if version.wishes:
            terms.append(wording.term_of_wishes(", ".join(version.wishes.splitlines())))
        return terms

    def _rate_term(self, rate: Decimal, day: date) -> str:
        home = self.version.workshop.currency
        return wording.term_of_rate(
            words.exchange(home, self.version.currency, rate, self.language),
            wording.rate_source(*sources.whole(self.version.rate_source)),
            self._day(day),
        )
