"""What lists and search need of a product, written anew after each change of it."""

from __future__ import annotations

from collections.abc import Iterable

from langkah.apps.catalogue import finding, reading
from langkah.apps.catalogue.gaps import Stops, gaps
from langkah.apps.catalogue.models import BomLine, PartMaterial, Product
from langkah.apps.workshop.models import Workshop

AT_ONCE = 500


def refresh(workshop: Workshop, products: Iterable[int]) -> None:
    """Count the gaps and gather the search words of these products."""
    wanted = sorted(set(products))
    for start in range(0, len(wanted), AT_ONCE):
        _refresh(workshop, wanted[start : start + AT_ONCE])


def _refresh(workshop: Workshop, wanted: list[int]) -> None:
    before = dict(Product.objects.filter(pk__in=wanted).values_list("pk", "search_words"))
    now = {}
    rows = []
    for dossier in reading.many(workshop, wanted):
        pk = dossier.passport.id
        now[pk] = finding.words_of(dossier)
        stops = sum(gap.stops == Stops.QUOTE for gap in gaps(dossier))
        rows.append(Product(pk=pk, gaps=stops, search_words=now[pk]))
    Product.objects.bulk_update(rows, ["gaps", "search_words"], batch_size=100)
    finding.change(workshop.pk, [(pk, before[pk], now[pk]) for pk in now if before[pk] != now[pk]])


def made_of(workshop: Workshop, material: int) -> set[int]:
    """The products that name this material."""
    found: set[int] = set()
    for model in (BomLine, PartMaterial):
        rows = model.objects.filter(workshop=workshop, material=material)
        found.update(rows.values_list("product", flat=True))
    return found
