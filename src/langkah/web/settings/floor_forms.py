"""Forms of the floor."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from langkah.apps.workshop.actions.floor import DayValues, MakerValues
from langkah.web.settings.words import WEEKDAYS
from langkah.web.ui.fields import NumberField

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


def _time(label: str | _StrPromise, *, required: bool = True) -> forms.TimeField:
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(label=label, required=required, widget=widget)


class HoursForm(forms.Form):
    """The hours of some weekdays."""

    weekdays = forms.TypedMultipleChoiceField(
        label=_("On these days"),
        choices=WEEKDAYS,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )
    opens = _time(_("Work begins"), required=False)
    closes = _time(_("Work ends"), required=False)
    break_from = _time(_("Break from"), required=False)
    break_minutes = forms.IntegerField(
        label=_("Minutes of break"), required=False, min_value=0, max_value=240
    )
    free = forms.BooleanField(label=_("These days are free"), required=False)

    def clean(self) -> dict[str, object]:
        """Both times, or a free day."""
        values = super().clean() or {}
        if not values.get("free"):
            for field in ("opens", "closes"):
                if not values.get(field) and field not in self.errors:
                    self.add_error(field, _("Write the time, or tick that the days are free."))
        return values

    def values(self) -> DayValues:
        """What was typed."""
        typed = self.cleaned_data
        if typed["free"]:
            return DayValues()
        return DayValues(
            opens=typed["opens"],
            closes=typed["closes"],
            break_from=typed["break_from"],
            break_minutes=typed["break_minutes"] or 0,
        )


class MakerForm(forms.Form):
    """A maker."""

    name = forms.CharField(label=_("Name"), max_length=80)
    skills = forms.TypedMultipleChoiceField(
        label=_("Can do"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    speed = NumberField(
        label=_("Time needed"),
        least=Decimal("0.2"),
        most=5,
        help_text=_("1 is the usual time, 1.2 takes a fifth longer, 0.9 is a tenth faster."),
    )
    active = forms.BooleanField(label=_("Works here now"), required=False)

    def __init__(self, skills: list[tuple[int, str]], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["skills"]
        assert isinstance(field, forms.TypedMultipleChoiceField)  # noqa: S101 - tells mypy
        field.choices = skills

    def values(self) -> MakerValues:
        """What was typed."""
        typed = self.cleaned_data
        return MakerValues(
            name=typed["name"],
            speed=typed["speed"],
            active=typed["active"],
            skills=tuple(typed["skills"]),
        )


class SkillForm(forms.Form):
    """A skill."""

    name = forms.CharField(label=_("Name"), max_length=60)


class StationForm(forms.Form):
    """A kind of machine or bench."""

    name = forms.CharField(label=_("Name"), max_length=60)
    count = forms.IntegerField(
        label=_("How many"), min_value=1, max_value=500, help_text=_("So many can work at once.")
    )


class LastSetForm(forms.Form):
    """A last."""

    family = forms.CharField(
        label=_("Last"), max_length=60, help_text=_("The name as it stands on the product page.")
    )
    count = forms.IntegerField(
        label=_("How many sets"),
        min_value=1,
        max_value=500,
        help_text=_("One set carries one lot until its cement is dry."),
    )
