"""Spreadsheets in and out: without loss, shown before, whole or not at all."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from langkah.apps.catalogue import actions, exchange, queries
from langkah.apps.catalogue.exchange.take import NotPlanned
from langkah.apps.catalogue.models import Product
from langkah.apps.workshop.models import Workshop
from langkah.papers.sheets import Formula, Sheet, read, to_csv, to_xlsx

D = Decimal


def rows(sheets, name):
    return next(sheet for sheet in sheets if sheet.name == name).rows


@pytest.mark.parametrize("written", [to_xlsx, to_csv])
def test_out_and_into_an_empty_workshop_is_the_same(kenzi, loafer, rival, rival_owner, written):
    out = exchange.sheets(kenzi, costs=True)
    plan = exchange.plan(rival, read(written(out)), costs=True)
    assert plan.problems == []
    taken = exchange.take(workshop=rival, plan=plan, by=rival_owner)
    assert (taken.changed, taken.unchanged) == (0, 0)
    assert exchange.sheets(rival, costs=True) == out
    (item,) = queries.search(rival, "loafer")
    assert item.gaps == 0


def test_the_same_file_again_changes_nothing(kenzi, loafer, bu_sari):
    plan = exchange.plan(kenzi, read(to_xlsx(exchange.sheets(kenzi, costs=True))), costs=True)
    assert (plan.count("new"), plan.count("changed")) == (0, 0)
    before = queries.history(kenzi, loafer)
    exchange.take(workshop=kenzi, plan=plan, by=bu_sari)
    assert queries.history(kenzi, loafer) == before


def test_only_what_differs_is_written_and_kept(kenzi, loafer, bu_sari):
    sheet = Sheet(
        name="routing",
        head=("product", "name", "minutes_per_pair"),
        rows=(("BRA-LF", "Cutting", "6,5"), ("BRA-LF", "Lasting", D(9))),
    )
    plan = exchange.plan(kenzi, [sheet], costs=True)
    assert [line.kind for line in plan.lines] == ["changed", "unchanged"]
    exchange.take(workshop=kenzi, plan=plan, by=bu_sari)
    steps = queries.dossier(kenzi, loafer).steps
    assert steps[0].minutes_per_pair == D("6.5")
    assert steps[0].skill == "cutting"
    assert queries.history(kenzi, loafer)[0].fields == (("minutes_per_pair", "5", "6.5"),)


@pytest.mark.parametrize(
    ("sheet", "row", "column", "words"),
    [
        (("routing", ("product", "name", "minutes_per_pair"), ("BRA-LF", "Cutting", "1.250")),
         2, "minutes_per_pair", "two ways"),
        (("routing", ("product", "name", "minutes_per_pair"), ("BRA-LF", "Cutting", "soon")),
         2, "minutes_per_pair", "not a number"),
        (("routing", ("product", "name", "minutes_per_pair"), ("BRA-LF", "X", Formula("=1"))),
         2, "minutes_per_pair", "formula"),
        (("sizes", ("product", "size"), ("NOPE", "39")), 2, "product", "NOPE"),
        (("sizes", ("product", "size"), ("BRA-LF", "big")), 2, "size", "38.5"),
        (("sizes", ("product", "size", "colour"), ("BRA-LF", "39", "red")), 1, "colour", "colour"),
        (("sizes", ("size",), ("39",)), 1, "product", "told apart"),
        (("products", ("code", "name", "audience"), ("A", "B", "cats")), 2, "audience", "women"),
        (("products", ("code", "name"), ("A", None)), 2, "name", ""),
        (("bom", ("product", "material", "scrap"), ("BRA-LF", "Calf", D(100))), 2, "scrap", "99"),
        (("products", ("code", "covers_ankle", "covers_calf"), ("BRA-LF", "no", "yes")),
         2, "covers_calf", "not the ankle"),
        (("products", ("code", "insole_cm"), ("BRA-LF", D(285))), 2, "insole_cm", "260"),
        (("mystery", ("x",), ("y",)), 1, "", "products"),
    ],
)  # fmt: skip
def test_an_error_names_sheet_row_and_column(kenzi, loafer, sheet, row, column, words):
    name, head, cells = sheet
    plan = exchange.plan(kenzi, [Sheet(name=name, head=head, rows=(cells,))], costs=True)
    (problem,) = plan.problems
    assert (problem.sheet, problem.row, problem.column) == (name, row, column)
    assert words in problem.sentence


def test_a_row_twice_is_an_error(kenzi, loafer):
    sheet = Sheet(name="sizes", head=("product", "size"), rows=(("BRA-LF", "39"),) * 2)
    (problem,) = exchange.plan(kenzi, [sheet], costs=True).problems
    assert (problem.row, problem.column) == (3, "")
    assert "Row 2" in problem.sentence


def test_one_error_keeps_everything_out(kenzi, bu_sari):
    sheets = [
        Sheet(name="products", head=("code", "name"), rows=(("A", "Good"), ("B", None))),
        Sheet(name="sizes", head=("product", "size"), rows=(("A", "39"),)),
    ]
    plan = exchange.plan(kenzi, sheets, costs=True)
    with pytest.raises(NotPlanned):
        exchange.take(workshop=kenzi, plan=plan, by=bu_sari)
    assert not Product.objects.exists()


def test_who_may_not_see_costs_neither_gets_nor_gives_them(kenzi, loafer):
    out = exchange.sheets(kenzi, costs=False)
    assert {sheet.name for sheet in out}.isdisjoint({"costs"})
    said = {name for sheet in out for name in sheet.head}
    assert said.isdisjoint({"price", "pay", "cost", "amount"})
    sheet = Sheet(name="materials", head=("name", "price"), rows=(("Calf", D(1)),))
    (problem,) = exchange.plan(kenzi, [sheet], costs=False).problems
    assert problem.column == "price"


def test_one_csv_without_a_name_is_known_by_its_head(kenzi, loafer):
    data = b"product;size;weight_kg\r\nBRA-LF;39;1,2\r\n"
    plan = exchange.plan(kenzi, read(data), costs=True)
    assert plan.problems == []
    assert plan.lines[0].changed == {"weight_kg": (D("1.125"), D("1.2"))}


words = st.text(
    st.characters(blacklist_categories=("Cs", "Cc", "Zs", "Zl", "Zp", "Cn"), max_codepoint=0xFFFF),
    min_size=1,
    max_size=20,
)
amounts = st.none() | st.decimals(min_value=0, max_value=99_999, places=2)
products = st.fixed_dictionaries(
    {
        "name": words,
        "story": st.just("") | words,
        "covers_ankle": st.sampled_from([None, True, False]),
        "audience": st.sampled_from(["", "men", "children"]),
    }
)
steps = st.lists(
    st.fixed_dictionaries(
        {"name": words, "minutes_per_pair": amounts, "pay": amounts, "skill": st.none() | words}
    ),
    max_size=3,
    unique_by=lambda row: row["name"],
)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(products, steps), max_size=3), st.sampled_from([to_xlsx, to_csv]))
def test_whatever_stands_in_a_catalogue_comes_back(db, bu_sari, made, written):
    one, other = (
        Workshop.objects.create(name=name, slug=f"{name}{Workshop.objects.count()}")
        for name in ("one", "other")
    )
    for number, (passport, routing) in enumerate(made):
        actions.add_product(
            workshop=one,
            by=bu_sari,
            passport={**passport, "code": f"P{number}"},
            rows={"routing": [{**row, "position": at} for at, row in enumerate(routing)]},
        )
    out = exchange.sheets(one, costs=True)
    plan = exchange.plan(other, read(written(out)), costs=True)
    if made:
        assert plan.problems == []
        exchange.take(workshop=other, plan=plan, by=bu_sari)
    assert exchange.sheets(other, costs=True) == out
