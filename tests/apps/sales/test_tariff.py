"""What the tariff leaves open holds back the duty-paid price of a quote, and says so in words."""

from __future__ import annotations

import pytest

from langkah.apps.catalogue.models import Material, PartMaterial, Product
from langkah.apps.sales import actions, pricing
from langkah.apps.sales.models import QuoteVersion
from tests.apps.sales.conftest import NOW

KNOWN = {"metal_toe_cap": False, "cut_out": False, "hs_code": ""}


@pytest.fixture
def soled(drafted: QuoteVersion) -> QuoteVersion:
    """The draft of a loafer whose sole is entered, without a code of the workshop's own."""
    PartMaterial.objects.create(
        workshop=drafted.workshop,
        product=Product.objects.get(),
        part="sole",
        material=Material.objects.get(kind="rubber"),
        share=100,
    )
    Product.objects.update(**KNOWN)
    return drafted


def held_back(version: QuoteVersion) -> str:
    """The sentences beside the duty-paid offer; nothing where it says none about the code."""
    actions.price_quote(workshop=version.workshop, version=version.pk, now=NOW)
    rows = version.remarks.filter(offer__incoterm="DDP").values_list("sentence", flat=True)
    return " ".join(rows)


def code(version: QuoteVersion) -> str:
    """The code under which the quote is worked out at its border."""
    figures = pricing.figures(version.workshop, version, NOW)
    assert figures.asked is not None
    return figures.asked.lines[0].hs


def test_t1f_an_open_question_of_the_tariff_means_no_duty_paid_price(soled: QuoteVersion) -> None:
    Product.objects.update(covers_ankle=None)
    assert "has no HS code. Answer its questions on the product page." in held_back(soled)
    assert soled.offers.get(incoterm="DDP").price is None
    assert soled.offers.get(incoterm="DAP").price is not None


@pytest.mark.parametrize("special", ["orthopaedic", "worn", "skates"])
def test_what_leaves_the_chapter_has_no_duty_paid_price(soled: QuoteVersion, special: str) -> None:
    Product.objects.update(special=special)
    assert "has no HS code" in held_back(soled)


def test_answered_the_reason_goes(soled: QuoteVersion) -> None:
    assert "HS code" not in held_back(soled)


def test_the_union_s_own_digits_are_used_once_its_questions_are_answered(
    soled: QuoteVersion,
) -> None:
    assert code(soled) == "640399"
    Product.objects.update(indoor=False)
    assert code(soled) == "64039996"
    Product.objects.update(hs_code="640359")
    assert code(soled) == "640359"
