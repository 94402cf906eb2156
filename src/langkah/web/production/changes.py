"""What a change of the calendar does to orders, as its pages show it."""

from __future__ import annotations

from datetime import date, time

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

from langkah.apps.production.actions.rest import Rest, RestAnswer
from langkah.apps.workshop import words
from langkah.domain.capacity.rescue import Saved
from langkah.web.production.board import FAR

DAY = {"type": "date"}
TIME = {"type": "time"}
SAVED = 3


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
