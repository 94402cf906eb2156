"""A product: read in one statement, changed row by row, nothing of it seen next door."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.utils import translation

from langkah.apps.catalogue import actions, queries
from langkah.apps.catalogue.errors import CannotUndo, NotFound, NothingToUndo, NotSaved
from langkah.apps.catalogue.models import Product
from langkah.domain.money import Money
from tests.apps.catalogue.conftest import loafer_rows, passport

D = Decimal


def test_a_product_is_read_whole_in_one_statement(kenzi, loafer, django_assert_num_queries):
    with django_assert_num_queries(1):
        page = queries.product_page(kenzi, loafer)
    found = page.dossier
    assert found.passport.name == "Brantas Loafer"
    assert found.passport.covers_ankle is False
    assert found.passport.metal_toe_cap is None
    assert found.passport.insole_cm == D("27.5")
    assert [row.size for row in found.sizes] == ["39", "40", "41", "42", "43", "44"]
    assert found.sizes[0].weight_kg == D("1.125")
    assert [row.part for row in found.parts] == ["upper", "lining", "sole"]
    assert found.bom[0].material.price == Money(D(34000), "IDR")
    assert found.steps[0].skill == "cutting"
    assert found.steps[1].holds_last is True
    assert found.steps[1].pay == Money(D(18000), "IDR")
    assert found.costs[0].amount == D(15)
    assert page.gaps == ()


def test_half_sizes_stand_in_order(kenzi, loafer, bu_sari):
    actions.set_sizes(workshop=kenzi, product=loafer, sizes=["9", "38.5"], box={}, by=bu_sari)
    sizes = [row.size for row in queries.dossier(kenzi, loafer).sizes]
    assert sizes[:3] == ["9", "38.5", "39"]


def test_the_rival_sees_and_changes_nothing(rival, rival_owner, loafer):
    with pytest.raises(NotFound):
        queries.product_page(rival, loafer)
    with pytest.raises(NotFound):
        queries.name(rival, loafer)
    with pytest.raises(NotFound):
        queries.history(rival, loafer)
    with pytest.raises(NotFound):
        actions.change_passport(
            workshop=rival, product=loafer, values={"name": "Mine"}, by=rival_owner
        )
    with pytest.raises(NotFound):
        actions.remove_product(workshop=rival, product=loafer, by=rival_owner)
    assert queries.search(rival, "loafer") == ()
    assert queries.catalogue_page(rival).items == ()


def test_a_row_of_another_product_is_not_found(kenzi, bu_sari, loafer):
    other = actions.add_product(
        workshop=kenzi, by=bu_sari, passport=passport(code="X", name="Other")
    )
    row = queries.dossier(kenzi, loafer).steps[0].id
    with pytest.raises(NotFound):
        actions.change_row(
            workshop=kenzi, product=other, section="routing", row=row, values={}, by=bu_sari
        )


def test_a_material_of_the_rival_cannot_be_named_by_number(rival, rival_owner, loafer, kenzi):
    material = queries.dossier(kenzi, loafer).bom[0].material.id
    with pytest.raises(NotFound):
        actions.add_product(
            workshop=rival,
            by=rival_owner,
            passport=passport(),
            rows={"bom": [{"material": material}]},
        )
    assert not Product.objects.filter(workshop=rival).exists()


@pytest.mark.parametrize(
    "case",
    [
        ("sizes", {"size": "big"}, "size", "38 or 38.5"),
        ("sizes", {"size": "39"}, "__all__", "already"),
        ("routing", {"position": 9, "name": ""}, "name", ""),
        ("routing", {"position": 9, "name": "Cutting"}, "__all__", "already a step"),
        ("bom", {"material": "Goat", "scrap": D(100)}, "scrap", "99.99"),
        ("costs", {"kind": "rent", "name": "X"}, "kind", "rent"),
        ("options", {"name": "Lace", "minutes": D(-1)}, "minutes", "0"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(kenzi, loafer, bu_sari, case):
    section, values, field, words = case
    before = queries.dossier(kenzi, loafer)
    with translation.override("en"), pytest.raises(NotSaved) as error:
        actions.add_row(workshop=kenzi, product=loafer, section=section, values=values, by=bu_sari)
    assert [name for name, _ in error.value.fields] == [field]
    assert words in str(error.value)
    assert queries.dossier(kenzi, loafer) == before


def test_a_product_with_one_bad_row_is_not_made_at_all(kenzi, bu_sari):
    rows = loafer_rows()
    rows["sizes"].append({"size": "39"})
    with pytest.raises(NotSaved, match="39"):
        actions.add_product(workshop=kenzi, by=bu_sari, passport=passport(), rows=rows)
    assert not Product.objects.exists()


def test_undo_takes_back_the_last_save_only(kenzi, loafer, bu_sari):
    before = queries.dossier(kenzi, loafer)
    step = before.steps[0].id
    actions.change_row(
        workshop=kenzi, product=loafer, section="routing", row=step,
        values={"minutes_per_pair": D(7)}, by=bu_sari,
    )  # fmt: skip
    actions.remove_row(workshop=kenzi, product=loafer, section="routing", row=step, by=bu_sari)
    assert len(queries.dossier(kenzi, loafer).steps) == 1
    assert actions.undo(workshop=kenzi, product=loafer, by=bu_sari) == "Cutting"
    assert queries.dossier(kenzi, loafer).steps[0].minutes_per_pair == D(7)
    actions.undo(workshop=kenzi, product=loafer, by=bu_sari)
    assert queries.dossier(kenzi, loafer) == before
    with pytest.raises(NothingToUndo):
        actions.undo(workshop=kenzi, product=loafer, by=bu_sari)


def test_a_removed_product_leaves_the_lists_and_comes_back(kenzi, loafer, bu_sari):
    actions.remove_product(workshop=kenzi, product=loafer, by=bu_sari)
    assert queries.catalogue_page(kenzi).items == ()
    assert queries.search(kenzi, "loafer") == ()
    with pytest.raises(NotFound):
        queries.product_page(kenzi, loafer)
    assert queries.name(kenzi, loafer) == "Brantas Loafer"
    actions.restore_product(workshop=kenzi, product=loafer, by=bu_sari)
    assert [item.id for item in queries.search(kenzi, "loafer")] == [loafer]


def test_a_removed_product_does_not_come_back_over_a_taken_code(kenzi, loafer, bu_sari):
    actions.remove_product(workshop=kenzi, product=loafer, by=bu_sari)
    actions.add_product(workshop=kenzi, by=bu_sari, passport=passport(name="New loafer"))
    with pytest.raises(CannotUndo, match="BRA-LF"):
        actions.restore_product(workshop=kenzi, product=loafer, by=bu_sari)


def test_the_price_of_a_material_counts_for_every_product(kenzi, loafer, bu_sari):
    calf = queries.dossier(kenzi, loafer).bom[0].material.id
    actions.change_material(workshop=kenzi, material=calf, values={"price": None}, by=bu_sari)
    page = queries.product_page(kenzi, loafer)
    assert [str(gap.reason) for gap in page.stops_quote] == ["The price of Calf is not known."]
    assert queries.catalogue_page(kenzi, only="gaps").items[0].gaps == 1
    actions.undo(workshop=kenzi, product=None, by=bu_sari)
    assert queries.catalogue_page(kenzi, only="gaps").items == ()


def test_a_material_in_use_cannot_be_removed(kenzi, loafer, bu_sari):
    calf = queries.dossier(kenzi, loafer).bom[0].material.id
    with pytest.raises(NotSaved, match="Calf"):
        actions.remove_material(workshop=kenzi, material=calf, by=bu_sari)


def test_search_finds_beginnings_without_accents_in_any_order(kenzi, bu_sari, loafer):
    actions.add_product(
        workshop=kenzi, by=bu_sari, passport=passport(code="CAF", name="Café Boot", words="")
    )
    assert [item.name for item in queries.search(kenzi, "boot CAFE")] == ["Café Boot"]
    assert [item.name for item in queries.search(kenzi, "calf slip")] == ["Brantas Loafer"]
    assert queries.search(kenzi, "penny boot") == ()
    assert queries.search(kenzi, '"; DROP *') == ()
    actions.change_passport(
        workshop=kenzi, product=loafer, values={"name": "Brantas Mule", "words": "", "style": ""},
        by=bu_sari,
    )  # fmt: skip
    assert [item.name for item in queries.search(kenzi, "mule")] == ["Brantas Mule"]
    assert queries.search(kenzi, "penny") == ()


def test_pages_follow_each_other_without_gap(kenzi, bu_sari, django_assert_num_queries):
    for number in range(7):
        actions.add_product(
            workshop=kenzi, by=bu_sari,
            passport=passport(code=f"P{number}", name=f"Shoe {number // 2}"),
        )  # fmt: skip
    seen, after = [], None
    while True:
        with django_assert_num_queries(1 if after is None else 2):
            page = queries.catalogue_page(kenzi, after=after, limit=3)
        seen += [item.code for item in page.items]
        after = page.next
        if after is None:
            break
    assert seen == [f"P{number}" for number in range(7)]


def test_the_reader_knows_names_and_other_words(kenzi, loafer):
    (entry,) = queries.entries(kenzi)
    assert (entry.id, entry.name) == (loafer, "Brantas Loafer")
    assert entry.words == ("BRA-LF", "loafer", "penny loafer", "slip-on")
