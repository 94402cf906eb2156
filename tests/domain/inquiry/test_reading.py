"""One sentence at a time: what each noun of the reader does with it."""

from __future__ import annotations

from datetime import date

import pytest

from langkah.domain.inquiry import (
    LONGEST,
    BuyerKind,
    CatalogueEntry,
    InquiryCase,
    InquiryReading,
    Intent,
    SizeSystem,
    read,
)
from langkah.domain.reason import Refusal
from tests.domain.inquiry.letters import TODAY, catalogue


def reading(text: str, **more: object) -> InquiryReading:
    return read(InquiryCase(text=text, today=TODAY, catalogue=catalogue(), **more))  # type: ignore[arg-type]


def sizes(text: str) -> dict[str, int]:
    (line,) = reading(text).lines
    return {size.size: size.pairs.value for size in line.sizes}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Brantas Loafer 38x2, 39x4", {"38": 2, "39": 4}),
        ("Brantas Loafer 2x38, 4x39", {"38": 2, "39": 4}),
        ("Brantas Loafer 38-42 one each", {"38": 1, "39": 1, "40": 1, "41": 1, "42": 1}),
        ("Brantas Loafer size 39 = 3 prs", {"39": 3}),
        ("Brantas Loafer 40 (6), 41 (4)", {"40": 6, "41": 4}),
        ("Brantas Loafer 38/2, 39/4", {"38": 2, "39": 4}),
        ("Brantas Loafer: 2 pairs in size 38.5 and 3 pairs in size 39", {"38.5": 2, "39": 3}),
        ("Brantas Loafer, je 2 Paar in Größe 38, 39 und 40 bitte", {"38": 2, "39": 2, "40": 2}),
        ("Brantas Loafer, 2 paires de chaque pointure du 38 au 40", {"38": 2, "39": 2, "40": 2}),
        ("Brantas Loafer ukuran 39 sampai 41 masing-masing 3 pasang", {"39": 3, "40": 3, "41": 3}),
        ("Brantas Loaferを25.5cm 3足、26cm 2足お願いします", {"25.5": 3, "26": 2}),
        ("Brantas Loafer\n40 41 42\n 2  4  2", {"40": 2, "41": 4, "42": 2}),
        ("Brantas Loafer 10 pairs, sizes 38-42", {}),
    ],
)
def test_size_lists_in_every_shape(text: str, expected: dict[str, int]) -> None:
    assert sizes(text) == expected


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("2 dozen Brantas Loafer", 24),
        ("half a dozen Brantas Loafer", 6),
        ("1 gross of Brantas Loafer", 144),
        ("saya mau pesan 3 lusin Brantas Loafer", 36),
        ("saya mau pesan selusin Brantas Loafer", 12),
        ("saya mau pesan 2 kodi Brantas Loafer", 40),
        ("wij willen graag een dozijn Brantas Loafer", 12),
        ("wir möchten bitte zwei Dutzend Brantas Loafer", 24),
        ("nous voudrions trois douzaines de Brantas Loafer", 36),
        ("queremos media docena de Brantas Loafer para la tienda", 6),
        ("Brantas Loaferを3ダースお願いします", 36),
        ("wij willen vierentwintig paar Brantas Loafer", 24),
        ("nous voudrions quatre-vingt-quinze paires de Brantas Loafer", 95),
        ("queremos treinta y seis pares de Brantas Loafer", 36),
        ("mau pesan seratus dua puluh pasang Brantas Loafer ya kak", 120),
        ("Brantas Loaferを二十四足お願いします", 24),
        ("we want 1,200 pairs of Brantas Loafer", 1200),
        ("60 Brantas Loafers please", 60),
        ("Brantas Loafer x 60", 60),
    ],
)
def test_pairs_in_figures_words_and_dozens(text: str, pairs: int) -> None:
    (line,) = reading(text).lines
    assert line.pairs is not None
    assert line.pairs.value == pairs


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Brantas Loafer, before 15 March", date(2027, 3, 15)),
        ("Brantas Loafer by March 15th, 2027", date(2027, 3, 15)),
        ("Wij willen graag Brantas Loafer vóór 1 februari", date(2027, 2, 1)),
        ("Saya mau pesan Brantas Loafer, akhir Januari ya kak", date(2027, 1, 31)),
        ("Brantas Loaferを3月中旬まで", date(2027, 3, 20)),
        ("Brantas Loaferを2027年4月5日までに", date(2027, 4, 5)),
        ("I want Brantas Loafer in 6 weeks", date(2027, 1, 4)),
        ("Wir brauchen Brantas Loafer bis 15.2.2027", date(2027, 2, 15)),
        ("Wir brauchen Brantas Loafer bis KW 8 bitte", date(2027, 2, 26)),
        ("Nous voudrions Brantas Loafer avant mars", date(2027, 2, 28)),
        ("Brantas Loafer before 2027-03-01 please", date(2027, 3, 1)),
        ("Brantas Loafer before 29 February", date(2028, 2, 29)),
    ],
)
def test_wish_dates(text: str, day: date) -> None:
    wish = reading(text).wish_date
    assert wish is not None
    assert wish.value == day


@pytest.mark.parametrize(
    "text",
    [
        "We met you on 3 September, please quote 20 pairs of Brantas Loafer",
        "May I order 20 pairs of Brantas Loafer?",
        "Our shop opened in May 2019, 20 pairs of Brantas Loafer please",
    ],
)
def test_a_date_that_is_no_wish(text: str) -> None:
    assert reading(text).wish_date is None


def test_a_date_of_two_readings_is_asked() -> None:
    said = reading("20 pairs of Brantas Loafer by 03/04/2027, shipped to London")
    assert said.wish_date is None
    assert "wish_date" in {question.field for question in said.questions}


def test_the_same_figures_are_plain_in_dutch() -> None:
    said = reading("Wij willen 20 paar Brantas Loafer, graag vóór 03/04/2027 in Breda")
    assert said.wish_date is not None
    assert said.wish_date.value == date(2027, 4, 3)


@pytest.mark.parametrize(
    ("place", "currency"), [("Chicago", "USD"), ("Perth", None), ("Toronto", None)]
)
def test_a_dollar_is_asked_where_it_may_be_another(place: str, currency: str | None) -> None:
    said = reading(f"20 pairs of Brantas Loafer to {place}, price in dollars please")
    assert (said.currency.value if said.currency else None) == currency
    assert ("currency" in {question.field for question in said.questions}) == (currency is None)


def test_german_slipper_is_a_loafer_and_english_slipper_is_not() -> None:
    (german,) = reading("Wir brauchen bitte 20 Paar Slipper für unser Geschäft").lines
    (english,) = reading("We would like 20 pairs of slippers for our hotel").lines
    assert german.name == "Brantas Loafer"
    assert english.name == "Sawah Slipper"


def test_a_name_and_a_kind_that_disagree_are_asked() -> None:
    (line,) = reading("20 pairs of the Brantas Oxford").lines
    assert line.product is None
    assert {one.product for one in line.alternatives} == {1, 3}


def test_a_typo_is_read_with_less_confidence() -> None:
    (line,) = reading("20 pairs of the Brantsa lofer").lines
    (clean,) = reading("20 pairs of the Brantas Loafer").lines
    assert line.product is not None
    assert clean.product is not None
    assert line.product.value == clean.product.value == 3
    assert line.product.confidence < clean.product.confidence


def test_a_shoe_the_workshop_does_not_make_is_asked() -> None:
    no_clogs = tuple(entry for entry in catalogue() if entry.name != "Jati Clog")
    said = read(InquiryCase(text="20 pairs of clogs please", today=TODAY, catalogue=no_clogs))
    (line,) = said.lines
    assert line.product is None
    assert "product" in {question.field for question in said.questions}


def test_two_products_keep_their_own_sizes() -> None:
    said = reading("Brantas Loafer: 40x2, 41x3\nMelati Ballet Flat: 37x4, 38x5")
    assert [
        (line.name, {size.size: size.pairs.value for size in line.sizes}) for line in said.lines
    ] == [
        ("Brantas Loafer", {"40": 2, "41": 3}),
        ("Melati Ballet Flat", {"37": 4, "38": 5}),
    ]


def test_sizes_that_do_not_add_up_are_asked_with_both_sums() -> None:
    said = reading("60 pairs of Brantas Loafer: 40x20, 41x30")
    (question,) = [one for one in said.questions if one.field == "sizes"]
    assert str(question.reason) == "The sizes add up to 50 pairs, but the message says 60."


def test_size_systems() -> None:
    def system(text: str) -> SizeSystem | None:
        (line,) = reading(text).lines
        return line.system.value if line.system else None

    assert system("Brantas Loafer size 42, 2 pairs") is SizeSystem.EU
    assert system("Brantas Loafer UK 9, 2 pairs") is SizeSystem.UK
    assert system("Brantas Loafer US 10, 2 pairs") is SizeSystem.US
    assert system("Brantas Loaferを26cm 2足") is SizeSystem.CM
    assert system("Brantas Loafer size 9, 2 pairs") is None


def test_the_place_of_fob_is_not_the_destination() -> None:
    said = reading("60 pairs of Brantas Loafer, FOB Surabaya, for our shop in Oslo")
    assert said.named_place is not None
    assert said.named_place.value == "Surabaya"
    assert said.city is not None
    assert said.city.value == "Oslo"


def test_a_refused_colour_is_no_wish() -> None:
    said = reading("60 pairs of Brantas Loafer, not black, in cognac")
    assert [wish.text.value for wish in said.wishes] == ["cognac"]


def test_a_complaint_has_no_lines() -> None:
    said = reading("My Brantas Loafers fell apart, I want a refund for the 2 pairs")
    assert said.intent.value is Intent.COMPLAINT
    assert said.lines == ()


def test_two_pairs_for_a_wedding_are_for_a_person() -> None:
    said = reading("2 pairs of Trowulan Oxford size 43 for my wedding")
    assert said.buyer is not None
    assert said.buyer.value is BuyerKind.B2C


def test_the_hint_decides_when_the_words_do_not() -> None:
    assert reading("Brantas Loafer 60 paar", language="de").language.value == "de"
    assert reading("Brantas Loafer 60 paar", language="nl").language.value == "nl"


def test_an_empty_catalogue_still_counts_pairs() -> None:
    said = read(InquiryCase(text="60 pairs of loafers to Perth", today=TODAY))
    (line,) = said.lines
    assert line.product is None
    assert line.pairs is not None
    assert line.pairs.value == 60


def test_another_trade_needs_no_other_code() -> None:
    bags = (CatalogueEntry(id=7, name="Tas Anggrek"), CatalogueEntry(id=8, name="Tas Mawarni"))
    said = read(InquiryCase(text="20 pcs of Tas Mawarni please", today=TODAY, catalogue=bags))
    (line,) = said.lines
    assert line.product is not None
    assert line.product.value == 8


def test_a_product_code_names_the_product() -> None:
    shoes = (
        CatalogueEntry(id=1, name="Trowulan Oxford", words=("TRO-OX", "oxford")),
        CatalogueEntry(id=2, name="Trowulan Derby", words=("TRO-DB", "derby")),
    )
    said = read(InquiryCase(text="TRO-DB: 60 pairs to Oslo", today=TODAY, catalogue=shoes))
    (line,) = said.lines
    assert line.product is not None
    assert line.product.value == 2


@pytest.mark.parametrize("text", ["38x2, ", "1-", "24 paar Rotterdam "])
def test_a_book_is_refused_in_words_before_it_is_read(text: str) -> None:
    with pytest.raises(Refusal, match="more than 8000 characters"):
        reading(text * LONGEST)


@pytest.mark.parametrize(
    ("end", "name"),
    [
        ("Met vriendelijke groet,\nMarieke van Dalen", "Marieke van Dalen"),
        ("Mit freundlichen Grüßen\nJens Petersen", "Jens Petersen"),
        ("Thanks so much,\n\nGeorgia", "Georgia"),
        ("Salam,\nSiti binti Ahmad\n", "Siti binti Ahmad"),
        ("Un saludo,\nAmparo", "Amparo"),
        # a product, a town, a sentence, a list and a name nobody closed with
        ("Kind regards,\nBrantas Loafer", None),
        ("Please ship to,\nRotterdam", None),
        ("Thank you,\nwe wait for your answer", None),
        ("for our shop,\n40: 6", None),
        ("30 pairs please\nGeorgia", None),
        ("Thanks,", None),
    ],
)
def test_the_name_below_the_closing(end: str, name: str | None) -> None:
    said = reading(f"Hello, we would like 30 pairs of the Brantas Loafer.\n{end}")
    assert (said.name and said.name.value) == name
