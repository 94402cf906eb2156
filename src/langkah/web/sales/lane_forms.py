"""The form of a carrier's quote or invoice: what stands on the paper first, the rest folded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.validators import DecimalValidator
from django.utils.translation import gettext_lazy as _

from langkah.apps.partners.lanes.actions import NewPaper
from langkah.web.sales import places
from langkah.web.sales.rate_forms import MODES
from langkah.web.ui.fields import NumberField, whole

KINDS = {"quote": _("A price they quoted"), "invoice": _("An invoice")}
LONGEST_DAYS = 400
# What stands on every paper; the rest is asked below, folded where it is known already.
FIRST = ("kind", "carrier", "amount", "currency", "day", "chargeable_kg", "reference", "file")


def _kg(label: Any, **more: Any) -> NumberField:  # noqa: ANN401 - words, and whatever a field takes
    return NumberField(label=label, required=False, validators=[DecimalValidator(12, 3)], **more)


def _days(label: Any) -> forms.IntegerField:  # noqa: ANN401 - words
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=LONGEST_DAYS)


class PaperForm(forms.Form):
    """What a carrier sent."""

    kind = forms.ChoiceField(
        label=_("What did they send?"), choices=list(KINDS.items()), widget=forms.RadioSelect
    )
    carrier = forms.CharField(
        label=_("Carrier"),
        max_length=80,
        widget=forms.TextInput(attrs={"list": "carriers", "autocomplete": "off"}),
    )
    amount = NumberField(label=_("Amount in all"), validators=[DecimalValidator(18, 4)])
    currency = forms.ChoiceField(label=_("Currency"))
    day = forms.DateField(
        label=_("Date on the paper"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    chargeable_kg = _kg(_("Charged weight on the paper (kg)"))
    reference = forms.CharField(label=_("Number of the paper"), max_length=60, required=False)
    file = forms.FileField(
        label=_("Photo or PDF of the paper"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/jpeg,image/png"}),
    )
    mode = forms.ChoiceField(label=_("How it travels"), choices=[("", _("Choose")), *MODES.items()])
    country = forms.ChoiceField(label=_("To country"))
    town = forms.CharField(label=_("To town"), max_length=80, required=False)
    postcode = forms.CharField(label=_("Postcode there"), max_length=16, required=False)
    origin = forms.CharField(label=_("From town"), max_length=80, required=False)
    actual_kg = _kg(_("Weight on the scales (kg)"))
    volume_m3 = NumberField(
        label=_("Volume (m³)"), required=False, validators=[DecimalValidator(12, 4)]
    )
    cartons = forms.IntegerField(
        label=_("Cartons"), required=False, min_value=1, max_value=1_000_000
    )
    days_promised = _days(_("Days on the way they promise"))
    days_real = _days(_("Days it really took, door to door"))
    note = forms.CharField(
        label=_("Note"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    another = forms.BooleanField(
        label=_("This is another paper, not the same one again"),
        required=False,
        widget=forms.HiddenInput,
    )

    def __init__(self, *args: object, counted: str = "", **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for name, choices in (
            ("currency", places.currency_codes()),
            ("country", places.countries()),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells mypy what stands above
            field.choices = choices
        if counted:
            self.fields["chargeable_kg"].help_text = counted
        data: Mapping[str, Any] = self.data if self.is_bound else self.initial
        whole(self, "amount", str(data.get("currency") or "IDR"))

    def ask_whether_another(self) -> None:
        """One like it is noted already: show the tick that says it is not the same."""
        self.fields["another"].widget = forms.CheckboxInput()
        self.add_error("another", _("Tick this if it is another paper."))

    def first(self) -> list[forms.BoundField]:
        """What stands on every paper."""
        asked = () if self["another"].is_hidden else ("another",)
        return [self[name] for name in (*FIRST, *asked)]

    def further(self) -> list[forms.BoundField]:
        """The lane, and what is not always on it."""
        return [self[name] for name in self.fields if name not in (*FIRST, "another")]

    def open(self) -> bool:
        """Whether something below has to be filled in or put right."""
        wrong = any(one.errors for one in self.further())
        return wrong or not (self["mode"].value() and self["country"].value())

    def paper(self) -> NewPaper:
        """What was typed."""
        typed = {name: value for name, value in self.cleaned_data.items() if name != "file"}
        return NewPaper(**typed)

    def bytes(self) -> bytes | None:
        """The attached file."""
        sent = self.cleaned_data["file"]
        return sent.read() if sent else None
