"""What the decisions say about one product: its cost, its sizes elsewhere, its tariff code."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from django.utils.translation import gettext_lazy as _

from langkah.apps.catalogue import cases
from langkah.apps.catalogue.dossier import Dossier, SizeRow
from langkah.domain.classification import Classification, classify, faults
from langkah.domain.cost import CostAnswer, cost
from langkah.domain.product import SizePairs
from langkah.domain.reason import Refusal
from langkah.domain.sizing import SizingCase, sizing
from langkah.reference.sizes import System

# How a product's sizes are counted, by audience where it matters
SYSTEMS = {
    ("EU", ""): System.EU,
    ("UK", ""): System.UK,
    ("US", "men"): System.US_MEN,
    ("US", "unisex"): System.US_MEN,
    ("US", "women"): System.US_WOMEN,
    ("CM", ""): System.CM,
    ("MONDO", ""): System.MONDO,
}
SHOWN = (System.EU, System.UK, System.US_MEN, System.US_WOMEN, System.CM, System.MONDO)
TITLES = {
    System.US_MEN: _("US men"),
    System.US_WOMEN: _("US women"),
    System.MONDO: "Mondopoint",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SizeLine:
    """A size with its box, and what it is called in each system of the table's head."""

    row: SizeRow
    elsewhere: tuple[tuple[str, Decimal | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SizeTable:
    """Sizes in every system; `note` says where the conversion comes from."""

    systems: tuple[str, ...]
    lines: tuple[SizeLine, ...]
    note: str


def size_table(dossier: Dossier) -> SizeTable:
    """The sizes of a product in all systems; children's sizes are not converted."""
    passport = dossier.passport
    system = SYSTEMS.get((passport.size_system, passport.audience)) or SYSTEMS.get(
        (passport.size_system, "")
    )
    if passport.audience == "children" or system is None:
        lines = tuple(SizeLine(row=row, elsewhere=()) for row in dossier.sizes)
        return SizeTable(systems=(), lines=lines, note="")
    shown = tuple(one for one in SHOWN if one is not system)
    note = ""
    found = []
    for row in dossier.sizes:
        try:
            answer = sizing(SizingCase(size=Decimal(row.size), system=system, into=shown))
        except Refusal:
            found.append(SizeLine(row=row, elsewhere=tuple((_named(one), None) for one in shown)))
            continue
        named = {one.system: one.size for one in answer.sizes}
        found.append(
            SizeLine(row=row, elsewhere=tuple((_named(one), named.get(one)) for one in shown))
        )
        note = answer.source.name
    return SizeTable(systems=tuple(_named(one) for one in shown), lines=tuple(found), note=note)


def _named(system: System) -> str:
    return str(TITLES.get(system, system.value))


def cost_card(dossier: Dossier, currency: str, pairs: int) -> CostAnswer:
    """What a run of pairs of the middle size costs, line by line."""
    size = dossier.sizes[len(dossier.sizes) // 2].size if dossier.sizes else ""
    run = (SizePairs(size=size, pairs=pairs),)
    return cost(cases.cost_case(dossier, currency=currency, sizes=run))


def minutes(dossier: Dossier) -> Decimal | None:
    """Minutes of work in a pair, set-up aside; None as soon as one step is unknown."""
    known = [row.minutes_per_pair for row in dossier.steps]
    if not known or None in known:
        return None
    return sum((each for each in known if each is not None), Decimal(0))


# Passports rarely change and are read often; the decision is the same for the same facts.
_classified = lru_cache(maxsize=2048)(classify)


def customs(dossier: Dossier) -> Classification:
    """The tariff code with its steps, or what has to be asked or put right first."""
    case = cases.classify_case(dossier)
    try:
        return _classified(case)
    except Refusal:
        wrong = faults(case)
    return Classification(
        code="",
        text="",
        steps=(),
        ask=tuple(say for _, say in wrong),
        wanted=tuple(field for field, _ in wrong),
    )
