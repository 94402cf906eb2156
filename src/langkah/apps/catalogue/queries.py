"""What can be asked of the catalogue. Every question names the workshop; answers are plain."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from langkah.apps.catalogue import cases, finding, reading, uploads
from langkah.apps.catalogue.dossier import Dossier, MaterialRow, OptionRow
from langkah.apps.catalogue.errors import NotFound
from langkah.apps.catalogue.gaps import Gap, Stops, gaps
from langkah.apps.catalogue.models import (
    BomLine,
    Document,
    Edit,
    EditField,
    Material,
    Option,
    Photo,
    Product,
    Status,
)
from langkah.apps.catalogue.sections import BY_NAME, MATERIALS, NAMED, Value
from langkah.apps.workshop import words
from langkah.apps.workshop.models import Skill, Station, Workshop
from langkah.domain.capacity import Operation
from langkah.domain.classification import ClassifyCase
from langkah.domain.cost import CostCase
from langkah.domain.exchange import Rate
from langkah.domain.inquiry import CatalogueEntry
from langkah.domain.money import Money
from langkah.domain.product import SizeBox, SizePairs, by_size

PAGE = 24
HISTORY = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class ListItem:
    """A product in a list; `gaps` counts what stops a quote."""

    id: int
    code: str
    name: str
    style: str
    status: str
    gaps: int
    photo: int | None
    alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownProduct:
    """A product on the workshop's public page; `photo` is the id of its first photo."""

    id: int
    name: str
    story: str
    photo: int | None
    alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CataloguePage:
    """Products by name; `next` is the id to continue after, None at the end."""

    items: tuple[ListItem, ...]
    next: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductPage:
    """All that the product page shows: the dossier and what is missing."""

    dossier: Dossier
    gaps: tuple[Gap, ...]

    @property
    def stops_quote(self) -> tuple[Gap, ...]:
        """The gaps that stop a quote."""
        return tuple(gap for gap in self.gaps if gap.stops == Stops.QUOTE)


@dataclass(frozen=True, slots=True, kw_only=True)
class PastEdit:
    """A line of history; `fields` are (name, before, after) as text, None is empty."""

    id: int
    at: datetime
    by: str
    section: str
    row: int
    title: str
    kind: str
    undone: bool
    fields: tuple[tuple[str, str | None, str | None], ...]


def catalogue_page(
    workshop: Workshop, *, after: int | None = None, only: str = "", limit: int = PAGE
) -> CataloguePage:
    """One page of products by name. `only` is "gaps", a status, or "" for all."""
    rows = Product.objects.filter(workshop=workshop, removed_at=None)
    if only == "gaps":
        rows = rows.filter(gaps__gt=0)
    elif only in Status.values:
        rows = rows.filter(status=only)
    if after is not None:
        name = _name_of(workshop, after)
        rows = rows.filter(name__gte=name).filter(Q(name__gt=name) | Q(id__gt=after))
    items = _items(rows.order_by("name", "id")[: limit + 1])
    more = len(items) > limit
    return CataloguePage(items=items[:limit], next=items[limit - 1].id if more else None)


def _name_of(workshop: Workshop, product: int) -> str:
    found = Product.objects.filter(workshop=workshop, pk=product).values_list("name", flat=True)
    try:
        return str(found[0])
    except IndexError as error:
        raise NotFound from error


def _items(rows: QuerySet[Product]) -> tuple[ListItem, ...]:
    first = Photo.objects.filter(product=OuterRef("pk")).order_by("position", "id")
    shown = rows.annotate(
        photo=Subquery(first.values("pk")[:1]), alt=Subquery(first.values("alt")[:1])
    ).values_list("id", "code", "name", "style", "status", "gaps", "photo", "alt")
    return tuple(
        ListItem(
            id=pk, code=code, name=name, style=style, status=status, gaps=count,
            photo=photo, alt=alt or "",
        )
        for pk, code, name, style, status, count, photo, alt in shown
    )  # fmt: skip


def search(workshop: Workshop, text: str, *, limit: int = PAGE) -> tuple[ListItem, ...]:
    """Products that hold every word of the text; the last word may be unfinished."""
    found = finding.find(workshop, text, limit)
    if not found:
        return ()
    return _items(Product.objects.filter(pk__in=found).order_by("name", "id"))


def product_page(workshop: Workshop, product: int) -> ProductPage:
    """A product with all its rows and gaps, in one statement. Raises NotFound."""
    dossier = reading.one(workshop, product)
    return ProductPage(dossier=dossier, gaps=gaps(dossier))


def dossier(workshop: Workshop, product: int, *, as_of: datetime | None = None) -> Dossier:
    """A product with all its rows, now or as it stood at a moment. Raises NotFound."""
    return reading.one(workshop, product, as_of)


def dossiers(workshop: Workshop, products: Sequence[int] | None = None) -> Iterator[Dossier]:
    """Many products in one statement, by name; all when none are named."""
    return reading.many(workshop, products)


def missing(workshop: Workshop, product: int) -> tuple[Gap, ...]:
    """Every missing cost, time or measure, with the name of the row. Raises NotFound."""
    return product_page(workshop, product).gaps


def entries(workshop: Workshop) -> tuple[CatalogueEntry, ...]:
    """The products a buyer may mean, as the reader of inquiries knows them."""
    rows = Product.objects.filter(workshop=workshop, removed_at=None)
    found = rows.exclude(status=Status.RESTING).order_by("name", "id")
    return tuple(
        CatalogueEntry(id=pk, name=name, words=_words(code, style, words))
        for pk, code, name, style, words in found.values_list(
            "id", "code", "name", "style", "words"
        )
    )


def _words(code: str, style: str, words: str) -> tuple[str, ...]:
    found = (word.strip() for word in (code, style, *words.split(",")))
    return tuple(dict.fromkeys(word for word in found if word))


def incomplete(workshop: Workshop, limit: int = 5) -> CataloguePage:
    """Products that cannot be quoted yet."""
    return catalogue_page(workshop, only="gaps", limit=limit)


def counts(workshop: Workshop) -> tuple[int, int]:
    """How many products there are, and how many of them cannot be quoted yet."""
    rows = Product.objects.filter(workshop=workshop, removed_at=None)
    found = rows.aggregate(every=Count("pk"), open=Count("pk", filter=Q(gaps__gt=0)))
    return found["every"], found["open"]


def options(workshop: Workshop) -> dict[int, tuple[OptionRow, ...]]:
    """Each product's options, by product id. One query."""
    found: dict[int, list[OptionRow]] = {}
    rows = Option.objects.filter(workshop=workshop, product__removed_at=None).order_by("id")
    columns = ("name", "abroad", "kind", "minutes", "step")
    for product, pk, cost, currency, *values in rows.values_list(
        "product", "id", "cost", "currency", *columns
    ):
        money = None if cost is None else Money(cost, currency)
        row = OptionRow(id=pk, cost=money, **dict(zip(columns, values, strict=True)))
        found.setdefault(product, []).append(row)
    return {product: tuple(rows) for product, rows in found.items()}


def name(workshop: Workshop, product: int) -> str:
    """The name of a product, also of a removed one. Raises NotFound."""
    return _name_of(workshop, product)


def materials(workshop: Workshop) -> tuple[tuple[MaterialRow, int], ...]:
    """Every material by name, each with the number of products that use it."""
    used = BomLine.objects.filter(material=OuterRef("pk")).order_by().values("material")
    number = used.annotate(number=Count("product", distinct=True)).values("number")
    rows = Material.objects.filter(workshop=workshop).annotate(number=Subquery(number))
    found = rows.order_by("name").values_list("pk", "number", *MATERIALS.fields)
    return tuple(
        (reading.material(pk, dict(zip(MATERIALS.fields, values, strict=True))), number or 0)
        for pk, number, *values in found
    )


def known_names(workshop: Workshop) -> dict[str, tuple[str, ...]]:
    """Names of materials, skills and stations, to choose from."""
    models = {"material": Material, "skill": Skill, "station": Station}
    return {
        name: tuple(
            model._default_manager.filter(workshop=workshop)
            .order_by("name")
            .values_list("name", flat=True)
        )
        for name, model in models.items()
    }


def row_values(workshop: Workshop, product: int, section: str, row: int) -> dict[str, Value]:
    """The values of a row by field; what it names stands as a name. Raises NotFound."""
    kind = BY_NAME[section]
    rows = kind.model._default_manager.filter(workshop=workshop, product=product, pk=row)
    columns = {
        column.name: f"{column.name}__name" if column.is_relation else column.name
        for column in kind.columns
    }
    found = rows.values_list(*columns.values()).first()
    if found is None:
        raise NotFound
    return dict(zip(columns, found, strict=True))


def material_values(workshop: Workshop, material: int) -> dict[str, Value]:
    """The values of a material by field. Raises NotFound."""
    rows = Material.objects.filter(workshop=workshop, pk=material)
    found = rows.values_list(*MATERIALS.fields).first()
    if found is None:
        raise NotFound
    return dict(zip(MATERIALS.fields, found, strict=True))


def history(
    workshop: Workshop, product: int | None, *, before: int | None = None, limit: int = HISTORY
) -> tuple[PastEdit, ...]:
    """Changes of a product (or, with None, of the materials), newest first."""
    if product is not None:
        _name_of(workshop, product)
    rows = Edit.objects.filter(workshop=workshop, product=product).select_related("by")
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = list(rows.order_by("-id")[:limit])
    fields: dict[int, list[tuple[str, str | None, str | None]]] = {edit.pk: [] for edit in found}
    lines = list(EditField.objects.filter(edit__in=list(fields)).order_by("id"))
    named = _named(workshop, lines)
    for line in lines:
        was, became = (
            named.get((line.field, kept or ""), kept) for kept in (line.before, line.after)
        )
        fields[line.edit_id].append((line.field, was, became))
    return tuple(
        PastEdit(
            id=edit.pk,
            at=edit.at,
            by=edit.by.name if edit.by else "",
            section=edit.section,
            row=edit.row,
            title=edit.title,
            kind=edit.kind,
            undone=edit.undone_at is not None,
            fields=tuple(fields[edit.pk]),
        )
        for edit in found
    )


def _named(workshop: Workshop, lines: Sequence[EditField]) -> dict[tuple[str, str], str]:
    """The rows that a history names by their numbers, by field and number."""
    found: dict[tuple[str, str], str] = {}
    for field, model in NAMED.items():
        kept = {one for line in lines if line.field == field for one in (line.before, line.after)}
        asked = {one: f"#{one}" for one in kept if one}
        if asked:
            rows = model._default_manager.filter(workshop=workshop, pk__in=list(asked))
            asked |= {str(row.pk): str(row) for row in rows}
        found |= {(field, number): name for number, name in asked.items()}
    return found


def shown_products(workshop: Workshop, language: str, limit: int = 200) -> tuple[ShownProduct, ...]:
    """What the workshop's public page shows: the products of its catalogue, by name."""
    rows = Product.objects.filter(workshop=workshop, removed_at=None, status=Status.ACTIVE)
    first = Photo.objects.filter(product=OuterRef("pk")).order_by("position", "id")
    found = rows.annotate(
        photo=Subquery(first.values("pk")[:1]), alt=Subquery(first.values("alt")[:1])
    ).values_list("id", "name", "story", "story_abroad", "photo", "alt")
    return tuple(
        ShownProduct(
            id=pk,
            name=name,
            story=words.for_reader(story, abroad, language),
            photo=photo,
            alt=alt or "",
        )
        for pk, name, story, abroad, photo, alt in found.order_by("name", "id")[:limit]
    )


def first_photos(workshop: Workshop, products: Sequence[int]) -> dict[int, int]:
    """The id of the first photo of each of these products that has one."""
    rows = Photo.objects.filter(workshop=workshop, product__in=products)
    found = rows.order_by("-position", "-id").values_list("product", "pk")
    return dict(found)


def photo_bytes(workshop: Workshop, photo: int, size: int = uploads.MIDDLE) -> bytes:
    """A photo as JPEG; its longer side is 1600, 640 or 240 pixels. Raises NotFound."""
    return _photo(workshop, Photo.objects.filter(pk=photo), size)


def shown_photo(workshop: Workshop, photo: int) -> bytes:
    """A photo of a product on the public page, for everybody. Raises NotFound for any other."""
    shown = Photo.objects.filter(product__removed_at=None, product__status=Status.ACTIVE)
    return _photo(workshop, shown.filter(pk=photo))


def photo_of(workshop: Workshop, photo: int, products: Collection[int]) -> bytes:
    """A photo, if it is of one of these products. Raises NotFound for any other."""
    return _photo(workshop, Photo.objects.filter(pk=photo, product__in=products))


def _photo(workshop: Workshop, rows: QuerySet[Photo], size: int = uploads.MIDDLE) -> bytes:
    digest = rows.filter(workshop=workshop).values_list("digest", flat=True).first()
    if digest is None or size not in uploads.SIZES:
        raise NotFound
    return uploads.read(uploads.photo_path(workshop.pk, digest, size))


def document_file(workshop: Workshop, document: int) -> tuple[bytes, str]:
    """A document's bytes and its ending (pdf, jpg, png). Raises NotFound."""
    rows = Document.objects.filter(workshop=workshop, pk=document).exclude(digest="")
    found = rows.values_list("digest", "ending").first()
    if found is None:
        raise NotFound
    return uploads.read(uploads.document_path(workshop.pk, *found)), found[1]


def cost_case(
    workshop: Workshop,
    product: int,
    *,
    sizes: Sequence[SizePairs] = (),
    options: Sequence[str] = (),
    rates: Sequence[Rate] = (),
    as_of: datetime | None = None,
) -> CostCase:
    """What the cost decision is asked about a product, now or as of a moment. Raises NotFound."""
    found = reading.one(workshop, product, as_of)
    return cases.cost_case(
        found, currency=workshop.currency, sizes=sizes, options=options, rates=rates
    )


def box_table(workshop: Workshop, product: int) -> tuple[SizeBox, ...]:
    """The packed box of each size. Raises NotFound."""
    return cases.box_table(reading.one(workshop, product))


def sizes_on(workshop: Workshop, last: str) -> tuple[str, ...]:
    """Sizes of all products on a last, the smallest first. One query."""
    rows = Product.objects.filter(workshop=workshop, last=last, sizes__isnull=False)
    return tuple(sorted(set(rows.values_list("sizes__size", flat=True)), key=by_size))


def routing(
    workshop: Workshop, product: int, *, options: Sequence[str] = ()
) -> tuple[Operation, ...]:
    """The steps as the plan reads them. Raises NotFound."""
    return cases.routing(reading.one(workshop, product), options)


def passport_for_classification(workshop: Workshop, product: int) -> ClassifyCase:
    """What the tariff decision is told about a product. Raises NotFound."""
    return cases.classify_case(reading.one(workshop, product))
