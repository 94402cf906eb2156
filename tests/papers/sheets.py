"""A sheet to print, with awkward values in it."""

from __future__ import annotations

import io

from PIL import Image

from langkah.papers.offer import Labels, OfferSheet, SheetFigure, SheetLine, SheetSize

LABELS = Labels(
    offer="Offer",
    buyer="For",
    sent="Sent on",
    valid="Valid until",
    product="What you ordered",
    sizes="Sizes",
    pairs="Pairs",
    per_pair="Per pair",
    average="Average per pair",
    goods_per_pair="Goods, per pair",
    amount="Amount",
    total="Total",
    door="At your door",
    figures="The sum",
    included="Included",
    excluded="Not included",
    ready="Ready",
    arrival="Expected",
    size_table="Size table",
    terms="Terms",
    page="Page",
    link="Answer online",
)


def sheet(**changes: object) -> OfferSheet:
    values: dict[str, object] = {
        "language": "en",
        "labels": LABELS,
        "title": "Offer Q12, version 2",
        "number": "Q12",
        "workshop": "Kenzi (demo)",
        "origin": "Mojokerto, Indonesia",
        "buyer": 'Noor "de" Vries #let x = 1 $a$ [b] *c* _d_ \\ @e <f>',
        "sent": "3 Mar 2027",
        "valid": "17 Mar 2027",
        "lines": (
            SheetLine(
                title="Loafer Majapahit, brown",
                pairs="60",
                pairs_said="60 pairs",
                per_pair="€ 41.50",
                amount="€ 2,490.00",
                sizes=tuple(SheetSize(size=str(n), pairs="10") for n in range(38, 44)),
                facts=("Calf leather, leather sole",),
                photo="loafer.jpg",
            ),
        ),
        "pairs": "60",
        "per_pair": "€ 41.50",
        "per_pair_label": "Per pair",
        "total": "€ 2,490.00",
        "door": "€ 3,400.00",
        "deposit": "€ 1,245.00",
        "delivery": "DAP Rotterdam (Incoterms 2020)",
        "delivery_meaning": "We bring the cartons to your address.",
        "figures": (
            SheetFigure(label="Goods", amount="€ 2,200.00"),
            SheetFigure(label="Freight", amount="€ 290.00", note="estimate"),
            SheetFigure(label="Total", amount="€ 2,490.00", total=True),
        ),
        "included": ("Freight to your address",),
        "excluded": ("Import duty", "VAT"),
        "ready": "12 Apr 2027",
        "arrival": "20 Apr 2027 to 27 Apr 2027",
        "size_head": ("EU", "UK", "US", "cm"),
        "size_rows": (("38", "5", "6", "24.0"), ("39", "6", "7", "24.7")),
        "terms": ("Deposit 50 %.",),
        "note": "",
        "link": "http://localhost:8000/q/abc/",
    }
    return OfferSheet(**(values | changes))  # type: ignore[arg-type]


def photo() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (240, 240), "#8a5a33").save(target, "JPEG")
    return target.getvalue()
