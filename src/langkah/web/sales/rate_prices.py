"""One price of a rate card, corrected with a thumb: the old one, the new one, from which day."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.validators import DecimalValidator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from langkah.apps.partners import correcting, queries, spots
from langkah.apps.partners.drafts import NewCard
from langkah.apps.partners.spots import Spot
from langkah.apps.workshop import words
from langkah.domain.money import Money
from langkah.domain.reason import Refusal
from langkah.web.sales import rate_tables
from langkah.web.ui import notices
from langkah.web.ui.access import MemberRequest, member
from langkah.web.ui.fields import NumberField, PointsField, whole

MOST_PERCENT = 500


class PriceForm(forms.Form):
    """The new price, and the first day on which it holds."""

    price = NumberField(
        label=gettext_lazy("New price"), least=0, validators=[DecimalValidator(18, 4)]
    )
    first = forms.DateField(
        label=gettext_lazy("Holds from"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, card: NewCard, spot: Spot, data: Mapping[str, Any] | None = None) -> None:
        first = max(card.valid_from, timezone.localdate())
        super().__init__(data, initial={"price": spot.price, "first": first})
        if spot.percent:
            self.fields["price"] = PointsField(
                label=_("New percentage"),
                least=0,
                most=MOST_PERCENT,
                validators=[DecimalValidator(5, 2)],
            )
        else:
            whole(self, "price", card.currency)
        self.fields["first"].help_text = _(
            "Until then the old price holds. Was it written down wrong? Then choose {day}, the "
            "first day of the card."
        ).format(day=words.day(card.valid_from))


@require_http_methods(["GET", "POST"])
@member("quote")
def page(request: MemberRequest, card: int, place: str) -> HttpResponse:
    """Write another price; what it was and what else holds stands beside it."""
    view = queries.card(request.workshop, card)
    known = spots.spot(view.card, place)
    if view.ended_at is not None:
        return redirect("sales:rate_card", card=card)
    form = PriceForm(view.card, known, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        to = correcting.Correction(place=place, **form.cleaned_data)
        try:
            made = correcting.correct_price(
                workshop=request.workshop, card=card, to=to, by=request.membership.user
            )
        except Refusal as refused:
            for reason in refused.reasons:
                form.add_error(None, words.say(reason))
        else:
            return _corrected(request, view.card, to, made)
    values = {"form": form, "id": card, "card": view.card, "about": _about(view.card, known)}
    status = 422 if request.method == "POST" else 200
    return render(request, "sales/rate_price.html", values, status=status)


def _corrected(
    request: MemberRequest, card: NewCard, to: correcting.Correction, made: int
) -> HttpResponse:
    undo = reverse("sales:take_back_rate_card", args=[made])
    if to.first == card.valid_from:
        said = _("The price is corrected. New quotes count with it; sent ones keep their figures.")
    else:
        said = _("The new price holds from {day}. Until then the old one counts.").format(
            day=words.day(to.first)
        )
    notices.done(request, said, undo=undo)
    return redirect("sales:rate_card", card=made)


def _about(card: NewCard, known: Spot) -> tuple[str, str]:
    """What the price is for, and what it is now."""
    if known.surcharge is not None and known.least:
        least = words.money(Money(known.price, card.currency))
        return _("{surcharge}, at least").format(surcharge=known.surcharge.name), least
    if known.surcharge is not None:
        return known.surcharge.name, rate_tables.amount(known.surcharge, card.currency)
    if known.zone is not None:
        row = next(
            row
            for zone in rate_tables.of(card).zones
            for row in zone.rows
            if row.spot == known.place
        )
        what = _("Zone {zone}, {weight}").format(zone=known.zone.name, weight=row.weight)
        return what, f"{words.money(row.price)}, {row.per}"
    if known.percent:
        percent = words.number(known.price)
        return _("Fuel surcharge"), _("{percent} percent of the freight").format(percent=percent)
    return _("Least freight"), words.money(Money(known.price, card.currency))
