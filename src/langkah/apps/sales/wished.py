"""The term that was wished for: what comes nearest to it, and why another one is shown."""

from __future__ import annotations

from datetime import date

from langkah.apps.partners import queries as partners
from langkah.apps.sales.facts import Facts
from langkah.apps.sales.models import Offer, QuoteVersion
from langkah.apps.workshop.models import Workshop
from langkah.domain import incoterms
from langkah.domain import quote as domain
from langkah.domain.capacity.promise import wished as missed
from langkah.domain.reason import Reason, because
from langkah.reference.incoterms import LEAVING, TERMS, TO_PORT

HOME = "ID"

# What comes nearest to a term that cannot be offered: the same care, another way or place.
NEAREST = {
    "FAS": ("FCA", "EXW"),
    "FOB": ("FCA", "EXW"),
    "CFR": ("CIF", "CPT", "CIP"),
    "CIF": ("CIP", "CPT"),
    "CPT": ("CIP", "CFR", "CIF"),
    "CIP": ("CPT", "CIF", "CFR"),
    "EXW": ("FCA",),
    "FCA": ("EXW",),
    "DPU": ("DAP",),
}
# What is offered when the buyer's wish cannot be: the first of these that has a price.
USUAL = {
    "b2b": ("DAP", "CPT", "CIP", "CFR", "CIF", "FCA", "FOB", "EXW", "DDP"),
    "b2c": ("DDP", "DAP", "CPT", "CIP", "FCA", "EXW"),
}

_NOT_AMONG = because(
    "{wish} was chosen, but it is not among the terms priced for this way. Shown is {shown}."
).message
_WHY = because(
    "{wish} was chosen, but it cannot be offered as things are. Shown is {shown}. {why}"
).message

_PLACES = frozenset(
    incoterms.place_missing(code, at_port=at_port).message
    for code in TERMS
    for at_port in (False, True)
)

_ARRIVING = _PLACES - {
    incoterms.place_missing(code, at_port=at_port).message
    for code in LEAVING
    for at_port in (False, True)
}


def term(version: QuoteVersion) -> str:
    """The term for which the way is chosen: the wish, else what is usual for such a buyer."""
    return version.wish_incoterm or USUAL.get(version.kind, USUAL["b2b"])[0]


def offered(version: QuoteVersion, found: domain.QuoteFigures) -> domain.Offer | None:
    """The wish if it can be offered, else what is nearest to it, else a usual term with a price."""
    priced = {offer.incoterm: offer for offer in found.offers if offer.price is not None}
    wish = version.wish_incoterm
    near = (wish, *NEAREST.get(wish, ()), *USUAL.get(version.kind, USUAL["b2b"]))
    return next((priced[code] for code in near if code in priced), None)


def not_as_wished(
    wish: str, shown: domain.Offer | None, found: domain.QuoteFigures
) -> tuple[Reason, ...]:
    """Why another term is shown than the one that was wished for; empty when it is that one."""
    if shown is None or wish in ("", shown.incoterm):
        return ()
    mode = found.chosen.mode if found.chosen else ""
    offer = next((one for one in found.offers if one.incoterm == wish), None)
    why = offer.reasons if offer else incoterms.problems(wish, mode=mode, place=shown.place)
    if not why:
        return (because(_NOT_AMONG, wish=wish, shown=shown.incoterm),)
    return (because(_WHY, wish=wish, shown=shown.incoterm, why=why[0]),)


def too_late(version: QuoteVersion, found: domain.QuoteFigures) -> tuple[Reason, ...]:
    """A sentence where the promised day brings the goods later than the buyer wishes them."""
    there = found.arrives[1] if found.arrives else version.promise_day
    return tuple(missed(version.wish_day, there)) if there else ()


def unnamed(shown: domain.Offer | None, found: domain.QuoteFigures) -> tuple[Reason, ...]:
    """Which place to enter before the shown offer may leave; empty when it names one."""
    if shown is None or shown.place:
        return ()
    at_port = found.chosen is not None and not found.chosen.to_door
    return (incoterms.place_missing(shown.incoterm, at_port=at_port),)


def unnamed_kept(version: QuoteVersion, offer: Offer) -> tuple[Reason, ...]:
    """The same of an offer as it was written down, be it long ago: a country is no place."""
    code = offer.incoterm
    if code in TO_PORT:
        named = incoterms.is_place(version.port, version.country)
    else:
        there = HOME if code in LEAVING else version.country
        named = incoterms.is_place(offer.place, there)
    if named:
        return ()
    at_port = offer.lines.filter(head="delivery").exists()
    return (incoterms.place_missing(code, at_port=at_port),)


def asks_place(reason: Reason) -> bool:
    """Whether this is the sentence of `unnamed`."""
    return reason.message in _PLACES


def asks_buyers_place(reason: Reason) -> bool:
    """Whether that sentence asks for the place where the goods arrive, not where they leave."""
    return reason.message in _ARRIVING


def says_so(reason: Reason) -> bool:
    """Whether this is the sentence of `not_as_wished`."""
    return reason.message in (_NOT_AMONG, _WHY)


def of_inquiry(workshop: Workshop, facts: Facts, today: date) -> tuple[Reason, ...]:
    """What to tell about the buyer's term before there is a quote. One query for a sea term."""
    asked = TERMS.get(facts.incoterm)
    if asked is None:
        return ()
    if asked.sea:
        cards = partners.rate_cards(workshop, country=facts.country, day=today)
        modes = [card.mode for card in cards]
        if modes and not incoterms.SHIPS.intersection(modes):
            return incoterms.problems(facts.incoterm, mode=modes[0], place="-")
    return ()
