"""The values of a rate card that change from month to month, on a page a thumb can fill."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.core.validators import DecimalValidator
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from langkah.apps.partners.drafts import NewCard
from langkah.web.ui.fields import NumberField, PointsField, whole

UNITS = (("cm3/kg", _("cubic centimetres to a kilogram")), ("in3/lb", _("cubic inches to a pound")))
DOORS = (
    ("", _("As usual for this kind of transport")),
    ("yes", _("To the buyer's door")),
    ("no", _("To a port or airport")),
)
MONEY = DecimalValidator(18, 4)


class ValuesForm(forms.Form):
    """Last day, fuel, least freight, size, what is included; each surcharge's amount and least."""

    valid_until = forms.DateField(
        label=_("Valid until"),
        help_text=_("The last day the prices hold, that day included. Empty: no end is known."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    fuel_percent = PointsField(
        label=_("Fuel surcharge (%)"),
        required=False,
        least=0,
        most=200,
        validators=[DecimalValidator(5, 2)],
    )
    minimum = NumberField(
        label=_("Least freight of a shipment"),
        help_text=_("Empty: there is none."),
        required=False,
        least=0,
        validators=[MONEY],
    )
    divisor = forms.IntegerField(
        label=_("What counts as a kilogram or pound"),
        required=False,
        min_value=1,
        max_value=20000,
        help_text=_("5000, 6000 or 139, as the carrier prints it. Empty: size does not count."),
    )
    divisor_unit = forms.ChoiceField(label=_("Counted in"), choices=UNITS)
    max_parcel_kg = NumberField(
        label=_("Heaviest carton in kg"),
        help_text=_("Empty: as usual for this kind of transport."),
        required=False,
        least=0,
        validators=[DecimalValidator(8, 3)],
    )
    to_door = forms.ChoiceField(label=_("Where the way ends"), choices=DOORS, required=False)
    includes = forms.CharField(
        label=_("What else is in the price"),
        help_text=_("For example collection, tracking, export papers."),
        max_length=200,
        required=False,
    )
    source = forms.CharField(
        label=_("Where the prices are from"),
        help_text=_("A list, a letter, a talk, and its day."),
        max_length=120,
        required=False,
    )
    is_example = forms.BooleanField(label=_("These are example prices"), required=False)

    def __init__(self, card: NewCard, data: Mapping[str, Any] | None = None) -> None:
        door = {None: "", True: "yes", False: "no"}[card.to_door]
        same = {name: getattr(card, name) for name in self.base_fields}
        amounts = {f"amount-{place}": one.amount for place, one in enumerate(card.surcharges)}
        least = {f"least-{place}": one.minimum for place, one in enumerate(card.surcharges)}
        super().__init__(data, initial=same | amounts | least | {"to_door": door})
        self.card = card
        whole(self, "minimum", card.currency)
        for place, one in enumerate(card.surcharges):
            name = f"amount-{place}"
            self.fields[name] = NumberField(label=one.name, least=0, validators=[MONEY])
            whole(self, name, card.currency if one.per != "percent" else "")
            if one.minimum is not None:
                self._least(f"least-{place}", one.name)

    def _least(self, name: str, surcharge: str) -> None:
        self.fields[name] = NumberField(
            label=_("{surcharge}, at least").format(surcharge=surcharge),
            help_text=_("Empty: there is none."),
            required=False,
            least=0,
            validators=[MONEY],
        )
        whole(self, name, self.card.currency)

    def on_top(self) -> Iterator[BoundField]:
        """The amounts of the surcharges."""
        return (self[name] for name in self.fields if name.startswith(("amount-", "least-")))

    def once(self) -> Iterator[BoundField]:
        """What is said once of the card."""
        return (self[name] for name in self.base_fields)

    def value(self) -> NewCard:
        """The card as it would be."""
        values = self.cleaned_data
        said = {name: values[name] for name in self.base_fields if name != "to_door"}
        return replace(
            self.card,
            **said,
            to_door={"yes": True, "no": False}.get(values["to_door"]),
            surcharges=tuple(
                replace(one, amount=values[f"amount-{place}"], minimum=values.get(f"least-{place}"))
                for place, one in enumerate(self.card.surcharges)
            ),
        )
