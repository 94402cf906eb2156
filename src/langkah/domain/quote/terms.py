"""Which terms a quote works out, where each ends, and which heads are the seller's under it."""

from __future__ import annotations

from functools import cache

from langkah.domain.incoterms import is_place
from langkah.domain.quote.carriage import Carriage
from langkah.domain.quote.case import QuoteCase
from langkah.reference.carriers import SEA, Mode
from langkah.reference.incoterms import CARRIED_TO, FROM_PORT, LEAVING, TERMS, TO_PORT, Bears, Head

# The heads of a quote's figures, as the terms know them.
HEADS = {
    "goods": Head.GOODS,
    "pickup": Head.PICKUP,
    "export": Head.EXPORT,
    "terminal": Head.TERMINAL,
    "aboard": Head.ABOARD,
    "freight": Head.FREIGHT,
    "insurance": Head.INSURANCE,
    "delivery": Head.DELIVERY,
    "unloading": Head.UNLOADING,
    "duty": Head.DUTY,
    "extra_duty": Head.DUTY,
    "tax": Head.TAX,
    "fees": Head.IMPORT,
    "handling": Head.IMPORT,
}
# Parcels are handed in at the door: their carriers' prices have the unloading in them.
_PARCELS = frozenset({Mode.COURIER, Mode.POST})


def worked_out(case: QuoteCase, way: Carriage, *, can_export: bool) -> tuple[str, ...]:
    """The four usual terms of the way, and the wished one where it fits the way."""
    main = {(True, True): "CIF", (True, False): "CFR", (False, True): "CIP", (False, False): "CPT"}
    first = "FCA" if can_export else "EXW"
    usual = (first, main[by_sea(way), case.insured], "DAP", "DDP")
    wish = TERMS.get(case.term)
    fits = wish is not None and (not wish.sea or way.chosen is None or by_sea(way))
    return (*usual, case.term) if fits and case.term not in usual else usual


def by_sea(way: Carriage) -> bool:
    """Whether the chosen way is a ship; unknown is not."""
    return way.chosen is not None and way.chosen.mode in SEA


def ends_at_port(way: Carriage) -> bool:
    """Whether the chosen way ends at a port or airport; unknown does not."""
    return way.chosen is not None and not way.chosen.to_door


def unloads(way: Carriage) -> bool:
    """Whether unloading is in the carrier's price."""
    chosen = way.chosen
    return chosen is not None and chosen.to_door and chosen.mode in _PARCELS


@cache
def sellers(code: str, *, to_port: bool, unloading: bool = True) -> frozenset[str]:
    """The heads of a quote's figures that are in the seller's price.

    `to_port`: the way ends at a port or airport, and so does what CPT and CIP name. A duty-paid
    price has unloading in it too where it is known what that costs (`unloading`); else the buyer
    unloads, as the term has it.
    """
    bears = dict(zip(Head, TERMS[code].bears, strict=True))
    found = {name for name, head in HEADS.items() if bears[head] is Bears.SELLER}
    if code in CARRIED_TO and to_port:
        found.discard("delivery")
    if code == "DDP" and unloading:
        found.add("unloading")
    return frozenset(found)


def place(case: QuoteCase, way: Carriage, code: str) -> str:
    """The named place of a term; empty where it is not known: a country alone is none.

    `case.port` is the port of the wished term: where a FOB leaves, where everything else arrives.
    """
    leaves = case.term in FROM_PORT
    port = _named(case.port, "" if leaves else case.country)
    arrival = "" if leaves else port
    if code in FROM_PORT:
        return (port if leaves else "") or _named(case.export.port, "")
    if code in LEAVING:
        return _named(case.origin_city, "")
    if code in TO_PORT:
        return arrival
    by_port = code in CARRIED_TO and ends_at_port(way)
    return arrival if by_port else _named(case.city, case.country)


def _named(said: str, country: str) -> str:
    return said.strip() if is_place(said, country) else ""
