"""What the room calls things."""

from __future__ import annotations

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from langkah.apps.rules.reading import ChangeRow
from langkah.domain import rulebook
from langkah.reference import countries
from langkah.reference.rules import Rule

KINDS = {
    "duty": gettext_lazy("Duty"),
    "preference": gettext_lazy("Preferences for goods from Indonesia"),
    "scheme": gettext_lazy("Whether a preference stands open"),
    "additional": gettext_lazy("Further duties"),
    "flat duty": gettext_lazy("Flat duty for small consignments"),
    "free below": gettext_lazy("Relief for small consignments"),
    "value basis": gettext_lazy("Value that customs counts"),
    "informal entry": gettext_lazy("Informal entry"),
    "tax": gettext_lazy("Import tax"),
    "children's tax": gettext_lazy("Import tax on children's shoes"),
    "fee": gettext_lazy("Fees"),
}
STEPS = {
    "edition": gettext_lazy("New edition of Langkah"),
    "import": gettext_lazy("Taken in from a sheet"),
    "edit": gettext_lazy("Changed by hand"),
    "undo": gettext_lazy("Taken back"),
}


FIELDS = {
    "hs": gettext_lazy("Tariff code"),
    "origin": gettext_lazy("Origin"),
    "programme": gettext_lazy("Name of the programme"),
    "rate": gettext_lazy("Rate (%)"),
    "amount": gettext_lazy("Amount"),
    "combine": gettext_lazy("Rate and amount together"),
    "threshold": gettext_lazy("Threshold"),
    "limit": gettext_lazy("Limit"),
    "basis": gettext_lazy("What it is counted on"),
    "unit": gettext_lazy("For what the amount is asked"),
}


def unheard(rule: Rule) -> tuple[str, ...]:
    """The filled-in fields of a rule that its kind does not look at, by plain names."""
    return tuple(dict.fromkeys(str(FIELDS[field]) for field, _why in rulebook.unheard(rule)))


def place(market: str) -> str:
    """A market by its name in the reader's language."""
    if market == "EU":
        return _("European Union")
    return countries.name(market, get_language() or "id")


def step(row: ChangeRow) -> str:
    """What a step of the book was."""
    return str(STEPS.get(row.kind, row.kind))
