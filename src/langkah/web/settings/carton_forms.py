"""The form of an own carton."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import DecimalValidator
from django.utils.translation import gettext_lazy as _

from langkah.apps.workshop.actions.cartons import LONGEST_MM, CartonValues
from langkah.web.ui.fields import NumberField


def _side(label: object) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=1, max_value=LONGEST_MM)  # type: ignore[arg-type]


class CartonForm(forms.Form):
    """Measured inside, weighed empty."""

    length_mm = _side(_("Length inside (mm)"))
    width_mm = _side(_("Width inside (mm)"))
    height_mm = _side(_("Height inside (mm)"))
    empty_g = forms.IntegerField(
        label=_("Weight of the empty carton (g)"),
        required=False,
        min_value=1,
        max_value=50_000,
        help_text=_("Empty: counted as usual board."),
    )
    max_kg = NumberField(
        label=_("A full carton weighs at most (kg)"),
        required=False,
        validators=[DecimalValidator(7, 3)],
        help_text=_("As printed on the bottom, or what it has held. Empty: as the carrier allows."),
    )
    price = NumberField(
        label=_("Price of one carton (Rp)"),
        required=False,
        thousands=True,
        least=0,
        validators=[DecimalValidator(18, 4)],
    )
    name = forms.CharField(
        label=_("Name"),
        required=False,
        max_length=60,
        help_text=_("As the packer calls it. Empty: its three sides."),
    )
    stocked = forms.BooleanField(label=_("In stock: used in new quotes"), required=False)

    def __init__(self, *args: object, costs: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if not costs:
            del self.fields["price"]

    def values(self, price: Decimal | None) -> CartonValues:
        """What was typed; `price` as it is kept, for who may not see it."""
        typed: dict[str, Any] = {"price": price} | self.cleaned_data
        return CartonValues(**typed)
