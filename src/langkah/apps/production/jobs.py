"""What is to be made: the lines of a version or an order, with how each product is made."""

from __future__ import annotations

from dataclasses import dataclass

from langkah.apps.catalogue import cases
from langkah.apps.catalogue import queries as catalogue
from langkah.apps.production.floor import job_of
from langkah.apps.sales.models import OrderLine, QuoteLine
from langkah.apps.workshop.models import Workshop
from langkah.domain.capacity import Job


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a quote or an order, before it is known how it is made."""

    name: str
    id: int
    product: int
    title: str
    pairs: int


def of_version(workshop: Workshop, version: int) -> tuple[Line, ...]:
    """The lines of a version. One query."""
    rows = QuoteLine.objects.filter(workshop=workshop, version=version).order_by("position")
    found = rows.values_list("id", "product", "title", "pairs")
    return tuple(
        Line(job_of(pk, None), pk, product, title, pairs) for pk, product, title, pairs in found
    )


def of_order(workshop: Workshop, order: int) -> tuple[Line, ...]:
    """The lines of an order. One query."""
    rows = OrderLine.objects.filter(workshop=workshop, order=order).order_by("position")
    found = rows.values_list("id", "product", "title", "pairs")
    return tuple(
        Line(job_of(None, pk), pk, product, title, pairs) for pk, product, title, pairs in found
    )


def planned(workshop: Workshop, lines: tuple[Line, ...]) -> tuple[Job, ...]:
    """The lines as jobs. One query for all products."""
    made = {
        dossier.passport.id: dossier
        for dossier in catalogue.dossiers(workshop, [line.product for line in lines])
    }
    return tuple(
        Job(
            id=line.name,
            title=line.title,
            pairs=line.pairs,
            routing=cases.routing(made[line.product]),
            last_family=made[line.product].passport.last,
        )
        for line in lines
    )
