"""The form of a rate card: who carries, where to, and what each weight costs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import DecimalValidator
from django.utils.translation import gettext_lazy as _

from langkah.apps.partners import exchange
from langkah.apps.partners.actions import NewBreak, NewCard, NewZone
from langkah.reference.carriers import Mode
from langkah.web.sales import places
from langkah.web.ui.fields import NumberField, PointsField, named_place, whole

ROWS = 6
MODES = {
    "courier": _("Courier, to the door"),
    "post": _("Post"),
    "air": _("Air cargo"),
    "sea_lcl": _("Sea, part of a container"),
    "sea_fcl": _("Sea, a whole container"),
}


class CardForm(forms.Form):
    """The carrier and its service."""

    carrier = forms.CharField(label=_("Carrier"), max_length=80)
    service = forms.CharField(
        label=_("Service"), max_length=80, help_text=_("As the carrier calls it.")
    )
    mode = forms.ChoiceField(
        label=_("How it travels"),
        choices=list(MODES.items()),
    )
    currency = forms.ChoiceField(label=_("Currency of the prices"))
    valid_from = forms.DateField(
        label=_("Valid from"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    valid_until = forms.DateField(
        label=_("Valid until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    divisor = forms.IntegerField(
        label=_("Cubic centimetres to a kilogram"),
        required=False,
        min_value=1,
        max_value=20000,
        help_text=_("Often 5000 for couriers and 6000 for air cargo. Empty: size does not count."),
    )
    fuel_percent = PointsField(
        label=_("Fuel surcharge (%)"),
        required=False,
        least=0,
        most=200,
        validators=[DecimalValidator(5, 2)],
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["currency"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells mypy what stands above
        field.choices = places.currency_codes()


class HandOverForm(forms.Form):
    """What a shipment costs until the carrier has it."""

    pickup = NumberField(
        label=_("From the workshop to the carrier, each shipment"),
        help_text=_("In your own money. Write 0 when the carrier collects for nothing."),
        required=False,
        thousands=True,
        least=0,
        validators=[DecimalValidator(14, 2)],
    )
    clearance = NumberField(
        label=_("Export papers and customs, each shipment"),
        help_text=_("Write 0 when the carrier does it within its price."),
        required=False,
        thousands=True,
        least=0,
        validators=[DecimalValidator(14, 2)],
    )


class SeaPortForm(forms.Form):
    """Where the goods go on board, and what the port asks a shipment."""

    port = forms.CharField(
        label=_("Port where your goods leave"),
        help_text=_("Such as Tanjung Perak, Surabaya."),
        max_length=80,
        required=False,
        validators=[named_place],
    )
    terminal = NumberField(
        label=_("Handling at the port, each shipment"),
        help_text=_("In your own money. Write 0 when the sea freight has it in."),
        required=False,
        thousands=True,
        least=0,
        validators=[DecimalValidator(14, 2)],
    )
    aboard = NumberField(
        label=_("Loading on board, each shipment"),
        help_text=_("Write 0 when the sea freight has it in."),
        required=False,
        thousands=True,
        least=0,
        validators=[DecimalValidator(14, 2)],
    )


class ZoneForm(forms.Form):
    """Countries that cost the same, and the days on the way."""

    zone = forms.CharField(label=_("Name of the zone"), max_length=40)
    countries = forms.CharField(
        label=_("Countries"),
        help_text=_(
            "Names or two-letter codes, with commas between them, or only some postcodes of one: "
            "NL, Germany, ES 35000-38999."
        ),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    days_min = forms.IntegerField(
        label=_("Days on the way, at least"), required=False, min_value=0, max_value=200
    )
    days_max = forms.IntegerField(
        label=_("Days on the way, at most"), required=False, min_value=0, max_value=200
    )

    def clean_countries(self) -> exchange.Places:
        """Whole countries, and areas by postcode; says which part is no country."""
        try:
            return exchange.places(self.cleaned_data["countries"])
        except exchange.BadCell as error:
            raise forms.ValidationError(str(error)) from error

    def clean(self) -> dict[str, object]:
        """The longest way is not shorter than the shortest."""
        values = super().clean() or {}
        first, last = values.get("days_min"), values.get("days_max")
        if first is not None and last is not None and last < first:
            self.add_error("days_max", _("At most must not be less than at least."))
        if (first is None) != (last is None):
            self.add_error("days_max", _("Write both numbers of days, or neither."))
        return values


class BreakForm(forms.Form):
    """One price."""

    up_to_kg = NumberField(
        label=_("Up to kg"), required=False, least=0, validators=[DecimalValidator(9, 3)]
    )
    price = NumberField(
        label=_("Price"), required=False, least=0, validators=[DecimalValidator(18, 4)]
    )
    per = forms.ChoiceField(
        label=_("for"),
        choices=[
            ("parcel", _("parcel or container")),
            ("kg", _("each kg")),
            ("step 0.5", _("each further 0.5 kg")),
            ("step 1", _("each further kg")),
            ("m3", _("each m³ or tonne")),
        ],
        required=False,
    )

    def __init__(self, *args: Any, currency: str, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        whole(self, "price", currency)

    def clean(self) -> dict[str, object]:
        """A weight has a price."""
        values = super().clean() or {}
        if values.get("up_to_kg") is not None and values.get("price") is None:
            self.add_error("price", _("Write the price for this weight, or empty the line."))
        return values


BreakForms = forms.formset_factory(BreakForm, extra=ROWS, max_num=40, validate_max=True)

# A line that was left empty says nothing
_CONTAINER = {None, "", "parcel"}


class ZoneForms:
    """A zone with its prices."""

    def __init__(
        self, currency: str, data: Mapping[str, object] | None = None, *, mode: str = ""
    ) -> None:
        self.mode = mode
        self.zone = ZoneForm(data)
        self.breaks = BreakForms(data, prefix="break", form_kwargs={"currency": currency})

    def is_valid(self) -> bool:
        """Whether everything that was typed can be read."""
        return self.zone.is_valid() and self.breaks.is_valid() and self._sells()

    def _sells(self) -> bool:
        """Whether the prices are for what such a card sells: a whole container has one price."""
        if self.mode != Mode.SEA_FCL:
            return True
        wrong = [row for row in self.breaks if row.cleaned_data.get("per") not in _CONTAINER]
        for row in wrong:
            row.add_error(
                "per",
                _("A whole container has one price. Choose that here and write what it costs."),
            )
        return not wrong

    def value(self) -> NewZone:
        """What was typed; a line without a price is left out."""
        values = self.zone.cleaned_data
        countries, areas = values["countries"]
        return NewZone(
            name=values["zone"],
            countries=countries,
            areas=areas,
            days_min=values["days_min"],
            days_max=values["days_max"],
            breaks=tuple(
                _price(row["up_to_kg"], row["price"], row["per"])
                for row in self.breaks.cleaned_data
                if row.get("price") is not None
            ),
        )


class CardForms(ZoneForms):
    """A whole card with its first zone."""

    def __init__(self, today: date, data: Mapping[str, object] | None = None) -> None:
        super().__init__(str((data or {}).get("currency", "IDR")), data)
        self.card = CardForm(data, initial={"valid_from": today, "currency": "IDR"})
        self.hand_over = HandOverForm(data)

    def is_valid(self) -> bool:
        """Whether everything that was typed can be read."""
        read = self.card.is_valid() and self.hand_over.is_valid()
        self.mode = self.card.cleaned_data.get("mode", "")
        return super().is_valid() and read

    def hand_over_value(self) -> tuple[Decimal | None, Decimal | None]:
        """Pickup and clearance as typed; None is not known."""
        values = self.hand_over.cleaned_data
        return values["pickup"], values["clearance"]

    def card_value(self) -> NewCard:
        """The card as typed."""
        return NewCard(**self.card.cleaned_data, zones=(self.value(),))


def _price(up_to_kg: Decimal | None, price: Decimal, said: str) -> NewBreak:
    """A price for what was chosen; “step 0.5” is each further half kilogram."""
    per, _space, step = (said or "parcel").partition(" ")
    return NewBreak(
        up_to_kg=up_to_kg, price=price, per=per, step_kg=Decimal(step) if step else None
    )
