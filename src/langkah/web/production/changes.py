"""What a change of the calendar does to orders, as its pages show it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from langkah.apps.production.actions.rest import Rest, RestAnswer
from langkah.apps.production.errors import NotFound
from langkah.apps.workshop import words
from langkah.domain.capacity.rescue import Saved
from langkah.domain.reason import Refusal
from langkah.web.production.board import FAR
from langkah.web.ui.access import MemberRequest
from langkah.web.ui.notices import done, refused

DAY = {"type": "date"}
TIME = {"type": "time"}


SAVED = 3
# What was shown so long ago is still what is written down, if nothing changed since.
STILL = timedelta(minutes=15)


class PlanDay(forms.DateField):
    """A day that a plan reaches; a mistyped year is none."""

    def validate(self, value: date | None) -> None:
        """Raises ValidationError for a day further off than anybody plans."""
        super().validate(value)
        if value and not near(value):
            raise forms.ValidationError(
                _("No plan reaches this day. Write a day within two years.")
            )


def near(day: date) -> bool:
    """Whether a day is within reach of a plan, ahead or over."""
    return abs(day - timezone.localdate()) < FAR


def seen(request: MemberRequest) -> datetime:
    """The minute for which the consequences are worked out: when they were looked at, or now.

    What moves begins with the next minute, so that a plan shown is another one a minute later.
    """
    zone = ZoneInfo(request.workshop.time_zone)
    now = timezone.now().astimezone(zone).replace(second=0, microsecond=0)
    try:
        shown = datetime.fromisoformat(request.POST.get("at", ""))
        ago = now - (there := shown.replace(tzinfo=shown.tzinfo or zone))
    except (ValueError, OverflowError):
        return now
    return there if timedelta() <= ago <= STILL else now


def looked(look: Callable[[], RestAnswer]) -> tuple[RestAnswer | None, list[str]]:
    """The consequences, or sentences that say why there are none. Raises Http404."""
    try:
        return look(), []
    except NotFound as missing:
        raise Http404 from missing
    except Refusal as refusal:
        return None, [words.say(one) for one in refusal.reasons]


def tried(request: MemberRequest, deed: Callable[[], HttpResponse]) -> HttpResponse:
    """Do it, or say why not and show the page again. Raises Http404."""
    try:
        return deed()
    except NotFound as missing:
        raise Http404 from missing
    except Refusal as refusal:
        for reason in refusal.reasons:
            refused(request, words.say(reason))
    return redirect(request.path)


def undone(request: MemberRequest, undo: Callable[[], object], said: str) -> None:
    """Take something back, or say why that cannot be. Raises Http404."""
    try:
        undo()
    except NotFound as missing:
        raise Http404 from missing
    except Refusal as refusal:
        for reason in refusal.reasons:
            refused(request, words.say(reason))
    else:
        done(request, said)


def advice() -> str:
    """What to do about promises that break by what nobody can choose."""
    return _("Tell these buyers before they ask; where something would help, it stands below.")


def changed_orders(found: RestAnswer | None) -> list[tuple[object, object, tuple[Saved, ...]]]:
    """Orders whose day changes, those that break first, with what would save the first of them."""
    if found is None:
        return []
    changed = [one for one in found.answer.days if one.days]
    changed.sort(key=lambda one: (not one.breaks, -one.days))
    helps = {(one.job, one.ready): one.saved_by for one in found.answer.told}
    return [
        (
            found.floor.owed[one.job],
            one,
            helps.get((one.job, one.after), ()) if one.breaks and count < SAVED else (),
        )
        for count, one in enumerate(changed)
    ]


def told(rest: Rest, who: str) -> str:
    """Which hours are worked and which are not, so that nobody takes the one for the other."""
    named = {"who": who or _("The whole workshop"), **_named(rest)}
    if rest.longer:
        return _("%(who)s works longer on %(days)s: from %(opens)s to %(closes)s.") % named
    if rest.opens and rest.closes:
        return (
            _(
                "%(who)s does not work on %(days)s from %(opens)s to %(closes)s. "
                "The other hours of the day are worked as usual."
            )
            % named
        )
    if rest.opens:
        return _("%(who)s works on %(days)s until %(opens)s, then no more.") % named
    if rest.closes:
        return _("%(who)s begins on %(days)s at %(closes)s only.") % named
    return _("%(who)s does not work on %(days)s.") % named


def told_without(rest: Rest, who: str) -> str:
    """What is worked once this does not stand in the calendar any more."""
    named = {"who": who or _("The whole workshop"), **_named(rest)}
    if rest.longer:
        return _("%(who)s does not work longer on %(days)s.") % named
    if rest.opens or rest.closes:
        return _("%(who)s works on %(days)s the whole day, as usual.") % named
    return _("%(who)s works on %(days)s after all.") % named


def _named(rest: Rest) -> dict[str, str]:
    first, last = words.day(rest.first), words.day(rest.last)
    return {
        "days": first if rest.first == rest.last else f"{first} – {last}",
        "opens": _hour(rest.opens),
        "closes": _hour(rest.closes),
    }


def _hour(at: time | None) -> str:
    return f"{at:%H.%M}" if at else ""


def rest_query(rest: Rest) -> dict[str, str]:
    """The rest as its form is typed."""
    return {
        "maker": str(rest.maker or ""),
        "kind": rest.kind,
        "first": rest.first.isoformat(),
        "last": rest.last.isoformat(),
        "opens": f"{rest.opens:%H:%M:%S}" if rest.opens else "",
        "closes": f"{rest.closes:%H:%M:%S}" if rest.closes else "",
        "reason": rest.reason,
    }
