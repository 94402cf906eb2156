"""A dossier: everything of one product as plain values, at one moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from langkah.domain.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Passport:
    """What the product is. None is “not known”."""

    id: int
    code: str
    name: str
    words: str
    status: str
    style: str
    audience: str
    last: str
    construction: str
    size_system: str
    story: str
    story_abroad: str
    care: str
    kind: str
    special: str
    covers_ankle: bool | None
    covers_calf: bool | None
    covers_knee: bool | None
    metal_toe_cap: bool | None
    cut_out: bool | None
    straps: bool | None
    thong_plugs: bool | None
    waterproof_moulded: bool | None
    indoor: bool | None
    welted: bool | None
    slip_on: bool | None
    foxing: bool | None
    protective: bool | None
    mostly_textile: bool | None
    boys: bool | None
    ground: str
    sports: str
    insole_cm: Decimal | None
    heel_cm: Decimal | None
    value_usd: Decimal | None
    hs_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialRow:
    """A material; `price` is for one `unit`. No `days_to_get`: it is kept in the workshop."""

    id: int
    name: str
    kind: str
    species: str
    unit: str
    price: Money | None
    tannery: str
    origin: str
    days_to_get: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartRow:
    """Percent of a part that is of one material."""

    id: int
    part: str
    material: MaterialRow
    share: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SizeRow:
    """A size with the packed box of one pair (cm, kg)."""

    id: int
    size: str
    length_cm: Decimal | None
    width_cm: Decimal | None
    height_cm: Decimal | None
    weight_kg: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionRow:
    """An option; cost and minutes are for one pair."""

    id: int
    name: str
    abroad: str
    kind: str
    cost: Money | None
    minutes: Decimal | None
    step: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BomRow:
    """Material for one pair, before scrap (percent); an empty size is every size."""

    id: int
    material: MaterialRow
    size: str
    per_pair: Decimal | None
    scrap: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """A step of the work; minutes are of a maker of speed 1, drying is in clock hours."""

    id: int
    position: int
    name: str
    minutes_per_pair: Decimal | None
    minutes_per_batch: Decimal | None
    batch_pairs: int | None
    skill_id: int | None
    skill: str
    station_id: int | None
    station: str
    drying_hours: Decimal
    holds_last: bool
    pay: Money | None
    pay_basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CostRow:
    """A further cost: an amount a pair, or a percentage of materials and labour."""

    id: int
    kind: str
    name: str
    basis: str
    amount: Decimal | None
    currency: str

    @property
    def money(self) -> Money | None:
        """The amount of a cost that is no share; None is unknown."""
        return None if self.amount is None else Money(self.amount, self.currency)


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoRow:
    """A photo; its files are named after `digest`."""

    id: int
    alt: str
    position: int
    digest: str
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """A document and the time it holds; no ending means that no file was added."""

    id: int
    kind: str
    number: str
    issuer: str
    valid_from: date | None
    valid_until: date | None
    digest: str
    ending: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LastEdit:
    """The newest change that can be taken back."""

    section: str
    kind: str
    title: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """A product with all its rows, each kind in the order people read it."""

    passport: Passport
    parts: tuple[PartRow, ...]
    sizes: tuple[SizeRow, ...]
    options: tuple[OptionRow, ...]
    bom: tuple[BomRow, ...]
    steps: tuple[StepRow, ...]
    costs: tuple[CostRow, ...]
    photos: tuple[PhotoRow, ...]
    documents: tuple[DocumentRow, ...]
    last_edit: LastEdit | None = None

    @property
    def materials(self) -> tuple[MaterialRow, ...]:
        """Every material named in the dossier, once, by name."""
        named = [row.material for row in self.parts] + [row.material for row in self.bom]
        rows = {row.id: row for row in named}
        return tuple(sorted(rows.values(), key=lambda row: row.name))
