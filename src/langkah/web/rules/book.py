"""The book read: markets, rules in plain words, what needs a check, and the check itself."""

from __future__ import annotations

from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from langkah.apps.buyers import queries as buyers
from langkah.apps.insight import impact
from langkah.apps.rules import actions, reading
from langkah.apps.workshop.errors import NotSaved
from langkah.reference import countries
from langkah.web.rules import words
from langkah.web.rules.forms import CheckForm
from langkah.web.ui import notices
from langkah.web.ui.access import MemberRequest, member

NEWEST = 3


@require_GET
@member("see", room="sales")
def home(request: MemberRequest) -> HttpResponse:
    """The markets; those one sells to first."""
    mine = _sold_to(request)
    rows = reading.markets(request.workshop, timezone.localdate())
    named = sorted(((words.place(row.market), row) for row in rows), key=lambda pair: pair[0])
    return render(
        request,
        "rules/home.html",
        {
            "markets": [pair for pair in named if pair[1].market in mine],
            "others": [pair for pair in named if pair[1].market not in mine],
            "to_check": len(_open_questions(request)),
            "changes": [
                (words.step(row), row) for row in reading.changes(request.workshop)[:NEWEST]
            ],
            "owner": request.membership.can("costs"),
        },
    )


def _open_questions(request: MemberRequest) -> tuple[reading.RuleView, ...]:
    """Rules under everything open that nobody has checked."""
    return reading.to_check(request.workshop, timezone.localdate(), _sent(request))


def _sent(request: MemberRequest) -> reading.Sent:
    """What is offered or to be sent: where to, under which codes, and until when."""
    return impact.asked_about(request.workshop, timezone.now())


def _sold_to(request: MemberRequest) -> set[str]:
    """Countries of the workshop's buyers, and the customs unions they belong to."""
    found = set(buyers.countries(request.workshop))
    return found | {countries.market(country) for country in found}


@require_GET
@member("see", room="sales")
def market(request: MemberRequest, market: str) -> HttpResponse:
    """Every rule of a market, kind by kind."""
    rules = reading.of_market(request.workshop, market, timezone.localdate())
    current = [rule for rule in rules if not rule.over]
    kinds = [
        (words.KINDS.get(kind, kind), list(some))
        for kind, some in groupby(current, key=lambda rule: rule.kind)
    ]
    over = [rule for rule in rules if rule.over]
    context = {"place": words.place(market), "kinds": kinds, "over": over}
    return render(request, "rules/market.html", context)


@require_GET
@member("see", room="sales")
def to_check(request: MemberRequest) -> HttpResponse:
    """What somebody has to ask before a duty-paid price may leave, and the exact question."""
    rules = _open_questions(request)
    groups = [
        (words.place(market), list(some))
        for market, some in groupby(rules, key=lambda rule: rule.market)
    ]
    owner = request.membership.can("costs")
    return render(request, "rules/to_check.html", {"groups": groups, "owner": owner})


@require_GET
@member("see", room="sales")
def rule(request: MemberRequest, rule: int) -> HttpResponse:
    """One rule with its source, its check and its past."""
    shown, others = reading.rule(request.workshop, rule, timezone.localdate(), _sent(request))
    return render(
        request,
        "rules/rule.html",
        {
            "rule": shown,
            "others": others,
            "unheard": words.unheard(shown.rule),
            "place": words.place(shown.market),
            "kind": words.KINDS.get(shown.kind, shown.kind),
            "owner": request.membership.can("costs"),
            "stands": shown.replaced_at is None,
        },
    )


@require_http_methods(["GET", "POST"])
@member("costs")
def check(request: MemberRequest, rule: int) -> HttpResponse:
    """Write down who asked whom, on which day."""
    shown, _others = reading.rule(request.workshop, rule, timezone.localdate(), _sent(request))
    posted = request.POST if request.method == "POST" else None
    form = CheckForm(posted, initial={"name": request.membership.user.name})
    if posted is not None and form.is_valid():
        try:
            actions.verify(
                workshop=request.workshop,
                code=shown.code,
                checked=actions.Checked(**form.cleaned_data),
                by=request.membership.user,
                now=timezone.now(),
            )
        except NotSaved as error:
            for field, sentence in error.problems:
                form.add_error(field, sentence)
        else:
            notices.done(request, _("Noted. New prices count with it."))
            return redirect("rules:rule", rule=rule)
    status = 422 if posted is not None else 200
    context = {"rule": shown, "form": form, "place": words.place(shown.market)}
    return render(request, "rules/check.html", context, status=status)


@require_POST
@member("costs")
def withdraw_check(request: MemberRequest, rule: int) -> HttpResponse:
    """The check was a mistake."""
    shown, _others = reading.rule(request.workshop, rule, timezone.localdate(), _sent(request))
    actions.withdraw_check(
        workshop=request.workshop,
        code=shown.code,
        by=request.membership.user,
        now=timezone.now(),
    )
    notices.done(request, _("The check is taken back. The rule has to be asked about again."))
    return redirect("rules:rule", rule=rule)
