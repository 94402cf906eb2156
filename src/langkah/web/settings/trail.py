"""The audit trail in words: for every field its name and how its value is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from langkah.apps.catalogue import spoken
from langkah.apps.catalogue.sections import BY_NAME
from langkah.apps.workshop import kept
from langkah.apps.workshop.queries import ChangeRow, FieldChange
from langkah.reference import countries
from langkah.web.settings.words import LISTS, ROLES, ROOMS, WEEKDAYS

Read = Callable[[str], str]


class Field(NamedTuple):
    """A field of the trail: its name in a sentence, and what its value is."""

    name: str | Promise
    read: Read


def text(value: str) -> str:
    """Words of people and numbers of papers."""
    return value


def one_of(words: Mapping[str, str | Promise]) -> Read:
    """A choice, or several with commas between them."""

    def read(value: str) -> str:
        return ", ".join(str(words.get(one, one)) for one in value.split(", "))

    return read


def country(value: str) -> str:
    """A country by its name."""
    return countries.name(value, get_language() or "id")


def own(value: str) -> str:
    """An amount in the workshop's own currency."""
    return kept.number(value)


def works(value: str) -> str:
    """The day on which a holiday is kept; “-” stands for none."""
    return str(_("not kept")) if value == "-" else kept.day(value)


MODES = {
    "courier": _("Courier, to the door"),
    "post": _("Post"),
    "air": _("Air cargo"),
    "sea_lcl": _("Sea, part of a container"),
    "sea_fcl": _("Sea, a whole container"),
}
UNITS = {
    "cm3/kg": _("cubic centimetres to a kilogram"),
    "in3/lb": _("cubic inches to a pound"),
}
LATE = {
    "ill": _("Somebody is ill"),
    "machine": _("A machine is broken"),
    "material": _("Material comes late"),
    "check": _("Some pairs failed the check"),
}
PAPERS = {"quote": _("Quote"), "invoice": _("Invoice")}

# “thing.field” where the same word means different things, else the field alone.
FIELDS: dict[str, Field] = {
    "aboard": Field(_("loading on board"), own),
    "active": Field(_("works here"), kept.yes_or_no),
    "arrives": Field(_("material comes on"), kept.day),
    "back_hours": Field(_("hours until it is back"), kept.number),
    "carrier_paper.amount": Field(_("amount"), kept.amount),
    "carrier_paper.kind": Field(_("kind"), one_of(PAPERS)),
    "catalogue.changed": Field(_("changed rows"), kept.number),
    "catalogue.new": Field(_("new rows"), kept.number),
    "catalogue.unchanged": Field(_("rows as they were"), kept.number),
    "chargeable_kg": Field(_("charged weight"), kept.number),
    "city": Field(_("city"), text),
    "clearance": Field(_("export papers and customs"), own),
    "count": Field(_("how many"), kept.number),
    "country": Field(_("country"), country),
    "currency": Field(_("currency"), text),
    "day": Field(_("day"), kept.day),
    "days": Field(_("days"), kept.day),
    "days_real": Field(_("days it took"), kept.number),
    "deposit_share": Field(_("deposit"), kept.percent),
    "divisor": Field(_("divisor"), kept.number),
    "divisor_unit": Field(_("what the divisor counts"), one_of(UNITS)),
    "empty_g": Field(_("grams empty"), kept.number),
    "falls_on": Field(_("falls on"), works),
    "family": Field(_("last"), text),
    "fuel_percent": Field(_("fuel surcharge (%)"), kept.number),
    "includes": Field(_("what is included"), text),
    "is_example": Field(_("only an example"), kept.yes_or_no),
    "maker": Field(_("maker"), text),
    "margin": Field(_("margin"), kept.percent),
    "max_girth_cm": Field(_("girth at most (cm)"), kept.number),
    "max_kg": Field(_("kg at most"), kept.number),
    "max_parcel_kg": Field(_("kg at most in a parcel"), kept.number),
    "max_side_cm": Field(_("longest side at most (cm)"), kept.number),
    "minimum_m3": Field(_("m³ charged at least"), kept.number),
    "mode": Field(_("how it travels"), one_of(MODES)),
    "minutes": Field(_("minutes of work"), kept.number),
    "name": Field(_("name"), text),
    "number": Field(_("number"), text),
    "only_own": Field(_("only own cartons"), kept.yes_or_no),
    "incoterm": Field(_("term of delivery"), text),
    "lastset.pairs": Field(_("pairs by size"), text),
    "pairs": Field(_("pairs"), kept.number),
    "payment": Field(_("how buyers pay"), text),
    "per_piece": Field(_("each carton counted alone"), kept.yes_or_no),
    "pickup": Field(_("way to the carrier"), own),
    "port": Field(_("port where goods leave"), text),
    "price": Field(_("price"), own),
    "prices.minimum": Field(_("lowest price"), own),
    "programme": Field(_("preference"), text),
    "promise_day": Field(_("promised for"), kept.day),
    "agreed_on": Field(_("agreed on"), kept.day),
    "late_reason": Field(_("why it is late"), one_of(LATE)),
    "told_day": Field(_("new day told"), kept.day),
    "least_pairs": Field(_("fewest pairs"), kept.number),
    "left_on": Field(_("left on"), kept.day),
    "tracking": Field(_("tracking number"), text),
    "rate": Field(_("rate"), kept.number),
    "card": Field(_("rate card"), text),
    "rate_card.price": Field(_("price"), kept.number),
    "rate_card.minimum": Field(_("lowest price"), kept.number),
    "ready": Field(_("ready"), kept.day),
    "ready_on": Field(_("proof there on"), kept.day),
    "reason": Field(_("why"), text),
    "reference": Field(_("number"), text),
    "role": Field(_("role"), one_of(ROLES)),
    "rooms": Field(_("rooms"), one_of(ROOMS)),
    "rounding": Field(_("rounded up to"), own),
    "service": Field(_("service"), text),
    "share": Field(_("what the bank keeps"), kept.percent),
    "sides": Field(_("sides inside"), text),
    "skills": Field(_("can do"), text),
    "source": Field(_("where it comes from"), text),
    "speed": Field(_("time needed"), kept.percent),
    "end": Field(_("until"), kept.day),
    "start": Field(_("begins"), kept.day),
    "step": Field(_("from step"), text),
    "stocked": Field(_("in stock"), kept.yes_or_no),
    "story": Field(_("story"), text),
    "story_abroad": Field(_("story, as a buyer abroad reads it"), text),
    "sure_percent": Field(_("dates to be kept, of 100"), kept.number),
    "terminal": Field(_("handling at the port"), own),
    "there_hours": Field(_("hours to bring it there"), kept.number),
    "tiers": Field(_("discounts"), kept.tiers),
    "to_door": Field(_("carried to the door"), kept.yes_or_no),
    "valid_from": Field(_("valid from"), kept.day),
    "valid_until": Field(_("valid until"), kept.day),
    "validity_days": Field(_("days a quote holds"), kept.number),
    "version": Field(_("version"), kept.number),
    "village": Field(_("village"), text),
    "zone": Field(_("zone"), text),
    **{f"weekday {number}": Field(name, kept.hours) for number, name in WEEKDAYS},
}
# A move on the plan tells the new day of every order it touches, each by its name.
OTHERS = re.compile(r"ready (?P<who>.+)")

ROLE = re.compile(r" \((?:owner|marketing|production|viewer|adviser)\)$")


def without_role(title: str) -> str:
    """A member by her name; the role stands among the fields."""
    return ROLE.sub("", title)


def nothing(_title: str) -> str:
    """There is one of it, and the deed names it."""
    return ""


TITLES: dict[str, Read] = {
    "partners.handover": nothing,
    "rules.bookchange": nothing,
    "workshop.invitation": without_role,
    "workshop.manualrate": lambda title: title.split(" ")[0],
    "workshop.membership": without_role,
    "workshop.packingchoice": nothing,
    "workshop.pricerule": one_of(LISTS),
    "workshop.terms": nothing,
}


def field(thing: str, name: str) -> Field | None:
    """The field of such a thing; None where nobody gave it a name."""
    if thing in BY_NAME and name in BY_NAME[thing].fields:
        column = BY_NAME[thing].model._meta.get_field(name)
        return Field(spoken.name(column), lambda value: spoken.value(column, value))  # type: ignore[arg-type]
    other = OTHERS.fullmatch(name)
    if other:
        return Field(str(_("{who} ready")).format(who=other["who"]), kept.day)
    return FIELDS.get(f"{thing}.{name}") or FIELDS.get(name)


def title(row: ChangeRow) -> str:
    """What was changed, by its name."""
    return TITLES.get(row.model, kept.day)(row.title)


def fields(row: ChangeRow, currency: str) -> list[tuple[str, str, str]]:
    """(name, before, after) of each field that a person reads; `currency` is the workshop's own."""
    thing = row.verb.partition(".")[0]
    return [
        _told(field(thing, one.field) or Field(one.field.replace("_", " "), text), one, currency)
        for one in row.fields
        if one.field not in spoken.UNREADABLE
    ]


def _told(known: Field, one: FieldChange, currency: str) -> tuple[str, str, str]:
    read = (lambda value: kept.amount(value, currency)) if known.read is own else known.read
    before, after = (read(value) if value else "" for value in (one.before, one.after))
    return str(known.name), before, after
