"""The price as steps, for those who may see costs: per offer, line and kind of buyer."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from langkah.apps.sales import queries, steps
from langkah.apps.workshop import words
from langkah.domain.money import Money
from langkah.domain.quote import Absorbed, Bearer, Step, Waterfall, absorbed
from langkah.web.ui import asked, charts
from langkah.web.ui.access import MemberRequest, member
from langkah.web.ui.frame import Tab

WITHOUT_DUTY = ("DAP", "DPU", "CIP", "CPT", "CIF", "CFR", "FOB", "FCA", "EXW")


def name(code: str) -> str:
    """What a step is called."""
    return {
        "materials": _("Materials"),
        "works": _("Work"),
        "other": _("Other costs (rent, boxes, options)"),
        "made": _("Materials, work and other costs"),
        "goods": _("Goods"),
        "margin": _("Margin: what you keep"),
        "handover": _("Transport to the carrier and export papers"),
        "port": _("Handling and loading at the port of departure"),
        "freight": _("Freight"),
        "insurance": _("Insurance"),
        "delivery": _("From the port to the door"),
        "unloading": _("Unloading at the place"),
        "duty": _("Import duty"),
        "tax": _("Import tax"),
        "fees": _("Fees at the border"),
    }[code]


def chart(found: Waterfall, incoterm: str) -> charts.Waterfall:
    """The drawing: bars with words and figures, the price and the door as sums."""
    ours = [_part(one) for one in found.steps if one.bearer is Bearer.SELLER]
    theirs = [_part(one) for one in found.steps if one.bearer is Bearer.BUYER]
    price = charts.Part(name=_price_name(incoterm), amount=found.price, is_total=True)
    parts = [*ours, price]
    if theirs:
        door = charts.Part(name=_("At the door"), amount=found.door, is_total=True)
        parts += [*theirs, door]
    return charts.waterfall(_("From the materials to the door"), parts)


def _price_name(incoterm: str) -> str:
    return _("Your price, {term}").format(term=incoterm)


def _part(step: Step) -> charts.Part:
    why = words.say(step.why) if step.why else ""
    return charts.Part(name=name(step.name), amount=step.amount, note=why)


def text(found: Waterfall, incoterm: str) -> str:
    """The steps as plain lines, to copy and to be read aloud."""
    bearers = ((Bearer.SELLER, _("In your price")), (Bearer.BUYER, _("The buyer pays to others")))
    lines = []
    for bearer, title in bearers:
        mine = [one for one in found.steps if one.bearer is bearer]
        if not mine:
            continue
        lines.append(f"{title}:")
        for step in mine:
            known = words.money(step.amount) if step.amount is not None else _("not known")
            why = f" ({words.say(step.why)})" if step.why else ""
            lines.append(f"- {name(step.name)}: {known}{why}")
        if bearer is Bearer.SELLER:
            lines.append(f"= {_price_name(incoterm)}: {_sum(found.price)}")
    lines.append(f"= {_('At the door')}: {_sum(found.door)}")
    return "\n".join(lines)


def _sum(amount: Money | None) -> str:
    if amount is None:
        return _("not known, because a step is not known")
    return words.money(amount)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked at: an offer, one line or all, a kind of buyer."""

    term: str
    line: int | None
    kind: str

    def query(self, **other: object) -> str:
        """The address of the same look with something else chosen."""
        line = "" if self.line is None else str(self.line)
        chosen = {"term": self.term, "line": line, "kind": self.kind} | other
        return "?" + "&".join(f"{key}={value}" for key, value in chosen.items())


def _asked(request: MemberRequest, version: queries.VersionView) -> Asked:
    terms = [one.incoterm for one in version.offers]
    term = request.GET.get("term", "")
    line = asked.number(request.GET, "line")
    kind = request.GET.get("kind", "")
    place = line if line is not None and line < len(version.lines) else None
    return Asked(
        term=term if term in terms else version.incoterm,
        line=place,
        kind=kind if kind in {"b2b", "b2c"} else version.kind,
    )


@require_GET
@member("costs")
def page(request: MemberRequest, version: int) -> HttpResponse:
    """The steps of a version; for another kind of buyer, as they would be today."""
    now = timezone.now()
    quote, number = queries.version_place(request.workshop, version)
    view = queries.quote(request.workshop, quote, now, number)
    asked = _asked(request, view.version)
    found, duty = _steps(request, view.version, asked)
    context = {
        "quote": view,
        "version": view.version,
        "asked": asked,
        "chart": chart(found, asked.term) if found else None,
        "text": text(found, asked.term) if found else "",
        "live": asked.kind != view.version.kind,
        "tabs": _tabs(view.version, asked),
        "absorbed": duty,
        "duty_paid": any(
            one.incoterm == "DDP" and one.price is not None for one in view.version.offers
        ),
    }
    return render(request, "sales/steps.html", context)


def _steps(
    request: MemberRequest, version: queries.VersionView, asked: Asked
) -> tuple[Waterfall | None, list[Absorbed]]:
    """The steps that are looked at, and what is left if the maker pays the duty."""
    if asked.kind != version.kind:
        figures = queries.priced_for(request.workshop, version.id, asked.kind, timezone.now())
        if figures is None:
            return None, []
        terms = [one.incoterm for one in figures.offers]
        found = steps.of_figures(figures, asked.term, asked.line)
        base = steps.of_figures(figures, _usual(terms), asked.line)
    else:
        told = None
        if asked.line is not None:
            told = queries.border_of(request.workshop, version.id)
        border = told.charges if told else ()
        terms = [one.incoterm for one in version.offers]
        found = steps.of_version(version, asked.term, asked.line, border)
        base = steps.of_version(version, _usual(terms), asked.line, border)
    return found, [absorbed(base, tax=tax) for tax in (False, True)] if base else []


def _usual(terms: list[str]) -> str:
    """The offer that goes furthest without paying the border."""
    return next((one for one in WITHOUT_DUTY if one in terms), "")


def _tabs(version: queries.VersionView, asked: Asked) -> list[tuple[str, list[Tab]]]:
    kinds = {"b2b": _("Shop"), "b2c": _("Private buyer")}
    found = [
        (
            _("Delivery"),
            [
                Tab(one.incoterm, asked.query(term=one.incoterm), one.incoterm == asked.term)
                for one in version.offers
            ],
        ),
        (
            _("Buyer"),
            [
                Tab(label, asked.query(kind=kind), kind == asked.kind)
                for kind, label in kinds.items()
            ],
        ),
    ]
    if len(version.lines) > 1:
        whole = Tab(_("All products"), asked.query(line=""), asked.line is None)
        each = [
            Tab(line.title, asked.query(line=place), place == asked.line)
            for place, line in enumerate(version.lines)
        ]
        found.append((_("Product"), [whole, *each]))
    return found
