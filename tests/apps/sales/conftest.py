"""A workshop that can quote: one loafer, a price rule, a courier to the Netherlands."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from PIL import Image

from langkah.apps.catalogue import actions as catalogue
from langkah.apps.partners import actions as partners
from langkah.apps.sales import actions
from langkah.apps.sales.models import QuoteVersion
from langkah.apps.workshop.models import (
    Maker,
    MakerSkill,
    ManualRate,
    PriceRule,
    Skill,
    Terms,
    User,
    WorkHours,
    Workshop,
)
from langkah.domain.reason import because

D = Decimal
NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
READY = date(2027, 1, 18)


def add_loafer(
    workshop: Workshop, by: User, name: str = "Brantas Loafer", code: str = "BRA"
) -> int:
    """A product with every cost known, so that a quote can be complete."""
    sizes = [
        {
            "size": str(size),
            "length_cm": D(32),
            "width_cm": D(21),
            "height_cm": D(12),
            "weight_kg": D("1.125"),
        }
        for size in range(38, 45)
    ]
    calf, sole = f"Calf {code}", f"Sole {code}"
    for material, kind, price in ((calf, "leather", 34000), (sole, "rubber", 31000)):
        catalogue.add_material(
            workshop=workshop, by=by, values={"name": material, "kind": kind, "price": D(price)}
        )
    return catalogue.add_product(
        workshop=workshop,
        by=by,
        passport={
            "code": code,
            "name": name,
            "words": "penny loafer, instapper",
            "status": "active",
            "style": "loafer",
            "audience": "men",
            "covers_ankle": False,
            "insole_cm": D("27.5"),
            "hs_code": "640359",
        },
        rows={
            "parts": [{"part": "upper", "material": calf, "share": D(100)}],
            "sizes": sizes,
            "bom": [
                {"material": calf, "per_pair": D("2.6"), "scrap": D(12)},
                {"material": sole, "per_pair": D(1), "scrap": D(2)},
            ],
            "routing": [
                {
                    "position": 1,
                    "name": "Lasting",
                    "minutes_per_pair": D(25),
                    "minutes_per_batch": D(0),
                    "batch_pairs": 24,
                    "skill": "lasting",
                    "pay": D(38000),
                }
            ],
            "costs": [
                {"kind": "overhead", "name": "Rent and power", "basis": "share", "amount": D(15)},
                {"kind": "packaging", "name": "Shoe box", "amount": D(7800)},
            ],
        },
    )


def photographed(workshop: Workshop, by: User, product: int) -> int:
    """The id of a photo of this product."""
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "brown").save(out, "PNG")
    return catalogue.add_photo(
        workshop=workshop, product=product, data=out.getvalue(), alt="A pair", by=by
    )


def express(**changes: object) -> partners.NewCard:
    """A courier that goes to the Netherlands and to Japan."""
    values: dict[str, object] = {
        "carrier": "Samudra Kilat",
        "service": "Express",
        "valid_from": date(2026, 10, 1),
        "divisor": 5000,
        "fuel_percent": D("14.5"),
        "max_parcel_kg": D(30),
        "zones": (
            partners.NewZone(
                name="Europe",
                countries=("NL", "DE"),
                days_min=5,
                days_max=10,
                breaks=(
                    partners.NewBreak(up_to_kg=D(20), price=D(2205000)),
                    partners.NewBreak(up_to_kg=None, price=D(88000), per="kg"),
                ),
            ),
        ),
    }
    return partners.NewCard(**(values | changes))  # type: ignore[arg-type]


@pytest.fixture
def loafer(kenzi: Workshop, bu_sari: User) -> int:
    return add_loafer(kenzi, bu_sari)


@pytest.fixture
def desk(kenzi: Workshop, bu_sari: User) -> Workshop:
    """Price rules, terms, a rate card and the way to the carrier."""
    for name in ("b2b", "b2c"):
        PriceRule.objects.create(workshop=kenzi, list=name, margin=D("0.35"), rounding=D(1000))
    Terms.objects.create(workshop=kenzi, validity_days=14, deposit_share=D("0.4"))
    # An own rate, so that the figures of these tests do not move with the ECB's table.
    ManualRate.objects.create(workshop=kenzi, currency="EUR", rate=D(20000), set_at=NOW)
    partners.add_card(workshop=kenzi, card=express(), by=bu_sari)
    partners.set_hand_over(workshop=kenzi, pickup=D(0), clearance=D(150000), by=bu_sari)
    return kenzi


@pytest.fixture
def floor(desk: Workshop) -> Workshop:
    """One maker who can last, six days a week."""
    skill, _ = Skill.objects.get_or_create(workshop=desk, name="lasting")
    maker = Maker.objects.create(workshop=desk, name="Pak Karno", speed=1)
    MakerSkill.objects.create(workshop=desk, maker=maker, skill=skill)
    for weekday in range(6):
        WorkHours.objects.create(workshop=desk, weekday=weekday, opens="08:00", minutes=480)
    return desk


def facts(product: int | None, **changes: object) -> actions.Facts:
    values: dict[str, object] = {
        "buyer_name": "Marieke de Vries",
        "language": "nl",
        "country": "NL",
        "city": "Rotterdam",
        "currency": "EUR",
        "lines": (
            actions.AskedLine(
                product=product,
                sizes=(
                    actions.AskedSize(size="39", pairs=12),
                    actions.AskedSize(size="40", pairs=12),
                ),
            ),
        ),
    }
    return actions.Facts(**(values | changes))  # type: ignore[arg-type]


@pytest.fixture
def inquiry(desk: Workshop, bu_sari: User) -> int:
    message = actions.Message(
        text="Dag! Wij willen graag 24 paar Brantas Loafer voor onze winkel in Rotterdam.", key="k1"
    )
    return actions.take_inquiry(workshop=desk, message=message, now=NOW, by=bu_sari)


Drafted = Callable[..., QuoteVersion]


@pytest.fixture
def drafted(desk: Workshop, bu_sari: User, inquiry: int, loafer: int) -> QuoteVersion:
    """A priced draft with a promised date."""
    quote = actions.quote_inquiry(
        workshop=desk, inquiry=inquiry, facts=facts(loafer), by=bu_sari, now=NOW
    )
    version = QuoteVersion.objects.get(quote=quote)
    actions.promise(
        workshop=desk,
        version=version.pk,
        promised=actions.Promised(
            ready=READY, binds=(because("Lasting is full until {day}.", day=READY),)
        ),
        by=bu_sari,
        now=NOW,
    )
    version.refresh_from_db()
    return version


@pytest.fixture
def sent(desk: Workshop, bu_sari: User, drafted: QuoteVersion) -> QuoteVersion:
    """A version that left the house."""
    actions.freeze(workshop=desk, version=drafted.pk, by=bu_sari, now=NOW)
    return QuoteVersion.objects.get(pk=drafted.pk)
