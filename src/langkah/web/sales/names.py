"""What codes of sales are called on the workshop's own screens."""

from __future__ import annotations

from django.utils.translation import gettext as _

from langkah.apps.sales.queries import Difference
from langkah.apps.sales.wording import head

__all__ = ["difference", "head", "incoterm", "state"]


def state(code: str) -> tuple[str, str]:
    """The name of a state and the kind of its badge."""
    return {
        "draft": (_("Draft"), ""),
        "open": (_("Waiting for the buyer"), "wait"),
        "expired": (_("Ended"), "bad"),
        "withdrawn": (_("Taken back"), "bad"),
        "superseded": (_("Replaced"), ""),
        "accepted": (_("Accepted"), "good"),
        "cancelled": (_("Order cancelled"), "bad"),
    }[code]


def incoterm(code: str) -> str:
    """What the workshop does under a term, in a few words."""
    known = {
        "EXW": _("The buyer collects at the workshop"),
        "FCA": _("We hand over to the buyer's carrier"),
        "FAS": _("We bring it beside the buyer's ship"),
        "FOB": _("We load on the buyer's ship"),
        "CPT": _("We pay the transport"),
        "CIP": _("We pay transport and insurance"),
        "CFR": _("We pay the sea freight"),
        "CIF": _("We pay sea freight and insurance"),
        "DAP": _("We bring it to the buyer, duty not paid"),
        "DPU": _("We bring it to the buyer and unload it, duty not paid"),
        "DDP": _("We bring it to the buyer, duty paid"),
    }
    return known.get(code, "")


def difference(row: Difference) -> str:
    """What a row of the comparison is about."""
    known = {
        "incoterm": _("Delivery"),
        "total": _("Price in all"),
        "per_pair": _("Price a pair"),
        "promise_day": _("Date"),
        "date_held": _("The date is kept free"),
        "carrier": _("Carrier"),
        "currency": _("Currency"),
        "valid_days": _("Valid for days"),
        "deposit_percent": _("Deposit in percent"),
        "country": _("Country"),
        "city": _("City"),
        "postcode": _("Postcode"),
        "wishes": _("Special wishes"),
        "note": _("Note to the buyer"),
        "product": _("Product"),
        "pairs": _("Pairs"),
        "sizes": _("Sizes"),
        "options": _("Options"),
        "unit": _("Goods, a pair"),
        "price": _("Price"),
    }
    return f"{known[row.what]}, {row.of}" if row.of else known[row.what]
