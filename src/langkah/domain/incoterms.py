"""Which term fits which way, what the seller pays under it, and where the risk passes."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from langkah.domain.money import Money
from langkah.domain.reason import Reason, because
from langkah.reference import places
from langkah.reference.incoterms import (
    CARRIED_TO,
    FROM_PORT,
    INSTEAD,
    LEAVING,
    TERMS,
    TO_PORT,
    Bears,
    Head,
    Incoterm,
    Risk,
)

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
_HEADS = {
    Head.GOODS: because("goods, packed"),
    Head.LOADING: because("loading at the workshop"),
    Head.PICKUP: because("way to the carrier or port"),
    Head.EXPORT: because("export papers and customs"),
    Head.TERMINAL: because("handling at the port or airport of departure"),
    Head.ABOARD: because("loading on board"),
    Head.FREIGHT: because("main carriage"),
    Head.INSURANCE: because("insurance"),
    Head.ARRIVAL: because("handling at the port or airport of arrival"),
    Head.DELIVERY: because("way from there to the place"),
    Head.UNLOADING: because("unloading at the place"),
    Head.IMPORT: because("import papers and customs agent"),
    Head.DUTY: because("import duty"),
    Head.TAX: because("import tax"),
}
_RISKS = {
    Risk.WORKSHOP: because("at the workshop, before loading"),
    Risk.CARRIER: because("when the first carrier has the goods"),
    Risk.QUAY: because("on the quay beside the ship"),
    Risk.BOARD: because("on board the ship"),
    Risk.ARRIVED: because("at the place, ready to be unloaded"),
    Risk.UNLOADED: because("at the place, unloaded"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TermView:
    """One term in words. `carriage`: in the price where the carrier's own price has it in."""

    code: str
    sea: bool
    place: Reason
    risk: Reason
    seller: tuple[Reason, ...]
    carriage: tuple[Reason, ...]
    buyer: tuple[Reason, ...]
    clauses: str


def term(code: str) -> Incoterm:
    """The term by its three letters. Raises ValueError naming the eleven."""
    found = TERMS.get(code.strip().upper())
    if found is None:
        raise ValueError(f"incoterm: “{code}” is none of {', '.join(TERMS)}.")
    return found


def told(code: str) -> TermView:
    """Who pays what and where the risk passes, in words."""
    chosen = term(code)
    of = {
        who: tuple(
            _HEADS[head] for head, bears in zip(Head, chosen.bears, strict=True) if bears is who
        )
        for who in Bears
    }
    return TermView(
        code=chosen.code,
        sea=chosen.sea,
        place=_PLACES[chosen.named_place],
        risk=_RISKS[chosen.risk],
        seller=of[Bears.SELLER],
        carriage=of[Bears.CARRIAGE],
        buyer=of[Bears.BUYER],
        clauses=chosen.clauses,
    )


def seller_pays(code: str) -> frozenset[Head]:
    """The cost heads that are the seller's in any case."""
    return term(code).seller_pays


def seller_total(
    code: str, costs: Mapping[Head, Money], *, insured: bool, carriage_includes: bool = True
) -> Money:
    """What the seller pays in all when each head costs so much (all in one currency).

    `insured`: he insures from FCA's carrier on, whether the term asks him to or not; CIP and CIF
    always do. `carriage_includes`: the carrier's price has handling and unloading at the end in
    it. DDP counts unloading in any case: a price with everything paid must not fall short.
    """
    chosen = term(code)
    whole = Money(Decimal(0), next(iter(costs.values())).currency)
    for head, bears in zip(Head, chosen.bears, strict=True):
        if head is Head.INSURANCE:
            ours = chosen.insured or (insured and bears is Bears.SELLER)
        else:
            shared = carriage_includes or chosen.code == "DDP"
            ours = bears is Bears.SELLER or (bears is Bears.CARRIAGE and shared)
        if ours:
            whole = whole + costs[head]
    return whole


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


# Countries that are a city of the same name: there the name alone tells where.
_CITIES = frozenset({"SG", "HK", "MO", "MC", "LU", "PA", "GT", "DJ", "KW", "SM", "VA", "GI"})


# Written before the name of a country in one of the seven languages
_ARTICLES = frozenset({"the", "de", "het", "die", "der", "la", "le", "les", "l", "las", "los"})


def is_place(name: str, country: str) -> bool:
    """Whether goods can be brought there: a name that is more than that of the whole country.

    `country` is ISO 3166-1 alpha-2, empty where only a name is asked for.
    """
    if not any(sign.isalpha() for sign in name):
        return False
    if country in _CITIES:
        return True
    said = _words(name)
    first, rest = said[0], said[1:]
    names = _names(country)
    return "".join(said) not in names and not (first in _ARTICLES and "".join(rest) in names)


def no_place(name: str) -> Reason:
    """The sentence for a text that cannot be the name of a place, such as “???”."""
    return because(
        "“{name}” names no place. Write the name of the town or port.", name=name.strip()
    )


@cache
def _names(country: str) -> frozenset[str]:
    return frozenset("".join(_words(name)) for name in places.called(country) if name)


def _words(name: str) -> list[str]:
    """The words of a name without capitals, accents, points and strokes."""
    plain = (
        sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign)
    )
    return "".join(sign if sign.isalpha() else " " for sign in plain).casefold().split()


def place_missing(code: str, *, at_port: bool) -> Reason:
    """Which place to enter before the term can be offered; `at_port`: its way ends at a port."""
    chosen = term(code)
    if chosen.code in FROM_PORT:
        return because(
            "{code} needs the port where the goods go on board. Enter it under Port, or once for "
            "all quotes beside the freight rates.",
            code=chosen.code,
        )
    if chosen.code in LEAVING:
        return because(
            "{code} needs the town of your workshop. Enter it under City in the settings.",
            code=chosen.code,
        )
    if chosen.code in TO_PORT:
        return because(
            "{code} needs the port where the ship arrives. Enter it under Port.", code=chosen.code
        )
    if at_port and chosen.code in CARRIED_TO:
        return because(
            "{code} needs the port or airport where this way ends. Enter it under Port.",
            code=chosen.code,
        )
    return because(
        "{code} needs the buyer's city: a country alone is no place to deliver to. Enter it under "
        "City.",
        code=chosen.code,
    )


def place_field(code: str, *, at_port: bool) -> str:
    """The field of a quote that holds the place of `place_missing`."""
    if code in LEAVING and code not in FROM_PORT:
        return "origin_city"
    ports = code in FROM_PORT or code in TO_PORT or (at_port and code in CARRIED_TO)
    return "port" if ports else "city"
