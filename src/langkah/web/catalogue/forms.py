"""Forms made from the table of sections, so that a field is described in one place."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from langkah.apps.catalogue.sections import MONEY, NAMED, Section
from langkah.apps.workshop import numbers
from langkah.web.ui.fields import NumberField

KNOWN = ((None, _("Not known yet")), (True, _("Yes")), (False, _("No")))
TRUTH = {"True": True, "False": False}
HELP = {
    "abroad": _("In English, for the offer. Left empty, every buyer reads your own name of it."),
    "story_abroad": _("In English, for your public page. Left empty, every buyer reads your own."),
    "words": _("Separate them with commas: loafer, penny loafer, slip-on."),
    "per_pair": _("Before scrap, in the unit of the material."),
    "size": _("Leave empty when it counts for every size."),
    "minutes_per_batch": _("Write 0 when the minutes a pair include it."),
    "share": _("Of the outer surface; for soles, of the volume."),
    "origin": _("Two letters, such as ID, IT or CN."),
    "hs_code": _("Only when you are certain. Otherwise the suggestion is shown."),
    "special": _("Ordinary shoes made to measure are ordinary."),
    "cut_out": _("As on a sandal or with an open toe; an open heel alone does not count."),
    "slip_on": _("The United States ask it of canvas and plastic shoes. A zip is a fastener."),
    "foxing": _("The United States ask it of canvas and plastic shoes, as on a canvas sneaker."),
    "protective": _("Overshoes, rain and snow boots. The United States ask it."),
    "mostly_textile": _(
        "The United States ask it of textile shoes on leather soles: 37.5 % or 10 %."
    ),
    "boys": _(
        "Only for children's shoes to the United States: the duty on boys' shoes is another."
    ),
    "heel_cm": _("The European Union asks it of sandals: more than 3 cm or not."),
    "value_usd": _("Some lines of the United States depend on it. A quote takes its own price."),
    "insole_cm": _("The European Union asks whether it is 24 cm or longer."),
}


class RowForm(forms.Form):
    """One row of a section. Costs are left out for those who may not see them."""

    def __init__(self, section: Section, *args: Any, costs: bool, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        for column in section.columns:
            if column.name in section.costs and not costs:
                continue
            self.fields[column.name] = field(column)

    def refuse(self, problems: Sequence[tuple[str, str]]) -> None:
        """Put each problem at its field, or at the top."""
        for name, sentence in problems:
            self.add_error(name if name in self.fields else None, sentence)


def field(column: models.Field[Any, Any]) -> forms.Field:
    """The form field of a column."""
    common: dict[str, Any] = {
        "label": column.verbose_name,
        "required": not (column.null or column.blank or column.has_default()),
        "help_text": HELP.get(column.name, ""),
    }
    if column.name in NAMED:
        common["required"] = not column.null
        widget = forms.TextInput(attrs={"list": f"known-{column.name}", "autocomplete": "off"})
        return forms.CharField(max_length=80, widget=widget, **common)
    if isinstance(column, models.BooleanField):
        return _yes_or_no(column, common)
    if isinstance(column, models.DecimalField | models.PositiveSmallIntegerField):
        common["required"] = not column.null
        # Of money, a point before three digits is a thousand
        return NumberField(thousands=column.name in MONEY, **common)
    return _text(column, common)


def _yes_or_no(column: models.Field[Any, Any], common: dict[str, Any]) -> forms.Field:
    if not column.null:
        return forms.BooleanField(**{**common, "required": False})
    return forms.TypedChoiceField(
        choices=KNOWN,
        coerce=TRUTH.get,
        empty_value=None,
        **common,
    )


def _text(column: models.Field[Any, Any], common: dict[str, Any]) -> forms.Field:
    if column.choices:
        blank = [("", _("Not known yet"))] if column.blank else []
        return forms.ChoiceField(choices=[*blank, *column.flatchoices], **common)
    if isinstance(column, models.DateField):
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        return forms.DateField(widget=widget, **common)
    if isinstance(column, models.TextField):
        common["widget"] = forms.Textarea(attrs={"rows": 3})
        return forms.CharField(max_length=4000, **common)
    return forms.CharField(max_length=column.max_length, **common)


# A box without a side or a weight is one nobody measured: left empty, never 0.
THINNEST, LIGHTEST = Decimal(1), Decimal("0.01")


class FillSizesForm(forms.Form):
    """Many sizes at once, in equal boxes."""

    first = NumberField(label=_("Smallest size"))
    last = NumberField(label=_("Largest size"))
    halves = forms.BooleanField(label=_("Also half sizes"), required=False)
    length_cm = NumberField(label=_("Box length (cm)"), required=False, least=THINNEST)
    width_cm = NumberField(label=_("Box width (cm)"), required=False, least=THINNEST)
    height_cm = NumberField(label=_("Box height (cm)"), required=False, least=THINNEST)
    weight_kg = NumberField(
        label=_("Weight with the box (kg)"),
        required=False,
        least=LIGHTEST,
        help_text=_("What you leave empty stays as it is, and stays unknown where it was."),
    )

    def clean(self) -> dict[str, Any]:
        """The run must go upwards and stay within what feet can be."""
        found = super().clean() or {}
        first, last = found.get("first"), found.get("last")
        if first is not None and last is not None and not first <= last <= first + MOST_STEPS:
            self.add_error("last", _("The largest size must not be below the smallest."))
        return found

    def sizes(self) -> list[str]:
        """The sizes of the run as text."""
        step = Decimal("0.5") if self.cleaned_data["halves"] else Decimal(1)
        size, found = self.cleaned_data["first"], []
        while size <= self.cleaned_data["last"]:
            found.append(numbers.write(size))
            size += step
        return found

    def box(self) -> dict[str, Decimal | None]:
        """Sides and weight, None where nothing was written."""
        return {
            name: self.cleaned_data[name]
            for name in ("length_cm", "width_cm", "height_cm", "weight_kg")
        }


# Mondopoint counts in millimetres: 60 steps of 5 are not asked for, 60 sizes are enough.
MOST_STEPS = 60


class PhotoForm(forms.Form):
    """A photo from the camera or the album."""

    photo = forms.FileField(
        label=_("Photo"),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    alt = forms.CharField(
        label=_("What the photo shows"),
        max_length=160,
        help_text=_("For people who cannot see it, and for search engines."),
    )


class DocumentFileForm(forms.Form):
    """The file of a document."""

    file = forms.FileField(
        label=_("File (PDF or photo)"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/jpeg,image/png"}),
    )
