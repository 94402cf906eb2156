"""The history of a lane by hand, and what must hold whatever papers come."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from langkah.api.ask import ask as ask_json
from langkah.domain.exchange import Rate
from langkah.domain.freight import Lane, LaneCase, Paper, PaperKind, compare, lane
from langkah.domain.money import Money
from langkah.domain.reason import Refusal
from langkah.reference.carriers import Mode
from tests.domain.desk import D, eur, idr
from tests.domain.test_freight import ask, card

DAY = date(2026, 1, 5)


def bill(rupiah: int, kg: str | None = "10", *, after: int = 0, **changes: object) -> Paper:
    made = Paper(
        name=f"bill {after}",
        kind=PaperKind.INVOICE,
        carrier="Samudra",
        mode=Mode.AIR,
        country="NL",
        day=DAY + timedelta(days=after),
        amount=idr(rupiah),
        chargeable_kg=D(kg) if kg else None,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def of(*papers: Paper, **changes: object) -> Lane:
    case = LaneCase(mode=Mode.AIR, country="NL", papers=papers)
    return lane(replace(case, **changes))  # type: ignore[arg-type]


def said(found: Lane) -> str:
    return " ".join(map(str, found.why))


def test_the_middle_price_a_kilogram_with_lowest_highest_and_count() -> None:
    """By hand: 900,000 / 10 = 90,000; 1,000,000 / 10 = 100,000; 1,400,000 / 10 = 140,000."""
    found = of(bill(1_400_000, after=2), bill(900_000), bill(1_000_000, after=1))
    assert found.paid is not None
    assert (found.paid.median, found.paid.low, found.paid.high) == (
        idr(100_000),
        idr(90_000),
        idr(140_000),
    )
    assert found.paid.count == 3
    assert [one.per_kg for one in found.charged] == [idr(90_000), idr(100_000), idr(140_000)]
    assert found.last is not None
    assert found.last.paper.amount == idr(1_400_000)


def test_of_an_even_number_the_middle_lies_between_two() -> None:
    found = of(*(bill(amount, after=place) for place, amount in enumerate((10, 20, 40, 90))))
    assert found.paid is not None
    assert found.paid.median == idr(3)


@pytest.mark.parametrize("count", [0, 1, 2])
def test_fewer_than_three_give_a_sentence_and_no_figure(count: int) -> None:
    found = of(*(bill(1000, after=place) for place in range(count)))
    assert (found.paid, found.off, found.days) == (None, None, None)
    assert f"from 3 invoices with a charged weight on; so far there are {count}." in said(found)


def test_quotes_are_not_what_was_paid() -> None:
    offers = [bill(1000, after=place, kind=PaperKind.QUOTE) for place in range(3)]
    found = of(*offers)
    assert (found.paid, found.last) == (None, None)
    assert found.asked is not None
    assert found.asked.count == 3


def test_a_paper_without_a_charged_weight_is_left_out_in_words() -> None:
    found = of(bill(1000), bill(2000, after=1), bill(3000, None, after=2))
    assert found.paid is None
    assert "no charged weight was noted: 1." in said(found)


def test_other_money_only_with_the_rate_of_its_day() -> None:
    rate = Rate(base="EUR", quote="IDR", rate=D(20_000), source="ECB", day=DAY)
    known = bill(1, amount=eur(50), rates=(rate,))
    (one,) = of(known).charged
    assert (one.amount, one.per_kg, one.rate) == (idr(1_000_000), idr(100_000), rate)
    assert one.paper.amount == eur(50)
    found = of(replace(known, rates=()))
    assert (found.charged[0].amount, found.charged[0].per_kg) == (None, None)
    assert "no exchange rate of that day is known: 1." in said(found)


def test_our_estimate_beside_the_invoice() -> None:
    """By hand: 1,100,000 against 1,000,000 is 100,000 or 10 % more; 45 against 50 is 10 % less."""
    (one,) = of(bill(1_100_000, estimate=idr(1_000_000))).charged
    assert (one.more, one.percent, one.estimate_rate) == (idr(100_000), D("10.0"), None)
    rate = Rate(base="EUR", quote="IDR", rate=D(20_000), day=DAY)
    (one,) = of(bill(900_000, estimate=eur(50), rates=(rate,))).charged
    assert (one.more, one.percent) == (idr(-100_000), D("-10.0"))
    assert one.estimate_rate == rate
    (one,) = of(bill(900_000, estimate=eur(50))).charged
    assert (one.more, one.percent) == (None, None)


def test_how_far_estimates_are_off() -> None:
    papers = [bill(amount, after=amount, estimate=idr(100)) for amount in (90, 105, 140)]
    off = of(*papers).off
    assert off is not None
    assert (off.median, off.low, off.high, off.count) == (D("5.0"), D("-10.0"), D("40.0"), 3)


def test_days_on_the_way() -> None:
    """Ten shipments, 4 to 13 days: nine of ten came within 12; the middle is 8.5."""
    papers = [
        bill(100, after=place, days_real=4 + place, days_promised=8 if place % 2 else None)
        for place in range(10)
    ]
    found = of(*papers)
    assert found.days is not None
    assert (found.days.median, found.days.nine_of_ten, found.days.count) == (D("8.5"), 12, 10)
    assert found.kept is not None
    # Promised 8 for those that took 5, 7, 9, 11 and 13
    assert (found.kept.in_time, found.kept.promised) == (2, 5)


def test_other_lanes_are_passed_over() -> None:
    found = of(bill(1000), bill(1000, country="DE"), bill(1000, mode=Mode.POST))
    assert len(found.charged) == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"amount": idr(0)}, "the amount must be above zero"),
        ({"chargeable_kg": D(0)}, "the charged weight must be above zero"),
        ({"days_real": -1}, "cannot be below zero"),
    ],
)
def test_an_impossible_paper_is_named(changes: dict[str, object], sentence: str) -> None:
    with pytest.raises(Refusal, match=f"bill 0: .*{sentence}"):
        of(bill(1000, **changes))


def test_carriers_are_compared_with_their_history() -> None:
    case = replace(ask(card(mode=Mode.AIR)), history=(bill(1000), bill(2000, mode=Mode.POST)))
    found = compare(case).lanes
    assert [one.mode for one in found] == [Mode.POST, Mode.AIR]
    assert compare(ask(card())).lanes == ()


def test_it_can_be_asked_from_outside() -> None:
    case = {
        "pieces": [
            {"length_cm": "50", "width_cm": "40", "height_cm": "40", "weight_kg": "12"},
        ],
        "country": "NL",
        "day": "2026-11-23",
        "cards": [],
        "history": [
            {
                "kind": "invoice",
                "mode": "air",
                "country": "NL",
                "day": f"2026-0{month}-05",
                "amount": {"amount": f"{month}000000", "currency": "IDR"},
                "chargeable_kg": "20",
            }
            for month in (1, 2, 3)
        ],
    }
    (found,) = json.loads(ask_json("freight", json.dumps(case).encode()))["lanes"]
    assert found["paid"]["median"] == {"amount": "100000", "currency": "IDR"}
    assert found["paid"]["count"] == 3


amounts = st.integers(1, 10**9)


@given(st.lists(st.tuples(amounts, st.integers(1, 10**6), st.integers(0, 200)), max_size=12))
def test_the_middle_lies_inside_and_order_does_not_matter(
    told: list[tuple[int, int, int]],
) -> None:
    papers = [
        bill(amount, str(kg), after=place, days_real=days)
        for place, (amount, kg, days) in enumerate(told)
    ]
    found = of(*papers)
    assert found == of(*reversed(papers))
    assert (found.paid is None) == (found.days is None) == (len(told) < 3)
    if found.paid and found.days:
        assert found.paid.low <= found.paid.median <= found.paid.high
        assert found.days.median <= max(days for *_, days in told)
        slow = sum(days > found.days.nine_of_ten for *_, days in told)
        assert slow * 10 <= len(told)


@given(amounts, amounts)
def test_more_and_percent_point_the_same_way(paid: int, guessed: int) -> None:
    (one,) = of(bill(paid, estimate=Money(D(guessed), "IDR"))).charged
    assert one.more is not None and one.percent is not None
    assert one.more.amount == paid - guessed
    assert one.percent == 0 or (one.percent > 0) == (paid > guessed)
