"""Rules in and out as a spreadsheet: readable, whole or not at all, taken back at once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from langkah.apps.rules import actions, exchange, incoming, queries, reading
from langkah.apps.rules.errors import CannotUndo, NotEntered, NotFound
from langkah.apps.rules.exchange.columns import COLUMNS, BadCell, DayUnknown
from langkah.apps.rules.exchange.columns import value as columns_value
from langkah.apps.rules.models import BookChange, DatedRule
from langkah.apps.workshop.errors import NotSaved
from langkah.domain.rulebook.fault import BAD_RATE, TOO_LARGE
from langkah.papers.sheets import Formula, Sheet, read, to_csv, to_xlsx
from tests.apps.rules.conftest import LATER, NEW_YEAR, NOW, D, row

HEAD = ("id", "market", "hs", "kind", "rate", "valid_from", "valid_until", "source", "grade")
ENDED = ("eu-mfn-6403", "EU", "6403", "duty", D("0.08"), None, NEW_YEAR, "broker", "B")
RAISED = ("eu-leather-27", "EU", "6403", "duty", "9 %", "2027-01-01", None, "broker", "B")


def sheet(*rows, head=HEAD):
    return Sheet(name="rules", head=head, rows=tuple(rows))


def problems(workshop, *rows, head=HEAD):
    made = exchange.plan(workshop, [sheet(*rows, head=head)])
    return [(one.row, one.column, str(one.reason)) for one in made.problems]


def take(workshop, by, *rows, now=LATER, head=HEAD):
    made = exchange.plan(workshop, [sheet(*rows, head=head)])
    return actions.take_in(workshop=workshop, plan=made, by=by, now=now, note="from a broker.xlsx")


@pytest.fixture
def leather(kept):
    """The book with its duty on all leather shoes into the union, which knows no end."""
    assert row(kept, "eu-mfn-6403").valid_until is None
    return kept


@pytest.mark.parametrize("write", [lambda one: to_xlsx([one]), lambda one: to_csv([one])])
def test_what_is_taken_out_comes_in_without_a_change(kept, write):
    book = exchange.sheet(kept)
    (again,) = read(write(book))
    made = exchange.plan(kept, [again])
    assert made.problems == []
    assert (made.count("unchanged"), made.count("changed")) == (len(book.rows), 0)
    assert made.differences == ()


def test_a_change_is_read_as_a_sentence(leather):
    made = exchange.plan(leather, [sheet(ENDED, RAISED)])
    assert made.problems == []
    assert [str(one.sentence) for one in made.differences] == [
        "EU 6403: duty 8 % until 2026-12-31 → 9 % from 2027-01-01"
    ]
    assert (made.count("new"), made.count("changed")) == (1, 1)


def test_who_entered_what_when_is_kept(leather, bu_sari):
    change = take(leather, bu_sari, ENDED, RAISED)
    assert (change.by, change.at, change.note) == (bu_sari, LATER, "from a broker.xlsx")
    assert {one.code for one in change.rules.all()} == {"eu-mfn-6403", "eu-leather-27"}
    assert row(leather, "eu-leather-27").rate == D("0.09")


def test_errors_name_row_and_column_and_nothing_is_stored(kept, bu_sari):
    before = DatedRule.objects.count()
    wrong = [
        ("a", "XX", "6403", "duty", D("0.08"), None, None, "broker", "B"),
        ("b", "NL", "64o3", "duty", D(8), None, None, "broker", "B"),
        ("c", "NL", "6403", "dutie", D("0.08"), None, None, "broker", "B"),
        ("d", "NL", "6403", "duty", "eight", "1/2/27", None, "", "B"),
        ("e", "NL", "6403", "tax", D("0.21"), NEW_YEAR, NEW_YEAR, "broker", "Z"),
        ("a", "NL", "6403", "duty", D("0.08"), None, None, "broker", "B"),
    ]
    found = [(one[0], one[1]) for one in problems(kept, *wrong)]
    assert found == [
        (2, "market"),
        (3, "hs"),
        (3, "rate"),
        (4, "kind"),
        (5, "rate"),
        (5, "valid_from"),
        (6, "grade"),
        (7, "id"),
    ]
    with pytest.raises(NotEntered):
        take(kept, bu_sari, *wrong)
    assert DatedRule.objects.count() == before
    assert BookChange.objects.count() == 1


def test_each_error_is_a_sentence(kept, snapshot):
    head = ("market", "kind", "rate", "amount", "basis", "source", "grade")
    wrong = [
        ("NL", "tax", D("0.21"), None, None, "", "A"),
        ("nl", "fee", None, D(-3), None, "broker", "A"),
        ("NL", "free below", None, None, "x", "broker", "A"),
        ("NL", "duty", D("1.5"), D(3), None, "broker", "A"),
    ]
    assert problems(kept, *wrong, head=head) == snapshot
    assert problems(kept, ("x",), head=("colour",)) == snapshot
    assert problems(kept) == snapshot


@pytest.mark.parametrize(
    "figure", [D("1e30"), "1" + "0" * 30, "10.000.000.000.000", D("1e400"), D("-1e30")]
)
@pytest.mark.parametrize("column", ["rate", "amount", "threshold", "limit"])
def test_a_figure_far_too_large_names_its_cell(kept, column, figure):
    head = ("market", "kind", column, "currency", "unit", "basis", "source", "grade")
    told = ("NL", "free below", figure, "EUR", "pair", "duty", "broker", "A")
    made = exchange.plan(kept, [sheet(told, head=head)])
    found = [(one.row, one.column, str(one.reason)) for one in made.problems]
    said = str(BAD_RATE if column == "rate" else TOO_LARGE)
    assert found == [(2, column, said)]
    assert [str(one.sentence) for one in made.differences] == []


@pytest.mark.parametrize("figure", ["4.300", "4,300", "1.000"])
def test_a_figure_that_reads_in_two_ways_is_refused(kept, figure):
    """Four thousand three hundred yen a pair are not four yen and thirty sen."""
    head = (*HEAD, "amount", "currency", "unit")
    told = ("jp-new", "JP", "640399", "duty", "30 %", "2027-01-01", None, "broker", "B")
    (problem,) = problems(kept, (*told, figure, "JPY", "pair"), head=head)
    assert problem[:2] == (2, "amount")
    assert figure in problem[2]
    assert f"{D(figure[0] + figure[2:])}" in problem[2]
    clear = problems(kept, (*told, "4.300,00", "JPY", "pair"), head=head)
    assert "amount" not in [column for _row, column, _said in clear]


def test_overlapping_rules_name_the_cell(leather):
    (found,) = problems(leather, RAISED)
    assert found[:2] == (2, "valid_from")
    assert found[2] == (
        "eu-mfn-6403 and eu-leather-27 both say what the duty is on 2027-01-01. "
        "End the first before the second begins."
    )
    late = (*ENDED[:6], NEW_YEAR.replace(month=3), *ENDED[7:])
    assert problems(leather, RAISED, late)[0][:2] == (3, "valid_until")


def test_a_day_that_nobody_knows_is_said_and_kept_out_of_prices(leather, bu_sari):
    announced = (*RAISED[:5], "unknown", *RAISED[6:])
    made = exchange.plan(leather, [sheet(announced)])
    assert [one.id for one in made.announced] == ["eu-leather-27"]
    assert made.differences == ()
    take(leather, bu_sari, announced)
    assert row(leather, "eu-leather-27").day_unknown
    (again,) = read(to_xlsx([exchange.sheet(leather)]))
    assert exchange.plan(leather, [again]).count("changed") == 0


def test_a_column_left_out_stays_as_it_is(kept):
    made = exchange.plan(
        kept,
        [
            sheet(
                ("eu-vat-nl", "NL", "tax", "A", "customs"),
                head=("id", "market", "kind", "grade", "source"),
            )
        ],
    )
    (entry,) = made.entries
    assert entry.rule == replace(entry.rule, rate=D("0.21"), basis="CIF") and made.problems == []


def test_a_fee_whose_least_is_above_its_most_is_refused_at_its_cell(kept):
    head = ("market", "kind", "programme", "rate", "threshold", "limit", "currency", "source",
            "grade")  # fmt: skip
    fee = ("US", "fee", "Harbour levy", D("0.003"), D(600), D(30), "USD", "broker", "B")
    assert problems(kept, fee, head=head) == [
        (2, "limit", "The fee is at least 600 and at most 30. Correct one of the two.")
    ]


def test_an_import_is_taken_back_whole(leather, bu_sari):
    checked = actions.Checked(on=NOW.date(), name="Bu Sari", asked="customs")
    actions.verify(workshop=leather, code="eu-mfn-6403", checked=checked, by=bu_sari, now=NOW)
    before = queries.book(leather, "NL")
    change = take(leather, bu_sari, ENDED, RAISED)
    assert queries.book(leather, "NL").verified == ()
    back = actions.undo(workshop=leather, change=change.pk, by=bu_sari, now=LATER)
    after = queries.book(leather, "NL")
    assert set(after.rules) == set(before.rules)
    assert after.verified == before.verified == ("eu-mfn-6403",)
    assert back.undoes == change
    with pytest.raises(CannotUndo):
        actions.undo(workshop=leather, change=change.pk, by=bu_sari, now=LATER)


def test_a_change_under_a_later_one_is_not_taken_back(leather, bu_sari):
    first = take(leather, bu_sari, ENDED, RAISED)
    take(leather, bu_sari, (*RAISED[:4], "10 %", *RAISED[5:]), now=LATER)
    with pytest.raises(CannotUndo):
        actions.undo(workshop=leather, change=first.pk, by=bu_sari, now=LATER)


def take_back(workshop, by, change):
    return actions.undo(workshop=workshop, change=change.pk, by=by, now=LATER)


def in_the_way(workshop, change):
    page = reading.change(workshop, change.pk)
    return page.can_undo, [one.id for one in page.in_the_way]


def raise_to(workshop, by, rate):
    head = ("id", "market", "kind", "rate", "source", "grade")
    return take(workshop, by, ("eu-vat-nl", "NL", "tax", D(rate), "the law", "A"), head=head)


def test_changes_are_taken_back_one_after_the_other(kept, bu_sari):
    first, second = (raise_to(kept, bu_sari, rate) for rate in ("0.22", "0.23"))
    assert in_the_way(kept, first) == (False, [second.pk])
    take_back(kept, bu_sari, second)
    assert in_the_way(kept, first) == (True, [])
    take_back(kept, bu_sari, first)
    assert row(kept, "eu-vat-nl").rate == D("0.21")
    with pytest.raises(CannotUndo):
        take_back(kept, bu_sari, first)


def test_a_taking_back_that_was_taken_back_stands_in_the_way(kept, bu_sari):
    first, second = (raise_to(kept, bu_sari, rate) for rate in ("0.22", "0.23"))
    back = take_back(kept, bu_sari, second)
    again = take_back(kept, bu_sari, back)
    assert row(kept, "eu-vat-nl").rate == D("0.23")
    assert in_the_way(kept, first) == (False, [again.pk])
    take_back(kept, bu_sari, again)
    take_back(kept, bu_sari, first)
    assert row(kept, "eu-vat-nl").rate == D("0.21")


def test_a_rule_brought_in_again_stands_in_the_way_of_bringing_it_back(kept, bu_sari):
    new = ("nl-levy", "NL", "640399", "duty", D("0.01"), None, None, "broker", "B")
    back = take_back(kept, bu_sari, take(kept, bu_sari, new))
    anew = take(kept, bu_sari, new)
    assert in_the_way(kept, back) == (False, [anew.pk])
    with pytest.raises(CannotUndo):
        take_back(kept, bu_sari, back)
    take_back(kept, bu_sari, anew)
    take_back(kept, bu_sari, back)
    assert row(kept, "nl-levy")


@given(steps=st.lists(st.one_of(st.none(), st.integers(0, 9)), min_size=2, max_size=6))
@settings(
    deadline=None, max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_every_change_that_stands_can_be_taken_back(kept, bu_sari, steps):
    """Whatever was changed and taken back: what stands in the way can be taken back in turn."""
    with transaction.atomic():
        made = []
        for number, which in enumerate(steps):
            one = made[which % len(made)] if which is not None and made else None
            if one is None or not reading.change(kept, one.pk).can_undo:
                made.append(raise_to(kept, bu_sari, f"0.3{number}"))
            else:
                made.append(take_back(kept, bu_sari, one))
        for _ in range(2 * len(steps)):
            one = made[0].pk
            if reading.change(kept, one).row.undone:
                break
            while way := reading.change(kept, one).in_the_way:
                assert way[0].id > one
                one = way[0].id
            take_back(kept, bu_sari, BookChange.objects.get(pk=one))
        assert reading.change(kept, made[0].pk).row.undone
        transaction.set_rollback(True)


def test_a_file_waits_until_somebody_looked(kept, rival, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    name = incoming.keep(kept, to_xlsx([exchange.sheet(kept)]))
    assert incoming.plan(kept, name).problems == []
    with pytest.raises(NotFound):
        incoming.plan(rival, name)
    incoming.drop(kept, name)
    with pytest.raises(NotEntered, match="not a spreadsheet"):
        incoming.keep(kept, b"PK\x03\x04 nonsense")


def test_one_rule_is_corrected_or_followed_by_another(kept, bu_sari):
    actions.correct(
        workshop=kept, code="eu-vat-nl", values={"rate": D("0.22")}, by=bu_sari, now=LATER
    )
    assert row(kept, "eu-vat-nl").rate == D("0.22")
    actions.follow(
        workshop=kept,
        code="eu-vat-nl",
        values={"rate": D("0.23"), "valid_from": NEW_YEAR},
        by=bu_sari,
        now=LATER,
    )
    assert row(kept, "eu-vat-nl").valid_until == NEW_YEAR
    assert row(kept, "eu-vat-nl-2027-01-01").rate == D("0.23")


# --- odd figures ------------------------------------------------------------------------------

PRICED = (*HEAD, "amount", "unit", "currency", "programme")


def odd(column, cell):
    """A row with a rate or an amount that is not as usual."""
    rate, amount = (cell, None) if column == "rate" else (None, cell)
    unit = ("pair", "EUR") if column == "amount" else (None, None)
    kind = ("odd", "EU", "6403", "additional")
    return (*kind, rate, None, None, "broker", "B", amount, *unit, "Odd duty")


NOT_NUMBERS = (
    *("1e-30", "1E+5", "1e999", "NaN", "inf", "-inf", "１．５", "1_000", "+5", "½", "0x10", "−5"),
    *("1.2.3", "--1", "Rp 5", D("NaN"), D("Infinity"), D("-Infinity"), True, NEW_YEAR),
)


@pytest.mark.parametrize("column", ["rate", "amount"])
@pytest.mark.parametrize("cell", NOT_NUMBERS, ids=repr)
def test_what_is_no_number_is_named_by_its_cell(kept, column, cell):
    (found,) = problems(kept, odd(column, cell), head=PRICED)
    assert found[:2] == (2, column)
    assert "not a number" in found[2] or found[2] == str(BAD_RATE)


@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        ("rate", D("1e-30"), "at most 1 before and 8 after"),
        ("rate", "0,000000001", "at most 1 before and 8 after"),
        ("rate", "0.0000001 %", "at most 1 before and 8 after"),
        ("rate", D("0.30000000000000004"), "at most 1 before and 8 after"),
        ("rate", D("1e5"), str(BAD_RATE)),
        ("rate", "-0.01", str(BAD_RATE)),
        ("rate", "8", str(BAD_RATE)),
        ("amount", D("1e-30"), "at most 10 before and 4 after"),
        ("amount", "0,00001", "at most 10 before and 4 after"),
        ("amount", D("1e30"), str(TOO_LARGE)),
        ("amount", "1,500", "can be read in two ways"),
        ("amount", "1.500", "can be read in two ways"),
        ("amount", "5 %", "not a number"),
        ("amount", "-5", "not below zero"),
    ],
)
def test_a_figure_out_of_bounds_is_refused_not_rounded(kept, column, cell, said):
    found = problems(kept, odd(column, cell), head=PRICED)
    assert [one[:2] for one in found] == [(2, column)]
    assert said in found[0][2]


@pytest.mark.parametrize(
    ("column", "cell", "value"),
    [
        ("rate", "8 %", "0.08"),
        ("rate", "8％", "0.08"),
        ("rate", "0,125", "0.125"),
        ("rate", "12.125 %", "0.12125"),
        ("rate", "-0", "0"),
        ("rate", D("-0.0"), "0"),
        ("amount", "1,5", "1.5"),
        ("amount", "1.5", "1.5"),
        ("amount", "1.250,50", "1250.50"),
        ("amount", "１２", "12"),
        ("amount", D("1E+5"), "100000"),
        ("amount", "-0.0", "0"),
    ],
)
def test_a_figure_is_kept_as_it_was_written(kept, bu_sari, column, cell, value):
    take(kept, bu_sari, odd(column, cell), head=PRICED)
    stored = getattr(row(kept, "odd"), column)
    assert stored == D(value)
    assert not stored.is_signed()


def test_a_formula_instead_of_a_name_is_named(kept):
    found = problems(kept, (Formula("=A1"), *ENDED[1:]))
    assert (2, "id") in [one[:2] for one in found]


def test_more_digits_than_the_book_keeps_are_refused_on_the_screen_too(kept, bu_sari):
    for values in ({"rate": D("0.000000001")}, {"amount": D("0.00001"), "currency": "EUR"}):
        with pytest.raises(NotSaved) as told:
            actions.correct(workshop=kept, code="eu-mfn-6403", values=values, by=bu_sari, now=LATER)
        assert next(iter(values)) in dict(told.value.problems)


CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.text(max_size=30),
    st.decimals(allow_nan=True, allow_infinity=True).filter(lambda one: not one.is_snan()),
    st.floats().map(lambda one: D(repr(one))),
    st.from_regex(r"-?[0-9]{0,12}[.,]?[0-9]{0,12} ?[%eE]?[0-9]{0,3}", fullmatch=True),
    st.dates(),
    st.just(Formula("=1")),
)


@given(st.sampled_from(COLUMNS), CELLS)
def test_no_cell_breaks_the_reading(column, cell):
    try:
        found = columns_value(column, cell)
    except (BadCell, DayUnknown):
        return
    if isinstance(found, D):
        assert found.is_finite()
        assert found or not found.is_signed()
        text = str(cell)
        assert not found or any(digit.isdecimal() and int(digit) for digit in text)
