"""What if, and orders at risk: pages that only ask."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from langkah.apps.catalogue.queries import entries
from langkah.apps.production import actions, asking
from langkah.apps.production.asking import Answer, RushAnswer
from langkah.apps.production.changing import Change
from langkah.apps.production.errors import NotFound
from langkah.apps.production.holding import holding
from langkah.apps.workshop import words
from langkah.apps.workshop.queries.floor import makers
from langkah.apps.workshop.queries.floor import skills as all_skills
from langkah.domain.reason import Refusal
from langkah.web.ui.access import MemberRequest, member
from langkah.web.ui.frame import Tab
from langkah.web.ui.notices import done, refused

MOST_PAIRS = 5000
DAY_HOURS = 24
KINDS = ("hire", "overtime", "partner", "rush")


def _number(label: str, most: int, initial: int) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=1, max_value=most, initial=initial)


@dataclass(frozen=True, slots=True)
class Doing:
    """Where what was shown is done, and what the button says."""

    href: str
    text: str


class WhatIfForm(forms.Form):
    """One of four questions; `kind` says which."""

    def __init__(self, request: MemberRequest, kind: str, asked: object) -> None:
        super().__init__(asked)  # type: ignore[arg-type]
        self.kind = kind
        self.fields["kind"] = forms.CharField(initial=kind, widget=forms.HiddenInput)
        if kind in ("hire", "partner"):
            names = [row.name for row in all_skills(request.workshop)]
            self.fields["skill"] = forms.ChoiceField(
                label=_("For which work"), choices=[(name, name) for name in names]
            )
        if kind == "overtime":
            people = [
                (one.id, one.name)
                for one in makers(request.workshop)
                if one.active and not one.partner
            ]
            self.fields["maker"] = forms.TypedChoiceField(
                label=_("Who stays longer"), choices=people, coerce=int
            )
            self.fields["hours"] = _number(_("Hours more each day"), 6, 2)
            self.fields["weeks"] = _number(_("For how many weeks"), 26, 2)
        if kind == "partner":
            self.fields["days"] = _number(_("Days on the way, each way"), 30, 1)
            self.fields["least"] = _number(_("Fewest pairs they take"), 500, 12)
        if kind == "rush":
            self.titles = {one.id: one.name for one in entries(request.workshop)}
            self.fields["product"] = forms.TypedChoiceField(
                label=_("Product"), choices=list(self.titles.items()), coerce=int
            )
            self.fields["pairs"] = _number(_("Pairs"), MOST_PAIRS, 24)

    def change(self) -> Change:
        """What was asked."""
        typed = self.cleaned_data
        if self.kind == "hire":
            return Change(hire=typed["skill"])
        if self.kind == "overtime":
            return Change(maker=typed["maker"], hours=typed["hours"], weeks=typed["weeks"])
        if self.kind == "partner":
            return Change(partner=typed["skill"], days=typed["days"], least=typed["least"])
        product = typed["product"]
        return Change(product=product, title=self.titles[product], pairs=typed["pairs"])


@require_GET
@member("see", room="production")
def what_if(request: MemberRequest) -> HttpResponse:
    """What a hand more, longer days, a partner or a rush would do. Nothing is written."""
    kind = request.GET.get("kind", KINDS[0])
    kind = kind if kind in KINDS else KINDS[0]
    asked = request.GET if len(request.GET) > 1 else None
    form = WhatIfForm(request, kind, asked)
    found: Answer | None = None
    rush: RushAnswer | None = None
    problems: list[str] = []
    if form.is_bound and form.is_valid():
        try:
            if kind == "rush":
                rush = asking.ask_rush(request.workshop, form.change(), timezone.now())
            else:
                found = asking.ask(request.workshop, form.change(), timezone.now())
        except Refusal as refusal:
            problems = [words.say(one) for one in refusal.reasons]
    return render(
        request,
        "production/what_if.html",
        {
            "tabs": _tabs(kind),
            "kind": kind,
            "form": form,
            "found": found,
            "rush": rush,
            "problems": problems,
            "may_plan": request.membership.can("floor"),
            "doing": _doing(request, form) if rush or (found and found.gained) else None,
        },
    )


def _doing(request: MemberRequest, form: WhatIfForm) -> Doing | None:
    """The page on which what was shown is done; None for whoever may not do it."""
    typed, may = form.cleaned_data, request.membership.can
    if form.kind == "rush" and may("quote"):
        named = {"pairs": typed["pairs"], "product": form.titles[typed["product"]]}
        text = _("%(pairs)s pairs of %(product)s, as soon as possible") % named
        return Doing(reverse("sales:paste") + "?" + urlencode({"text": text}), _("Make it a quote"))
    if form.kind == "hire" and may("floor"):
        where = reverse("settings:add_maker") + "?" + urlencode({"skill": typed["skill"]})
        return Doing(where, _("Enter the new person"))
    if form.kind == "partner" and may("floor"):
        asked = {
            "skill": typed["skill"],
            "hours": typed["days"] * DAY_HOURS,
            "least": typed["least"],
        }
        where = reverse("settings:add_partner") + "?" + urlencode(asked)
        return Doing(where, _("Enter the partner workshop"))
    return None


@require_POST
@member("floor")
def take_overtime(request: MemberRequest) -> HttpResponse:
    """Write the overtime that was shown into the calendar, and its plan."""
    form = WhatIfForm(request, "overtime", request.POST)
    if not form.is_valid():
        return redirect(f"{reverse('production:what_if')}?kind=overtime")
    try:
        taken = actions.stay_longer(
            workshop=request.workshop,
            change=form.change(),
            shown=request.POST.get("shown", ""),
            by=request.membership.user,
            now=timezone.now(),
            reason=_("Overtime"),
        )
    except NotFound as missing:
        raise Http404 from missing
    except Refusal as refusal:
        for reason in refusal.reasons:
            refused(request, words.say(reason))
        asked = {name: form.cleaned_data[name] for name in ("kind", "maker", "hours", "weeks")}
        return redirect(f"{reverse('production:what_if')}?{urlencode(asked)}#answer")
    undo = reverse("production:undo_rest", args=[taken.move])
    done(request, _("The overtime stands in the calendar, and the plan uses it."), undo=undo)
    return redirect("production:calendar")


def _tabs(kind: str) -> list[Tab]:
    names = (_("One person more"), _("Overtime"), _("A partner helps"), _("A rush order"))
    home = reverse("production:what_if")
    return [
        Tab(text=name, href=f"{home}?kind={each}", current=each == kind)
        for each, name in zip(KINDS, names, strict=True)
    ]


@require_GET
@member("see", room="production")
def risk(request: MemberRequest) -> HttpResponse:
    """Promises beside their plan, the worst first."""
    now = timezone.now()
    return render(
        request,
        "production/risk.html",
        {
            "rows": asking.at_risk(request.workshop, now),
            "holding": holding(request.workshop, now),
            "may_plan": request.membership.can("floor"),
        },
    )
