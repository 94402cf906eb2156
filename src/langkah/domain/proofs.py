"""Proofs of origin made in Indonesia: who issues them, and how long that takes.

Source of issuers: Permendag 24/2018 and 111/2018, offices' own pages, seen 2023-12-31, grade A (the
certificate is free). Days and the limit of EUR 6,000: own knowledge, 2025-12-31, grade C.
A certificate (SKA) is given on the PEB, its NPE, and the B/L or AWB: Permendag 24/2018; the PEB is
filed 7 days before export at the earliest: PMK 155/PMK.04/2022, PER-9/BC/2023; grade A.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from langkah.domain.exchange import Rate, find
from langkah.domain.money import Money
from langkah.domain.reason import Reason, because
from langkah.reference.source import Grade


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A form, who gives it out, and the days from asking for it to holding it."""

    form: str
    issuer: Reason
    days: int
    grade: Grade = Grade.C

    def ready(self, asked: date, leaves: date | None) -> date | None:
        """The day on which it can be had; None where that hangs on a day of leaving not known.

        A certificate is asked for with the paper of the carrier, who gives it when the goods leave.
        """
        if not certificate(self.form):
            return asked + timedelta(days=self.days)
        return max(asked, leaves) + timedelta(days=self.days) if leaves else None


PEB_DAYS = 7


def certificate(form: str) -> bool:
    """Whether an office gives this proof out, on the papers of the export."""
    return bool(form) and not form.startswith(("REX", "Origin declaration"))


def first_day(form: str, leaves: date) -> date | None:
    """The first day that can stand on a certificate: that of the PEB. None: any day can."""
    return leaves - timedelta(days=PEB_DAYS) if certificate(form) else None


def needed_by(form: str, leaves: date, arrives: date) -> date:
    """The last day on which the proof helps: a certificate follows the goods to the border."""
    return arrives if certificate(form) else leaves


_HERSELF = because("the exporter herself, on the invoice")
_REGISTERED = because("the exporter, after the Ministry of Trade gave her a REX number (e-SKA)")
_OFFICE = because(
    "the certificate office (IPSKA) at the trade office, through e-SKA, free of charge"
)
_EU_LIMIT = Decimal(6000)
_AT_ONCE, _REGISTRATION, _CERTIFICATE = 0, 14, 3


def proof_of(form: str, value: Money, rates: Iterable[Rate] = ()) -> Proof | None:
    """The proof of a programme for goods of this value; None where the form is not known."""
    if not form:
        return None
    if form.startswith("REX"):
        euro = find(rates, value.currency, "EUR")
        small = euro is not None and value.amount * euro.rate <= _EU_LIMIT
        if small:
            return Proof(form=form, issuer=_HERSELF, days=_AT_ONCE)
        return Proof(form=form, issuer=_REGISTERED, days=_REGISTRATION)
    if form.startswith("Origin declaration"):
        return Proof(form=form, issuer=_HERSELF, days=_AT_ONCE)
    return Proof(form=form, issuer=_OFFICE, days=_CERTIFICATE)
