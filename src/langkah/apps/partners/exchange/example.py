"""A filled example: what a carrier's list looks like in the sheets. Its figures are invented."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D  # noqa: N817 - the figures are to be read, not their type

from django.utils.translation import gettext as _

from langkah.apps.partners.drafts import NewBreak, NewCard, NewZone
from langkah.domain.freight import Area, Surcharge, SurchargePer
from langkah.reference.carriers import WeightStep


def example(today: date) -> NewCard:
    """A card from the first day of this year to the last, in rupiah."""
    return NewCard(
        carrier=_("Example carrier"),
        service=_("Express"),
        mode="courier",
        currency="IDR",
        valid_from=date(today.year, 1, 1),
        valid_until=date(today.year, 12, 31),
        fuel_percent=D("18.5"),
        minimum=D(250_000),
        divisor=5000,
        max_parcel_kg=D(70),
        max_side_cm=D(120),
        includes=_("Collection, tracking, export papers"),
        source=_("Invented example prices"),
        is_example=True,
        steps=(WeightStep(up_to_kg=D(30), step_kg=D("0.5")), WeightStep(step_kg=D(1))),
        zones=(
            _zone("ASEAN", ("SG", "MY", "TH", "VN", "PH"), (240, 46, 40, 91), (2, 4)),
            _zone("Europe", ("NL", "DE", "FR", "BE", "ES", "IT"), (520, 98, 88, 197), (4, 7)),
            NewZone(
                name="Canary Islands",
                areas=(Area(country="ES", first="35"), Area(country="ES", first="38")),
                days_min=6,
                days_max=10,
                breaks=(NewBreak(up_to_kg=None, price=D(265_000), per="kg"),),
            ),
        ),
        surcharges=(
            Surcharge(
                name=_("Peak season"),
                per=SurchargePer.KG,
                amount=D(6_000),
                valid_from=date(today.year, 11, 15),
                valid_until=date(today.year + 1, 1, 15),
            ),
            Surcharge(
                name=_("Delivery to a home"),
                per=SurchargePer.SHIPMENT,
                amount=D(75_000),
                home=True,
            ),
            Surcharge(
                name=_("Remote area"),
                per=SurchargePer.KG,
                amount=D(9_000),
                minimum=D(380_000),
                areas=(
                    Area(country="ES", first="44100", last="44199"),
                    Area(country="FR", first="20"),
                ),
            ),
            Surcharge(
                name=_("Oversize"),
                per=SurchargePer.PIECE,
                amount=D(420_000),
                above_kg=D(32),
                above_side_cm=D(100),
                above_girth_cm=D(300),
            ),
        ),
    )


def _zone(
    name: str,
    countries: tuple[str, ...],
    thousands: tuple[int, int, int, int],
    days: tuple[int, int],
) -> NewZone:
    """The first half kilogram, each further one to 10 and to 30 kg, a kilogram above."""
    first, to_ten, to_thirty, above = (D(1000 * one) for one in thousands)
    half = D("0.5")
    return NewZone(
        name=name,
        countries=countries,
        days_min=days[0],
        days_max=days[1],
        breaks=(
            NewBreak(up_to_kg=half, price=first),
            NewBreak(up_to_kg=D(10), price=to_ten, per="step", step_kg=half),
            NewBreak(up_to_kg=D(30), price=to_thirty, per="step", step_kg=half),
            NewBreak(up_to_kg=None, price=above, per="kg"),
        ),
    )
