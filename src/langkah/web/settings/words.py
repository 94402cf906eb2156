"""Roles, rooms and deeds in words."""

from __future__ import annotations

import re
from datetime import date

from django.utils.translation import gettext_lazy as _

from langkah.apps.workshop import words

ROLES = {
    "owner": _("Owner"),
    "marketing": _("Marketing"),
    "production": _("Production"),
    "viewer": _("Reader"),
    "adviser": _("Adviser"),
}
RIGHTS = {
    "marketing": _("Marketing: products, messages and quotes, without costs"),
    "production": _("Production: the plan, makers and working hours"),
    "viewer": _("Reader: sees everything but costs, changes nothing"),
    "adviser": _("Adviser from outside: sees only what you open"),
    "owner": _("Owner: everything, also costs and people"),
}
ROOMS = {
    "catalogue": _("Products"),
    "sales": _("Quotes"),
    "production": _("Production"),
    "journey": _("Journey"),
}
WEEKDAYS = (
    (0, _("Monday")),
    (1, _("Tuesday")),
    (2, _("Wednesday")),
    (3, _("Thursday")),
    (4, _("Friday")),
    (5, _("Saturday")),
    (6, _("Sunday")),
)
LISTS = {
    "b2b": _("For shops that buy many pairs"),
    "b2c": _("For people who buy for themselves"),
}
THINGS = {
    "bom": _("Bill of materials"),
    "buyer": _("Buyer"),
    "carrier_paper": _("Paper of a carrier"),
    "carton": _("Own carton"),
    "catalogue": _("Catalogue"),
    "costs": _("Cost card"),
    "day": _("Closed day"),
    "days": _("Closed days"),
    "documents": _("Document"),
    "floor": _("Floor"),
    "hand_over": _("Cost of handing over"),
    "holiday": _("Holiday"),
    "hours": _("Working hours"),
    "inquiry": _("Message"),
    "invitation": _("Invitation"),
    "key": _("API key"),
    "lastset": _("Lasts"),
    "maker": _("Maker"),
    "materials": _("Material"),
    "member": _("Member"),
    "options": _("Option"),
    "order": _("Order"),
    "plan": _("Plan"),
    "packing": _("Cartons of new quotes"),
    "parts": _("Part"),
    "password": _("Password"),
    "photos": _("Photo"),
    "prices": _("Price rule"),
    "product": _("Product"),
    "products": _("Product"),
    "quote": _("Quote"),
    "rate": _("Own exchange rate"),
    "rate_card": _("Rate card"),
    "routing": _("Step of work"),
    "rules": _("Rule book"),
    "second_factor": _("Second factor"),
    "step": _("Step of work"),
    "sizes": _("Size"),
    "skill": _("Skill"),
    "station": _("Station"),
    "terms": _("Terms"),
    "workshop": _("Workshop"),
}
DEEDS = {
    "accepted": _("accepted"),
    "added": _("added"),
    "begun": _("begun"),
    "changed": _("changed"),
    "closed": _("closed"),
    "confirmed": _("confirmed"),
    "corrected": _("corrected"),
    "dated": _("date promised"),
    "drafted": _("drafted"),
    "dropped": _("taken back"),
    "joined": _("joined"),
    "link_made": _("link for a new one made"),
    "link_renewed": _("link renewed"),
    "made": _("made"),
    "noted": _("noted"),
    "off": _("switched off"),
    "on": _("switched on"),
    "opened": _("opened"),
    "planned": _("planned"),
    "proof_obtained": _("proof of origin obtained"),
    "proof_taken_back": _("proof of origin still to come"),
    "planned_anew": _("planned anew"),
    "question_answered": _("question answered"),
    "recorded": _("recorded"),
    "removed": _("removed"),
    "done": _("done"),
    "undone": _("not done after all"),
    "away": _("away"),
    "away_ended": _("leave taken away"),
    "moved": _("moved"),
    "overtime": _("overtime"),
    "overtime_ended": _("overtime taken away"),
    "reopened": _("taken up again"),
    "restored": _("restored"),
    "revoked": _("ended"),
    "role": _("role changed"),
    "saved": _("saved"),
    "sent": _("sent"),
    "set": _("set"),
    "shares": _("opened rooms changed"),
    "still_checked": _("ends sooner and stays checked"),
    "taken": _("came in"),
    "taken_back": _("taken back"),
    "taken_in": _("taken in from a sheet"),
    "version_drafted": _("new version drafted"),
    "withdrawn": _("withdrawn"),
    "zone_added": _("zone added"),
}


FIELDS = {
    "active": _("works here"),
    "amount": _("amount"),
    "chargeable_kg": _("charged weight"),
    "city": _("city"),
    "clearance": _("export papers and customs"),
    "count": _("how many"),
    "country": _("country"),
    "day": _("day"),
    "days": _("days"),
    "falls_on": _("falls on"),
    "days_real": _("days it took"),
    "deposit_share": _("deposit"),
    "empty_g": _("grams empty"),
    "family": _("last"),
    "kind": _("kind"),
    "margin": _("margin"),
    "max_kg": _("kg at most"),
    "minimum": _("lowest price"),
    "name": _("name"),
    "only_own": _("only own cartons"),
    "payment": _("how buyers pay"),
    "pickup": _("way to the carrier"),
    "number": _("number"),
    "programme": _("preference"),
    "promise_day": _("promised for"),
    "rate": _("rate"),
    "ready": _("ready"),
    "reason": _("why"),
    "reference": _("number"),
    "role": _("role"),
    "rooms": _("rooms"),
    "rounding": _("rounded up to"),
    "sides": _("sides inside"),
    "skills": _("can do"),
    "speed": _("time needed"),
    "sure_percent": _("dates to be kept, of 100"),
    "stocked": _("in stock"),
    "story": _("story"),
    "tiers": _("discounts"),
    "validity_days": _("days a quote holds"),
    "version": _("version"),
    "village": _("village"),
    "zone": _("zone"),
    **{f"weekday {number}": name for number, name in WEEKDAYS},
}


def field(name: str) -> str:
    """The name of a column in words; one that is not in the table stays as it is."""
    return str(FIELDS.get(name, name.replace("_", " ")))


def deed(verb: str) -> str:
    """A verb such as “quote.sent” in words; one that is not in the table stays as it is."""
    thing, _dot, done = verb.partition(".")
    named, said = THINGS.get(thing, thing), DEEDS.get(done, done.replace("_", " "))
    return f"{named}: {said}"


DAY = re.compile(r"\d{4}-\d\d-\d\d")


def value(kept: str) -> str:
    """A value of the trail as people write it: days in words, all else as it was kept."""
    return words.day(date.fromisoformat(kept)) if DAY.fullmatch(kept) else kept
