"""Preferences of a version: those claimed, and those that could be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from langkah.apps.sales import asking, border
from langkah.apps.sales.errors import NotFound
from langkah.apps.sales.models import ClaimedPreference, ObtainedProof, QuoteVersion
from langkah.apps.workshop.models import Workshop
from langkah.domain.money import Money, total
from langkah.domain.proofs import Proof, certificate, proof_of
from langkah.domain.quote import Claimable, claimable, saved
from langkah.domain.reason import Reason, Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """A claim with who gave her word; `withdrawn_at` when it was taken back."""

    id: int
    programme: str
    proof: str
    name: str
    ready_on: date
    at: datetime
    by: str
    withdrawn_at: datetime | None
    withdrawn_by: str


def claims(workshop: Workshop, version: int) -> tuple[ClaimView, ...]:
    """Every claim of a version, standing ones first. One query."""
    rows = ClaimedPreference.objects.filter(workshop=workshop, version=version)
    found = [
        ClaimView(
            id=row.pk,
            programme=row.programme,
            proof=row.proof,
            name=row.name,
            ready_on=row.ready_on,
            at=row.at,
            by=row.by.name if row.by else "",
            withdrawn_at=row.withdrawn_at,
            withdrawn_by=row.withdrawn_by.name if row.withdrawn_by else "",
        )
        for row in rows.select_related("by", "withdrawn_by").order_by("pk")
    ]
    return tuple(sorted(found, key=lambda one: one.withdrawn_at is not None))


@dataclass(frozen=True, slots=True, kw_only=True)
class ObtainedView:
    """A proof of origin that is here."""

    number: str
    day: date
    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderClaim:
    """A preference that an order's price counts with, and the proof it needs.

    `ask_by`: the last day to ask `issuer` for it, so that it is there on `ready_on` as `name` said.
    `saving`: what it takes off everything due at the border. None is not known.
    """

    id: int
    programme: str
    proof: str
    name: str
    ready_on: date
    issuer: Reason | None
    lead_days: int | None
    ask_by: date | None
    certificate: bool
    saving: Money | None
    obtained: ObtainedView | None


def claims_of_order(workshop: Workshop, version: int) -> tuple[OrderClaim, ...]:
    """The claims that an accepted version counts with. One query, six more where there are any."""
    rows = list(
        ClaimedPreference.objects.filter(workshop=workshop, version=version, withdrawn_at=None)
        .order_by("pk")
        .values_list("pk", "programme", "proof", "name", "ready_on", "version__promise_day")
    )
    case = border.asked(workshop, version) if rows else None
    if case is None:
        return ()
    goods = total([line.value for line in case.lines], case.currency)
    here = _obtained(workshop, [pk for pk, *_ in rows])
    found = []
    for pk, programme, proof, name, ready_on, leaves in rows:
        if programme in case.preferences:
            form = proof_of(proof, goods, case.rates)
            found.append(
                OrderClaim(
                    id=pk,
                    programme=programme,
                    proof=proof,
                    name=name,
                    ready_on=ready_on,
                    issuer=form.issuer if form else None,
                    lead_days=form.days if form else None,
                    ask_by=_ask_by(form, ready_on, leaves) if form else None,
                    certificate=certificate(proof),
                    saving=saved(case, programme),
                    obtained=here.get(pk),
                )
            )
    return tuple(found)


def _ask_by(form: Proof, ready_on: date, leaves: date | None) -> date:
    """In time for the day that was said; a certificate not before the carrier gave its paper."""
    day = ready_on - timedelta(days=form.days)
    return max(day, leaves) if leaves and certificate(form.form) else day


def _obtained(workshop: Workshop, claims: list[int]) -> dict[int, ObtainedView]:
    rows = ObtainedProof.objects.filter(workshop=workshop, claim__in=claims, withdrawn_at=None)
    return {
        row.claim_id: ObtainedView(
            number=row.number, day=row.day, at=row.at, by=row.by.name if row.by else ""
        )
        for row in rows.select_related("by")
    }


def possible_claims(workshop: Workshop, version: int, now: datetime) -> tuple[Claimable, ...]:
    """What could be claimed for a version today. Eleven queries at most."""
    row = QuoteVersion.objects.filter(workshop=workshop, pk=version).first()
    if row is None:
        raise NotFound
    try:
        return claimable(asking.case(workshop, row, asking.lines(row), now))
    except Refusal:
        return ()
