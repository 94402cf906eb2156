"""A preference is claimed for a draft, or the claim is taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from langkah.apps.sales import asking, pricing
from langkah.apps.sales.actions.versions import draft_of
from langkah.apps.sales.errors import Incomplete, NotFound
from langkah.apps.sales.models import ClaimedPreference, QuoteVersion
from langkah.apps.workshop import audit
from langkah.apps.workshop.models import User, Workshop
from langkah.domain.proofs import certificate
from langkah.domain.quote import Claimable, claimable
from langkah.domain.quote.preference import late
from langkah.domain.reason import Reason, because


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """Who says that the proof will be there, and on which day."""

    programme: str
    name: str
    ready_on: date | None


@transaction.atomic
def claim_preference(
    *, workshop: Workshop, version: int, promise: Promise, by: User, now: datetime
) -> None:
    """Write the promise down and price the draft with it.

    Raises Frozen once the version was sent, Incomplete where the rule of origin is not met, the
    proof cannot be in time or a word is missing; each with its sentence.
    """
    row = draft_of(workshop, version)
    case = asking.case(workshop, row, asking.lines(row), now)
    found = next((one for one in claimable(case) if one.programme == promise.programme), None)
    wrong = _problems(found, promise, row)
    if found is None or promise.ready_on is None or wrong:
        raise Incomplete(*wrong)
    standing = ClaimedPreference.objects.filter(version=row, withdrawn_at=None)
    if standing.filter(programme=promise.programme).exists():
        return
    ClaimedPreference.objects.create(
        workshop=workshop,
        version=row,
        programme=promise.programme,
        proof=found.proof,
        name=promise.name.strip()[:120],
        ready_on=promise.ready_on,
        at=now,
        by=by,
    )
    pricing.price(workshop, row, now)
    said = {"programme": promise.programme, "name": promise.name, "ready_on": promise.ready_on}
    audit.record(workshop=workshop, by=by, verb="quote.claimed", target=row.quote, new=said)


def _problems(found: Claimable | None, promise: Promise, row: QuoteVersion) -> list[Reason]:
    if found is None:
        return [
            because(
                "The preference {programme} does not lower the duty of this quote.",
                programme=promise.programme,
            )
        ]
    if not found.may:
        return [why for _, why in found.why]
    wrong = []
    if not promise.name.strip():
        wrong.append(because("Write who says that the proof will be there."))
    if promise.ready_on is None:
        wrong.append(because("Write the day on which the proof will be there."))
    elif found.ready_on and promise.ready_on < found.ready_on:
        wrong.append(
            because(
                _EARLY_CERTIFICATE if certificate(found.proof) else _EARLY,
                day=found.ready_on,
                days=found.lead_days or 0,
                leaves=row.promise_day or found.ready_on,
            )
        )
    elif row.promise_day and found.needed_by:
        wrong += late(found.proof, promise.ready_on, row.promise_day, found.needed_by)
    return wrong


_EARLY = because("The proof cannot be there before {day}: it takes {days} days.").message
_EARLY_CERTIFICATE = because(
    "The proof cannot be there before {day}: it is asked for with the PEB, its NPE and the B/L or "
    "AWB, which are there when the goods leave on {leaves}, and takes {days} days."
).message


@transaction.atomic
def withdraw_claim(
    *, workshop: Workshop, version: int, claim: int, by: User, now: datetime
) -> None:
    """The proof will not be there after all: the draft is priced with the ordinary duty.

    Raises Frozen once the version was sent, NotFound for another version's claim.
    """
    row = draft_of(workshop, version)
    found = ClaimedPreference.objects.filter(workshop=workshop, version=row, pk=claim).first()
    if found is None:
        raise NotFound
    if found.withdrawn_at is not None:
        return
    found.withdrawn_at, found.withdrawn_by = now, by
    found.save(update_fields=["withdrawn_at", "withdrawn_by"])
    pricing.price(workshop, row, now)
    audit.record(
        workshop=workshop,
        by=by,
        verb="quote.claim_withdrawn",
        target=row.quote,
        old={"programme": found.programme, "name": found.name, "ready_on": found.ready_on},
    )
