"""The catalogue's tables."""

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
from langkah.apps.catalogue.models.product import (
    Audience,
    Construction,
    Material,
    MaterialKind,
    Part,
    PartMaterial,
    Product,
    SizeBox,
    SizeSystem,
    Sports,
    Status,
)
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
