"""Dossiers as a person reads them: tabs, gaps with the way to fill them, facts in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from langkah.apps.catalogue import queries, spoken
from langkah.apps.catalogue.dossier import Dossier, PartRow, Passport
from langkah.apps.catalogue.gaps import Gap, Stops
from langkah.apps.catalogue.sections import BY_NAME, PARTS, PASSPORT
from langkah.apps.workshop import words
from langkah.domain.cost import CostAnswer
from langkah.web.ui import charts
from langkah.web.ui.addresses import path_of
from langkah.web.ui.frame import Tab

# section: address to add the first row, address to change a row
DOORS = {
    "parts": ("add_part", "change_part"),
    "sizes": ("fill_sizes", "change_size"),
    "options": ("add_option", "change_option"),
    "bom": ("add_bom", "change_bom"),
    "routing": ("add_step", "change_step"),
    "costs": ("add_cost", "change_cost"),
    "products": ("passport", "passport"),
}


@dataclass(frozen=True, slots=True)
class GapRow:
    """Something missing in words, and the page where it is entered."""

    text: str
    href: str
    stops: str


def tabs(page: queries.ProductPage, current: str, *, costs: bool) -> list[Tab]:
    """The pages of a product, each with the number of its gaps."""
    product = page.dossier.passport.id
    pages = [
        ("product", _("Passport"), ("products", "options")),
        ("sizes", _("Sizes"), ("sizes",)),
        ("made_of", _("Materials"), ("parts", "bom", "materials")),
        ("tariff", _("HS code"), ()),
        ("work", _("Work"), ("routing",)),
        ("cost", _("Cost"), ("costs",)),
        ("history", _("History"), ()),
    ]
    return [
        Tab(
            text,
            path_of(f"catalogue:{name}", product),
            current=name == current,
            count=sum(gap.section in sections for gap in page.stops_quote) or None,
        )
        for name, text, sections in pages
        if name != "cost" or costs
    ]


def gaps(page: queries.ProductPage, *, costs: bool) -> dict[str, list[GapRow]]:
    """What is missing, by what it stops."""
    found: dict[str, list[GapRow]] = {stop.value: [] for stop in Stops}
    for gap in page.gaps:
        href = _door(gap, page.dossier.passport.id)
        if gap.section == "costs" and not costs:
            href = ""
        found[gap.stops].append(GapRow(words.say(gap.reason), href, gap.stops))
    return found


def _door(gap: Gap, product: int) -> str:
    if gap.section == "materials" and gap.row is not None:
        return path_of("catalogue:change_material", gap.row)
    first, change = DOORS[gap.section]
    if gap.row is None:
        return path_of(f"catalogue:{first}", product)
    return path_of(f"catalogue:{change}", product, gap.row)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the passport knows as (name, value), and the names of what it does not."""

    known: list[tuple[str, str]]
    unknown: str


def facts(passport: Passport) -> Facts:
    """The passport in words."""
    said = [
        (name, _said(choices, getattr(passport, column)))
        for column, name, choices in _columns(get_language())
    ]
    return Facts(
        known=[(name, value) for name, value in said if value],
        unknown=", ".join(name for name, value in said if not value),
    )


@cache
def _columns(_language: str | None) -> tuple[tuple[str, str, dict[object, str]], ...]:
    """Each fact of a passport: its column, its name and the words for its choices."""
    left_out = {"code", "name", "status", "story", "story_abroad", "care"}
    columns: list[Any] = [each for each in PASSPORT.columns if each.name not in left_out]
    return tuple(
        (
            column.name,
            str(column.verbose_name),
            {value: str(text) for value, text in column.flatchoices},
        )
        for column in columns
    )


def _said(choices: dict[object, str], value: object) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, Decimal):
        return words.number(value)
    return str(choices.get(value, value))


def parts(dossier: Dossier) -> list[tuple[str, list[PartRow]]]:
    """The materials of each part that has any, under the name of the part."""
    names = dict(PARTS.columns[0].flatchoices)
    by_part: dict[str, list[PartRow]] = {}
    for row in dossier.parts:
        by_part.setdefault(row.part, []).append(row)
    return [(str(names.get(part, part)), rows) for part, rows in by_part.items()]


def chart(card: CostAnswer) -> charts.Waterfall | None:
    """How the cost of a pair builds up; nothing while there are no lines."""
    if not card.lines:
        return None
    found = [charts.Part(name=line.name, amount=line.per_pair) for line in card.lines]
    found.append(charts.Part(name=_("A pair"), amount=card.per_pair, is_total=True))
    return charts.waterfall(_("Cost of a pair"), found)


@dataclass(frozen=True, slots=True)
class EditRow:
    """A line of history in words; values are (name, before, after)."""

    edit: queries.PastEdit
    deed: str
    values: list[tuple[str, str, str]]


def edits(found: Sequence[queries.PastEdit], *, costs: bool) -> list[EditRow]:
    """History in words, without costs for those who may not see them."""
    deeds = {"add": _("Added"), "change": _("Changed"), "remove": _("Removed")}
    rows = []
    for edit in found:
        section = BY_NAME[edit.section]
        if section.name == "costs" and not costs:
            continue
        columns = {column.name: column for column in section.columns}
        values = [
            (
                spoken.name(columns[name]),
                spoken.value(columns[name], before),
                spoken.value(columns[name], after),
            )
            for name, before, after in edit.fields
            if name in columns and (costs or name not in section.costs)
            if name not in spoken.UNREADABLE
        ]
        rows.append(EditRow(edit, deeds[edit.kind], values))
    return rows
