"""Items of stage 4: working with others."""

from __future__ import annotations

from langkah.domain.readiness.items import Item, Place, kinds, share
from langkah.domain.reason import because

ITEMS = (
    Item(
        id="4.1",
        gate=True,
        months=6,
        evidence=kinds("SX"),
        measure=share(1, "2", "3"),
        name=because("Two ways to send, compared"),
        bar=because("Each destination has two carriers whose prices and days are known."),
        task=because("Enter the rates of a second carrier."),
        place=Place.SETTINGS,
    ),
    Item(
        id="4.2",
        months=12,
        evidence=kinds("DS"),
        name=because("Agents have clear terms"),
        bar=because("Terms with agents are in writing and what is left is known."),
    ),
    Item(
        id="4.3",
        months=12,
        evidence=kinds("SO"),
        name=because("Neighbours who can help are known"),
        bar=because("Two workshops for each step have made pairs as a test."),
    ),
    Item(
        id="4.4",
        months=24,
        evidence=kinds("SX"),
        name=because("An order shared with neighbours"),
        bar=because("One shared order was finished and settled to the rupiah."),
    ),
    Item(
        id="4.5",
        months=12,
        evidence=kinds("DX"),
        name=because("Help from institutions is used"),
        bar=because("A programme was used and its result is written down."),
    ),
    Item(
        id="4.6",
        months=12,
        evidence=kinds("SX"),
        name=because("Contacts abroad are alive"),
        bar=because("A contact abroad has led to an order."),
    ),
)
