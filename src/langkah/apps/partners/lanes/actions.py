"""A carrier's paper is noted, replaced by a corrected one, taken back, or stands again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from langkah.apps.partners.errors import NotFound, NotSaved, PerhapsTwice
from langkah.apps.partners.models import Carrier, CarrierPaper, Mode, PaperKind
from langkah.apps.workshop import audit
from langkah.apps.workshop.models import User, Workshop
from langkah.domain.money import Money
from langkah.domain.reason import Reason, because
from langkah.reference import countries, currencies


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPaper:
    """What stands on a quote or an invoice; None is not known. kg, m3, days from door to door.

    `amount` is in `currency`, above zero. `digest` and `ending` are those of a stored file.
    `another`: a person says that it is no second copy of one with its day and amount.
    """

    kind: str
    carrier: str
    mode: str
    origin: str = ""
    country: str
    town: str = ""
    postcode: str = ""
    day: date
    amount: Decimal
    currency: str
    actual_kg: Decimal | None = None
    chargeable_kg: Decimal | None = None
    volume_m3: Decimal | None = None
    cartons: int | None = None
    reference: str = ""
    days_promised: int | None = None
    days_real: int | None = None
    note: str = ""
    digest: str = ""
    ending: str = ""
    another: bool = False


@transaction.atomic
def note_paper(*, workshop: Workshop, paper: NewPaper, by: User | None, now: datetime) -> int:
    """Keep a paper; gives its id.

    Raises NotSaved with everything that is wrong with it, PerhapsTwice where one like it stands.
    """
    row = _keep(workshop, paper, by, now)
    audit.record(workshop=workshop, by=by, verb="carrier_paper.noted", target=row, new=_told(row))
    return row.pk


@transaction.atomic
def correct_paper(*, workshop: Workshop, old: int, paper: NewPaper, by: User, now: datetime) -> int:
    """Another paper in place of a standing one, which stays as it was; gives the new id.

    Without a file of its own it keeps the old one. Raises NotFound, NotSaved.
    """
    before = _row(workshop, old)
    _standing(before)
    kept = paper if paper.digest else replace(paper, digest=before.digest, ending=before.ending)
    row = _keep(workshop, kept, by, now, before)
    audit.record(
        workshop=workshop,
        by=by,
        verb="carrier_paper.corrected",
        target=row,
        old=_told(before),
        new=_told(row),
    )
    return row.pk


@transaction.atomic
def take_back_paper(*, workshop: Workshop, paper: int, by: User, now: datetime) -> None:
    """A standing paper no longer counts; what it had replaced stands again."""
    row = _row(workshop, paper)
    if row.taken_back_at is not None:
        return
    _standing(row)
    row.taken_back_at, row.taken_back_by = now, by
    row.save(update_fields=["taken_back_at", "taken_back_by"])
    audit.record(
        workshop=workshop, by=by, verb="carrier_paper.taken_back", target=row, old=_told(row)
    )


@transaction.atomic
def restore_paper(*, workshop: Workshop, paper: int, by: User) -> None:
    """A paper that was taken back stands again. Raises NotSaved where another took its place."""
    row = _row(workshop, paper)
    if row.taken_back_at is None:
        return
    if row.replaces is not None:
        _standing(row.replaces)
    wrong = list(_doubled(workshop, row, row.replaces))
    if wrong:
        raise NotSaved(*wrong)
    row.taken_back_at = row.taken_back_by = None
    row.save(update_fields=["taken_back_at", "taken_back_by"])
    audit.record(
        workshop=workshop, by=by, verb="carrier_paper.restored", target=row, new=_told(row)
    )


def _keep(
    workshop: Workshop,
    paper: NewPaper,
    by: User | None,
    now: datetime,
    before: CarrierPaper | None = None,
) -> CarrierPaper:
    today = now.astimezone(ZoneInfo(workshop.time_zone)).date()
    wrong = [*_problems(paper, today), *_doubled(workshop, paper, before)]
    if wrong:
        raise NotSaved(*wrong)
    alike = [] if paper.another else list(_alike(workshop, paper, before))
    if alike:
        raise PerhapsTwice(*alike)
    values = {one.name: getattr(paper, one.name) for one in fields(paper) if one.name != "another"}
    values["carrier"] = _carrier(workshop, paper.carrier)
    return CarrierPaper.objects.create(workshop=workshop, **values, at=now, by=by, replaces=before)


def _doubled(
    workshop: Workshop, paper: NewPaper | CarrierPaper, before: CarrierPaper | None
) -> Iterator[Reason]:
    """The same paper noted twice would count twice."""
    if not paper.reference:
        return
    same = _of_carrier(workshop, paper).filter(reference__iexact=paper.reference)
    if any(one != before for one in same):
        yield because(
            "A paper of {carrier} with the number {number} is noted already. Correct that one.",
            carrier=str(paper.carrier),
            number=paper.reference,
        )


def _alike(workshop: Workshop, paper: NewPaper, before: CarrierPaper | None) -> Iterator[Reason]:
    """One of the same day and amount is likely the same; two numbers tell two papers apart."""
    told = {"day": paper.day, "amount": paper.amount, "currency": paper.currency}
    if before and all(getattr(before, name) == value for name, value in told.items()):
        return  # said when it was noted
    same = _of_carrier(workshop, paper).filter(**told)
    if any(one != before and not (one.reference and paper.reference) for one in same):
        yield because(
            "A paper of {carrier} of {day} over {amount} is noted already. If this is another one, "
            "tick that below; else leave it.",
            carrier=" ".join(paper.carrier.split()),
            day=paper.day,
            amount=Money(paper.amount, paper.currency),
        )


def _of_carrier(workshop: Workshop, paper: NewPaper | CarrierPaper) -> QuerySet[CarrierPaper]:
    """Papers of this kind from this carrier that count."""
    return CarrierPaper.objects.filter(
        workshop=workshop,
        carrier__name__iexact=" ".join(str(paper.carrier).split()),
        kind=paper.kind,
        taken_back_at=None,
    ).exclude(Exists(CarrierPaper.objects.filter(replaces=OuterRef("pk"), taken_back_at=None)))


def _carrier(workshop: Workshop, name: str) -> Carrier:
    """The carrier of this name, whatever its capitals; a new one where there is none."""
    said = " ".join(name.split())
    found = Carrier.objects.filter(workshop=workshop, name__iexact=said).first()
    return found or Carrier.objects.create(workshop=workshop, name=said)


def _row(workshop: Workshop, paper: int) -> CarrierPaper:
    rows = CarrierPaper.objects.select_for_update(of=("self",)).select_related("carrier")
    row = rows.filter(workshop=workshop, pk=paper).first()
    if row is None:
        raise NotFound
    return row


def _standing(row: CarrierPaper) -> None:
    """Only what counts can be changed. Raises NotSaved."""
    if row.taken_back_at is not None:
        raise NotSaved(because("This paper was taken back. Let it stand again first."))
    if row.corrections.filter(taken_back_at=None).exists():
        raise NotSaved(because("This paper was corrected. Change the corrected one."))


def _problems(paper: NewPaper, today: date) -> Iterator[Reason]:
    if not paper.carrier.strip():
        yield because("The carrier has no name. Write which company carries the goods.")
    if paper.kind not in PaperKind.values:
        yield because("Choose whether this is a quote or an invoice.")
    if paper.mode not in Mode.values:
        yield because("Choose how the goods travel.")
    if paper.country not in countries.names("en"):
        yield because("Choose the country the goods go to.")
    if paper.currency not in currencies.CODES:
        yield because("The currency {code} is not known.", code=paper.currency)
    if paper.day > today:
        yield because("The date {day} has not come yet. Correct it.", day=paper.day)
    yield from _measures(paper)


def _measures(paper: NewPaper) -> Iterator[Reason]:
    if paper.amount <= 0:
        yield because("The amount must be above zero.")
    told = (paper.actual_kg, paper.chargeable_kg, paper.volume_m3, paper.cartons)
    if any(one is not None and one <= 0 for one in told):
        yield because("Weight, volume and cartons must be above zero, or left empty.")
    if any(one is not None and one < 0 for one in (paper.days_promised, paper.days_real)):
        yield because("Days on the way cannot be below zero.")


def _told(row: CarrierPaper) -> dict[str, object]:
    """What the audit trail says of a paper; the paper itself is kept whole."""
    money = Money(Decimal(row.amount), row.currency)
    names = ("kind", "country", "day", "reference", "chargeable_kg", "days_real")
    return {"amount": str(money), **{name: getattr(row, name) or None for name in names}}
