"""Claims of a version: carried to the next one, and the documents they promise."""

from __future__ import annotations

from langkah.apps.sales.models import ClaimedPreference, QuoteVersion
from langkah.apps.workshop.models import Workshop


def copy(workshop: Workshop, old: QuoteVersion, new: QuoteVersion) -> None:
    """The same promises for a version that follows; they are judged anew when it is priced."""
    standing = ClaimedPreference.objects.filter(version=old, withdrawn_at=None)
    ClaimedPreference.objects.bulk_create(
        ClaimedPreference(
            workshop=workshop,
            version=new,
            programme=row.programme,
            proof=row.proof,
            name=row.name,
            ready_on=row.ready_on,
            at=row.at,
            by_id=row.by_id,
        )
        for row in standing.order_by("pk")
    )


def proofs(version: QuoteVersion) -> list[str]:
    """The documents of the claims that its figures count with."""
    border = getattr(version, "border", None)
    if border is None or not border.preferences:
        return []
    counted = border.preferences.split("\n")
    return [
        row.proof
        for row in version.claims.all()
        if row.withdrawn_at is None and row.programme in counted
    ]
