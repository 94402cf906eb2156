"""The catalogue's tables."""

from langkah.apps.catalogue.models.choices import (
    Audience,
    Construction,
    MaterialKind,
    Part,
    SizeSystem,
    Sports,
    Status,
)
from langkah.apps.catalogue.models.edits import Edit, EditField, EditKind
from langkah.apps.catalogue.models.making import (
    Basis,
    BomLine,
    CostKind,
    CostLine,
    Option,
    OptionKind,
    PayBasis,
    RoutingStep,
)
from langkah.apps.catalogue.models.product import Material, PartMaterial, Product, SizeBox
from langkah.apps.catalogue.models.proof import Document, Photo

__all__ = [
    "Audience",
    "Basis",
    "BomLine",
    "Construction",
    "CostKind",
    "CostLine",
    "Document",
    "Edit",
    "EditField",
    "EditKind",
    "Material",
    "MaterialKind",
    "Option",
    "OptionKind",
    "Part",
    "PartMaterial",
    "PayBasis",
    "Photo",
    "Product",
    "RoutingStep",
    "SizeBox",
    "SizeSystem",
    "Sports",
    "Status",
]
