"""A loafer of Bu Sari's workshop, complete enough to be quoted."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.utils import translation

from langkah.apps.catalogue import actions

D = Decimal


@pytest.fixture(autouse=True)
def in_english():
    """Sentences are compared in the language they are written in."""
    with translation.override("en"):
        yield


def loafer_rows():
    return {
        "parts": [
            {"part": "upper", "material": "Calf", "share": D(100)},
            {"part": "lining", "material": "Goat", "share": D(100)},
            {"part": "sole", "material": "Rubber sole", "share": D(100)},
        ],
        "sizes": [
            {
                "size": str(size),
                "length_cm": D("32"),
                "width_cm": D("21"),
                "height_cm": D("12"),
                "weight_kg": D("1.125"),
            }
            for size in range(39, 45)
        ],
        "options": [
            {
                "name": "Hand patina",
                "kind": "colour",
                "cost": D(28000),
                "minutes": D(12),
                "step": "Lasting",
            }
        ],
        "bom": [
            {"material": "Calf", "per_pair": D("2.6"), "scrap": D(12)},
            {"material": "Calf", "size": "44", "per_pair": D("2.9"), "scrap": D(12)},
            {"material": "Rubber sole", "per_pair": D(1), "scrap": D(2)},
        ],
        "routing": [
            {
                "position": 1,
                "name": "Cutting",
                "minutes_per_pair": D(5),
                "minutes_per_batch": D(10),
                "batch_pairs": 24,
                "skill": "cutting",
                "station": "cutting table",
                "pay": D(4000),
            },
            {
                "position": 2,
                "name": "Lasting",
                "minutes_per_pair": D(9),
                "minutes_per_batch": D(8),
                "batch_pairs": 24,
                "skill": "lasting",
                "drying_hours": D(4),
                "holds_last": True,
                "pay": D(18000),
                "pay_basis": "hour",
            },
        ],
        "costs": [
            {"kind": "overhead", "name": "Rent and power", "basis": "share", "amount": D(15)},
            {"kind": "packaging", "name": "Shoe box", "amount": D(7800)},
        ],
    }


def passport(**more):
    return {
        "code": "BRA-LF",
        "name": "Brantas Loafer",
        "words": "penny loafer, slip-on",
        "status": "active",
        "style": "loafer",
        "audience": "men",
        "covers_ankle": False,
        "insole_cm": D("27.5"),
        **more,
    }


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "photos"
    return settings.MEDIA_ROOT


def priced(kenzi, by):
    for name, kind, price in (
        ("Calf", "leather", 34000),
        ("Rubber sole", "rubber", 31000),
        ("Goat", "leather", 14500),
    ):
        actions.add_material(
            workshop=kenzi, by=by, values={"name": name, "kind": kind, "price": D(price)}
        )


@pytest.fixture
def loafer(kenzi, bu_sari):
    priced(kenzi, bu_sari)
    return actions.add_product(workshop=kenzi, by=bu_sari, passport=passport(), rows=loafer_rows())
