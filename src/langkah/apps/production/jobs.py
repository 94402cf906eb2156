"""What is to be made: the lines of a version or an order, with how each product is made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Sum

from langkah.apps.catalogue import cases
from langkah.apps.catalogue import queries as catalogue
from langkah.apps.catalogue.dossier import Dossier
from langkah.apps.production.floor import job_of
from langkah.apps.production.models import LateMaterial, MadeAgain
from langkah.apps.sales.models import OrderLine, OrderLineSize, QuoteLine, QuoteLineSize
from langkah.apps.workshop.models import Workshop
from langkah.domain.capacity import Job
from langkah.domain.product import sizes_not_made
from langkah.domain.reason import Reason, Refusal


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a quote or an order, before it is known how it is made.

    With `sizes` it is asked whether they can be made; what was promised already is not asked again.
    """

    name: str
    id: int
    product: int
    title: str
    pairs: int
    options: tuple[str, ...] = ()
    sizes: tuple[str, ...] = ()


def of_version(workshop: Workshop, version: int) -> tuple[Line, ...]:
    """The lines of a version with their options. Two queries."""
    rows = QuoteLine.objects.filter(workshop=workshop, version=version).order_by("position")
    return tuple(line_of(job_of(row.pk, None), row) for row in rows.prefetch_related("options"))


def of_order(workshop: Workshop, order: int) -> tuple[Line, ...]:
    """The lines of an order with their options. Two queries."""
    rows = OrderLine.objects.filter(workshop=workshop, order=order).order_by("position")
    return tuple(line_of(job_of(None, row.pk), row) for row in rows.prefetch_related("options"))


def with_sizes(workshop: Workshop, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines of a version with the sizes asked for. One query."""
    found: dict[int, list[str]] = {}
    rows = QuoteLineSize.objects.filter(workshop=workshop, line__in=[one.id for one in lines])
    for line, size in rows.values_list("line", "size"):
        found.setdefault(line, []).append(size)
    return tuple(replace(one, sizes=tuple(found.get(one.id, ()))) for one in lines)


def sizes_asked(workshop: Workshop, lines: Iterable[Line]) -> dict[str, tuple[str, ...]]:
    """The sizes of each line of a quote or an order, by its name in a plan. Two queries at most.

    An empty size is still to be agreed.
    """
    names: dict[bool, dict[int, str]] = {True: {}, False: {}}
    for one in lines:
        names[one.name == job_of(None, one.id)][one.id] = one.name
    found: dict[str, tuple[str, ...]] = {}
    for sizes, mine in (
        (OrderLineSize.objects, names[True]),
        (QuoteLineSize.objects, names[False]),
    ):
        rows = sizes.filter(workshop=workshop, line__in=mine) if mine else sizes.none()
        for line, size in rows.order_by("pk").values_list("line", "size"):
            found[mine[line]] = (*found.get(mine[line], ()), size)
    return found


def line_of(name: str, row: QuoteLine | OrderLine) -> Line:
    """A row under the name it has in a plan."""
    chosen = tuple(one.name for one in row.options.all())
    return Line(name, row.pk, row.product_id, row.title, row.pairs, chosen)


def planned(workshop: Workshop, lines: tuple[Line, ...], ordered: date) -> tuple[Job, ...]:
    """The lines as jobs. One query for all products."""
    return dated(workshop, [(line, ordered) for line in lines])


def dated(workshop: Workshop, lines: Sequence[tuple[Line, date]]) -> tuple[Job, ...]:
    """Lines as jobs, the material of each ordered on its own day. One query for all products.

    Two more tell which material of ordered lines was said to come later, or came, and how many of
    their pairs are made again.
    """
    ordered = {line.id: line.name for line, _ in lines if line.name == job_of(None, line.id)}
    known = _said(workshop, ordered)
    again = {
        ordered[pk]: pairs
        for pk, pairs in (pairs_again(workshop, ordered) if ordered else {}).items()
    }
    products = sorted({line.product for line, _ in lines})
    made = {one.passport.id: one for one in catalogue.dossiers(workshop, products)}
    problems = [one for line, _ in lines for one in _not_made(line, made[line.product])]
    if problems:
        raise Refusal(*problems)
    return tuple(
        Job(
            id=line.name,
            title=line.title,
            pairs=line.pairs + again.get(line.name, 0),
            routing=cases.routing(made[line.product], line.options),
            last_family=made[line.product].passport.last,
            sizes=line.sizes,
            material_ready=known.get(line.name) or _arrives(made[line.product], day),
        )
        for line, day in lines
    )


def _not_made(line: Line, made: Dossier) -> tuple[Reason, ...]:
    return sizes_not_made(line.title, line.sizes, (one.size for one in made.sizes))


def _said(workshop: Workshop, ordered: Mapping[int, str]) -> dict[str, date]:
    """When the material of these lines comes, as somebody said since it was ordered."""
    if not ordered:
        return {}
    rows = LateMaterial.objects.filter(workshop=workshop, order_line__in=ordered)
    return {ordered[line]: day for line, day in rows.values_list("order_line", "arrives")}


def pairs_again(workshop: Workshop, lines: Iterable[int]) -> dict[int, int]:
    """How many pairs of these ordered lines are made a second time. One query."""
    rows = MadeAgain.objects.filter(workshop=workshop, order_line__in=tuple(lines))
    counted = rows.values_list("order_line").annotate(pairs_again=Sum("pairs"))
    return dict(counted.values_list("order_line", "pairs_again"))


def planned_arrival(workshop: Workshop, line: Line, ordered: date) -> date | None:
    """When the material was to come, whatever was said since; None where it lies here."""
    (made,) = catalogue.dossiers(workshop, [line.product])
    return _arrives(made, ordered)


def _arrives(made: Dossier, ordered: date) -> date | None:
    """When the slowest material that is not kept in the workshop is here."""
    materials = [row.material for row in made.bom] + [row.material for row in made.parts]
    days = max((each.days_to_get or 0 for each in materials), default=0)
    return ordered + timedelta(days=days) if days else None
