"""Addresses of the catalogue room."""

from __future__ import annotations

from django.urls import URLPattern, path

from langkah.web.catalogue import exchange, first, lists, materials, pictures, products, rows

app_name = "catalogue"


def _rows(section: str, name: str) -> list[URLPattern]:
    """Add, change and remove a row of one section."""
    kind = {"section": section}
    rows_at = f"<int:product>/{section}"
    return [
        path(f"{rows_at}/new/", rows.add, kind, name=f"add_{name}"),
        path(f"{rows_at}/<int:row>/", rows.change, kind, name=f"change_{name}"),
        path(f"{rows_at}/<int:row>/remove/", rows.remove, kind, name=f"remove_{name}"),
    ]


urlpatterns: list[URLPattern] = [
    path("", lists.home, name="home"),
    path("new/", first.first, name="new"),
    path("first/", first.first, name="first"),
    path("blank/", products.blank, name="blank"),
    path("sheets/", exchange.sheets, name="sheets"),
    path("sheets/langkah.<str:kind>", exchange.download, name="download"),
    path("sheets/preview/", exchange.preview, name="preview"),
    path("sheets/take/", exchange.take, name="take"),
    path("sheets/progress/<str:upload>/", exchange.progress, name="progress"),
    path("materials/", materials.every, name="materials"),
    path("materials/new/", materials.add, name="add_material"),
    path("materials/undo/", materials.undo, name="undo_material"),
    path("materials/<int:material>/", materials.change, name="change_material"),
    path("materials/<int:material>/remove/", materials.remove, name="remove_material"),
    path("photos/<int:photo>/", pictures.photo, name="photo"),
    path("documents/<int:document>/", pictures.document, name="document"),
    path("<int:product>/", products.product, name="product"),
    path("<int:product>/sizes/", products.sizes, name="sizes"),
    path("<int:product>/hs/", products.hs, name="tariff"),
    path("<int:product>/materials/", products.made_of, name="made_of"),
    path("<int:product>/making/", products.work, name="work"),
    path("<int:product>/cost/", products.cost, name="cost"),
    path("<int:product>/history/", products.history, name="history"),
    path("<int:product>/passport/", products.passport, name="passport"),
    path("<int:product>/undo/", products.undo, name="undo"),
    path("<int:product>/remove/", products.remove, name="remove"),
    path("<int:product>/restore/", products.restore, name="restore"),
    path("<int:product>/sizes/fill/", products.fill_sizes, name="fill_sizes"),
    path("<int:product>/photos/add/", pictures.add_photo, name="add_photo"),
    path("<int:product>/photos/<int:photo>/first/", pictures.show_first, name="show_first"),
    path("<int:product>/documents/add/", pictures.add_document, name="add_document"),
    *_rows("parts", "part"),
    *_rows("sizes", "size"),
    *_rows("options", "option"),
    *_rows("bom", "bom"),
    *_rows("routing", "step"),
    *_rows("costs", "cost"),
    *_rows("photos", "photo")[1:],
    *_rows("documents", "document")[1:],
]
