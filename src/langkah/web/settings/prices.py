"""Prices and terms: margins, tiers, deposit, own exchange rates."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from langkah.apps.workshop import queries
from langkah.apps.workshop.actions import prices as actions
from langkah.apps.workshop.errors import NotSaved
from langkah.domain.money import Money
from langkah.web.settings.editing import Page, edit, posted, refuse
from langkah.web.settings.price_forms import BankForm, RateForm, RuleForm, TermsForm
from langkah.web.settings.words import LISTS
from langkah.web.ui import notices
from langkah.web.ui.access import MemberRequest, member


@require_GET
@member("costs")
def prices(request: MemberRequest) -> HttpResponse:
    """Rules, terms and rates as they stand."""
    home = request.workshop.currency
    rules = [
        {
            "rule": rule,
            "name": LISTS[rule.list],
            "margin": None if rule.margin is None else rule.margin * 100,
            "minimum": None if rule.minimum is None else Money(rule.minimum, home),
            "rounding": None if rule.rounding is None else Money(rule.rounding, home),
            "tiers": [(pairs, discount * 100) for pairs, discount in rule.tiers],
        }
        for rule in queries.price_rules(request.workshop)
    ]
    terms = queries.terms(request.workshop)
    return render(
        request,
        "settings/prices.html",
        {
            "rules": rules,
            "terms": terms,
            "deposit": terms.deposit_share * 100,
            "bank_percent": request.workshop.bank_spread * 100,
            "rates": queries.own_rates(request.workshop),
        },
    )


@require_http_methods(["GET", "POST"])
@member("costs")
def rule(request: MemberRequest, list: str) -> HttpResponse:
    """The rule of one list."""
    row = queries.price_rule(request.workshop, list)
    if row is None:
        raise Http404
    initial: dict[str, object] = {"minimum": row.minimum, "rounding": row.rounding}
    initial["margin"] = row.margin
    for place, (pairs, discount) in enumerate(row.tiers, start=1):
        initial |= {f"pairs_{place}": pairs, f"discount_{place}": discount}
    form = RuleForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_price_rule(
                workshop=request.workshop,
                list=list,
                values=form.values(),
                by=request.membership.user,
            )
        except NotSaved as error:
            refuse(form, error)
        else:
            notices.done(request, _("Saved. It counts for new quotes; sent ones stay as they are."))
            return redirect("settings:prices")
    status = 422 if request.method == "POST" else 200
    shown = {"form": form, "name": LISTS[list], "list": list}
    return render(request, "settings/rule.html", shown, status=status)


def _page(title: str) -> Page:
    return Page(title=title, back=reverse("settings:prices"), back_text=_("Prices and terms"))


@require_http_methods(["GET", "POST"])
@member("costs")
def terms(request: MemberRequest) -> HttpResponse:
    """What new quotes start from."""
    row = queries.terms(request.workshop)
    initial = {name: getattr(row, name) for name in ("validity_days", "deposit_share", "payment")}
    return edit(
        request,
        _page(_("Terms of new quotes")),
        TermsForm(posted(request), initial=initial),
        lambda values: actions.set_terms(
            workshop=request.workshop, by=request.membership.user, **values
        ),
    )


@require_http_methods(["GET", "POST"])
@member("costs")
def rate(request: MemberRequest) -> HttpResponse:
    """An own exchange rate instead of the European Central Bank's."""
    return edit(
        request,
        _page(_("Own exchange rate")),
        RateForm(request.workshop.currency, posted(request)),
        lambda values: actions.set_rate(
            workshop=request.workshop,
            now=timezone.now(),
            by=request.membership.user,
            **values,
        ),
    )


@require_http_methods(["GET", "POST"])
@member("costs")
def bank(request: MemberRequest) -> HttpResponse:
    """What the bank keeps of foreign money where no own rate is set."""
    return edit(
        request,
        _page(_("What the bank keeps")),
        BankForm(posted(request), initial={"share": request.workshop.bank_spread}),
        lambda values: actions.set_bank_spread(
            workshop=request.workshop, by=request.membership.user, **values
        ),
    )


@require_POST
@member("costs")
def drop_rate(request: MemberRequest, currency: str) -> HttpResponse:
    """Use the European Central Bank's rate again."""
    actions.drop_rate(workshop=request.workshop, currency=currency, by=request.membership.user)
    notices.done(request, _("From now on the rate of the European Central Bank is used."))
    return redirect("settings:prices")
