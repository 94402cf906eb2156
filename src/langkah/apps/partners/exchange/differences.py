"""What a card in a file says otherwise than the kept one, in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext as _

from langkah.apps.partners.drafts import NewBreak, NewCard, NewZone
from langkah.apps.partners.exchange import columns, head
from langkah.apps.workshop import words
from langkah.domain.freight import Surcharge
from langkah.domain.money import Money


def differences(before: NewCard, after: NewCard) -> tuple[str, ...]:
    """Each value, price, rounding or surcharge that changes, comes or goes."""
    return (*_head(before, after), *_zones(before, after), *_rest(before, after))


def _head(before: NewCard, after: NewCard) -> Iterator[str]:
    for row in head.ROWS:
        old, new = getattr(before, row.field), getattr(after, row.field)
        if old != new:
            yield f"{row.name}: {_said(old)} → {_said(new)}"


def _zones(before: NewCard, after: NewCard) -> Iterator[str]:
    old = {zone.name: zone for zone in before.zones}
    new = {zone.name: zone for zone in after.zones}
    for name in old.keys() - new.keys():
        yield _("Zone {zone} goes.").format(zone=name)
    for name, zone in new.items():
        if name not in old:
            yield _("Zone {zone} is new, with {count} prices.").format(
                zone=name, count=len(zone.breaks)
            )
        elif zone != old[name]:
            yield from _zone(old[name], zone, before.currency, after.currency)


def _zone(old: NewZone, new: NewZone, before: str, after: str) -> Iterator[str]:
    places = [columns.written(one.countries, one.areas) for one in (old, new)]
    if places[0] != places[1]:
        yield f"{new.name}: {places[0]} → {places[1]}"
    days = [(one.days_min, one.days_max) for one in (old, new)]
    if days[0] != days[1]:
        told = [f"{_said(first)}-{_said(last)}" for first, last in days]
        yield _("{zone}: {old} → {new} days").format(zone=new.name, old=told[0], new=told[1])
    prices = [{one.up_to_kg: one for one in zone.breaks} for zone in (old, new)]
    for weight in sorted({*prices[0], *prices[1]}, key=lambda kg: (kg is None, kg or 0)):
        one, other = prices[0].get(weight), prices[1].get(weight)
        if one != other:
            yield _("{zone}, up to {weight} kg: {old} → {new}").format(
                zone=new.name,
                weight="∞" if weight is None else words.number(weight),
                old=_price(one, before),
                new=_price(other, after),
            )


def _price(one: NewBreak | None, currency: str) -> str:
    if one is None:
        return _("none")
    step = f" {words.number(one.step_kg)} kg" if one.step_kg else ""
    return f"{words.money(Money(one.price, currency))} ({one.per}{step})"


def _rest(before: NewCard, after: NewCard) -> Iterator[str]:
    if before.steps != after.steps:
        yield _("The rounding of weights changes.")
    old = {one.name: one for one in before.surcharges}
    new = {one.name: one for one in after.surcharges}
    for name in old.keys() - new.keys():
        yield _("Surcharge {name} goes.").format(name=name)
    for name, one in new.items():
        if name not in old:
            yield _("Surcharge {name} is new.").format(name=name)
        elif one != old[name]:
            yield f"{name}: {', '.join(_changed(old[name], one))}"


def _changed(old: Surcharge, new: Surcharge) -> Iterator[str]:
    before, after = asdict(old), asdict(new)
    for name, value in after.items():
        if before[name] != value and name not in ("countries", "areas"):
            yield f"{name} {_said(before[name])} → {_said(value)}"
    places = [columns.written(one.countries, one.areas) for one in (old, new)]
    if places[0] != places[1]:
        yield f"{_said(places[0])} → {_said(places[1])}"


def _said(value: Any) -> str:  # noqa: ANN401 - any value of a card
    return columns.text(columns.cell(value), 20_000) or "–"
