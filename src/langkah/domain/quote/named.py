"""A quote that is ready to send names its places: no price stands without one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from langkah.domain.incoterms import is_place, no_place, place_field, place_missing
from langkah.domain.quote.case import Offer, QuoteCase, QuoteFigures
from langkah.domain.quote.sound import at
from langkah.domain.reason import Reason


def nowhere(case: QuoteCase) -> Iterator[Reason]:
    """Each place that was told and is none, such as “???”."""
    told = {
        "city": case.city,
        "origin_city": case.origin_city,
        "port": case.port,
        "export.port": case.export.port,
    }
    for field, name in told.items():
        if name.strip() and not is_place(name, ""):
            yield at(field, no_place(name))


def unnamed(case: QuoteCase, figures: QuoteFigures) -> Iterator[Reason]:
    """Which place the wished term still needs, its field first."""
    for one in figures.offers:
        if one.incoterm == case.term and not one.place:
            yield at(place_field(case.term, at_port=_at_port(figures)), _missing(figures, one))


def with_places(figures: QuoteFigures) -> QuoteFigures:
    """The same without a price of a term whose place nobody named; the place is asked for."""
    return replace(
        figures,
        offers=tuple(one if one.place else _unpriced(figures, one) for one in figures.offers),
    )


def _unpriced(figures: QuoteFigures, one: Offer) -> Offer:
    return replace(
        one,
        price=None,
        deposit=None,
        margin=None,
        margin_share=None,
        reasons=(*one.reasons, _missing(figures, one)),
    )


def _missing(figures: QuoteFigures, one: Offer) -> Reason:
    return place_missing(one.incoterm, at_port=_at_port(figures))


def _at_port(figures: QuoteFigures) -> bool:
    return figures.chosen is not None and not figures.chosen.to_door
