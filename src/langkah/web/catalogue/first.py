"""The first product: a photo and five questions, on one page a thumb can fill."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from langkah.apps.catalogue import starting
from langkah.apps.catalogue.errors import BadFile, NotSaved
from langkah.apps.catalogue.sections import PASSPORT
from langkah.apps.catalogue.styles import BY_KEY, STYLES
from langkah.apps.workshop import numbers
from langkah.web.catalogue.forms import LIGHTEST, MOST_STEPS, THINNEST
from langkah.web.ui import notices
from langkah.web.ui.access import MemberRequest, member
from langkah.web.ui.fields import NumberField
from langkah.web.ui.once import sent_once

BOX = ("length_cm", "width_cm", "height_cm", "weight_kg")


class FirstForm(forms.Form):
    """The photo and the five questions."""

    photo = forms.FileField(
        label=gettext_lazy("A photo of the shoe"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    name = forms.CharField(label=gettext_lazy("What do you call it?"), max_length=120)
    style = forms.ChoiceField(
        label=gettext_lazy("Which kind is it?"),
        choices=[(style.key, style.name) for style in STYLES],
    )
    audience = forms.ChoiceField(label=gettext_lazy("Made for"), required=False)
    first = NumberField(label=gettext_lazy("Smallest size (EU)"))
    last = NumberField(label=gettext_lazy("Largest size (EU)"))
    length_cm = NumberField(label=gettext_lazy("Box length (cm)"), required=False, least=THINNEST)
    width_cm = NumberField(label=gettext_lazy("Box width (cm)"), required=False, least=THINNEST)
    height_cm = NumberField(label=gettext_lazy("Box height (cm)"), required=False, least=THINNEST)
    weight_kg = NumberField(
        label=gettext_lazy("Weight with the box (kg)"), required=False, least=LIGHTEST
    )
    typical = forms.BooleanField(
        label=gettext_lazy("I have no box yet: use one typical for this kind until I measure"),
        required=False,
    )
    materials = NumberField(
        label=gettext_lazy("What do all materials of one pair cost you?"),
        required=False,
        least=0,
        thousands=True,
    )
    minutes = NumberField(
        label=gettext_lazy("How many minutes of work is one pair?"),
        required=False,
        least=0,
        help_text=gettext_lazy("All steps together, setting up included."),
    )
    drying_hours = NumberField(
        label=gettext_lazy("How many hours must it dry or rest in all?"), required=False, least=0
    )
    makers = forms.CharField(
        label=gettext_lazy("Who makes it?"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Names, separated by commas."),
    )
    pay = NumberField(
        label=gettext_lazy("What do you pay the makers for one pair?"),
        required=False,
        least=0,
        thousands=True,
        help_text=gettext_lazy("Count your own work too."),
    )

    def __init__(self, *args: Any, costs: bool, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        audience = next(column for column in PASSPORT.columns if column.name == "audience")
        field = self.fields["audience"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells mypy what stands above
        field.choices = [("", _("Not known yet")), *audience.flatchoices]
        if not costs:
            del self.fields["materials"], self.fields["pay"]

    def clean(self) -> dict[str, Any]:
        """A run of sizes that goes upwards; a date needs the drying where minutes are known."""
        found = super().clean() or {}
        first, last = found.get("first"), found.get("last")
        if first is not None and last is not None and not first <= last <= first + MOST_STEPS:
            self.add_error("last", _("The largest size must not be below the smallest."))
        if found.get("minutes") is not None and found.get("drying_hours") is None:
            self.add_error("drying_hours", _("Write the hours, or 0 when nothing has to dry."))
        return found

    def answers(self) -> starting.FirstAnswers:
        """What was said, and only that."""
        said = self.cleaned_data
        size, sizes = said["first"], []
        while size <= said["last"]:
            sizes.append(numbers.write(size))
            size += 1
        return starting.FirstAnswers(
            name=said["name"],
            style=said["style"],
            sizes=tuple(sizes),
            audience=said["audience"],
            box=self._box(),
            materials=said.get("materials"),
            minutes=said["minutes"],
            pay=said.get("pay"),
            drying_hours=said["drying_hours"],
            makers=tuple(name.strip() for name in said["makers"].split(",") if name.strip()),
        )

    def _box(self) -> dict[str, Any] | None:
        said = {name: self.cleaned_data[name] for name in BOX}
        if self.cleaned_data["typical"] and not any(said.values()):
            typical = BY_KEY[self.cleaned_data["style"]].box
            return {name: getattr(typical, name) for name in BOX}
        return said


@require_http_methods(["GET", "POST"])
@member("catalogue")
@sent_once
def first(request: MemberRequest) -> HttpResponse:
    """A product that can be quoted within minutes, without a figure nobody said."""
    costs = request.membership.can("costs")
    posted = request.method == "POST"
    form = FirstForm(
        request.POST if posted else None, request.FILES if posted else None, costs=costs
    )
    if posted and form.is_valid():
        photo = form.cleaned_data["photo"]
        try:
            made = starting.start_product(
                workshop=request.workshop,
                answers=form.answers(),
                photo=photo.read() if photo else None,
                by=request.membership.user,
            )
        except BadFile as error:
            form.add_error("photo", str(error))
        except NotSaved as error:
            form.add_error(None, str(error))
        else:
            notices.done(request, _("The product is saved."))
            return redirect("catalogue:product", product=made)
    context = {"form": form, "costs": costs, "currency": request.workshop.currency}
    return render(request, "catalogue/first.html", context, status=422 if form.errors else 200)
