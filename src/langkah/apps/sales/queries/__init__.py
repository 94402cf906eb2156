"""Reads of sales. Each takes the workshop first and gives plain values."""

from langkah.apps.sales.queries.doors import Door, Told, by_slug, opened
from langkah.apps.sales.queries.inquiries import (
    Choice,
    InquiryPage,
    InquiryRow,
    InquiryView,
    Piece,
    inquiries,
    inquiry,
)
from langkah.apps.sales.queries.orders import (
    OrderLineView,
    OrderPage,
    OrderRow,
    OrderView,
    order,
    orders,
)

__all__ = [
    "Choice",
    "Door",
    "InquiryPage",
    "InquiryRow",
    "InquiryView",
    "OrderLineView",
    "OrderPage",
    "OrderRow",
    "OrderView",
    "Piece",
    "Told",
    "by_slug",
    "inquiries",
    "inquiry",
    "opened",
    "order",
    "orders",
]
