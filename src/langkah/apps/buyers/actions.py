"""Writes of buyers."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from langkah.apps.buyers import queries
from langkah.apps.buyers.models import Buyer, Language
from langkah.apps.workshop import audit
from langkah.apps.workshop.models import User, Workshop
from langkah.domain.reason import Refusal, because


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Who asks; country is ISO 3166-1 alpha-2, language one of the seven, kind b2b or b2c."""

    name: str
    company: str = ""
    country: str = ""
    city: str = ""
    language: str = "en"
    email: str = ""
    phone: str = ""
    kind: str = "b2b"


class NameMissing(Refusal):
    """A buyer without a name."""


@transaction.atomic
def find_or_add(*, workshop: Workshop, contact: Contact, by: User | None) -> int:
    """The id of this buyer: an earlier one with the same address or name, or a new one."""
    if not contact.name.strip():
        raise NameMissing(because("The buyer has no name. Write the name of the shop or person."))
    email = contact.email.strip().lower()
    known = queries.alike(workshop, name=contact.name.strip(), country=contact.country, email=email)
    if known is not None:
        return known
    row = Buyer.objects.create(
        workshop=workshop,
        name=contact.name.strip(),
        company=contact.company.strip(),
        country=contact.country,
        city=contact.city.strip(),
        language=contact.language if contact.language in Language.values else "en",
        email=email,
        phone=contact.phone.strip(),
        kind=contact.kind,
    )
    audit.record(workshop=workshop, by=by, verb="buyer.added", target=row, new={"name": row.name})
    return row.pk
