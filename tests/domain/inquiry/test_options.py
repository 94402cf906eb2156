"""A wish leads to the option of that name, in seven languages; what is not certain is asked."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from langkah.domain.inquiry import CatalogueEntry, Fit, InquiryCase, OfferedOption, fits, read

TODAY = date(2026, 11, 26)
GOODS = (CatalogueEntry(id=1, name="Brantas Loafer", words=("loafer",)),)
LOGO = OfferedOption(name="Logo pembeli dicap di sol dalam", abroad="Buyer logo", kind="logo")
PATINA = OfferedOption(name="Patina tangan", abroad="Hand patina", kind="colour")
BOX = OfferedOption(name="Kotak khusus bercap", abroad="Custom box", kind="packaging")
GIFT = OfferedOption(name="Bungkus kado", kind="packaging")
LACES = OfferedOption(name="Tali sepatu cadangan", abroad="Spare laces")
SOLE = OfferedOption(name="Sol commando", abroad="Commando sole", kind="sole")
ALL = (LOGO, PATINA, BOX, GIFT, LACES, SOLE)


def found(text: str, *options: OfferedOption) -> tuple[Fit, ...]:
    wishes = read(InquiryCase(text=text, today=TODAY, catalogue=GOODS)).wishes
    return fits(text, wishes, options or ALL)


# message, option, the buyer's own words for it
SURE = [
    ("60 paar Brantas Loafer voor onze winkel, met eigen logo graag", LOGO, "eigen logo"),
    ("Kami pesan 40 pasang Brantas Loafer pakai logo sendiri", LOGO, "logo sendiri"),
    ("We would like 60 pairs of the Brantas Loafer with our logo", LOGO, "our logo"),
    ("We need 60 pairs of the loafer with insole branding", LOGO, "insole branding"),
    ("Wir möchten 60 Paar Brantas Loafer mit unserem Logo", LOGO, "unserem Logo"),
    ("Bonjour, 60 paires du Brantas Loafer avec notre logo", LOGO, "notre logo"),
    ("Hola, queremos 60 pares del Brantas Loafer con nuestro logo", LOGO, "nuestro logo"),
    ("Brantas Loafer を60足、自社ロゴ入りでお願いします", LOGO, "自社ロゴ"),
    ("60 pairs of the loafer please, in our own boxes: custom boxes", BOX, None),
    ("60 paar Brantas Loafer in eigen dozen graag", BOX, "eigen dozen"),
    ("Wir möchten 60 Paar Loafer, eigene Kartons", BOX, "eigene Kartons"),
    ("Queremos 60 pares del loafer con cajas personalizadas", BOX, "cajas personalizadas"),
    ("Bonjour, 60 paires de loafer, avec des boîtes personnalisées", BOX, "boîtes personnalisées"),
    ("Saya mau 2 pasang loafer, dibungkus kado ya", GIFT, "dibungkus kado"),
    ("60 pairs of the loafer with spare laces please", LACES, "spare laces"),
    ("60 paar loafer graag, met extra veters", LACES, "extra veters"),
    ("We want 60 pairs of the loafer with the commando sole", SOLE, "commando sole"),
    ("We want 60 pairs of the loafer with the comando sole", SOLE, "comando sole"),
    ("60 pairs of the loafer with hand patina please", PATINA, "hand patina"),
]


@pytest.mark.parametrize(("text", "option", "words"), SURE)
def test_a_wish_leads_to_the_option_that_says_the_same(text, option, words) -> None:
    fit = next(one for one in found(text) if one.option == option.name)
    assert fit.sure
    assert words is None or fit.words == words
    assert fit.words in text


ASKED = [
    # A colour is not the option of the kind colour; a person may know better.
    ("60 pairs of the loafer in cognac please", (PATINA,), PATINA),
    # Two options say the same.
    ("60 pairs with our logo", (LOGO, OfferedOption(name="Logo bordir", kind="logo")), LOGO),
    # Half of a name.
    ("60 paar loafer met patina graag", (PATINA,), PATINA),
    # Another packaging than the one that is offered.
    ("60 pairs of the loafer, plastic-free please", (GIFT,), GIFT),
]


@pytest.mark.parametrize(("text", "options", "option"), ASKED)
def test_what_is_not_certain_is_asked(text, options, option) -> None:
    fit = next(one for one in found(text, *options) if one.option == option.name)
    assert not fit.sure


SILENT = [
    "60 pairs of the Brantas Loafer to Rotterdam",
    "60 pairs of the loafer, no logo please",
    "Kami mau 60 pasang Brantas Loafer dalam tiga bulan untuk pembeli kami",
    "Guten Tag, was kostet der Brantas Loafer bei 60 Paar?",
]


@pytest.mark.parametrize("text", SILENT)
def test_without_a_wish_nothing_is_offered(text) -> None:
    assert found(text) == ()


@given(text=st.text(max_size=200), names=st.lists(st.text(min_size=1, max_size=40), max_size=5))
def test_only_what_the_product_offers_is_found_each_once_and_with_words_of_the_message(
    text: str, names: list[str]
) -> None:
    options = tuple(OfferedOption(name=name) for name in dict.fromkeys(names))
    got = [one.option for one in found(text, *options)] if options else []
    assert len(got) == len(set(got))
    assert set(got) <= set(names)
