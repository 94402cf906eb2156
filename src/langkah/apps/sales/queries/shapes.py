"""What the reads of quotes give: plain values, ready for a screen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from langkah.apps.sales import wished
from langkah.apps.sales.facts import AskedSize
from langkah.apps.sales.state import Standing
from langkah.domain.freight import FreightOption, NotOffered
from langkah.domain.money import Money
from langkah.domain.quote import QuoteFigures
from langkah.domain.reason import Reason
from langkah.reference.incoterms import INSTEAD


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteRow:
    """A quote on a list, as its newest version stands."""

    id: int
    number: int
    buyer: str
    country: str
    version: int
    total: Money | None
    incoterm: str
    promise_day: date | None
    standing: Standing
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotePage:
    """Quotes, highest number first; `before` asks for the next page, None is the end."""

    rows: tuple[QuoteRow, ...]
    before: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureView:
    """One figure of an offer; no amount is unknown."""

    head: str
    bearer: str
    amount: Money | None
    why: Reason | None
    source: str
    source_day: date | None
    grade: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferView:
    """One Incoterm; margin is for those who may see costs."""

    incoterm: str
    place: str
    chosen: bool
    price: Money | None
    per_pair: Money | None
    at_door: Money | None
    margin: Money | None
    margin_share: Decimal | None
    figures: tuple[FigureView, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """One product of a version; `cost` and its parts are for those who may see costs."""

    product: int
    title: str
    pairs: int
    unit: Money | None
    cost: Money | None
    own_price: Decimal | None
    own_price_why: str
    sizes: tuple[AskedSize, ...]
    options: tuple[str, ...] = ()
    materials: Money | None = None
    works: Money | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionView:
    """One version with everything it says."""

    id: int
    number: int
    standing: Standing
    kind: str
    language: str
    country: str
    city: str
    postcode: str
    port: str
    delivery: Decimal | None
    unloading: Decimal | None
    wish_day: date | None
    wishes: str
    wish_incoterm: str
    incoterm: str
    card: int | None
    carrier: str
    currency: str
    valid_days: int
    deposit_percent: Decimal
    date_held: bool
    note: str
    rate: Decimal | None
    rate_source: str
    rate_day: date | None
    oldest_rate_day: date | None
    promise_day: date | None
    arrival_from: date | None
    arrival_until: date | None
    priced_at: datetime | None
    sent_at: datetime | None
    sent_by: str
    expires_at: datetime | None
    pairs: int
    cartons: int | None
    gross_kg: Decimal | None
    volume_m3: Decimal | None
    total: Money | None
    per_pair: Money | None
    lines: tuple[LineView, ...]
    offers: tuple[OfferView, ...]
    blocks: tuple[Reason, ...]
    warnings: tuple[Reason, ...]
    binds: tuple[Reason, ...]
    earlier: tuple[Reason, ...]

    @property
    def another_term(self) -> tuple[Reason, ...]:
        """Why another term is shown than the one that was wished for."""
        return tuple(one for one in self.warnings if wished.says_so(one))

    @property
    def instead(self) -> str:
        """The term for the wished one that only ships know and this way is none; else empty."""
        priced = {one.incoterm for one in self.offers}
        refused = self.another_term and self.wish_incoterm not in priced
        return INSTEAD.get(self.wish_incoterm, "") if refused else ""

    @property
    def unnamed(self) -> tuple[Reason, ...]:
        """Which place to enter before the offer may leave."""
        return tuple(one for one in self.blocks if wished.asks_place(one))

    @property
    def offer(self) -> OfferView | None:
        """The offer that was chosen."""
        return next((one for one in self.offers if one.chosen), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What the buyer wrote: a change (answered by a version) or a question (by words)."""

    id: int
    kind: str
    name: str
    text: str
    at: datetime
    answer: str
    answered_with: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteView:
    """A quote with one of its versions open. `agreed_day`: of its order, promised or agreed to."""

    id: int
    number: int
    buyer: int
    buyer_name: str
    inquiry: int | None
    order: int | None
    agreed_day: date | None
    link: str
    versions: tuple[tuple[int, int, Standing], ...]
    version: VersionView
    letters: tuple[Letter, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """What a version would be at this moment; carriers to choose from stand beside it."""

    figures: QuoteFigures | None
    options: tuple[FreightOption, ...]
    not_offered: tuple[NotOffered, ...]
    problems: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """A frozen figure beside today's; None is unknown."""

    incoterm: str
    before: Money | None
    after: Money | None

    @property
    def moved(self) -> Money | None:
        """By how much it moved, if both are known and in one currency."""
        if self.before is None or self.after is None:
            return None
        return self.after - self.before if self.before.currency == self.after.currency else None
