"""Reads of what carriers sent. Only standing papers count: neither corrected nor taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from langkah.apps.partners.errors import NotFound
from langkah.apps.partners.models import Carrier, CarrierPaper, PaperKind, RateCard
from langkah.apps.workshop.models import Workshop
from langkah.domain.money import Money

PAGE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperView:
    """A quote or an invoice as it came. None is not known; `standing`: whether it counts."""

    id: int
    kind: str
    carrier: str
    mode: str
    origin: str
    country: str
    town: str
    postcode: str
    day: date
    actual_kg: Decimal | None
    chargeable_kg: Decimal | None
    volume_m3: Decimal | None
    cartons: int | None
    amount: Money
    reference: str
    days_promised: int | None
    days_real: int | None
    note: str
    file: tuple[str, str] | None
    at: datetime
    by: str
    replaces: int | None
    replaced_by: int | None
    taken_back_at: datetime | None
    taken_back_by: str

    @property
    def standing(self) -> bool:
        """Whether it counts in the history of its lane."""
        return self.taken_back_at is None and self.replaced_by is None


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneRow:
    """A lane on a list: how many papers, the newest day, and the newest invoice if there is one."""

    mode: str
    country: str
    papers: int
    newest: date
    last: LastPaid | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LastPaid:
    """The newest invoice of a lane or of a carrier on it, in its own money."""

    paper: int
    mode: str
    country: str
    carrier: str
    day: date
    amount: Money
    per_kg: Money | None


def _standing(workshop: Workshop) -> QuerySet[CarrierPaper]:
    newer = CarrierPaper.objects.filter(replaces=OuterRef("pk"), taken_back_at=None)
    return CarrierPaper.objects.filter(~Exists(newer), workshop=workshop, taken_back_at=None)


def lane_rows(workshop: Workshop) -> tuple[LaneRow, ...]:
    """Every lane with a standing paper, that of the newest paper first. Two queries."""
    last = {(one.mode, one.country): one for one in _newest(_standing(workshop), "mode", "country")}
    rows = (
        _standing(workshop)
        .values("mode", "country")
        .annotate(papers=Count("pk"), newest=Max("day"))
        .order_by("-newest", "mode", "country")
    )
    return tuple(LaneRow(**row, last=last.get((row["mode"], row["country"]))) for row in rows)


def last_paid(workshop: Workshop, country: str) -> tuple[LastPaid, ...]:
    """The newest invoice of each carrier and mode to a country, newest first. One query."""
    found = _newest(_standing(workshop).filter(country=country), "mode", "carrier")
    return tuple(sorted(found, key=lambda one: (one.day, one.paper), reverse=True))


def _newest(rows: QuerySet[CarrierPaper], *group: str) -> list[LastPaid]:
    """The newest invoice of each group."""
    place = Window(
        RowNumber(),
        partition_by=[F(name) for name in group],
        order_by=[F("day").desc(), F("pk").desc()],
    )
    found = rows.filter(kind=PaperKind.INVOICE).annotate(place=place).filter(place=1)
    columns = ("pk", "mode", "country", "carrier__name", "day", "amount", "currency")
    return [
        LastPaid(
            paper=pk,
            mode=mode,
            country=country,
            carrier=carrier,
            day=day,
            amount=Money(amount, currency),
            per_kg=Money(amount / kg, currency).rounded() if kg else None,
        )
        for pk, mode, country, carrier, day, amount, currency, kg in found.values_list(
            *columns, "chargeable_kg"
        )
    ]


def lane_papers(workshop: Workshop, mode: str, country: str, most: int) -> tuple[PaperView, ...]:
    """The newest standing papers of a lane, newest first. One query."""
    rows = _standing(workshop).filter(mode=mode, country=country)
    found = rows.select_related("carrier", "by").order_by("-day", "-pk")[:most]
    return tuple(_view(row, None) for row in found)


def papers(workshop: Workshop, ids: Sequence[int]) -> tuple[PaperView, ...]:
    """Those of these papers that stand, newest first. One query."""
    rows = _standing(workshop).filter(pk__in=ids).select_related("carrier", "by")
    return tuple(_view(row, None) for row in rows.order_by("-day", "-pk"))


def carrier_paper(workshop: Workshop, paper: int) -> PaperView:
    """One paper, standing or not. Raises NotFound. Two queries."""
    row = (
        CarrierPaper.objects.filter(workshop=workshop, pk=paper)
        .select_related("carrier", "by", "taken_back_by")
        .first()
    )
    if row is None:
        raise NotFound
    newer = row.corrections.filter(taken_back_at=None).values_list("pk", flat=True).first()
    return _view(row, newer)


def carriers_known(workshop: Workshop) -> tuple[str, ...]:
    """The names of the carriers, to choose from while typing. One query."""
    return tuple(
        Carrier.objects.filter(workshop=workshop).order_by("name").values_list("name", flat=True)
    )


def mode_of(workshop: Workshop, said: str) -> str | None:
    """How a service goes that a quote names as “carrier, service”; None not known. One query."""
    carrier, _comma, service = said.rpartition(", ")
    rows = RateCard.objects.filter(Q(carrier__name=carrier, service=service), workshop=workshop)
    return rows.order_by("-valid_from").values_list("mode", flat=True).first()


def _view(row: CarrierPaper, newer: int | None) -> PaperView:
    same = (
        *("kind", "mode", "origin", "country", "town", "postcode", "day", "actual_kg"),
        *("chargeable_kg", "volume_m3", "cartons", "reference", "days_promised", "days_real"),
        *("note", "at", "taken_back_at"),
    )
    return PaperView(
        **{name: getattr(row, name) for name in same},
        id=row.pk,
        carrier=row.carrier.name,
        amount=Money(row.amount, row.currency),
        file=(row.digest, row.ending) if row.digest else None,
        by=row.by.name if row.by else "",
        replaces=row.replaces_id,
        replaced_by=newer,
        taken_back_by=row.taken_back_by.name if row.taken_back_by_id and row.taken_back_by else "",
    )
