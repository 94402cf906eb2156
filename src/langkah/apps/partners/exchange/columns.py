"""The sheets of a rate card, their columns, and one cell of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from langkah.apps.workshop import numbers
from langkah.apps.workshop.words import say
from langkah.domain.freight import Area
from langkah.domain.freight.areas import faults, said, twice
from langkah.papers.sheets import Cell, Formula, as_text
from langkah.reference import countries, currencies

CARD, ZONES, PRICES, ROUNDING, SURCHARGES = "card", "zones", "prices", "rounding", "surcharges"
# The first sheet has a value in each row; the others a row each.
CARD_HEAD = ("what", "value", "meaning")
HEADS = {
    ZONES: ("zone", "places", "days_min", "days_max"),
    PRICES: ("zone", "over_kg", "up_to_kg", "price", "per", "step_kg"),
    ROUNDING: ("up_to_kg", "step_kg"),
    SURCHARGES: (
        *("name", "amount", "per", "minimum", "places", "home", "above_kg", "above_side_cm"),
        *("above_girth_cm", "valid_from", "valid_until"),
    ),
}
# What a carrier need not say; without any other column the same figures would mean another price.
MAY_LACK = {
    CARD: ("meaning",),
    ZONES: ("days_min", "days_max"),
    PRICES: ("over_kg", "step_kg"),
    ROUNDING: (),
    SURCHARGES: (),
}
YES = {"yes", "ya", "true", "1", "y"}
NO = {"no", "tidak", "false", "0", "n", "t"}
# Characters that nobody sees and no spreadsheet holds
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
_BETWEEN = re.compile(r"[,;\n]")
_COUNTRY = re.compile(r"([A-Za-z]{2})\b\s*(.*)", re.DOTALL)


# Whole countries, and parts of countries
Places = tuple[tuple[str, ...], tuple[Area, ...]]


class BadCell(ValueError):
    """A cell that is not a value of its column; the text is a sentence."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number with at most so many digits before and after the point; `percent` may say so."""

    before: int
    after: int
    whole: bool = False
    least: int | None = 0
    percent: bool = False


MONEY = Number(14, 4)
KG = Number(6, 3)
CM = Number(5, 1)
PERCENT = Number(4, 2, percent=True)
_SIGN = re.compile(r"\s*[%％]$")


def text(cell: Cell, most: int = 200) -> str:
    """What stands in a cell, as text. Raises BadCell for a formula, or when it is too long."""
    if isinstance(cell, Formula):
        raise BadCell(_("This cell holds a formula. Paste its value instead."))
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, Decimal):
        return f"{cell.normalize() + 0:f}"
    found = cell.isoformat() if isinstance(cell, date) else _UNSEEN.sub("", str(cell)).strip()
    if len(found) > most:
        raise BadCell(_("This is longer than {most} letters. Shorten it.").format(most=most))
    return found


def number(cell: Cell, kind: Number, *, thousands: bool = False) -> Decimal | None:
    """A number; an empty cell is None. Raises BadCell."""
    said_as = text(cell)
    if not said_as:
        return None
    rupiah = said_as.startswith("Rp") and not thousands
    if isinstance(cell, bool | date) or rupiah:
        raise BadCell(_("“{text}” is not a number.").format(text=said_as[:40]))
    bare = _SIGN.sub("", said_as) if kind.percent else said_as
    try:
        found = numbers.read(bare, thousands=thousands) if isinstance(cell, str) else _plain(cell)
    except numbers.NotANumber as error:
        raise BadCell(str(error)) from error
    _bounds(found, kind)
    if kind.percent and bare == said_as and 0 < found < 1:
        raise BadCell(_too_little(found))
    return found


def _too_little(found: Decimal) -> str:
    """A spreadsheet keeps 18 % as 0.18; without its sign nobody knows which is meant."""
    return _(
        "{share} percent is less than one. If you mean {percent} percent, write {percent}; if it "
        "is really so little, write {share} %."
    ).format(share=as_text(found), percent=as_text(found.scaleb(2)))


def _plain(cell: Cell) -> Decimal:
    """The number of a cell without an exponent and without the sign of nothing."""
    if not isinstance(cell, Decimal) or not cell.is_finite():
        raise BadCell(_("“{text}” is not a number.").format(text=cell))
    return Decimal(f"{cell:f}") if cell else Decimal(0)


def _bounds(found: Decimal, kind: Number) -> None:
    exponent = found.normalize().as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    if kind.least is not None and found < kind.least:
        raise BadCell(_("{number} is below zero. Correct it.").format(number=f"{found:f}"))
    if kind.whole and decimals:
        raise BadCell(_("“{text}” is not a whole number.").format(text=f"{found:f}"))
    if decimals > kind.after or abs(found) >= 10**kind.before:
        raise BadCell(
            _("{number} has too many digits: at most {before} before and {after} after the point.")
            .format(number=f"{found:f}"[:40], before=kind.before, after=kind.after)
        )  # fmt: skip


def day(cell: Cell) -> date | None:
    """A day; an empty cell is None. Raises BadCell."""
    if isinstance(cell, date):
        return cell
    said_as = text(cell)
    if not said_as:
        return None
    try:
        return date.fromisoformat(said_as)
    except ValueError as error:
        raise BadCell(
            _("“{text}” is not a day. Write year, month, day: 2027-01-31.").format(
                text=said_as[:40]
            )
        ) from error


def yes_or_no(cell: Cell) -> bool | None:
    """Yes, no, or None for an empty cell. Raises BadCell."""
    said_as = text(cell).casefold()
    if said_as in YES:
        return True
    if said_as in NO:
        return False
    if not said_as:
        return None
    raise BadCell(_("“{text}” is neither yes nor no.").format(text=said_as[:40]))


def chosen(cell: Cell, allowed: tuple[str, ...]) -> str:
    """One of some words; an empty cell is "". Raises BadCell."""
    said_as = text(cell)
    if not said_as or said_as.casefold() in allowed:
        return said_as.casefold()
    raise BadCell(
        _("“{text}” is not known here. Choose one of: {allowed}.").format(
            text=said_as[:40], allowed=", ".join(allowed)
        )
    )


def currency(cell: Cell) -> str:
    """A currency code. Raises BadCell."""
    code = text(cell).upper()
    if code not in currencies.CODES:
        raise BadCell(
            _("“{text}” is no currency. Write three letters such as IDR or EUR.").format(
                text=code[:40]
            )
        )
    return code


def places(cell: Cell) -> Places:
    """Countries and areas: “NL, ES 35000-38999, GB IV”. Raises BadCell for what is none."""
    whole: list[str] = []
    areas: list[Area] = []
    for part in _BETWEEN.split(text(cell, 20_000)):
        if not part.strip():
            continue
        area = _place(part.strip())
        if area.first:
            areas.append(area)
        else:
            whole.append(area.country)
    different = tuple(dict.fromkeys(areas))
    for fault in twice(different):
        raise BadCell(say(fault))
    return tuple(dict.fromkeys(whole)), different


def _place(part: str) -> Area:
    code = _code(part)
    if code:
        return Area(country=code)
    found = _COUNTRY.fullmatch(part)
    if found is None or found[1].upper() not in countries.names("en"):
        raise BadCell(
            _(
                "“{text}” is no country. Write two letters such as NL, or with postcodes: "
                "ES 35000-38999."
            ).format(text=part[:40])
        )
    first, _dash, last = (one.strip() for one in found[2].partition("-"))
    area = Area(country=found[1].upper(), first=first.upper()[:12], last=last.upper()[:12])
    for fault in faults(area):
        raise BadCell(say(fault))
    return area


def _code(part: str) -> str:
    """The code of a country written as a code or a name, in English or Indonesian."""
    wished = part.casefold()
    for language in ("en", "id"):
        for code, name in countries.names(language).items():
            if wished in (code.casefold(), name.casefold()):
                return code
    return ""


def written(whole: tuple[str, ...], areas: tuple[Area, ...]) -> str:
    """Countries and areas as `places` reads them."""
    return ", ".join(_each(whole, areas))


def _each(whole: tuple[str, ...], areas: tuple[Area, ...]) -> Iterator[str]:
    yield from whole
    yield from map(said, areas)


Reader = Callable[[Cell], Any]


def cell(value: Any) -> Cell:  # noqa: ANN401 - any value of a card
    """A value as it is written into a cell; nothing stays empty."""
    if value is None or value == "":
        return None
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    return Decimal(f"{value.normalize() + 0:f}") if isinstance(value, Decimal) else value


def share(value: Decimal | None) -> Cell:
    """A percentage as it is written into a cell; below one it carries its sign."""
    if value is not None and 0 < value < 1:
        return f"{as_text(value)} %"
    return cell(value)
