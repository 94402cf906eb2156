"""Taking a planned spreadsheet in: everything in one transaction, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db import models, transaction

from langkah.apps.catalogue import saving, upkeep
from langkah.apps.catalogue.exchange.columns import NAMED, SHEETS
from langkah.apps.catalogue.exchange.plan import Line, Plan
from langkah.apps.catalogue.models import Edit, EditKind, Material, Product
from langkah.apps.catalogue.saving import Save
from langkah.apps.catalogue.sections import MATERIALS, PASSPORT
from langkah.apps.workshop import audit
from langkah.apps.workshop.models import Skill, Station, User, Workshop

Tell = Callable[[int, int], None]
AT_ONCE = 500


class NotPlanned(ValueError):
    """A plan with problems is never taken in."""


@dataclass(frozen=True, slots=True)
class Taken:
    """How many rows were new, changed and left as they are."""

    new: int
    changed: int
    unchanged: int


def _quiet(done: int, total: int) -> None:
    """Nobody watches."""


@transaction.atomic
def take(*, workshop: Workshop, plan: Plan, by: User, tell: Tell = _quiet) -> Taken:
    """Write what the plan says. Raises NotPlanned when it has problems."""
    if plan.problems:
        raise NotPlanned
    taking = _Taking(Save(workshop=workshop, product=None, by=by), plan, tell)
    taking.names()
    taking.products()
    taking.rows()
    upkeep.refresh(workshop, taking.touched)
    taken = Taken(plan.count("new"), plan.count("changed"), plan.count("unchanged"))
    new = {"new": taken.new, "changed": taken.changed, "unchanged": taken.unchanged}
    audit.record(workshop=workshop, by=by, verb="catalogue.taken_in", target=workshop, new=new)
    return taken


class _Taking:
    def __init__(self, save: Save, plan: Plan, tell: Tell) -> None:
        self.save, self.plan, self.tell = save, plan, tell
        self.codes: dict[str, int] = {}
        self.ids: dict[str, dict[str, int]] = {}
        self.touched: set[int] = set()
        self.fresh: set[int] = set()
        self.done = 0

    def of(self, section: object) -> list[Line]:
        """The lines of one sheet that do something."""
        return [
            line for line in self.plan.lines if line.section is section and line.kind != "unchanged"
        ]

    def names(self) -> None:
        """Materials first, then every name a row uses: what is new is added."""
        for line in self.of(MATERIALS):
            if line.id is None:
                saving.add(replace(self.save, final=True), MATERIALS, line.values)
            else:
                saving.change(self.save, MATERIALS, line.id, _new_values(line))
                self.touched |= upkeep.made_of(self.save.workshop, line.id)
        tables: dict[str, type[models.Model]] = {
            "material": Material,
            "skill": Skill,
            "station": Station,
        }
        for name, model in tables.items():
            self.ids[name] = self._ids(model, self._used(name))

    def _used(self, name: str) -> set[str]:
        return {str(line.values[name]) for line in self.plan.lines if line.values.get(name)}

    def _ids(self, model: type[models.Model], used: Iterable[str]) -> dict[str, int]:
        rows = model._default_manager.filter(workshop=self.save.workshop)
        found: dict[str, int] = dict(rows.values_list("name", "pk"))
        new = [
            model(workshop=self.save.workshop, name=name)
            for name in sorted(used)
            if name not in found
        ]
        if model is Material:
            for row in new:
                row.currency = self.save.workshop.currency  # type: ignore[attr-defined]
        model._default_manager.bulk_create(new, batch_size=AT_ONCE)
        return dict(rows.values_list("name", "pk")) if new else found

    def products(self) -> None:
        """New products in one go; changed ones line by line, each change kept."""
        standing = Product.objects.filter(workshop=self.save.workshop, removed_at=None)
        new = []
        for line in self.of(PASSPORT):
            if line.id is not None:
                saving.change(self._of(line.id), PASSPORT, line.id, _new_values(line))
                self.touched.add(line.id)
                continue
            line.row.workshop = self.save.workshop  # type: ignore[attr-defined]
            line.row.created_by = self.save.by  # type: ignore[attr-defined]
            new.append(line.row)
        Product.objects.bulk_create(new, batch_size=AT_ONCE)  # type: ignore[arg-type]
        self.codes = dict(standing.values_list("code", "pk"))
        self.fresh = {self.codes[str(row.code)] for row in new}  # type: ignore[attr-defined]
        self.touched |= self.fresh
        Edit.objects.bulk_create((self._first_edit(row) for row in new), batch_size=AT_ONCE)

    def _first_edit(self, row: Any) -> Edit:  # noqa: ANN401 - a product
        return Edit(
            workshop=self.save.workshop,
            product_id=self.codes[row.code],
            step=self.save.step,
            section=PASSPORT.name,
            row=self.codes[row.code],
            title=row.name,
            kind=EditKind.ADD,
            at=self.save.at,
            by=self.save.by,
            undone_at=self.save.at,
        )

    def _of(self, product: int) -> Save:
        return replace(self.save, product=product)

    def rows(self) -> None:
        """Rows of new products in one go; of standing ones line by line."""
        total = len(self.plan.lines)
        for section in SHEETS:
            if not section.of_product:
                continue
            new = []
            for line in self.of(section):
                product = self.codes[line.code]
                if product in self.fresh:
                    new.append(self._made(line, product))
                else:
                    self._one(line, product)
                self._told(total)
            section.model._default_manager.bulk_create(new, batch_size=AT_ONCE)

    def _made(self, line: Line, product: int) -> models.Model:
        row: Any = line.row
        row.workshop_id = self.save.workshop.pk
        row.product_id = product
        for name in NAMED:
            if line.values.get(name):
                setattr(row, f"{name}_id", self.ids[name][str(line.values[name])])
        return line.row

    def _one(self, line: Line, product: int) -> None:
        if line.id is None:
            saving.add(self._of(product), line.section, line.values)
        else:
            saving.change(self._of(product), line.section, line.id, _new_values(line))
        self.touched.add(product)

    def _told(self, total: int) -> None:
        self.done += 1
        if self.done % AT_ONCE == 0:
            self.tell(self.done, total)


def _new_values(line: Line) -> dict[str, Any]:
    return {name: now for name, (_before, now) in line.changed.items()}
