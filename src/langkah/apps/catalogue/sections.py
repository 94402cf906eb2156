"""The sections of a product: which table, which fields a person edits, how a row is recognised.

Forms, history, spreadsheets and the archive of a product all read this one table.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from langkah.apps.catalogue.models import (
    BomLine,
    CostLine,
    Document,
    Material,
    Option,
    PartMaterial,
    Photo,
    Product,
    RoutingStep,
    SizeBox,
)
from langkah.apps.workshop.models import Skill, Station

Value = str | int | bool | Decimal | object | None
# Fields that name a row of another table, and fields that are amounts in the row's own currency
NAMED: dict[str, type[models.Model]] = {"material": Material, "skill": Skill, "station": Station}
MONEY = ("price", "cost", "pay", "amount")


@dataclass(frozen=True, kw_only=True)
class Section:
    """One kind of row of a product; `key` are the fields that name a row within the product."""

    name: str
    title: str | Promise
    model: type[models.Model]
    fields: tuple[str, ...]
    key: tuple[str, ...]
    # Fields that only people who may see costs read and write
    costs: frozenset[str] = frozenset()

    @cached_property
    def columns(self) -> tuple[models.Field[object, object], ...]:
        """The Django fields, in the order of `fields`."""
        return tuple(self.model._meta.get_field(name) for name in self.fields)  # type: ignore[misc]

    @property
    def of_product(self) -> bool:
        """Whether rows belong to one product; a material belongs to all, a product to itself."""
        return self.name not in ("products", "materials")


PASSPORT = Section(
    name="products",
    title=_("Passport"),
    model=Product,
    fields=(
        "code",
        "name",
        "words",
        "status",
        "style",
        "audience",
        "last",
        "construction",
        "size_system",
        "story",
        "story_abroad",
        "care",
        "kind",
        "special",
        "covers_ankle",
        "covers_calf",
        "covers_knee",
        "metal_toe_cap",
        "cut_out",
        "straps",
        "thong_plugs",
        "waterproof_moulded",
        "indoor",
        "welted",
        "slip_on",
        "foxing",
        "protective",
        "mostly_textile",
        "boys",
        "ground",
        "sports",
        "insole_cm",
        "heel_cm",
        "value_usd",
        "hs_code",
    ),
    key=("code",),
)
MATERIALS = Section(
    name="materials",
    title=_("Materials the workshop buys"),
    model=Material,
    fields=(
        *("name", "kind", "species", "unit", "price", "currency", "tannery", "origin"),
        "days_to_get",
    ),
    key=("name",),
    costs=frozenset({"price", "currency"}),
)
PARTS = Section(
    name="parts",
    title=_("What each part is made of"),
    model=PartMaterial,
    fields=("part", "material", "share"),
    key=("part", "material"),
)
SIZES = Section(
    name="sizes",
    title=_("Sizes and boxes"),
    model=SizeBox,
    fields=("size", "length_cm", "width_cm", "height_cm", "weight_kg"),
    key=("size",),
)
OPTIONS = Section(
    name="options",
    title=_("Options"),
    model=Option,
    fields=("name", "abroad", "kind", "cost", "currency", "minutes", "step"),
    key=("name",),
    costs=frozenset({"cost", "currency"}),
)
BOM = Section(
    name="bom",
    title=_("Materials for a pair"),
    model=BomLine,
    fields=("material", "size", "per_pair", "scrap"),
    key=("material", "size"),
)
ROUTING = Section(
    name="routing",
    title=_("Steps of the work"),
    model=RoutingStep,
    fields=(
        "position",
        "name",
        "minutes_per_pair",
        "minutes_per_batch",
        "batch_pairs",
        "skill",
        "station",
        "drying_hours",
        "holds_last",
        "pay",
        "pay_basis",
        "currency",
    ),
    key=("name",),
    costs=frozenset({"pay", "pay_basis", "currency"}),
)
COSTS = Section(
    name="costs",
    title=_("Other costs"),
    model=CostLine,
    fields=("kind", "name", "basis", "amount", "currency"),
    key=("name",),
    costs=frozenset({"kind", "name", "basis", "amount", "currency"}),
)
PHOTOS = Section(
    name="photos",
    title=_("Photos"),
    model=Photo,
    fields=("alt", "position", "digest", "width", "height"),
    key=("digest",),
)
DOCUMENTS = Section(
    name="documents",
    title=_("Documents"),
    model=Document,
    fields=("kind", "number", "issuer", "valid_from", "valid_until", "digest", "ending"),
    key=("kind", "number"),
)

ALL = (PASSPORT, MATERIALS, PARTS, SIZES, OPTIONS, BOM, ROUTING, COSTS, PHOTOS, DOCUMENTS)
BY_NAME = {section.name: section for section in ALL}
OF_PRODUCT = tuple(section for section in ALL if section.of_product)
