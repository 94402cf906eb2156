"""The packing plan of a quote: cartons, what they save with the carrier's own prices, pallets."""

from __future__ import annotations

from dataclasses import replace

from langkah.domain.freight import Break, Per, Surcharge, SurchargePer
from langkah.domain.money import Money
from langkah.domain.quote import attempt, pack
from langkah.reference.carriers import Mode
from tests.domain.desk import D, express, line, quote_case, sea


def by_weight() -> object:
    """100,000 rupiah a kilogram, nothing else."""
    card = express()
    (zone,) = card.zones
    priced = replace(zone, breaks=(Break(price=D(100_000), per=Per.KG),))
    return replace(card, zones=(priced,), surcharges=())


def test_what_cut_cartons_save_is_the_carriers_own_difference() -> None:
    case = replace(quote_case(), cards=(by_weight(),))
    found = pack(case)
    # 24 men's pairs: 43 kg cut to size; 5 euro a kilogram.
    cut, stock, one = found.ways
    assert (cut.name, cut.chargeable_kg, cut.freight) == ("cut", 43, Money(D(215), "EUR"))
    assert stock.chargeable_kg and stock.freight
    assert stock.freight == Money(D(5) * stock.chargeable_kg, "EUR")
    assert found.saved_kg == stock.chargeable_kg - 43
    assert found.saved == stock.freight - cut.freight
    assert one.stock == "62 x 44 x 36"
    assert one.chargeable_kg == 60


def test_the_plan_is_the_one_that_was_priced() -> None:
    case = quote_case(line(pairs=60))
    assert pack(case).plan == attempt(case).cartons


def test_little_goods_ask_for_no_pallet() -> None:
    assert pack(quote_case(line(pairs=3))).rooms == ()


def test_many_cartons_fill_pallets_and_the_smallest_container_that_takes_them() -> None:
    found = pack(replace(quote_case(line(pairs=2_000)), cards=(sea(),)))
    assert found.plan
    pallets, container = found.rooms
    assert (pallets.name, container.name) == ("pallet", "20ft")
    assert sum(pallets.cartons) + pallets.left == len(found.plan.cartons)
    assert container.cartons == (len(found.plan.cartons),)
    assert 0 < container.reach_cm <= 589


def test_without_a_card_the_usual_courier_counts_and_no_money_is_told() -> None:
    found = pack(replace(quote_case(), cards=()))
    assert found.plan and found.saved_kg
    assert found.saved is None
    assert found.ways[0].freight is None


def test_what_is_not_measured_is_a_reason() -> None:
    unknown = replace(line(), boxes=(replace(line().boxes[0], box=None),))
    found = pack(quote_case(unknown))
    assert found.plan is None
    assert "the box is not measured" in str(found.reasons[0])


def test_parcels_by_post_are_chosen_in_money() -> None:
    """Light parcels are the cheapest here: 5 kg cost 50,000 rupiah, more cost ten times that."""
    post = replace(
        express(),
        mode=Mode.POST,
        surcharges=(Surcharge(name="Slip", per=SurchargePer.PIECE, amount=D(1_000)),),
        zones=(
            replace(
                express().zones[0],
                breaks=(
                    Break(up_to_kg=D(5), price=D(50_000)),
                    Break(up_to_kg=D(30), price=D(500_000)),
                ),
            ),
        ),
    )
    found = pack(replace(quote_case(), cards=(post,)))
    assert found.plan and found.card
    assert max(one.chargeable_kg for one in found.plan.cartons) <= 5
    # Four pairs weigh 4.6 kg and their carton 0.49: too much. Three a parcel, 51,000 rupiah each.
    assert len(found.plan.cartons) == 8
    assert found.ways[0].freight == Money(D("20.40"), "EUR")
