"""Reads of sales. Each takes the workshop first and gives plain values."""

from langkah.apps.sales.queries.claims import (
    ClaimView,
    OrderClaim,
    claims,
    claims_of_order,
    possible_claims,
)
from langkah.apps.sales.queries.compared import Difference, compare
from langkah.apps.sales.queries.doors import Door, Told, by_slug, offered_photo, opened
from langkah.apps.sales.queries.inquiries import (
    Choice,
    InquiryPage,
    InquiryRow,
    InquiryView,
    Piece,
    inquiries,
    inquiry,
)
from langkah.apps.sales.queries.markets import MarketsView, MarketView, markets
from langkah.apps.sales.queries.orders import (
    OrderLineView,
    OrderPage,
    OrderRow,
    OrderView,
    order,
    orders,
)
from langkah.apps.sales.queries.packing import PackingView, packing
from langkah.apps.sales.queries.quotes import (
    border_of,
    drift,
    priced_for,
    quote,
    quote_of_question,
    quotes,
    today,
    version_place,
)
from langkah.apps.sales.queries.shapes import (
    Drift,
    FigureView,
    LineView,
    OfferView,
    QuotePage,
    QuoteRow,
    QuoteView,
    Today,
    VersionView,
)
from langkah.apps.sales.queries.sheets import offer_sheet, sheet_photos

__all__ = [
    "Choice",
    "ClaimView",
    "Difference",
    "Door",
    "Drift",
    "FigureView",
    "InquiryPage",
    "InquiryRow",
    "InquiryView",
    "LineView",
    "MarketView",
    "MarketsView",
    "OfferView",
    "OrderClaim",
    "OrderLineView",
    "OrderPage",
    "OrderRow",
    "OrderView",
    "PackingView",
    "Piece",
    "QuotePage",
    "QuoteRow",
    "QuoteView",
    "Today",
    "Told",
    "VersionView",
    "border_of",
    "by_slug",
    "claims",
    "claims_of_order",
    "compare",
    "drift",
    "inquiries",
    "inquiry",
    "markets",
    "offer_sheet",
    "offered_photo",
    "opened",
    "order",
    "orders",
    "packing",
    "possible_claims",
    "priced_for",
    "quote",
    "quote_of_question",
    "quotes",
    "sheet_photos",
    "today",
    "version_place",
]
