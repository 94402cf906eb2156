"""The eleven terms, and that the offers of a quote let the seller pay what the term says."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from langkah.domain import incoterms
from langkah.domain.money import Money
from langkah.domain.quote import Bearer, Offer, compose
from langkah.reference.incoterms import INSTEAD, TERMS, Head
from tests.domain.desk import eur, quote_case, sea

# The heads of a quote's figures, as the terms know them.
HEADS = {
    "goods": Head.GOODS,
    "pickup": Head.PICKUP,
    "export": Head.EXPORT,
    "freight": Head.FREIGHT,
    "insurance": Head.INSURANCE,
    "delivery": Head.DELIVERY,
    "duty": Head.DUTY,
    "extra_duty": Head.DUTY,
    "tax": Head.TAX,
    "fees": Head.IMPORT,
    "handling": Head.IMPORT,
}
ANY_WAY = ("EXW", "FCA", "CPT", "CIP", "DAP", "DPU", "DDP")
BY_SHIP = ("EXW", "FAS", "FOB", "CFR", "CIF")


def test_there_are_eleven_and_four_of_them_sail() -> None:
    assert len(TERMS) == 11
    assert {term.code for term in TERMS.values() if term.sea} == set(INSTEAD)
    assert {term.code for term in TERMS.values() if term.insured} == {"CIP", "CIF"}


def test_the_seller_pays_more_from_term_to_term() -> None:
    for chain in (ANY_WAY[:-1], BY_SHIP):
        for before, after in pairwise(chain):
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
        ours = HEADS[line.head] in pays
        assert ours == (line.bearer is Bearer.SELLER), line.head


COSTS = st.fixed_dictionaries(
    {
        head: st.decimals(0, 10_000, places=2).map(lambda amount: Money(amount, "EUR"))
        for head in Head
    }
)


@given(COSTS, st.booleans(), st.booleans(), st.sampled_from([ANY_WAY, BY_SHIP]))
def test_t3b_the_sellers_total_never_falls_from_term_to_term(
    costs: dict[Head, Money], insured: bool, included: bool, chain: tuple[str, ...]
) -> None:
    """With the same choice of insurance; CIP and CIF insure whatever was chosen."""
    totals = [
        incoterms.seller_total(code, costs, insured=insured, carriage_includes=included)
        for code in chain
        if insured or not incoterms.term(code).insured
    ]
    assert all(before <= after for before, after in pairwise(totals))


@given(COSTS, st.booleans())
def test_everything_is_paid_by_somebody_and_a_duty_paid_price_leaves_nothing(
    costs: dict[Head, Money], included: bool
) -> None:
    whole = sum((one.amount for one in costs.values()), Decimal(0))
    all_in = incoterms.seller_total("DDP", costs, insured=True, carriage_includes=included)
    assert all_in.amount == whole
    at_works = incoterms.seller_total("EXW", costs, insured=True, carriage_includes=included)
    assert at_works == costs[Head.GOODS]


@pytest.mark.parametrize(
    ("code", "risk", "seller", "carriage"),
    [
        ("EXW", "at the workshop, before loading", 1, 0),
        ("FCA", "when the first carrier has the goods", 4, 0),
        ("FAS", "on the quay beside the ship", 5, 0),
        ("FOB", "on board the ship", 6, 0),
        ("CFR", "on board the ship", 7, 1),
        ("CIF", "on board the ship", 8, 1),
        ("CPT", "when the first carrier has the goods", 8, 2),
        ("CIP", "when the first carrier has the goods", 9, 2),
        ("DAP", "at the place, ready to be unloaded", 10, 1),
        ("DPU", "at the place, unloaded", 11, 0),
        ("DDP", "at the place, ready to be unloaded", 13, 1),
    ],
)
def test_each_term_in_words(code: str, risk: str, seller: int, carriage: int) -> None:
    """Fourteen heads, each with somebody who pays it; cost and risk may pass at two places."""
    said = incoterms.told(code)
    assert str(said.risk) == risk
    assert (len(said.seller), len(said.carriage)) == (seller, carriage)
    assert len(said.seller) + len(said.carriage) + len(said.buyer) == len(Head) == 14
