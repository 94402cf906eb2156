"""Invented values that let the style page show every component at work."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from django import forms

from langkah.domain.money import Money
from langkah.web.ui import charts
from langkah.web.ui.frame import Tab


class SampleForm(forms.Form):
    """One field of each sort."""

    message = forms.CharField(
        label="Message of the buyer",
        widget=forms.Textarea,
        help_text="Paste it as it came. You confirm before anything counts.",
    )
    pairs = forms.IntegerField(label="Pairs", min_value=1)
    term = forms.ChoiceField(label="Delivery term", choices=[("FCA", "FCA"), ("DAP", "DAP")])
    sizes = forms.MultipleChoiceField(
        label="Sizes",
        choices=[("40", "40"), ("41", "41"), ("42", "42")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    wish = forms.DateField(
        label="Wish date", widget=forms.DateInput(attrs={"type": "date"}), required=False
    )
    photo = forms.FileField(label="Photo", required=False)
    agreed = forms.BooleanField(label="I have checked the sizes", required=False)


def everything() -> dict[str, object]:
    """The context of the style page."""
    euro = [
        ("Shoes, 24 pairs", "1240.80", "A"),
        ("Freight by air", "186.40", "B"),
        ("Duty 8 %", "99.26", "A"),
    ]
    parts = [
        charts.Part(name=name, amount=Money(Decimal(sum_), "EUR"), grade=letter)
        for name, sum_, letter in euro
    ]
    return {
        "form": SampleForm(),
        "wrong": SampleForm({"pairs": "-2", "term": "FCA"}, prefix="wrong"),
        "price": Money(Decimal("1250000"), "IDR"),
        "nothing": None,
        "pairs": [("Last", "Classic"), ("Size system", "EU")],
        "day": date(2027, 3, 12),
        "moment": datetime(2026, 11, 23, 4, 5, tzinfo=UTC),
        "yen": Decimal("111.4523"),
        "tabs": [
            Tab("Waiting", "#", current=True, count=3),
            Tab("Sent", "#", count=12),
            Tab("Accepted", "#"),
        ],
        "steps": ["Message", "Check", "Price", "Sent"],
        "waterfall": charts.waterfall(
            "At the door in Rotterdam",
            [
                *parts,
                charts.Part(name="Handling", amount=None, grade="U"),
                charts.Part(
                    name="At the door", amount=Money(Decimal("1526.46"), "EUR"), is_total=True
                ),
            ],
        ),
        "timeline": charts.timeline(
            "When it is made",
            [
                charts.Span(name="Cutting", first=date(2027, 3, 1), last=date(2027, 3, 3)),
                charts.Span(name="Stitching", first=date(2027, 3, 3), last=date(2027, 3, 9)),
                charts.Span(
                    name="Drying", first=date(2027, 3, 10), last=date(2027, 3, 11), kind="wait"
                ),
            ],
            [(date(2027, 3, 12), "Wish date")],
        ),
        "words": "Halo Anna,\n\n24 pairs, EUR 51.70 each, at your door by 12 Mar 2027.\n\nKenzi",
    }
