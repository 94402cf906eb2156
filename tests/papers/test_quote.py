from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor

import pytest
from pypdf import PdfReader

from langkah.papers import quote
from tests.papers.sheets import photo, sheet


def read(pdf: bytes) -> tuple[PdfReader, str]:
    reader = PdfReader(io.BytesIO(pdf))
    return reader, "\n".join(page.extract_text() for page in reader.pages)


def test_every_figure_is_found_in_the_paper() -> None:
    _, text = read(quote.pdf(sheet(), {"loafer.jpg": photo()}))
    for figure in ("€ 41.50", "€ 2,490.00", "12 Apr 2027", "38 × 10", "Import duty", "24.7"):
        assert figure in text


def test_the_paper_is_tagged_titled_and_says_its_language() -> None:
    reader, _ = read(quote.pdf(sheet(), {"loafer.jpg": photo()}))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value
    assert "/StructTreeRoot" in root
    assert str(root["/Lang"]).startswith("en")
    assert reader.metadata is not None
    assert reader.metadata.title == "Offer Q12, version 2"
    assert len(reader.pages[0].images) == 1


def test_words_of_a_buyer_are_printed_and_never_run() -> None:
    awkward = '#import "/etc/passwd": * ; #panic("x") $ x $ // no [ ] * _ \\'
    _, text = read(quote.pdf(sheet(buyer=awkward, note=awkward)))
    assert '#panic("x")' in text


def test_a_photo_that_is_not_there_leaves_the_rest_standing() -> None:
    reader, text = read(quote.pdf(sheet()))
    assert "Loafer Majapahit" in text
    assert not reader.pages[0].images


def test_japanese_is_set_with_its_own_face() -> None:
    try:
        made = quote.pdf(sheet(language="ja", buyer="佐藤商店 御中", note="受注生産の靴"))
    except quote.FontMissing:
        pytest.skip("install fonts-noto-cjk to set Japanese")
    _, text = read(made)
    assert "佐藤商店" in text
    assert "受注生産" in text


def test_without_a_japanese_face_the_paper_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quote, "JAPANESE", ("No Such Face",))
    quote._families.cache_clear()
    with pytest.raises(quote.FontMissing, match="fonts-noto-cjk"):
        quote.pdf(sheet(language="ja"))
    quote._families.cache_clear()


def test_four_callers_at_once_get_four_papers() -> None:
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda n: quote.pdf(sheet(buyer=f"Buyer {n}")), range(8)))
    assert [f"Buyer {n}" in read(pdf)[1] for n, pdf in enumerate(made)] == [True] * 8
