"""What the word to a buyer about a later day says, chosen on its page."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from langkah.apps.production.lateness import Lateness, too_seldom
from langkah.apps.sales.wording import LANGUAGES
from langkah.apps.workshop import words
from langkah.web.production.changes import PlanDay

REASONS = {
    "": gettext_lazy("Say nothing about it"),
    "ill": gettext_lazy("Somebody is ill"),
    "machine": gettext_lazy("A machine is broken"),
    "material": gettext_lazy("Material comes late"),
    "check": gettext_lazy("Some pairs failed the check"),
}
DEEDS = {
    "hours": gettext_lazy("We work longer hours"),
    "helper": gettext_lazy("Another workshop helps"),
    "ordered": gettext_lazy("Material is ordered again"),
}


class WordForm(forms.Form):
    """What the word to the buyer says; the message is written from it."""

    def __init__(self, found: Lateness, asked: object) -> None:
        super().__init__(asked)  # type: ignore[arg-type]
        self.found = found
        picked = {"type": "date", "min": found.sure.isoformat()}
        self.fields = {
            "reason": forms.ChoiceField(
                label=_("Why it is late, for the buyer"),
                required=False,
                choices=list(REASONS.items()),
            ),
            "deeds": forms.MultipleChoiceField(
                label=_("What you do about it"),
                required=False,
                choices=list(DEEDS.items()),
                widget=forms.CheckboxSelectMultiple,
            ),
            "day": PlanDay(
                label=_("The new day"),
                initial=found.sure,
                widget=forms.DateInput(format="%Y-%m-%d", attrs=picked),
            ),
            "language": forms.ChoiceField(
                label=_("Language"), initial=found.language, choices=list(LANGUAGES.items())
            ),
        }
        if found.first:
            self.fields["first"] = forms.BooleanField(
                label=_("Offer the first pairs: %(pairs)s, on %(day)s")
                % {
                    "pairs": words.number(found.first.pairs),
                    "day": words.day(found.first.day),
                },
                required=False,
                initial=True,
            )

    def clean_day(self) -> date:
        """Never a day that is kept too seldom."""
        day: date = self.cleaned_data["day"]
        if day < self.found.sure:
            raise forms.ValidationError(words.say(too_seldom(day, self.found.sure)))
        return day

    def said(self) -> dict[str, object]:
        """What was chosen, or what is proposed where nothing was."""
        if self.is_bound and self.is_valid():
            return self.cleaned_data
        return {
            name: field.initial if field.initial is not None else ()
            for name, field in self.fields.items()
        }

    def draft(self) -> str:
        """The message as it is chosen."""
        said = self.said()
        word = self.found.word(
            day=said["day"],  # type: ignore[arg-type]
            reason=said["reason"] or "",  # type: ignore[arg-type]
            deeds=tuple(said["deeds"]),  # type: ignore[arg-type]
            with_first=bool(said.get("first")),
            language=said["language"],  # type: ignore[arg-type]
        )
        return word.text
