"""A dossier put into the words of the decisions: what the domain is asked about a product."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from langkah.apps.catalogue.dossier import BomRow, CostRow, Dossier, OptionRow, Passport, StepRow
from langkah.apps.catalogue.errors import NotFound
from langkah.apps.catalogue.models import Product
from langkah.domain import cost
from langkah.domain.capacity import Operation
from langkah.domain.classification import ClassifyCase, Kind, Material, Sport, Stuff, Wearer
from langkah.domain.exchange import Rate
from langkah.domain.money import Money
from langkah.domain.origin_rules import Input
from langkah.domain.product import Box, SizeBox, SizePairs

HUNDRED = Decimal(100)
HOUR = Decimal(60)


def cost_case(
    dossier: Dossier,
    *,
    currency: str,
    sizes: Sequence[SizePairs] = (),
    options: Sequence[str] = (),
    rates: Sequence[Rate] = (),
) -> cost.CostCase:
    """What a run of pairs costs to make. Without sizes: one pair, of no size in particular.

    Raises NotFound for an option that the product does not have.
    """
    return cost.CostCase(
        product=dossier.passport.name,
        currency=currency,
        sizes=tuple(sizes) or (SizePairs(pairs=1),),
        materials=tuple(_materials(dossier)),
        steps=tuple(_step(dossier, row) for row in dossier.steps),
        extras=tuple(_extra(row) for row in dossier.costs),
        options=tuple(_option(_named(dossier, name)) for name in options),
        rates=tuple(rates),
    )


def _materials(dossier: Dossier) -> Iterator[cost.Material]:
    by_material: dict[int, list[BomRow]] = {}
    for row in dossier.bom:
        by_material.setdefault(row.material.id, []).append(row)
    for rows in by_material.values():
        usual = next((row for row in rows if not row.size), None)
        own = [row for row in rows if row.size]
        if usual is None or any(row.scrap != usual.scrap for row in own):
            yield from _apart(usual, own)
        else:
            by_size = tuple(cost.SizeUse(size=row.size, per_pair=row.per_pair) for row in own)
            yield _material(usual, usual.per_pair, by_size)


# The chapter of the tariff a material stands in. Source: HS 2022, own reading, grade B.
_CHAPTERS = {
    "leather": "41", "coated_leather": "41", "composition_leather": "41", "textile": "52",
    "rubber": "40", "plastic": "39", "wood": "44", "cork": "45", "plant": "53", "fur": "43",
    "metal": "83", "paper": "48",
}  # fmt: skip
# What is bought by the pair is a part of a shoe, not the stuff it is made of.
_PARTS = {"upper": "640610", "sole": "640620", "insole": "640690", "lining": "640690"}


def inputs(dossier: Dossier) -> tuple[Input, ...]:
    """The materials as the rules of origin look at them."""
    parts = {row.material.id: row.part for row in dossier.parts}
    return tuple(
        Input(
            name=row.name,
            origin=row.origin,
            hs=_PARTS.get(parts.get(row.id, ""), "")
            if row.unit == "pair"
            else _CHAPTERS.get(row.kind, ""),
        )
        for row in dossier.materials
    )


def _apart(usual: BomRow | None, own: list[BomRow]) -> Iterator[cost.Material]:
    """Lines whose scrap differs: each is counted alone, and for its sizes only."""
    nothing = Decimal(0)
    if usual is not None:
        elsewhere = tuple(cost.SizeUse(size=row.size, per_pair=nothing) for row in own)
        yield _material(usual, usual.per_pair, elsewhere)
    for row in own:
        # Without a usual line nobody knows what the other sizes take.
        others = None if usual is None and row is own[0] else nothing
        known = tuple(
            cost.SizeUse(size=one.size, per_pair=one.per_pair if one is row else nothing)
            for one in own
        )
        yield _material(row, others, known)


def _material(
    row: BomRow, per_pair: Decimal | None, by_size: tuple[cost.SizeUse, ...]
) -> cost.Material:
    return cost.Material(
        name=row.material.name,
        unit=row.material.unit,
        per_pair=per_pair,
        by_size=by_size,
        price=row.material.price,
        scrap=None if row.scrap is None else row.scrap / HUNDRED,
    )


def _step(dossier: Dossier, row: StepRow) -> cost.Step:
    by_hour = row.pay is not None and row.pay_basis == "hour"
    lump = row.pay is None and any(line.kind == "labour" for line in dossier.costs)
    pay = Money.zero(dossier_currency(dossier)) if lump else row.pay
    return cost.Step(
        name=row.name,
        minutes_per_pair=row.minutes_per_pair,
        minutes_per_batch=row.minutes_per_batch,
        batch_pairs=row.batch_pairs,
        per_minute=Money(row.pay.amount / HOUR, row.pay.currency) if row.pay and by_hour else None,
        per_pair=None if by_hour else pay,
    )


def dossier_currency(dossier: Dossier) -> str:
    """The currency of the lump that pays all steps."""
    return next(row.currency for row in dossier.costs if row.kind == "labour")


def _extra(row: CostRow) -> cost.Extra:
    is_share = row.basis.startswith("share")
    return cost.Extra(
        name=row.name,
        kind=cost.CostKind(row.kind),
        basis=cost.Basis(row.basis),
        amount=None if is_share or row.amount is None else Money(row.amount, row.currency),
        share=row.amount / HUNDRED if is_share and row.amount is not None else None,
    )


def _named(dossier: Dossier, name: str) -> OptionRow:
    found = next((row for row in dossier.options if row.name == name), None)
    if found is None:
        raise NotFound(name)
    return found


def _option(row: OptionRow) -> cost.Option:
    return cost.Option(name=row.name, cost=row.cost, minutes=row.minutes, step=row.step)


def box_table(dossier: Dossier) -> tuple[SizeBox, ...]:
    """The packed box of each size; no box where a side or the weight is not known."""
    return tuple(
        SizeBox(
            size=row.size,
            box=Box(
                length_cm=row.length_cm,
                width_cm=row.width_cm,
                height_cm=row.height_cm,
                weight_kg=row.weight_kg,
            )
            if row.length_cm and row.width_cm and row.height_cm and row.weight_kg
            else None,
        )
        for row in dossier.sizes
    )


def routing(dossier: Dossier, options: Sequence[str] = ()) -> tuple[Operation, ...]:
    """The steps as the plan reads them; minutes of options are added at their step.

    An option of unknown minutes makes its step unknown. Raises NotFound for a foreign option.
    """
    extra: dict[str, Decimal | None] = {}
    for name in options:
        row = _named(dossier, name)
        known = extra.get(row.step, Decimal(0))
        extra[row.step] = None if row.minutes is None or known is None else known + row.minutes
    return tuple(
        Operation(
            name=row.name,
            skill=row.skill,
            station=row.station,
            minutes_per_pair=_both(row.minutes_per_pair, extra.get(row.name, Decimal(0))),
            minutes_per_batch=row.minutes_per_batch,
            drying_hours=row.drying_hours,
            holds_last=row.holds_last,
        )
        for row in dossier.steps
    )


def _both(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else one + other


# Ways to make a shoe that stitch, nail or fix its upper: it is not moulded to the sole.
STITCHED = frozenset({"stitched", "welted", "stitchdown", "moccasin", "nailed", "turned"})
# Words for animals of the order of reptiles, in English, Indonesian and the trade's Latin.
REPTILES = ("python", "snake", "lizard", "croc", "alligator", "caiman", "ular", "biawak", "buaya")


def classify_case(dossier: Dossier) -> ClassifyCase:
    """What the tariff is told. A part with a material of unknown kind counts as not entered."""
    return replace(
        told(dossier.passport),
        upper=_stuffs(dossier, "upper"),
        sole=_stuffs(dossier, "sole"),
        ground=_ground(dossier.passport.ground),
        reptile=_reptile(dossier),
    )


def told(passport: Passport | Product) -> ClassifyCase:
    """What the passport alone says, without any material."""
    made = passport.construction
    special: dict[str, Any] = {passport.special: True} if passport.special in EXCLUDED else {}
    return ClassifyCase(
        kind=Kind(passport.kind),
        waterproof_moulded=_or_made(
            passport.waterproof_moulded, made, False if made in STITCHED else None
        ),
        welted=_or_made(passport.welted, made, made == "welted"),
        turned=_or_made(None, made, made == "turned"),
        applied_sole=passport.special != "no_sole",
        sports=Sport(passport.sports),
        wearer=Wearer(passport.audience) if passport.audience else None,
        **{name: getattr(passport, name) for name in SAME},
        **special,
    )


# Facts that have the same name in the passport and in the tariff's question
SAME = (
    *("covers_ankle", "covers_calf", "covers_knee", "metal_toe_cap", "straps", "thong_plugs"),
    *("cut_out", "indoor", "slip_on", "foxing", "protective", "boys", "mostly_textile"),
    *("insole_cm", "heel_cm", "value_usd"),
)
EXCLUDED = frozenset({"worn", "orthopaedic", "disposable", "skates", "toy", "asbestos"})


def _or_made(told: bool | None, made: str, follows: bool | None) -> bool | None:
    """What the passport says; else what follows from the way it is made, where that is told."""
    return told if told is not None or not made else follows


def _reptile(dossier: Dossier) -> bool | None:
    """Whether an upper material names a reptile; None where leather names no animal."""
    hides = [
        row.material.species.lower()
        for row in dossier.parts
        if row.part == "upper" and "leather" in row.material.kind
    ]
    if any(word in species for species in hides for word in REPTILES):
        return True
    return False if all(hides) else None


def _ground(kind: str) -> tuple[Material, ...]:
    return (Material(stuff=Stuff(kind)),) if kind else ()


def _stuffs(dossier: Dossier, part: str) -> tuple[Material, ...]:
    rows = [row for row in dossier.parts if row.part == part]
    if not all(row.material.kind for row in rows):
        return ()
    return tuple(Material(stuff=Stuff(row.material.kind), share=row.share) for row in rows)
