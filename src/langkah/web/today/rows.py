"""What waits, as rows that a person reads and presses."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from langkah.apps.insight.queries import FirstStep, Start, Subject, TodayItem
from langkah.apps.workshop.words import number, say
from langkah.web.ui.frame import address

ICONS = {
    Subject.INQUIRY: "message-circle",
    Subject.QUOTE: "file-text",
    Subject.ORDER: "hammer",
    Subject.PRODUCT: "footprints",
    Subject.PRODUCTS: "footprints",
    Subject.RATES: "truck",
    Subject.RULES: "scale",
    Subject.RISK: "hourglass",
    Subject.PLAN: "calendar-days",
    Subject.LATE: "message-circle",
    Subject.DEPARTURE: "truck",
    Subject.MACHINE: "wrench",
    Subject.MATERIAL: "package",
}
PAGES = {
    Subject.INQUIRY: ("sales:inquiry", "inquiry"),
    Subject.QUOTE: ("sales:quote", "quote"),
    Subject.ORDER: ("sales:order", "order"),
    Subject.PRODUCT: ("catalogue:product", "product"),
    Subject.PRODUCTS: ("catalogue:home", ""),
    Subject.RATES: ("sales:rates", ""),
    Subject.RULES: ("rules:change", "change"),
    Subject.RISK: ("production:risk", ""),
    Subject.PLAN: ("production:risk", ""),
    Subject.LATE: ("production:late", "order"),
    Subject.DEPARTURE: ("sales:order", "order"),
    Subject.MACHINE: ("production:calendar", ""),
    Subject.MATERIAL: ("production:order", "order"),
}
# What one tap notes without opening the page
TAPS = {Subject.DEPARTURE: ("sales:leave", "order", gettext_lazy("It has left us today"))}
STARTS = {
    Start.RULES: "settings:first",
    Start.PRODUCT: "catalogue:new",
    Start.RATES: "sales:rates",
    Start.QUOTE: "sales:paste",
}
DAY = 24
LONG = 48


@dataclass(frozen=True, slots=True)
class Row:
    """One thing to do."""

    kind: str
    icon: str
    title: str
    detail: str
    href: str
    time: str
    tap: str = ""
    tap_name: str = ""


def row(item: TodayItem) -> Row:
    """An item in the reader's language, with the page where it is done."""
    name, key = PAGES[item.subject]
    tap, tap_key, tap_name = TAPS.get(item.subject, ("", "", ""))
    return Row(
        kind=item.urgency.value,
        icon=ICONS[item.subject],
        title=say(item.title),
        detail=say(item.detail),
        href=address(name, **({key: item.id} if key else {})),
        time=_time(item),
        tap=address(tap, **{tap_key: item.id}) if tap else "",
        tap_name=str(tap_name),
    )


def _time(item: TodayItem) -> str:
    if not item.hours:
        return ""
    length = _length(abs(item.hours))
    if item.late:
        return _("%(length)s late") % {"length": length}
    return (
        _("for %(length)s") % {"length": length}
        if item.hours > 0
        else _("%(length)s left") % {"length": length}
    )


def _length(hours: int) -> str:
    if hours < LONG:
        return ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": number(hours)}
    days = hours // DAY
    return ngettext("%(count)s day", "%(count)s days", days) % {"count": number(days)}


@dataclass(frozen=True, slots=True)
class StartRow:
    """One step of the start."""

    text: str
    done: bool
    href: str


def start_row(step: FirstStep) -> StartRow:
    """A first step in the reader's language, with the page where it is done."""
    return StartRow(say(step.text), step.done, address(STARTS[step.step]))
