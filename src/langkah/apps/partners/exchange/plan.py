"""What the sheets of a rate card say: the card, or every error by sheet, row and column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from langkah.apps.partners.drafts import NewBreak, NewCard, NewZone, ordered, rate_card
from langkah.apps.partners.errors import NotSaved
from langkah.apps.partners.exchange import columns, head
from langkah.apps.partners.exchange.columns import (
    CARD,
    CM,
    HEADS,
    KG,
    MONEY,
    PRICES,
    ROUNDING,
    SURCHARGES,
    ZONES,
    Number,
)
from langkah.apps.partners.exchange.reader import Line, Problem, Reader
from langkah.apps.partners.exchange.rows import Rows
from langkah.apps.workshop.words import say
from langkah.domain import freight
from langkah.domain.freight import Area, Break, Part, Per, Surcharge, SurchargePer
from langkah.domain.freight.areas import said as areas_said
from langkah.domain.reason import because
from langkah.papers.sheets import Cell, Sheet
from langkah.reference.carriers import WeightStep

MOST_PROBLEMS = 200
DAYS = Number(3, 0, whole=True)
PERS = tuple(one.value for one in Per)
SURCHARGE_PERS = tuple(one.value for one in SurchargePer)


@dataclass(slots=True)
class Plan:
    """The card that the file holds, or every reason why it cannot be taken in."""

    card: NewCard | None = None
    problems: list[Problem] = field(default_factory=list)


def plan(sheets: Sequence[Sheet]) -> Plan:
    """Read the sheets of one card. Nothing is written and nothing is asked."""
    reader = _Planner({sheet.name.casefold().strip(): sheet for sheet in sheets})
    card = reader.card()
    order = {name: place for place, name in enumerate((CARD, *HEADS))}
    found = sorted(reader.problems, key=lambda one: (order.get(one.sheet, 0), one.row))
    made = Plan(problems=found[:MOST_PROBLEMS])
    if card is not None and not made.problems:
        made.card = ordered(card)
        # What can be seen only when all of it stands together.
        made.problems += [
            Problem(*reader.rows.of(card, fault), say(fault.reason))
            for fault in freight.located(rate_card(card))
        ]
    return made


def card(sheets: Sequence[Sheet]) -> NewCard:
    """The card of sheets that are known to be right. Raises NotSaved when they are not."""
    made = plan(sheets)
    if made.card is None or made.problems:
        raise NotSaved(
            *(
                because(
                    "{sheet}, row {row}, {column}: {text}",
                    sheet=one.sheet,
                    row=one.row,
                    column=one.column,
                    text=one.text,
                )
                for one in made.problems
            )
        )
    return made.card


class _Planner(Reader):
    def __init__(self, sheets: dict[str, Sheet]) -> None:
        super().__init__(sheets)
        self.rows = Rows()

    def card(self) -> NewCard | None:
        """The whole card, or None when a sheet is missing or its head is not known."""
        missing = [name for name in (CARD, ZONES, PRICES) if name not in self.sheets]
        for name in missing:
            self.problem(name, 0, "", _("The file has no sheet with this name. Take the example."))
        if missing or not all([self.head_fits(name) for name in self.sheets]):  # noqa: C419 - all
            return None
        values = self._values()
        money = values.get("currency", "")
        zones = self._zones(self._prices(money))
        steps, surcharges = self._steps(), self._surcharges(money)
        if self.problems:
            return None
        return NewCard(**values, zones=zones, steps=steps, surcharges=surcharges)

    # --- each sheet ----------------------------------------------------------------------------

    def _values(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for line in self.lines(CARD):
            name = str(line.cells.get("what") or "").strip().casefold()
            row = head.BY_NAME.get(name)
            if row is None:
                allowed = ", ".join(head.BY_NAME)
                self.problem(
                    CARD,
                    line.number,
                    "what",
                    _("“{text}” is not known here. Choose one of: {allowed}.").format(
                        text=name[:40], allowed=allowed
                    ),
                )
            elif row.field in found:
                self.problem(CARD, line.number, "what", _("This is said twice. Leave one out."))
            else:
                self.rows.fields[row.field] = line.number
                get = self.must if row.needed else self.read
                found[row.field] = get(CARD, line, "value", row.read)
        self._missing_rows(found)
        return found

    def _missing_rows(self, found: dict[str, Any]) -> None:
        for row in head.ROWS:
            if row.field in found or not (row.needed or row.stands):
                continue
            text = _("The row {name} is missing. Add it.")
            if not row.needed:
                text = _("The row {name} is missing. Add it; its value may stay empty.")
            self.problem(CARD, self.next_row(CARD), "what", text.format(name=row.name))

    def _prices(self, money: str) -> dict[str, tuple[int, tuple[NewBreak, ...]]]:
        """Prices by the zone's name in small letters, with the row where they begin."""
        read: list[tuple[str, Line, Break]] = []
        price = _money(money)
        for line in self.lines(PRICES):
            # A price that cannot be read, or whose kind cannot, makes no hole: its weights stay.
            amount = self.must(PRICES, line, "price", price) or Decimal(0)
            per = self.must(PRICES, line, "per", _one_of(PERS))
            before = len(self.problems)
            zone = self.must(PRICES, line, "zone", _name(40))
            row = Break(
                over_kg=self.read(PRICES, line, "over_kg", _kg),
                up_to_kg=self.read(PRICES, line, "up_to_kg", _kg),
                price=amount,
                per=Per(per or Per.PARCEL),
                step_kg=self.read(PRICES, line, "step_kg", _kg) if per else None,
            )
            if len(self.problems) == before:
                read.append((str(zone).casefold(), line, row))
        found: dict[str, tuple[int, tuple[NewBreak, ...]]] = {}
        by_zone = sorted(read, key=lambda one: one[0])
        for name, group in groupby(by_zone, key=lambda one: one[0]):
            rows = list(group)
            for place, column, fault in freight.break_faults([row for _n, _l, row in rows]):
                self.problem(PRICES, rows[place][1].number, column, say(fault))
            self.rows.prices[name] = [line.number for _n, line, _r in rows]
            found[name] = (rows[0][1].number, tuple(_new(row) for _n, _l, row in rows))
        return found

    def _zones(self, prices: dict[str, tuple[int, tuple[NewBreak, ...]]]) -> tuple[NewZone, ...]:
        zones: dict[str, NewZone] = {}
        for line in self.lines(ZONES):
            name = self.must(ZONES, line, "zone", _name(40)) or ""
            countries, areas = self.must(ZONES, line, "places", _some_places) or ((), ())
            zone = NewZone(
                name=name,
                countries=countries,
                areas=areas,
                days_min=self.read(ZONES, line, "days_min", _days),
                days_max=self.read(ZONES, line, "days_max", _days),
                breaks=prices.get(name.casefold(), (0, ()))[1],
            )
            for column, text in self._of_zone(zone, zones, has_price=name.casefold() in prices):
                self.problem(ZONES, line.number, column, text)
            zones[name.casefold()] = zone
            self.rows.lists[Part.ZONES].append(line.number)
        for name, (number, _breaks) in prices.items():
            if name not in zones:
                self.problem(
                    PRICES, number, "zone", _("The sheet zones has no zone with this name.")
                )
        return tuple(zones.values())

    def _of_zone(
        self, zone: NewZone, others: dict[str, NewZone], *, has_price: bool
    ) -> Iterator[tuple[str, str]]:
        """What is wrong with a zone beside those above it, by column."""
        if zone.name.casefold() in others:
            yield "zone", _("A zone with this name stands above. Name it anew.")
        elif zone.name and not has_price:
            yield "zone", _("The sheet prices has no price for this zone. Add a row.")
        if (zone.days_min is None) != (zone.days_max is None):
            yield "days_max", _("Write both numbers of days, or neither.")
        elif zone.days_min is not None and (zone.days_max or 0) < zone.days_min:
            yield "days_max", _("At most must not be less than at least.")
        for other in others.values():
            for text in _shared(zone, other):
                yield "places", text

    def _steps(self) -> tuple[WeightStep, ...]:
        found: list[WeightStep] = []
        ended: Decimal | None = Decimal(0)
        for line in self.lines(ROUNDING):
            up_to = self.read(ROUNDING, line, "up_to_kg", _kg)
            step = self.must(ROUNDING, line, "step_kg", _kg)
            if step == 0:
                self.problem(ROUNDING, line.number, "step_kg", _("A step must be above zero."))
            if ended is None or (up_to is not None and up_to <= ended):
                self.problem(
                    ROUNDING,
                    line.number,
                    "up_to_kg",
                    _("Weights must rise from row to row, and only the last may be empty."),
                )
            ended = up_to
            self.rows.lists[Part.ROUNDING].append(line.number)
            found.append(WeightStep(up_to_kg=up_to, step_kg=step or Decimal(1)))
        return tuple(found)

    def _surcharges(self, money: str) -> tuple[Surcharge, ...]:
        amount = _money(money)
        found: list[Surcharge] = []
        for line in self.lines(SURCHARGES):
            countries, areas = self.read(SURCHARGES, line, "places", columns.places) or ((), ())
            told = {
                column: self.read(SURCHARGES, line, column, read)
                for column, read in (_TOLD | {"minimum": amount}).items()
            }
            begins, ends = told["valid_from"], told["valid_until"]
            if begins and ends and ends < begins:
                self.problem(SURCHARGES, line.number, "valid_until", _("It ends before it begins."))
            per = self.must(SURCHARGES, line, "per", _one_of(SURCHARGE_PERS))
            reads = _percent if per == SurchargePer.PERCENT else amount
            self.rows.lists[Part.SURCHARGES].append(line.number)
            found.append(
                Surcharge(
                    **told | {"home": told["home"] or False},
                    name=self.must(SURCHARGES, line, "name", _name(60)) or "",
                    per=SurchargePer(per or SurchargePer.SHIPMENT),
                    amount=self.must(SURCHARGES, line, "amount", reads) or Decimal(0),
                    countries=countries,
                    areas=areas,
                )
            )
        return tuple(found)


def _kg(cell: Cell) -> Decimal | None:
    return columns.number(cell, KG)


def _cm(cell: Cell) -> Decimal | None:
    return columns.number(cell, CM)


def _days(cell: Cell) -> int | None:
    found = columns.number(cell, DAYS)
    return None if found is None else int(found)


def _money(currency: str) -> columns.Reader:
    """Amounts: in rupiah 350.000 is a third of a million; elsewhere it is asked again."""
    return lambda cell: columns.number(cell, MONEY, thousands=currency == "IDR")


def _percent(cell: Cell) -> Decimal | None:
    return columns.number(cell, replace(MONEY, percent=True))


def _name(most: int) -> columns.Reader:
    return lambda cell: columns.text(cell, most)


def _one_of(allowed: tuple[str, ...]) -> columns.Reader:
    return lambda cell: columns.chosen(cell, allowed)


def _some_places(cell: Cell) -> tuple[tuple[str, ...], tuple[Area, ...]] | None:
    found = columns.places(cell)
    return found if any(found) else None


def _new(row: Break) -> NewBreak:
    step = row.step_kg if row.per is Per.STEP else None
    return NewBreak(up_to_kg=row.up_to_kg, price=row.price, per=row.per.value, step_kg=step)


def _shared(zone: NewZone, other: NewZone) -> Iterator[str]:
    """Places that stand in two zones would have two prices."""
    for country in sorted({*zone.countries} & {*other.countries}):
        yield _("{place} stands in zone {zone} already. Leave it in one.").format(
            place=country, zone=other.name
        )
    for area in zone.areas:
        if any(freight.overlap(area, one) for one in other.areas):
            yield _("{place} stands in zone {zone} already. Leave it in one.").format(
                place=areas_said(area), zone=other.name
            )


_TOLD: dict[str, columns.Reader] = {
    "above_kg": _kg,
    "above_side_cm": _cm,
    "above_girth_cm": _cm,
    "home": columns.yes_or_no,
    "valid_from": columns.day,
    "valid_until": columns.day,
}
