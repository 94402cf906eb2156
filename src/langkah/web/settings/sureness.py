"""How sure a date offered to a buyer is, with what each choice costs in days."""

from __future__ import annotations

from decimal import Decimal

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from langkah.apps.production.chances import consequence
from langkah.apps.workshop import queries, words
from langkah.apps.workshop.actions import prices as actions
from langkah.web.settings.editing import Page, edit, posted
from langkah.web.ui.access import MemberRequest, member

TENTH = Decimal("0.1")
ALL = 100


class SurenessForm(forms.Form):
    """One of three, each with the days between plan and offer."""

    def __init__(self, days: dict[int, Decimal], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["percent"] = forms.TypedChoiceField(
            label=_("Of 100 dates, so many are to be kept"),
            coerce=int,
            choices=[(each, _said(each, days.get(each))) for each in actions.SURE],
            widget=forms.RadioSelect,
        )


def _said(percent: int, days: Decimal | None) -> str:
    """What a choice means: of how many orders one may be late, and what it costs in days."""
    named = {"percent": percent, "many": ALL // (ALL - percent)}
    if days is None:
        return _("%(percent)s of 100: of %(many)s orders 1 may be late") % named
    return _(
        "%(percent)s of 100: of %(many)s orders 1 may be late. The buyer's day lies on average "
        "%(days)s days after the plan, as it stands now"
    ) % {**named, "days": words.number(days.quantize(TENTH))}


@require_http_methods(["GET", "POST"])
@member("costs")
def sureness(request: MemberRequest) -> HttpResponse:
    """Bolder dates are earlier and break more often; the choice is the owner's."""
    days = consequence(request.workshop, actions.SURE, timezone.now())
    page = Page(
        title=_("How sure a date is"),
        back=reverse("settings:prices"),
        back_text=_("Prices and terms"),
        lead=_(
            "The plan's own day holds if nothing goes wrong. The buyer is told a later one: the "
            "surer a date, the later. It counts for new quotes; sent ones stay as they are."
        ),
    )
    initial = {"percent": queries.terms(request.workshop).sure_percent}
    return edit(
        request,
        page,
        SurenessForm(days, posted(request), initial=initial),
        lambda values: actions.set_sureness(
            workshop=request.workshop, by=request.membership.user, **values
        ),
    )
