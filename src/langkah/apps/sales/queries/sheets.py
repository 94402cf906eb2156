"""The sheet of a version with everything that stands on it."""

from __future__ import annotations

from django.utils import translation

from langkah.apps.catalogue import queries as catalogue
from langkah.apps.catalogue.errors import NotFound as ProductNotFound
from langkah.apps.sales import links
from langkah.apps.sales.errors import NotFound
from langkah.apps.sales.models import QuoteLink, QuoteVersion
from langkah.apps.sales.sheet import Extras, sheet
from langkah.apps.sales.sizetable import size_table
from langkah.apps.sales.state import RECORDS
from langkah.apps.workshop.models import Workshop
from langkah.papers.offer import OfferSheet

THUMBNAIL = 240


def offer_sheet(
    workshop: Workshop, version: int, language: str = "", *, in_doubt: bool = False
) -> OfferSheet:
    """The version as its reader sees it; without a language, in the version's.

    `in_doubt`: by the plan of now the day that was held is kept no more.
    Nine queries, one more where a preference is claimed.

    Raises NotFound for a version of another workshop.
    """
    row = (
        QuoteVersion.objects.filter(workshop=workshop, pk=version)
        .select_related("workshop", "quote__buyer", "border", *RECORDS)
        .prefetch_related("lines__sizes", "lines__options", "lines__product", "offers__lines")
        .first()
    )
    if row is None:
        raise NotFound
    link = QuoteLink.objects.filter(quote=row.quote_id, revoked_at=None).first()
    products = [line.product_id for line in row.lines.all()]
    photos = catalogue.first_photos(workshop, products)
    chosen = language or row.language
    with translation.override(chosen):
        head, rows = size_table(row)
    return sheet(
        row,
        language=chosen,
        link=links.address(link.seed) if link and hasattr(row, "sent") else "",
        extras=Extras(
            photos={product: str(photo) for product, photo in photos.items()},
            size_head=head,
            size_rows=rows,
            in_doubt=in_doubt,
        ),
    )


def sheet_photos(workshop: Workshop, sheet: OfferSheet) -> dict[str, bytes]:
    """The pictures of a sheet, small enough for paper; one that is gone is left out."""
    found = {}
    for name in {line.photo for line in sheet.lines if line.photo}:
        try:
            found[name] = catalogue.photo_bytes(workshop, int(name), THUMBNAIL)
        except (ProductNotFound, OSError):
            continue
    return found
