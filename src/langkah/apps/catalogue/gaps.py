"""What is missing before a product can be quoted: the name of the row, and where to enter it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from langkah.apps.catalogue.dossier import Dossier, SizeRow
from langkah.domain.reason import Reason, because


class Stops(StrEnum):
    """What cannot be done while a gap is open."""

    QUOTE = "quote"
    DUTY = "duty"
    OPTION = "option"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One missing value; `row` is None when the whole section is empty."""

    section: str
    row: int | None
    stops: Stops
    reason: Reason


def gaps(dossier: Dossier) -> tuple[Gap, ...]:
    """Everything missing, in the order of the product page."""
    return (
        *_parts(dossier),
        *_sizes(dossier),
        *_materials(dossier),
        *_steps(dossier),
        *_costs(dossier),
        *_options(dossier),
    )


def _gap(section: str, row: int | None, reason: Reason, stops: Stops = Stops.QUOTE) -> Gap:
    return Gap(section=section, row=row, stops=stops, reason=reason)


def _parts(dossier: Dossier) -> Iterator[Gap]:
    for part, reason in (
        ("upper", because("Nobody has entered what the upper is made of.")),
        ("sole", because("Nobody has entered what the outer sole is made of.")),
    ):
        if part == "sole" and not has_sole(dossier):
            continue
        if not any(row.part == part for row in dossier.parts):
            yield _gap("parts", None, reason, Stops.DUTY)
    for row in dossier.parts:
        if row.share is None:
            reason = because("The share of {material} is not known.", material=row.material.name)
            yield _gap("parts", row.id, reason, Stops.DUTY)
        if not row.material.kind:
            reason = because("The kind of {material} is not known.", material=row.material.name)
            yield _gap("parts", row.id, reason, Stops.DUTY)
    if dossier.passport.covers_ankle is None and has_sole(dossier):
        yield _gap(
            "products", None, because("Nobody has entered if it covers the ankle."), Stops.DUTY
        )


def has_sole(dossier: Dossier) -> bool:
    """Whether it is footwear; parts, bags and belts have an outside only."""
    return dossier.passport.kind == "footwear"


def _sizes(dossier: Dossier) -> Iterator[Gap]:
    if not dossier.sizes:
        yield _gap("sizes", None, because("No sizes are entered."))
    unboxed = [row for row in dossier.sizes if None in (row.length_cm, row.width_cm, row.height_cm)]
    if unboxed:
        reason = because("The box of size {size} is not known.", size=_run(unboxed))
        yield _gap("sizes", _only(unboxed), reason)
    unweighed = [row for row in dossier.sizes if row.weight_kg is None]
    if unweighed:
        reason = because("The weight of size {size} is not known.", size=_run(unweighed))
        yield _gap("sizes", _only(unweighed), reason)


def _run(rows: list[SizeRow]) -> str:
    return ", ".join(row.size for row in rows)


def _only(rows: list[SizeRow]) -> int | None:
    # Several sizes are entered together, on the page for many at once.
    return rows[0].id if len(rows) == 1 else None


def packed(row: SizeRow) -> bool:
    """Whether box and weight of this size are known."""
    return None not in (row.length_cm, row.width_cm, row.height_cm, row.weight_kg)


def _materials(dossier: Dossier) -> Iterator[Gap]:
    if not dossier.bom and not any(row.kind == "materials" for row in dossier.costs):
        yield _gap("bom", None, because("No materials for a pair are entered."))
    for row in dossier.bom:
        name = row.material.name
        if row.per_pair is None:
            reason = because("How much {material} a pair takes is not known.", material=name)
            yield _gap("bom", row.id, reason)
        if row.scrap is None:
            yield _gap(
                "bom", row.id, because("The scrap of {material} is not known.", material=name)
            )
    for material in {row.material.id: row.material for row in dossier.bom}.values():
        if material.price is None:
            reason = because("The price of {material} is not known.", material=material.name)
            yield _gap("materials", material.id, reason)


def _steps(dossier: Dossier) -> Iterator[Gap]:
    if not dossier.steps:
        yield _gap("routing", None, because("No steps of the work are entered."))
    paid_as_lump = any(row.kind == "labour" for row in dossier.costs)
    for row in dossier.steps:
        if row.minutes_per_pair is None:
            yield _gap("routing", row.id, because("The step {step} has no minutes.", step=row.name))
        if not row.skill:
            reason = because(
                "The step {step} names no skill, so nobody can be planned.", step=row.name
            )
            yield _gap("routing", row.id, reason)
        if row.minutes_per_batch is None:
            reason = because("The step {step} has no time to set up a batch.", step=row.name)
            yield _gap("routing", row.id, reason)
        elif row.minutes_per_batch and not row.batch_pairs:
            reason = because("The step {step} has no batch size.", step=row.name)
            yield _gap("routing", row.id, reason)
        if row.pay is None and not paid_as_lump:
            yield _gap("routing", row.id, because("The step {step} has no pay.", step=row.name))


def _costs(dossier: Dossier) -> Iterator[Gap]:
    for row in dossier.costs:
        if row.amount is None:
            yield _gap("costs", row.id, because("The cost {cost} has no amount.", cost=row.name))


def _options(dossier: Dossier) -> Iterator[Gap]:
    for row in dossier.options:
        if row.cost is None:
            reason = because("The option {option} has no cost.", option=row.name)
            yield _gap("options", row.id, reason, Stops.OPTION)
        if row.minutes is None:
            reason = because("The option {option} has no minutes.", option=row.name)
            yield _gap("options", row.id, reason, Stops.OPTION)
        elif row.minutes and row.step not in {step.name for step in dossier.steps}:
            reason = because("The option {option} names no step for its minutes.", option=row.name)
            yield _gap("options", row.id, reason, Stops.OPTION)
