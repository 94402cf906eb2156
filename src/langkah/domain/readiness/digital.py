"""Items of stage 2: being found, and answering."""

from __future__ import annotations

from langkah.domain.readiness.items import Item, Place, kinds, share
from langkah.domain.reason import because

ITEMS = (
    Item(
        id="2.1",
        gate=True,
        months=6,
        evidence=kinds("S"),
        measure=share(1, "0.6", "0.9"),
        name=because("The catalogue is complete"),
        bar=because("Nine of ten styles have photos, sizes, materials and weights."),
        task=because("Add what is missing to the product page of one style."),
        place=Place.PRODUCTS,
    ),
    Item(
        id="2.2",
        gate=True,
        months=3,
        evidence=kinds("SX"),
        name=because("A marketplace shop that works"),
        bar=because("Listings on a marketplace are live and messages there are answered."),
    ),
    Item(
        id="2.3",
        months=3,
        evidence=kinds("SD"),
        name=because("Posts by plan"),
        bar=because("Four of five planned posts were made over three months."),
    ),
    Item(
        id="2.4",
        months=12,
        evidence=kinds("DO"),
        name=because("One face in words and pictures"),
        bar=because("Messages, proof and pictures of the brand are used everywhere."),
    ),
    Item(
        id="2.5",
        months=6,
        evidence=kinds("SO"),
        name=because("An own site"),
        bar=because("The workshop's own site is live and up to date."),
    ),
    Item(
        id="2.6",
        gate=True,
        months=3,
        evidence=kinds("S"),
        measure=share(10, "48", "24", falling=True),
        name=because("Buyers get an answer quickly"),
        bar=because("Nine of ten buyers have an answer within 24 hours, over three months."),
        task=because("Answer the buyers who wait on the page Today."),
        place=Place.QUOTES,
    ),
    Item(
        id="2.7",
        months=6,
        evidence=kinds("SO"),
        name=because("One price and one date everywhere"),
        bar=because("Twenty sampled orders show no conflict between channels."),
    ),
    Item(
        id="2.8",
        months=6,
        evidence=kinds("S"),
        measure=share(5, "0.5", "0.7"),
        name=because("Buyers can be reached without a platform"),
        bar=because("Seven of ten buyers have an address or number of their own here."),
        task=because("Ask buyers for an e-mail address or a phone number and write it down."),
        place=Place.QUOTES,
    ),
    Item(
        id="2.9",
        months=6,
        evidence=kinds("SD"),
        name=because("Trying out what works"),
        bar=because("One comparison of posts is finished each quarter, with a decision."),
    ),
    Item(
        id="2.10",
        months=6,
        evidence=kinds("SD"),
        name=because("What buyers do is looked at"),
        bar=because("A look at what buyers did has led to a decision."),
    ),
)
