"""The tables of sales."""

from langkah.apps.sales.models.border import BorderCase, BorderLine, BorderRate
from langkah.apps.sales.models.cancelled import CancelledOrder
from langkah.apps.sales.models.carrier import PaperFor
from langkah.apps.sales.models.claim import ClaimedPreference, ObtainedProof
from langkah.apps.sales.models.departure import Departure
from langkah.apps.sales.models.inquiry import (
    ClosedInquiry,
    ConfirmedInquiry,
    Inquiry,
    InquiryFacts,
    InquiryLine,
    InquiryLineOption,
    InquiryLineSize,
    Way,
)
from langkah.apps.sales.models.new_day import NewDay
from langkah.apps.sales.models.order import Order, OrderLine, OrderLineOption, OrderLineSize
from langkah.apps.sales.models.quote import (
    Bearer,
    Offer,
    OfferLine,
    Quote,
    QuoteLine,
    QuoteLineOption,
    QuoteLineSize,
    QuoteVersion,
    Remark,
    RemarkKind,
)
from langkah.apps.sales.models.states import (
    AcceptedQuote,
    ChangeRequest,
    ExpiredQuote,
    Question,
    QuoteLink,
    SentQuote,
    WithdrawnQuote,
)

__all__ = [
    "AcceptedQuote",
    "Bearer",
    "BorderCase",
    "BorderLine",
    "BorderRate",
    "CancelledOrder",
    "ChangeRequest",
    "ClaimedPreference",
    "ClosedInquiry",
    "ConfirmedInquiry",
    "Departure",
    "ExpiredQuote",
    "Inquiry",
    "InquiryFacts",
    "InquiryLine",
    "InquiryLineOption",
    "InquiryLineSize",
    "NewDay",
    "ObtainedProof",
    "Offer",
    "OfferLine",
    "Order",
    "OrderLine",
    "OrderLineOption",
    "OrderLineSize",
    "PaperFor",
    "Question",
    "Quote",
    "QuoteLine",
    "QuoteLineOption",
    "QuoteLineSize",
    "QuoteLink",
    "QuoteVersion",
    "Remark",
    "RemarkKind",
    "SentQuote",
    "Way",
    "WithdrawnQuote",
]
