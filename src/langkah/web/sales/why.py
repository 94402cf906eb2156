"""A promised day as one sentence and one small picture, which is a table too."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from langkah.apps.production.chances import Chance
from langkah.apps.workshop import words
from langkah.domain.capacity.explained import Explained, Phase, Stretch, joined
from langkah.web.ui.charts import Span, Timeline, timeline

KINDS = {
    Phase.MAKING: "note",
    Phase.DRYING: "good",
    Phase.TRANSIT: "total",
}


@dataclass(frozen=True, slots=True)
class Why:
    """What the page shows."""

    sentence: str
    chart: Timeline
    chances: str = ""


def why_of(found: Explained | None, chance: Chance | None) -> Why | None:
    """The drawing; None where there is nothing to tell."""
    if found is None:
        return None
    spans = [_span(one) for one in joined(found.stretches)]
    chart = timeline(_("From today to the buyer's door"), spans)
    return Why(words.say(found.sentence), chart, _chances(chance) if chance else "")


def _chances(chance: Chance) -> str:
    """The day kept every second time, the one offered, and the days between plan and offer."""
    told = {
        "half": words.day(chance.half),
        "offered": words.day(chance.offered),
        "percent": chance.percent,
        "days": chance.days,
    }
    every = _("Every second time it is ready by %(half)s.") % told
    sure = _("The buyer is told %(offered)s, which holds in %(percent)s of 100 cases.") % told
    spare = ngettext(
        "That is %(days)s day after the plan's own.",
        "That is %(days)s days after the plan's own.",
        chance.days,
    )
    return f"{every} {sure} {spare % told}" if chance.days else f"{every} {sure}"


def _span(one: Stretch) -> Span:
    last = (one.end - timedelta(minutes=1)).date()
    first = one.start.date()
    return Span(
        name=_name(one),
        first=first,
        last=max(last, first),
        kind=KINDS.get(one.phase, ""),
        text=words.day(first) if last <= first else "",
    )


def _name(one: Stretch) -> str:
    names = {
        Phase.ANSWER: _("The buyer decides"),
        Phase.MATERIAL: _("Material on its way"),
        Phase.WAITING: _("Waiting for its turn"),
        Phase.MAKING: _("Making: %(what)s") % {"what": one.what},
        Phase.DRYING: _("Drying"),
        Phase.DELAYS: _("What usually comes in between"),
        Phase.BUFFER: _("Days to spare"),
        Phase.TRANSIT: _("On the way to the buyer"),
    }
    return names[one.phase]
