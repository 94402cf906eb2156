"""Forms of the rule book: a check, another value, a sheet."""

from __future__ import annotations

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from langkah.web.ui.fields import NumberField, PercentField
from langkah.web.ui.parts import GRADES

YEAR = timedelta(days=365)


def _day(**more: object) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(widget=widget, **more)  # type: ignore[arg-type]


class CheckForm(forms.Form):
    """Who asked whom, on which day, and when to ask again."""

    on = _day(label=_("Day of the answer"), initial=timezone.localdate)
    name = forms.CharField(label=_("Who asked"), max_length=120)
    asked = forms.CharField(
        label=_("Whom"),
        max_length=160,
        help_text=_("A customs broker, the customs office, a page of the law: by name."),
    )
    note = forms.CharField(
        label=_("What was said"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    again_by = _day(
        label=_("Ask again by"),
        initial=lambda: timezone.localdate() + YEAR,
        help_text=_("After this day the rule counts as unchecked."),
    )


class ValueForm(forms.Form):
    """What a rule says, and where that is known from."""

    rate = PercentField(label=_("Rate (%)"), required=False, least=0, most=99)
    amount = NumberField(label=_("Amount"), required=False, least=0)
    threshold = NumberField(label=_("Threshold"), required=False, least=0)
    limit = NumberField(label=_("Limit"), required=False, least=0)
    source = forms.CharField(
        label=_("Source"),
        max_length=240,
        help_text=_("Where this is known from: a page, an office or a person."),
    )
    source_date = _day(label=_("Day of the source"), initial=timezone.localdate)
    grade = forms.ChoiceField(label=_("How certain"), choices=list(GRADES.items()))
    valid_from = _day(label=_("Holds from"), required=False)
    valid_until = _day(
        label=_("Ends on"), required=False, help_text=_("The first day on which it holds no more.")
    )
    review_by = _day(label=_("Look again by"), required=False)


class FileForm(forms.Form):
    """A rule sheet to take in."""

    file = forms.FileField(
        label=_("Spreadsheet (xlsx, csv, or a zip of csv files)"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.zip"}),
    )
