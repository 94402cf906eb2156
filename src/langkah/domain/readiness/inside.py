"""Items of stage 1: the workshop itself."""

from __future__ import annotations

from langkah.domain.readiness.items import Item, Place, kinds, share
from langkah.domain.reason import because

ITEMS = (
    Item(
        id="1.1",
        gate=True,
        months=6,
        evidence=kinds("SO"),
        name=because("Defects are counted"),
        bar=because("Defects per 100 pairs are known for each style over three months."),
    ),
    Item(
        id="1.2",
        gate=True,
        months=6,
        evidence=kinds("SO"),
        name=because("Checks at fixed steps"),
        bar=because("Each order has its checks, with a photo of each."),
    ),
    Item(
        id="1.3",
        months=12,
        evidence=kinds("SD"),
        measure=share(1, "0.5", "0.8"),
        name=because("How each style is made is written down"),
        bar=because("Eight of ten styles have their materials, steps and minutes."),
        task=because("Write the materials, steps and minutes of one more style."),
        place=Place.PRODUCTS,
    ),
    Item(
        id="1.4",
        months=12,
        evidence=kinds("SO"),
        name=because("Sizes come out the same"),
        bar=because("Twenty pairs were measured and fit the last within tolerance."),
    ),
    Item(
        id="1.5",
        months=12,
        evidence=kinds("SD"),
        name=because("Materials can be traced"),
        bar=because("Nineteen of twenty orders name the lot of their leather."),
    ),
    Item(
        id="1.6",
        months=24,
        evidence=kinds("DX"),
        name=because("Tests that the market asks by law"),
        bar=because("Valid test reports for leather and metal parts are on file."),
    ),
    Item(
        id="1.7",
        gate=True,
        months=12,
        evidence=kinds("SO"),
        name=because("Labels and origin are right"),
        bar=because("Labels are checked on the pairs that leave."),
    ),
    Item(
        id="1.8",
        gate=True,
        months=3,
        evidence=kinds("SO"),
        measure=share(1, "0.9", None),
        name=because("What can be made in a week is known"),
        bar=because("Planned and real work of each step differ by at most a tenth."),
        task=because(
            "Enter who works on the floor, what they can do, and the minutes of each step."
        ),
        place=Place.FLOOR,
    ),
    Item(
        id="1.9",
        gate=True,
        months=6,
        evidence=kinds("SX"),
        name=because("Promises are kept"),
        bar=because("Nine of ten orders were ready on the promised day."),
    ),
    Item(
        id="1.10",
        gate=True,
        months=6,
        evidence=kinds("SD"),
        measure=share(1, "0.5", "0.9"),
        name=because("Each style has its cost"),
        bar=because("Material, labour and overhead of each style are known within a tenth."),
        task=because("Complete the cost card of the styles where a cost is missing."),
        place=Place.PRODUCTS,
    ),
    Item(
        id="1.11",
        months=12,
        evidence=kinds("SO"),
        name=because("Someone can do the export work"),
        bar=because("A quote, a customs number and the papers were done as proof."),
    ),
    Item(
        id="1.12",
        months=12,
        evidence=kinds("SO"),
        name=because("Everyone can use the tools of their work"),
        bar=because("Each member has shown the tasks of their role."),
    ),
    Item(
        id="1.13",
        gate=True,
        months=24,
        evidence=kinds("DX"),
        name=because("Business number, tax and way to export"),
        bar=because("The business number and tax number are valid, and it is clear who exports."),
    ),
    Item(
        id="1.14",
        months=6,
        evidence=kinds("SD"),
        name=because("Cash is planned for each order"),
        bar=because("Each order has a cash plan that never falls under the set floor."),
    ),
)
