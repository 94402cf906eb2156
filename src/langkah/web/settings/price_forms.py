"""Forms of prices and terms, and of the first rules of a new workshop."""

from __future__ import annotations

from datetime import time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from langkah.apps.workshop.actions.floor import DayValues
from langkah.apps.workshop.actions.prices import RuleValues
from langkah.apps.workshop.actions.start import FirstRules
from langkah.reference import currencies
from langkah.web.settings.words import WEEKDAYS
from langkah.web.ui.fields import NumberField, PercentField

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

WORKDAYS = (0, 1, 2, 3, 4, 5)
TIERS = range(1, 7)


def _margin() -> PercentField:
    return PercentField(
        label=_("Margin (%)"),
        least=0,
        most=Decimal("99.99"),
        help_text=_("The part of the price that stays with you after all costs: 35 of 100."),
    )


def _deposit() -> PercentField:
    return PercentField(
        label=_("Deposit (%)"),
        initial=Decimal("0.40"),
        least=0,
        most=100,
        help_text=_("The part of the price that a buyer pays before you begin."),
    )


def _validity() -> forms.IntegerField:
    return forms.IntegerField(
        label=_("A quote holds for (days)"),
        initial=14,
        min_value=1,
        max_value=365,
        help_text=_("So long your machines and makers are kept free for it."),
    )


def _time(label: str | _StrPromise, initial: time, *, required: bool = True) -> forms.TimeField:
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(label=label, initial=initial, required=required, widget=widget)


class RuleForm(forms.Form):
    """How a cost becomes a price."""

    margin = _margin()
    minimum = NumberField(
        label=_("Lowest price of a pair (Rp)"), required=False, thousands=True, least=0
    )
    rounding = NumberField(
        label=_("Round up to a multiple of (Rp)"), required=False, thousands=True, least=1
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for place in TIERS:
            self.fields[f"pairs_{place}"] = forms.IntegerField(
                label=_("From so many pairs"), required=False, min_value=1, max_value=1_000_000
            )
            self.fields[f"discount_{place}"] = PercentField(
                label=_("this discount (%)"), required=False, least=0, most=Decimal("99.99")
            )

    def clean(self) -> dict[str, object]:
        """A tier has both figures."""
        values = super().clean() or {}
        for place in TIERS:
            pair = f"pairs_{place}", f"discount_{place}"
            empty = [name for name in pair if values.get(name) is None]
            if len(empty) == 1 and not set(pair) & set(self.errors):
                self.add_error(empty[0], _("Write both figures of this line, or neither."))
        return values

    def tiers(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The fields of the tiers, line by line."""
        return [(self[f"pairs_{place}"], self[f"discount_{place}"]) for place in TIERS]

    def values(self) -> RuleValues:
        """What was typed."""
        typed = self.cleaned_data
        lines = [(typed[f"pairs_{place}"], typed[f"discount_{place}"]) for place in TIERS]
        return RuleValues(
            margin=typed["margin"],
            minimum=typed["minimum"],
            rounding=typed["rounding"],
            tiers=tuple((pairs, discount) for pairs, discount in lines if pairs is not None),
        )


class TermsForm(forms.Form):
    """What new quotes start from."""

    validity_days = _validity()
    deposit_share = _deposit()
    payment = forms.CharField(
        label=_("How buyers pay"),
        required=False,
        max_length=300,
        help_text=_("Stands on each quote, such as: balance before shipment, by bank transfer."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class RateForm(forms.Form):
    """The workshop's own exchange rate."""

    currency = forms.ChoiceField(label=_("Currency"))
    rate = NumberField(
        label=_("Rupiah for one unit"),
        thousands=True,
        help_text=_("What your bank really pays you for one euro, dollar, ..."),
    )
    # Shown only once a rate is doubted
    sure = forms.BooleanField(
        label=_("I am sure of this rate"), required=False, widget=forms.HiddenInput
    )

    def __init__(self, home: str, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["currency"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells mypy what stands above
        codes = ["EUR", "USD", *sorted(currencies.CODES - {"EUR", "USD", home})]
        field.choices = [(code, code) for code in codes]

    def add_error(self, field: str | None, error: Any) -> None:  # noqa: ANN401 - as Django's
        """Put the problem at its field; whoever is doubted gets a box to tick."""
        if field == "sure":
            self.fields["sure"].widget = forms.CheckboxInput()
        super().add_error(field, error)


class BankForm(forms.Form):
    """What the bank keeps when foreign money comes in."""

    share = PercentField(
        label=_("Your bank keeps (%)"),
        least=0,
        most=Decimal("49.99"),
        help_text=_(
            "By how much your bank pays less than the rate of the European Central Bank, often 1 "
            "to 2. Where you set an own rate, that one counts as it is."
        ),
    )


class FirstForm(forms.Form):
    """Hours, margin and terms: as much as a first price and a first date need."""

    weekdays = forms.TypedMultipleChoiceField(
        label=_("We work on"),
        choices=WEEKDAYS,
        coerce=int,
        initial=WORKDAYS,
        widget=forms.CheckboxSelectMultiple,
    )
    opens = _time(_("Work begins"), time(8))
    closes = _time(_("Work ends"), time(16))
    break_from = _time(_("Break from"), time(12), required=False)
    break_minutes = forms.IntegerField(
        label=_("Minutes of break"), required=False, initial=60, min_value=0, max_value=240
    )
    margin = _margin()
    deposit_share = _deposit()
    validity_days = _validity()

    def values(self) -> FirstRules:
        """What was typed."""
        typed = self.cleaned_data
        return FirstRules(
            weekdays=tuple(typed["weekdays"]),
            hours=DayValues(
                opens=typed["opens"],
                closes=typed["closes"],
                break_from=typed["break_from"],
                break_minutes=typed["break_minutes"] or 0,
            ),
            margin=typed["margin"],
            deposit_share=typed["deposit_share"],
            validity_days=typed["validity_days"],
        )
