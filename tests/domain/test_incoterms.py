"""The eleven terms, and that the offers of a quote let the seller pay what the term says."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from langkah.domain import incoterms
from langkah.domain.money import Money
from langkah.domain.quote import Bearer, ExportCosts, Offer, QuoteCase, attempt, compose
from langkah.domain.quote.terms import HEADS
from langkah.reference import countries
from langkah.reference.incoterms import INSTEAD, TERMS, Head
from tests.domain.desk import eur, express, quote_case, sea

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


BY_AIR = replace(quote_case(), unloading=eur(25))
BY_SEA = replace(
    BY_AIR,
    cards=(sea(),),
    delivery=eur(80),
    port="Port of Rotterdam",
    export=ExportCosts(
        pickup=eur(5), clearance=eur(10), terminal=eur(40), aboard=eur(20), port="Tanjung Perak"
    ),
)
BARE = replace(quote_case(), insured=False)


def wished(case: QuoteCase, code: str) -> Offer:
    found = compose(replace(case, term=code)).offers
    return next(one for one in found if one.incoterm == code)


@pytest.mark.parametrize("code", ANY_WAY)
@pytest.mark.parametrize("case", [BY_AIR, BY_SEA, BARE], ids=["courier", "sea", "bare"])
def test_every_offer_of_a_quote_follows_its_term(case: QuoteCase, code: str) -> None:
    pays = incoterms.seller_pays(code)
    offer = wished(case, code)
    assert offer.price is not None
    for line in offer.lines:
        ours = HEADS[line.head] in pays
        # A duty-paid price leaves nothing; what CPT and CIP name by sea is the port.
        ours |= code == "DDP"
        ours &= not (code in {"CPT", "CIP"} and line.head == "delivery")
        assert ours == (line.bearer is Bearer.SELLER), line.head


@pytest.mark.parametrize("code", BY_SHIP)
def test_every_offer_by_ship_follows_its_term(code: str) -> None:
    offer = wished(BY_SEA, code)
    pays = incoterms.seller_pays(code)
    assert offer.price is not None
    assert {line.head for line in offer.lines if line.bearer is Bearer.SELLER} == {
        line.head for line in offer.lines if HEADS[line.head] in pays
    }


@pytest.mark.parametrize(
    ("code", "place", "price"),
    [
        # 1,200 goods, 5 pickup, 10 papers, 40 + 20 at the port; 100 euro a cubic metre, one at
        # least; (1,275 + 100) x 0.0055 / 0.9945 = 7.6043; 80 to the door, 25 to unload
        ("EXW", "Mojokerto", "1200.00"),
        ("FCA", "Mojokerto", "1215.00"),
        ("FAS", "Tanjung Perak", "1255.00"),
        ("FOB", "Tanjung Perak", "1275.00"),
        ("CFR", "Port of Rotterdam", "1375.00"),
        ("CIF", "Port of Rotterdam", "1382.61"),
        ("CPT", "Port of Rotterdam", "1375.00"),
        ("CIP", "Port of Rotterdam", "1382.61"),
        ("DAP", "Rotterdam", "1462.61"),
        ("DPU", "Rotterdam", "1487.61"),
    ],
)
def test_each_term_by_sea_by_hand(code: str, place: str, price: str) -> None:
    # For a FAS or FOB the port that is written is the one where the goods leave.
    case = replace(BY_SEA, port="") if code in {"FAS", "FOB"} else BY_SEA
    offer = wished(case, code)
    assert (offer.place, offer.price) == (place, eur(price))


def test_the_port_of_a_fob_is_the_one_the_buyer_wrote() -> None:
    assert wished(replace(BY_SEA, port="Tanjung Priok"), "FOB").place == "Tanjung Priok"


@pytest.mark.parametrize("code", TERMS)
def test_the_four_usual_terms_stay_and_one_that_fits_stands_beside_them(code: str) -> None:
    by_courier = [one.incoterm for one in compose(replace(quote_case(), term=code)).offers]
    by_sea = [one.incoterm for one in compose(replace(BY_SEA, term=code)).offers]
    assert by_courier[:4] == ["FCA", "CIP", "DAP", "DDP"]
    assert by_sea[:4] == ["FCA", "CIF", "DAP", "DDP"]
    assert code in by_sea
    assert (code in by_courier) == (not TERMS[code].sea)


def test_a_term_of_ships_takes_the_cheapest_ship() -> None:
    both = replace(BY_SEA, cards=(express(price=1), sea()))
    fob, dap = (compose(replace(both, term=code)).chosen for code in ("FOB", "DAP"))
    assert fob is not None
    assert dap is not None
    assert (fob.card, dap.card) == ("sea", "express")


def test_what_the_port_asks_is_needed_for_fob_and_fas_alone() -> None:
    case = replace(BY_SEA, export=quote_case().export)
    assert [str(one) for one in wished(case, "FOB").reasons] == [
        "It is not known what handling at the port of departure costs. Enter it beside the "
        "freight rates, or 0.",
        "It is not known what loading on board costs. Enter it beside the freight rates, or 0.",
    ]
    assert wished(case, "CFR").price == eur("1315.00")


def test_unloading_is_in_the_price_of_a_courier_and_asked_by_sea() -> None:
    courier = wished(quote_case(), "DPU")
    assert courier.price == wished(quote_case(), "DAP").price
    (asked,) = wished(replace(BY_SEA, unloading=None), "DPU").reasons
    assert str(asked).startswith("It is not known what unloading at the place costs.")


@pytest.mark.parametrize("code", ["CPT", "CIP", "DAP", "DDP"])
def test_unloading_that_nobody_knows_is_the_buyers_and_is_said(code: str) -> None:
    """By the term's own rule she unloads; the sum to the door ends before it."""
    case = replace(BY_SEA, unloading=None)
    offer = wished(case, code)
    (line,) = [one for one in offer.lines if one.head == "unloading"]
    assert (line.bearer, line.amount) == (Bearer.BUYER, None)
    assert offer.price is not None
    known = wished(replace(case, unloading=eur(25)), code)
    assert known.at_door is not None
    assert offer.at_door == known.at_door - eur(25)
    said = [str(one) for one in compose(case).warnings if "unloading" in str(one)]
    assert said == [
        "What unloading at the place costs is not known, so no price has it in it: the buyer "
        "unloads. Enter it in the quote, or 0 where it costs nothing; then a DDP price has it in "
        "it."
    ]


def test_unloading_is_said_by_no_courier_and_where_it_is_known() -> None:
    for case in (quote_case(), BY_SEA, replace(BY_SEA, unloading=eur(0))):
        assert not [one for one in compose(case).warnings if "unloading" in str(one)]
    assert "unloading" not in {one.head for one in wished(quote_case(), "DDP").lines}


def test_a_duty_paid_price_has_unloading_in_it_once_it_is_known() -> None:
    case = replace(BY_SEA, unloading=None)
    before, after = wished(case, "DDP").price, wished(BY_SEA, "DDP").price
    assert before is not None
    assert after == before + eur(25)


def test_under_exw_the_risk_of_the_export_is_said_once() -> None:
    said = [str(one) for one in compose(replace(quote_case(), term="EXW")).warnings]
    assert len([one for one in said if "clears the goods for export" in one]) == 1
    assert not [one for one in compose(quote_case()).warnings if "for export" in str(one)]


def test_who_asks_for_insured_carriage_gets_it() -> None:
    assert wished(BARE, "CIP").price == wished(quote_case(), "CIP").price


@pytest.mark.parametrize(
    ("case", "code", "asks"),
    [
        (replace(quote_case(), city=""), "DAP", "the buyer's city"),
        (replace(quote_case(), city="Netherlands"), "DAP", "the buyer's city"),
        (replace(quote_case(), city="belanda "), "CPT", "the buyer's city"),
        (replace(quote_case(), origin_city=""), "FCA", "the town of your workshop"),
        (replace(BY_SEA, port=""), "CIF", "the port where the ship arrives"),
        (replace(BY_SEA, port="", city=""), "CPT", "the port or airport where this way ends"),
        (
            replace(BY_SEA, port="", export=quote_case().export),
            "FOB",
            "the port where the goods go on board",
        ),
    ],
)
def test_a_country_is_no_place_and_the_field_is_named(
    case: QuoteCase, code: str, asks: str
) -> None:
    figures = attempt(replace(case, term=code))
    offer = next(one for one in figures.offers if one.incoterm == code)
    assert offer.place == ""
    assert len([one for one in figures.warnings if f"{code} needs {asks}" in str(one)]) == 1


def test_a_city_may_have_the_name_of_its_country() -> None:
    assert incoterms.is_place("Singapore", "SG")
    assert not incoterms.is_place("", "SG")
    assert not incoterms.is_place("CH", "CH")
    assert incoterms.is_place("Lyon", "FR")
    assert incoterms.is_place("Dubái", "AE")
    assert incoterms.is_place("Bali", "ID")
    assert incoterms.is_place("Los Angeles", "US")


@pytest.mark.parametrize(
    ("said", "country"),
    [
        ("Schweiz", "CH"),
        ("Die Schweiz", "CH"),
        ("La Suisse", "CH"),
        ("Deutschland", "DE"),
        ("España", "ES"),
        ("espana", "ES"),
        ("Pays-Bas", "NL"),
        ("the Netherlands", "NL"),
        ("Países Bajos", "NL"),
        ("Holland", "NL"),
        ("日本", "JP"),
        ("U.S.A.", "US"),
        ("Verenigd Koninkrijk", "GB"),
        ("Ungarn", "HU"),
    ],
)
def test_a_country_is_no_place_in_any_language_of_a_buyer(said: str, country: str) -> None:
    assert not incoterms.is_place(said, country)


@pytest.mark.parametrize("said", ["-", ".", "??", "—", "0", "  ", "1234"])
@pytest.mark.parametrize("country", ["DE", "SG", ""])
def test_a_place_has_a_letter(said: str, country: str) -> None:
    assert not incoterms.is_place(said, country)


def test_every_country_is_refused_by_its_name_in_seven_languages() -> None:
    taken = [
        (code, said)
        for language in ("id", "en", "nl", "de", "fr", "es", "ja")
        for code, said in countries.names(language).items()
        if incoterms.is_place(said, code)
    ]
    assert {code for code, _ in taken} == {*incoterms._CITIES}


@pytest.mark.parametrize(
    ("case", "code"),
    [
        (replace(BY_SEA, port="-"), "CIF"),
        (replace(BY_SEA, port="Nederland"), "CIF"),
        (replace(BY_SEA, port="?", export=quote_case().export), "FOB"),
        (replace(quote_case(), origin_city="."), "EXW"),
        (replace(quote_case(), city="??"), "DDP"),
    ],
)
def test_a_sign_is_no_named_place(case: QuoteCase, code: str) -> None:
    offer = next(one for one in attempt(replace(case, term=code)).offers if one.incoterm == code)
    assert offer.place == ""


AMOUNTS = st.decimals(0, 5_000, places=2).map(lambda amount: Money(amount, "EUR"))


@settings(max_examples=40)
@given(
    st.lists(AMOUNTS, min_size=6, max_size=6),
    st.booleans(),
    st.sampled_from([(BY_AIR, ANY_WAY), (BY_SEA, ANY_WAY), (BY_SEA, BY_SHIP)]),
)
def test_t3b_the_offers_of_a_quote_never_fall_from_term_to_term(
    costs: list[Money], insured: bool, along: tuple[QuoteCase, tuple[str, ...]]
) -> None:
    """Whatever each leg costs, with the same choice of insurance."""
    case, chain = along
    names = ("pickup", "clearance", "terminal", "aboard")
    export = replace(case.export, **dict(zip(names, costs, strict=False)))
    case = replace(case, export=export, delivery=costs[4], unloading=costs[5], insured=insured)
    prices = [
        wished(case, code).price for code in chain if insured or not incoterms.term(code).insured
    ]
    known = [one for one in prices if one is not None]
    assert len(known) == len(prices)
    assert all(before <= after for before, after in pairwise(known))


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
