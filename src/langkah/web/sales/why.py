"""A promised day as one sentence and one small picture, which is a table too."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _

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


def why_of(found: Explained | None) -> Why | None:
    """The drawing; None where there is nothing to tell."""
    if found is None:
        return None
    spans = [_span(one) for one in joined(found.stretches)]
    return Why(words.say(found.sentence), timeline(_("From today to the buyer's door"), spans))


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
        Phase.BUFFER: _("Days to spare"),
        Phase.TRANSIT: _("On the way to the buyer"),
    }
    return names[one.phase]
