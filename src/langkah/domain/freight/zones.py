"""Which zone of a card a place lies in."""

from __future__ import annotations

from langkah.domain.freight import areas
from langkah.domain.freight.cards import said
from langkah.domain.freight.table import RateCard, Zone
from langkah.domain.reason import Reason, because
from langkah.reference import countries


def zone_of(card: RateCard, country: str, postcode: str) -> tuple[Zone | None, list[Reason]]:
    """The zone of the place: by its postcode first, else by its country; and what to say of it."""
    known = [
        (zone, [areas.holds(area, country, postcode) for area in zone.areas]) for zone in card.zones
    ]
    found = next((zone for zone, held in known if True in held), None)
    if found:
        return found, []
    whole = next((one for one in card.zones if country in one.countries), None)
    where = {"card": said(card), "country": countries.name(country)}
    if any(None in held for _, held in known):
        if not areas.understood(country, postcode):
            return whole, [areas.unclear(country, postcode)]
        return whole, [
            because(
                "The price of {card} to {country} hangs on the postcode. Write the postcode.",
                **where,
            )
        ]
    if whole is None:
        return None, [
            because(
                "{card} has no zone for {country}. Add the country to a zone, or choose another.",
                **where,
            )
        ]
    return whole, []
