"""The eleven terms, and that the offers of a quote let the seller pay what the term says."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from langkah.domain import incoterms
from langkah.domain.quote import Bearer, Offer, compose
from langkah.reference.incoterms import INSTEAD, TERMS, Head
from tests.domain.desk import eur, quote_case, sea

# The heads of a quote's figures, as the terms know them.
HEADS = {
    "goods": Head.GOODS,
    "pickup": Head.EXPORT,
    "export": Head.EXPORT,
    "freight": Head.FREIGHT,
    "insurance": Head.INSURANCE,
    "delivery": Head.FREIGHT,
    "duty": Head.DUTY,
    "extra_duty": Head.DUTY,
    "tax": Head.TAX,
    "fees": Head.IMPORT,
    "handling": Head.IMPORT,
}


def test_there_are_eleven_and_four_of_them_sail() -> None:
    assert len(TERMS) == 11
    assert {term.code for term in TERMS.values() if term.sea} == set(INSTEAD)
    assert {term.code for term in TERMS.values() if term.insured} == {"CIP", "CIF"}


def test_the_seller_pays_more_from_term_to_term() -> None:
    for before, after in pairwise(("EXW", "FCA", "CPT", "CIP", "DAP", "DPU")):
        assert incoterms.seller_pays(before) <= incoterms.seller_pays(after)
    assert incoterms.seller_pays("DAP") < incoterms.seller_pays("DDP")
    assert incoterms.seller_pays("ddp ") >= {Head.DUTY, Head.TAX, Head.IMPORT}


def test_a_term_that_only_ships_know_is_not_offered_by_air() -> None:
    (by_air,) = incoterms.problems("FOB", mode="air", place="Surabaya")
    assert str(by_air) == ("FOB is for ships only, but the goods go by air. Offer FCA instead.")
    assert incoterms.problems("FOB", mode="sea_lcl", place="Surabaya") == ()


def test_a_term_needs_a_place() -> None:
    (nowhere,) = incoterms.problems("DAP", mode="courier", place=" ")
    assert str(nowhere) == "DAP needs a named place: destination. Enter it."


def test_another_word_is_no_term() -> None:
    with pytest.raises(ValueError, match="“CNF” is none of EXW, FCA"):
        incoterms.term("CNF")


BY_SEA = replace(quote_case(), cards=(sea(),), delivery=eur(80))
BARE = replace(quote_case(), insured=False)


@pytest.mark.parametrize(
    "offer",
    [one for case in (quote_case(), BY_SEA, BARE) for one in compose(case).offers],
    ids=lambda offer: offer.incoterm,
)
def test_the_offers_of_a_quote_follow_the_terms(offer: Offer) -> None:
    pays = incoterms.seller_pays(offer.incoterm)
    for line in offer.lines:
        # The way from the port of arrival is the buyer's until the seller delivers.
        after_port = line.head == "delivery" and offer.incoterm in ("CIF", "CFR")
        ours = HEADS[line.head] in pays and not after_port
        assert ours == (line.bearer is Bearer.SELLER), line.head
