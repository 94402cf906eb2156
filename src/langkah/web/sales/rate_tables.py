"""A rate card as a person reads it: zones with their weights and prices, and what comes on top."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from langkah.apps.partners import spots
from langkah.apps.partners.drafts import NewCard, rate_card
from langkah.apps.workshop import words
from langkah.domain import freight
from langkah.domain.freight import Area, Break, Per, Surcharge, SurchargePer
from langkah.domain.money import Money
from langkah.domain.reason import Reason
from langkah.reference.carriers import Mode
from langkah.web.sales import places


@dataclass(frozen=True, slots=True)
class PriceRow:
    """A weight, its price, what the price is for, and its place on the card."""

    weight: str
    price: Money
    per: str
    spot: str


@dataclass(frozen=True, slots=True)
class OnTop:
    """A surcharge: what it asks, and at least, where and when it is due, its places on the card."""

    name: str
    amount: str
    when: str
    spot: str
    least: str = ""
    least_spot: str = ""


@dataclass(frozen=True, slots=True)
class ZoneTable:
    """A zone: its places in words, days on the way, prices from light to heavy."""

    name: str
    places: str
    days: tuple[int, int] | None
    rows: tuple[PriceRow, ...]


@dataclass(frozen=True, slots=True)
class CardTable:
    """Everything of a card that is counted with, in words."""

    zones: tuple[ZoneTable, ...]
    rounding: tuple[str, ...]
    surcharges: tuple[OnTop, ...]
    minimum: Money | None
    to_door: bool
    alone: bool
    doubts: tuple[Reason, ...]


def of(kept: NewCard) -> CardTable:
    """The card in words."""
    card = rate_card(kept, fuel=_("Fuel surcharge"))
    on_top = [spots.of_surcharge(number) for number in range(len(kept.surcharges))]
    if len(card.surcharges) > len(on_top):
        on_top.insert(0, spots.FUEL)
    return CardTable(
        zones=tuple(_zone(number, zone, card) for number, zone in enumerate(card.zones)),
        rounding=tuple(_rounding(card)),
        surcharges=tuple(
            _on_top(one, card.currency, spot)
            for one, spot in zip(card.surcharges, on_top, strict=True)
        ),
        minimum=None if card.minimum is None else Money(card.minimum, card.currency),
        doubts=tuple(freight.doubts(card)),
        to_door=freight.to_door(card),
        alone=freight.priced_alone(card),
    )


def _zone(number: int, zone: freight.Zone, card: freight.RateCard) -> ZoneTable:
    named = [*map(places.country, zone.countries), *map(_area, zone.areas)]
    days = None
    if zone.days_min is not None and zone.days_max is not None:
        days = (zone.days_min, zone.days_max)
    begins, rows = Decimal(0), []
    for place, one in enumerate(zone.breaks):
        weight, per = _weight(begins, one.up_to_kg), _per(one, card.mode, first=not begins)
        spot = spots.of_row(number, place)
        rows.append(PriceRow(weight, Money(one.price, card.currency), per, spot))
        begins = one.up_to_kg or begins
    return ZoneTable(zone.name, ", ".join(named), days, tuple(rows))


def _area(area: Area) -> str:
    ends = f"{area.first}–{area.last}" if area.last else f"{area.first}…"
    return f"{places.country(area.country)} {ends}"


def _weight(begins: Decimal, ends: Decimal | None) -> str:
    if ends is None:
        return _("above {kg} kg").format(kg=words.number(begins)) if begins else _("any weight")
    return _("up to {kg} kg").format(kg=words.number(ends))


def _per(one: Break, mode: Mode, *, first: bool) -> str:
    if one.per is Per.STEP:
        said = _("each begun {kg} kg") if first else _("more for each further {kg} kg")
        return said.format(kg=words.number(one.step_kg or Decimal(0)))
    known = {Per.KG: _("each kg"), Per.M3: _("each m³ or tonne")}
    whole = _("the container") if mode is Mode.SEA_FCL else _("the parcel")
    return known.get(one.per, whole)


def _rounding(card: freight.RateCard) -> Iterator[str]:
    for step in freight.weighing_of(card).steps:
        kg = words.number(step.step_kg)
        if step.up_to_kg is None:
            yield _("rounded up to {kg} kg").format(kg=kg)
        else:
            until = words.number(step.up_to_kg)
            yield _("up to {until} kg rounded up to {kg} kg").format(until=until, kg=kg)


def _on_top(one: Surcharge, currency: str, spot: str) -> OnTop:
    return OnTop(
        name=one.name,
        amount=_each(one, currency),
        when="; ".join(_when(one)),
        spot=spot,
        least="" if one.minimum is None else words.money(Money(one.minimum, currency)),
        least_spot=spots.least_of(spot),
    )


def amount(one: Surcharge, currency: str) -> str:
    """What a surcharge asks, and at least, in words."""
    said = _each(one, currency)
    if one.minimum is None:
        return said
    least = words.money(Money(one.minimum, currency))
    return _("{amount}, at least {least}").format(amount=said, least=least)


def _each(one: Surcharge, currency: str) -> str:
    if one.per is SurchargePer.PERCENT:
        said = _("{percent} percent of the freight").format(percent=words.number(one.amount))
    else:
        known = {
            SurchargePer.SHIPMENT: _("{money} a shipment"),
            SurchargePer.PIECE: _("{money} a carton"),
            SurchargePer.KG: _("{money} a kg"),
        }
        said = known[one.per].format(money=words.money(Money(one.amount, currency)))
    return said


def _when(one: Surcharge) -> Iterator[str]:
    """Where, when and of what a surcharge is due; nothing when it always is."""
    named = [*map(places.country, one.countries), *map(_area, one.areas)]
    if named:
        yield ", ".join(named)
    if one.home:
        yield _("where somebody lives")
    if one.valid_from or one.valid_until:
        first = words.day(one.valid_from) if one.valid_from else "…"
        last = words.day(one.valid_until) if one.valid_until else "…"
        yield f"{first} – {last}"
    bounds = (
        (_("above {size} kg"), one.above_kg),
        (_("a side above {size} cm"), one.above_side_cm),
        (_("girth above {size} cm"), one.above_girth_cm),
    )
    told = [said.format(size=words.number(size)) for said, size in bounds if size is not None]
    if told:
        yield _(" or ").join(told)
