"""The form of a partner workshop."""

from __future__ import annotations

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from langkah.apps.workshop.actions.floor import DayValues, MakerValues
from langkah.apps.workshop.actions.partner_workshops import MOST_HOURS, PartnerValues
from langkah.domain.capacity.shop import LOT_PAIRS
from langkah.web.settings.words import WEEKDAYS
from langkah.web.ui.fields import NumberField


def _time(label: object, help_text: object = "") -> forms.TimeField:
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(label=label, required=False, widget=widget, help_text=help_text)  # type: ignore[arg-type]


class PartnerForm(forms.Form):
    """Who they are, what they do for us, how far it is, when they work."""

    name = forms.CharField(label=_("Name"), max_length=80)
    skills = forms.TypedMultipleChoiceField(
        label=_("Does for us"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    speed = NumberField(
        label=_("Time needed"),
        least=Decimal("0.2"),
        most=5,
        help_text=_(
            "For one lot, from its first pair to its last: 1 is as long as one of your makers "
            "takes, 0.5 is half as long, because two people work on it."
        ),
    )
    there_hours = NumberField(
        label=_("Hours to bring the work there"),
        least=0,
        most=MOST_HOURS,
        help_text=_("By the clock, nights and Sundays too: 24 is a day, 0.5 half an hour."),
    )
    back_hours = NumberField(label=_("Hours until it is back"), least=0, most=MOST_HOURS)
    least_pairs = forms.IntegerField(
        label=_("Fewest pairs that are worth the way"),
        min_value=1,
        max_value=LOT_PAIRS,
        help_text=_("A smaller lot stays with your own makers."),
    )
    weekdays = forms.TypedMultipleChoiceField(
        label=_("Works on these days"),
        choices=WEEKDAYS,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: on the same days and at the same hours as you."),
    )
    opens = _time(_("Work begins"))
    closes = _time(_("Work ends"))
    break_from = _time(_("Break from"))
    break_minutes = forms.IntegerField(
        label=_("Minutes of break"), required=False, min_value=0, max_value=240
    )
    active = forms.BooleanField(
        label=_("Works for you now"),
        required=False,
        help_text=_("Without the tick no new work is planned there."),
    )

    def __init__(self, skills: list[tuple[int, str]], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["skills"]
        assert isinstance(field, forms.TypedMultipleChoiceField)  # noqa: S101 - tells mypy
        field.choices = skills

    def values(self) -> PartnerValues:
        """What was typed."""
        typed = self.cleaned_data
        return PartnerValues(
            maker=MakerValues(
                name=typed["name"],
                speed=typed["speed"],
                active=typed["active"],
                skills=tuple(typed["skills"]),
            ),
            there_hours=typed["there_hours"],
            back_hours=typed["back_hours"],
            least_pairs=typed["least_pairs"],
            weekdays=tuple(typed["weekdays"]),
            day=DayValues(
                opens=typed["opens"],
                closes=typed["closes"],
                break_from=typed["break_from"],
                break_minutes=typed["break_minutes"] or 0,
            ),
        )
