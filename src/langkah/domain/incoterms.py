"""Which term fits which way, and what the seller pays under it."""

from __future__ import annotations

from langkah.domain.reason import Reason, because
from langkah.reference.incoterms import INSTEAD, TERMS, Head, Incoterm

SHIPS = frozenset({"sea_lcl", "sea_fcl", "sea"})
_WAYS = {
    "": because("an unknown way"),
    "courier": because("courier"),
    "post": because("post"),
    "air": because("air"),
}
_PLACES = {
    "the workshop": because("the workshop"),
    "where the carrier takes over": because("where the carrier takes over"),
    "port of loading": because("port of loading"),
    "port of arrival": because("port of arrival"),
    "place of unloading": because("place of unloading"),
    "destination": because("destination"),
}


def term(code: str) -> Incoterm:
    """The term by its three letters. Raises ValueError naming the eleven."""
    found = TERMS.get(code.strip().upper())
    if found is None:
        raise ValueError(f"incoterm: “{code}” is none of {', '.join(TERMS)}.")
    return found


def seller_pays(code: str) -> frozenset[Head]:
    """The cost heads that are in the seller's price."""
    return term(code).seller_pays


def problems(code: str, *, mode: str, place: str) -> tuple[Reason, ...]:
    """What is wrong with this term on this way; empty when it can be offered."""
    chosen = term(code)
    found: list[Reason] = []
    if chosen.sea and mode not in SHIPS:
        found.append(
            because(
                "{code} is for ships only, but the goods go by {mode}. Offer {instead} instead.",
                code=chosen.code,
                mode=_WAYS.get(mode, mode),
                instead=INSTEAD[chosen.code],
            )
        )
    if not place.strip():
        found.append(
            because(
                "{code} needs a named place: {what}. Enter it.",
                code=chosen.code,
                what=_PLACES.get(chosen.named_place, chosen.named_place),
            )
        )
    return tuple(found)
