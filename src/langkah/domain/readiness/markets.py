"""Items of stage 3: entering a market and fitting into it."""

from __future__ import annotations

from langkah.domain.readiness.items import Item, Place, kinds, share
from langkah.domain.reason import because

ITEMS = (
    Item(
        id="3.1",
        gate=True,
        months=12,
        evidence=kinds("SD"),
        name=because("Markets are chosen on facts"),
        bar=because("A page with sources and dates says why these markets."),
    ),
    Item(
        id="3.2",
        gate=True,
        months=6,
        evidence=kinds("SX"),
        name=because("The price at the buyer's door is right"),
        bar=because("The last ten quotes were within a twentieth of what it really cost."),
    ),
    Item(
        id="3.3",
        months=6,
        evidence=kinds("SD"),
        measure=share(5, "0.6", "1"),
        name=because("Each quote carries the whole price"),
        bar=because("Each sent quote shows the price at the door and how long it is valid."),
        task=because("Send a quote with the price at the buyer's door."),
        place=Place.QUOTES,
    ),
    Item(
        id="3.4",
        months=12,
        evidence=kinds("SO"),
        name=because("Designs and sizes fitted to the market"),
        bar=because("Styles or sizes made for a market have been sold there."),
    ),
    Item(
        id="3.5",
        months=12,
        evidence=kinds("DO"),
        name=because("Words fitted to the market"),
        bar=because("A person has checked the language, units and claims."),
    ),
    Item(
        id="3.6",
        months=6,
        evidence=kinds("SX"),
        measure=share(3, "0.8", "1"),
        name=because("Wishes are answered in good order"),
        bar=because("Each wish of the last ten custom orders was answered and approved."),
        task=because("Answer the open change requests of buyers."),
        place=Place.QUOTES,
    ),
    Item(
        id="3.7",
        gate=True,
        months=6,
        evidence=kinds("SX"),
        name=because("Papers are right the first time"),
        bar=because("Nineteen of the last twenty shipments had papers without an error."),
    ),
    Item(
        id="3.8",
        months=12,
        evidence=kinds("XI"),
        name=because("Buyers confirm fit and quality"),
        bar=because("Five buyers or more have said so in writing."),
    ),
)
