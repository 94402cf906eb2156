"""One shoe in up to three markets side by side."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from langkah.apps.buyers import queries as buyers
from langkah.apps.sales import queries
from langkah.web.sales import names, places
from langkah.web.ui.access import MemberRequest, member

MOST = 3
USUAL = ("NL", "AU", "JP")
# The terms under which a price ends at the buyer's door
TERMS = ("DAP", "DDP")
USUAL_PAIRS, MOST_PAIRS = 24, 10_000


class MarketsForm(forms.Form):
    """Where to, to whom, how many."""

    def __init__(self, data: dict[str, object]) -> None:
        super().__init__(data)
        for place in range(1, MOST + 1):
            self.fields[f"country{place}"] = forms.ChoiceField(
                choices=places.countries(),
                required=False,
                label=_("Market {number}").format(number=place),
            )
        self.fields["kind"] = forms.ChoiceField(
            choices=[("b2b", _("A shop or company")), ("b2c", _("A private person"))],
            label=_("Sold to"),
        )
        self.fields["term"] = forms.ChoiceField(
            choices=[
                ("", _("As usual for such a buyer")),
                *((code, f"{code} · {names.incoterm(code)}") for code in TERMS),
            ],
            required=False,
            label=_("Delivery"),
        )
        self.fields["pairs"] = forms.IntegerField(
            min_value=1, max_value=MOST_PAIRS, label=_("Pairs")
        )

    def countries(self) -> list[str]:
        """The chosen countries, each once."""
        told = [self.cleaned_data.get(f"country{place}") for place in range(1, MOST + 1)]
        return list(dict.fromkeys(one for one in told if one))


@require_GET
@member("quote")
def page(request: MemberRequest, product: int) -> HttpResponse:
    """The price at the door in each market, and what stands in the way of DDP."""
    form = MarketsForm(_told(request))
    valid = form.is_valid()
    wished = form.countries() if valid else []
    told = form.cleaned_data
    sold = queries.Sold(
        kind=told.get("kind") or "b2b",
        pairs=told.get("pairs") or USUAL_PAIRS,
        term=told.get("term") or "",
    )
    found = queries.markets(request.workshop, product, wished, timezone.now(), sold)
    context = {
        "product": product,
        "form": form,
        "title": found.title,
        "rows": [(places.country(one.country), one) for one in found.rows],
        "costs": request.membership.can("costs"),
    }
    return render(request, "sales/markets.html", context, status=200 if valid else 422)


def _told(request: MemberRequest) -> dict[str, object]:
    """What was chosen; at first the countries of the buyers, then usual ones."""
    if request.GET:
        return {"kind": "b2b", "pairs": USUAL_PAIRS, **request.GET.dict()}
    known = dict.fromkeys((*buyers.countries(request.workshop), *USUAL))
    first = {f"country{place}": code for place, code in enumerate([*known][:MOST], start=1)}
    return {"kind": "b2b", "pairs": USUAL_PAIRS, **first}
