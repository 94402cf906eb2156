"""Items of stage 5: staying, and getting better."""

from __future__ import annotations

from langkah.domain.readiness.items import Item, Place, kinds, share
from langkah.domain.reason import because

ITEMS = (
    Item(
        id="5.1",
        gate=True,
        months=6,
        evidence=kinds("SD"),
        name=because("A monthly look back"),
        bar=because("Six months in a row were looked at, and decisions followed up."),
    ),
    Item(
        id="5.2",
        months=3,
        evidence=kinds("S"),
        measure=share(10, "0.6", "0.5", falling=True),
        name=because("Not all from one market"),
        bar=because("No country brings more than half of the sales of twelve months."),
        task=because("Look for a second country: answer inquiries from new places first."),
        place=Place.QUOTES,
    ),
    Item(
        id="5.3",
        months=6,
        evidence=kinds("SX"),
        measure=share(10, "0.1", "0.25"),
        name=because("Buyers come back"),
        bar=because("The share of buyers who order again is known over a year and does not fall."),
        task=because("Write to buyers whose order went well and ask what they need next."),
        place=Place.QUOTES,
    ),
    Item(
        id="5.4",
        gate=True,
        months=3,
        evidence=kinds("SD"),
        name=because("Limits for risk are set and kept"),
        bar=because("Limits for exchange rate, freight and validity were kept for six months."),
    ),
    Item(
        id="5.5",
        months=6,
        evidence=kinds("SX"),
        name=because("New rules are handled in time"),
        bar=because("Each quote that a new rule touched was looked at before it began."),
    ),
    Item(
        id="5.6",
        months=12,
        evidence=kinds("S"),
        measure=share(10, "0.1", "0.25"),
        name=because("New styles sell"),
        bar=because("The share of sales from styles younger than a year is known and looked at."),
        task=because("Show one new style to buyers who ordered before."),
        place=Place.PRODUCTS,
    ),
)
