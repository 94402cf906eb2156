"""What the cost decision is told about a product, and that a gap stops it, by name."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from langkah.apps.catalogue import actions, answers, cases, queries
from langkah.apps.catalogue.dossier import (
    BomRow,
    CostRow,
    Dossier,
    MaterialRow,
    Passport,
    SizeRow,
    StepRow,
)
from langkah.apps.catalogue.errors import NotFound
from langkah.apps.catalogue.gaps import Stops, gaps
from langkah.domain.cost import cost
from langkah.domain.money import Money
from langkah.domain.product import SizePairs

D = Decimal


def test_a_run_costs_what_its_materials_steps_and_overhead_cost(kenzi, loafer):
    sizes = (SizePairs(size="42", pairs=10), SizePairs(size="44", pairs=2))
    answer = cost(queries.cost_case(kenzi, loafer, sizes=sizes))
    assert answer.missing == ()
    calf = (D("2.6") * 10 + D("2.9") * 2) * 34000 / D("0.88")
    soles = 12 * 31000 / D("0.98")
    lasting = (12 * 9 + 8) * D(300)
    direct = calf + soles + 12 * 4000 + lasting
    expected = direct * D("1.15") + 12 * 7800
    assert abs(answer.per_order.amount - expected) < 3


def test_the_rules_of_origin_see_what_a_material_is_and_where_it_comes_from(kenzi, loafer):
    found = queries.dossier(kenzi, loafer)
    told = {row.name: row for row in cases.inputs(found)}
    assert set(told) == {row.name for row in found.materials}
    by_name = {row.name: row for row in found.materials}
    for name, one in told.items():
        assert one.origin == by_name[name].origin
        assert one.hs.startswith("64") <= (by_name[name].unit == "pair")


def test_an_option_adds_its_cost(kenzi, loafer):
    plain = cost(queries.cost_case(kenzi, loafer))
    fancy = queries.cost_case(kenzi, loafer, options=["Hand patina"])
    assert [option.cost for option in fancy.options] == [Money(D(28000), "IDR")]
    assert plain.per_order is not None
    with pytest.raises(NotFound):
        queries.cost_case(kenzi, loafer, options=["Wings"])


def test_a_step_without_minutes_stops_the_cost_by_name(kenzi, loafer, bu_sari):
    step = queries.dossier(kenzi, loafer).steps[1]
    actions.change_row(
        workshop=kenzi, product=loafer, section="routing", row=step.id,
        values={"minutes_per_pair": None}, by=bu_sari,
    )  # fmt: skip
    answer = cost(queries.cost_case(kenzi, loafer))
    assert answer.per_order is None
    assert [one.where for one in answer.missing] == ["Lasting"]
    (gap,) = queries.missing(kenzi, loafer)
    assert (gap.section, gap.row, gap.stops) == ("routing", step.id, Stops.QUOTE)
    assert str(gap.reason) == "The step Lasting has no minutes."


def test_a_size_with_its_own_scrap_is_counted_with_it(kenzi, loafer, bu_sari):
    line = next(row for row in queries.dossier(kenzi, loafer).bom if row.size == "44")
    actions.change_row(
        workshop=kenzi, product=loafer, section="bom", row=line.id,
        values={"scrap": D(20)}, by=bu_sari,
    )  # fmt: skip
    sizes = (SizePairs(size="42", pairs=10), SizePairs(size="44", pairs=2))
    answer = cost(queries.cost_case(kenzi, loafer, sizes=sizes))
    calf = sum(line.per_order.amount for line in answer.lines if line.name == "Calf")
    expected = D(26) * 34000 / D("0.88") + D("5.8") * 34000 / D("0.8")
    assert abs(calf - expected) < 2


def maybe(value):
    return st.sampled_from([None, value])


materials = st.builds(
    MaterialRow,
    id=st.integers(1, 3),
    name=st.just("Calf"),
    kind=st.just("leather"),
    species=st.just(""),
    unit=st.just("sqft"),
    price=maybe(Money(D(34000), "IDR")),
    tannery=st.just(""),
    origin=st.just(""),
)
bom = st.builds(
    BomRow,
    id=st.integers(1, 9),
    material=materials,
    size=st.just(""),
    per_pair=maybe(D(2)),
    scrap=maybe(D(10)),
)
steps = st.builds(
    StepRow,
    id=st.integers(1, 9),
    position=st.integers(1, 9),
    name=st.just("Cutting"),
    minutes_per_pair=maybe(D(5)),
    minutes_per_batch=st.sampled_from([None, D(0), D(10)]),
    batch_pairs=maybe(24),
    skill_id=st.none(),
    skill=st.just("cutting"),
    station_id=st.none(),
    station=st.just(""),
    drying_hours=st.just(D(0)),
    holds_last=st.just(False),
    pay=maybe(Money(D(4000), "IDR")),
    pay_basis=st.sampled_from(["pair", "hour"]),
)
costs = st.builds(
    CostRow,
    id=st.integers(1, 9),
    kind=st.sampled_from(["materials", "labour", "overhead", "packaging"]),
    name=st.just("Lump"),
    basis=st.sampled_from(["pair", "order", "share", "share_of_labour"]),
    amount=maybe(D(10)),
    currency=st.just("IDR"),
)
SIZE = SizeRow(id=1, size="42", length_cm=D(1), width_cm=D(1), height_cm=D(1), weight_kg=D(1))
NAMELESS = Passport(**{name: "" for name in Passport.__dataclass_fields__ if name != "id"}, id=1)


@given(
    st.lists(bom, max_size=3, unique_by=lambda row: row.material.id),
    st.lists(steps, max_size=3),
    st.lists(costs, max_size=3),
)
def test_a_product_without_gaps_has_a_cost_and_one_with_gaps_has_none(bom, steps, costs):
    dossier = Dossier(
        passport=NAMELESS, parts=(), sizes=(SIZE,), options=(), bom=tuple(bom),
        steps=tuple(steps), costs=tuple(costs), photos=(), documents=(),
    )  # fmt: skip
    stops = [gap for gap in gaps(dossier) if gap.stops == Stops.QUOTE]
    answer = cost(cases.cost_case(dossier, currency="IDR"))
    # A date needs the steps even where labour is paid as a lump; the cost does not.
    lump = any(row.kind == "labour" for row in costs)
    stops = [gap for gap in stops if not (lump and gap.section == "routing" and gap.row is None)]
    assert (answer.per_order is None) == bool(stops)


def test_the_boxes_of_all_sizes(kenzi, loafer, bu_sari):
    actions.add_row(
        workshop=kenzi, product=loafer, section="sizes", values={"size": "45"}, by=bu_sari
    )
    boxes = queries.box_table(kenzi, loafer)
    assert boxes[0].box.weight_kg == D("1.125")
    assert boxes[-1].size == "45"
    assert boxes[-1].box is None


def test_sizes_in_other_systems_leave_out_the_own_one(kenzi, loafer):
    table = answers.size_table(queries.dossier(kenzi, loafer))
    assert "EU" not in table.systems
    line = next(line for line in table.lines if line.row.size == "42")
    assert dict(line.elsewhere)["Mondopoint"] == 265
    assert table.note


def test_the_tariff_code_comes_from_the_passport(kenzi, loafer, bu_sari):
    asked = answers.customs(queries.dossier(kenzi, loafer))
    assert (asked.code, len(asked.ask)) == ("", 1)
    actions.change_passport(
        workshop=kenzi, product=loafer, values={"metal_toe_cap": False}, by=bu_sari
    )
    assert answers.customs(queries.dossier(kenzi, loafer)).code == "640399"


def test_minutes_of_an_option_stand_at_its_step(kenzi, loafer):
    plain = queries.routing(kenzi, loafer)
    fancy = queries.routing(kenzi, loafer, options=["Hand patina"])
    assert [step.minutes_per_pair for step in plain] == [D(5), D(9)]
    assert [step.minutes_per_pair for step in fancy] == [D(5), D(21)]
    assert plain[1].holds_last
    assert plain[0].skill == "cutting"
