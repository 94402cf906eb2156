"""A rate card in and out as a spreadsheet: without loss, whole or not at all, errors by cell."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from langkah.apps.partners import actions, exchange, incoming, queries
from langkah.apps.partners.drafts import NewBreak, NewCard, NewZone, ordered, rate_card
from langkah.apps.partners.errors import NotFound, NotSaved
from langkah.apps.partners.models import RateCard
from langkah.domain.freight import Area, Surcharge, SurchargePer, doubts, faults
from langkah.papers.sheets import Formula, Sheet, read, to_csv, to_xlsx
from langkah.reference.carriers import WeightStep
from tests.domain.desk import D

EXAMPLE = exchange.example(date(2026, 11, 23))
WRITERS = {"xlsx": to_xlsx, "zip": to_csv}


def changed(sheet: str, row: int, column: str, value: object) -> list[Sheet]:
    """The example with one other cell; row 2 is the first under the head."""
    found = []
    for one in exchange.sheets(EXAMPLE):
        rows = [list(cells) for cells in one.rows]
        if one.name == sheet:
            rows[row - 2][one.head.index(column)] = value
        found.append(replace(one, rows=tuple(map(tuple, rows))))
    return found


def problems(sheets: list[Sheet]) -> list[tuple[str, int, str, str]]:
    made = exchange.plan(sheets)
    assert made.problems == [] or made.card is None or made.problems[0].row == 0
    return [(one.sheet, one.row, one.column, one.text) for one in made.problems]


def test_a_container_by_the_kilogram_is_refused_at_its_cell() -> None:
    wrong = exchange.plan(changed("card", 4, "value", "sea_fcl")).problems
    (prices,) = (one for one in exchange.sheets(EXAMPLE) if one.name == "prices")
    per = prices.head.index("per")
    rows = [row for row, cells in enumerate(prices.rows, start=2) if cells[per] != "parcel"]
    assert [(one.sheet, one.row, one.column) for one in wrong] == [
        ("prices", row, "per") for row in rows
    ]


def test_the_example_has_no_faults() -> None:
    assert faults(rate_card(EXAMPLE)) == ()


def test_the_table_of_the_demo_has_no_faults_and_raises_no_doubt() -> None:
    folder = Path(__file__).parents[3] / "examples" / "kenzi" / "rate_tables"
    for each in folder.iterdir():
        sheets = [
            replace(read(file.read_bytes())[0], name=file.stem) for file in each.glob("*.csv")
        ]
        made = rate_card(exchange.card(sheets))
        assert made.is_example
        assert faults(made) == ()
        assert list(doubts(made)) == []
    assert list(doubts(rate_card(EXAMPLE))) == []


@pytest.mark.parametrize("kind", WRITERS)
def test_what_is_taken_out_comes_in_the_same(kind: str) -> None:
    plan = exchange.plan(read(WRITERS[kind](exchange.sheets(EXAMPLE))))
    assert plan.problems == []
    assert plan.card == ordered(EXAMPLE)


def money() -> st.SearchStrategy[D]:
    return st.decimals(0, 10**9, places=4)


KG = st.decimals("0.001", 900, places=3)
NAMES = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=30
)
DAYS = st.none() | st.dates(date(2020, 1, 1), date(2040, 1, 1))
AREAS = st.sampled_from(
    [
        Area(country="ES", first="35"),
        Area(country="ES", first="38000", last="38999"),
        Area(country="GB", first="IV1", last="IV9"),
    ]
)


@st.composite
def zones(draw: st.DrawFn) -> tuple[NewZone, ...]:
    countries = draw(st.sets(st.sampled_from(["NL", "DE", "FR", "US", "JP", "NO"]), min_size=1))
    made = []
    for place, country in enumerate(sorted(countries)):
        weights = [*sorted(draw(st.sets(KG, max_size=4))), None]
        breaks = []
        for weight in weights:
            per = draw(st.sampled_from(["parcel", "kg", "step"]))
            step = D("0.5") if per == "step" else None
            breaks.append(NewBreak(up_to_kg=weight, price=draw(money()), per=per, step_kg=step))
        days = draw(st.sampled_from([(None, None), (2, 9)]))
        made.append(
            NewZone(
                name=f"{draw(NAMES)[:20]} {place}",
                countries=(country,),
                areas=(draw(AREAS),) if not place else (),
                days_min=days[0],
                days_max=days[1],
                breaks=tuple(breaks),
            )
        )
    return tuple(made)


def within_reason(one: Surcharge) -> Surcharge:
    """A percentage of the freight is 500 at most."""
    return replace(one, amount=min(one.amount, D(500))) if one.per == "percent" else one


CARDS = st.builds(
    NewCard,
    carrier=NAMES,
    service=NAMES,
    mode=st.sampled_from(["courier", "post", "air"]),
    currency=st.sampled_from(["IDR", "EUR", "JPY"]),
    valid_from=st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    valid_until=st.none() | st.dates(date(2031, 1, 1), date(2040, 1, 1)),
    divisor=st.none() | st.sampled_from([5000, 6000]),
    minimum=st.none() | money(),
    fuel_percent=st.none() | st.decimals(0, 90, places=2) | st.just(D("0.18")),
    per_piece=st.none() | st.booleans(),
    to_door=st.none() | st.booleans(),
    includes=st.just("") | NAMES,
    is_example=st.booleans(),
    steps=st.sampled_from([(), EXAMPLE.steps, (WeightStep(step_kg=D("0.1")),)]),
    surcharges=st.lists(
        st.builds(
            Surcharge,
            name=NAMES,
            per=st.sampled_from(list(SurchargePer)),
            amount=money(),
            minimum=st.none() | money(),
            countries=st.sampled_from([(), ("NL",), ("FR", "US")]),
            areas=st.just(()) | st.tuples(AREAS),
            above_kg=st.none() | KG,
            above_side_cm=st.none() | st.decimals(1, 300, places=1),
            home=st.booleans(),
        ).map(within_reason),
        max_size=3,
    ).map(tuple),
    zones=zones(),
)


@settings(max_examples=40)
@given(card=CARDS, kind=st.sampled_from(list(WRITERS)))
def test_any_card_goes_out_and_comes_in_the_same(card: NewCard, kind: str) -> None:
    plan = exchange.plan(read(WRITERS[kind](exchange.sheets(card))))
    assert plan.problems == []
    assert plan.card == ordered(card)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (
            ("prices", 3, "over_kg", D(1)),
            "Between 0.5 kg and 1 kg there is a hole. Let this row begin at 0.5 kg, or add a row "
            "between.",
        ),
        (
            ("prices", 4, "over_kg", D(9)),
            "Between 9 kg and 10 kg there is an overlap: two prices for one weight. Let this row "
            "begin at 10 kg.",
        ),
        (("prices", 3, "up_to_kg", D(-1)), "-1 is below zero. Correct it."),
        (("prices", 3, "price", "lots"), "“lots” is not a number."),
        (("prices", 3, "price", None), "This cell is empty. Fill it in."),
        (
            ("prices", 3, "per", "pound"),
            "“pound” is not known here. Choose one of: parcel, kg, step, m3.",
        ),
        (
            ("prices", 3, "step_kg", None),
            "A price of a step needs how many kilograms a step is, such as 0.5.",
        ),
        (("prices", 2, "zone", "Asia"), "The sheet zones has no zone with this name."),
        (
            ("zones", 2, "places", "SG, Atlantis"),
            "“Atlantis” is no country. Write two letters such as NL, or with postcodes: "
            "ES 35000-38999.",
        ),
        (
            ("zones", 4, "places", "ES 35, ES 35-38"),
            "ES 35 and ES 35-38 share postcodes. Leave one of them out.",
        ),
        (("zones", 3, "places", "NL, SG"), "SG stands in zone ASEAN already. Leave it in one."),
        (("zones", 3, "days_max", D(1)), "At most must not be less than at least."),
        (("zones", 3, "zone", "ASEAN"), "A zone with this name stands above. Name it anew."),
        (
            ("card", 5, "value", "RP"),
            "“RP” is no currency. Write three letters such as IDR or EUR.",
        ),
        (
            ("card", 6, "value", "1/2/27"),
            "“1/2/27” is not a day. Write year, month, day: 2027-01-31.",
        ),
        (("card", 2, "value", None), "This cell is empty. Fill it in."),
        (
            ("rounding", 3, "up_to_kg", D(20)),
            "Weights must rise from row to row, and only the last may be empty.",
        ),
        (("rounding", 2, "step_kg", D(0)), "A step must be above zero."),
        (("surcharges", 4, "minimum", D(-5)), "-5 is below zero. Correct it."),
        (
            ("surcharges", 4, "places", "ES 44199-44100"),
            "ES 44199-44100: a range of postcodes runs from the lower to the higher, both of the "
            "same length and with the same letters in front, such as 35000-38999.",
        ),
        (("surcharges", 3, "home", "perhaps"), "“perhaps” is neither yes nor no."),
        (
            ("surcharges", 2, "amount", D("0.00001")),
            "0.00001 has too many digits: at most 14 before and 4 after the point.",
        ),
    ],
)
def test_an_error_names_its_cell(cell: tuple[str, int, str, object], text: str, settings) -> None:  # type: ignore[no-untyped-def]
    settings.LANGUAGE_CODE = "en"
    assert (*cell[:3], text) in problems(changed(*cell))


def test_what_is_missing_is_said(settings) -> None:  # type: ignore[no-untyped-def]
    settings.LANGUAGE_CODE = "en"
    card, zones, prices, rounding, surcharges = exchange.sheets(EXAMPLE)
    assert problems([card, prices]) == [
        ("zones", 0, "", "The file has no sheet with this name. Take the example.")
    ]
    strange = Sheet(name="notes", head=("a",), rows=())
    assert problems([card, zones, prices, strange])[0][:2] == ("notes", 0)
    headless = replace(prices, head=("zone", "kg", "price", "per", "up_to_kg", "step_kg"))
    assert problems([card, zones, headless])[0][:3] == ("prices", 1, "kg")
    short = replace(card, rows=card.rows[1:])
    assert problems([short, zones, prices]) == [
        ("card", 20, "what", "The row carrier is missing. Add it.")
    ]
    twice = replace(card, rows=(*card.rows, card.rows[0]))
    assert problems([twice, zones, prices])[0][:3] == ("card", 21, "what")
    assert problems([card, zones, prices, rounding, surcharges]) == []


@pytest.mark.parametrize("sheet", ["zones", "prices", "rounding", "surcharges"])
def test_a_column_is_left_out_only_where_it_may_be(sheet: str, settings) -> None:  # type: ignore[no-untyped-def]
    """Without `per` every price was one of the whole parcel."""
    settings.LANGUAGE_CODE = "en"
    sheets = exchange.sheets(EXAMPLE)
    (one,) = (each for each in sheets if each.name == sheet)
    may_lack = {"zones": ("days_min", "days_max"), "prices": ("over_kg", "step_kg")}.get(sheet, ())
    for place, column in enumerate(one.head):
        less = replace(
            one,
            head=(*one.head[:place], *one.head[place + 1 :]),
            rows=tuple((*row[:place], *row[place + 1 :]) for row in one.rows),
        )
        found = problems([less if each is one else each for each in sheets])
        if (sheet, column) in (("prices", "step_kg"), ("zones", "days_min")):
            # Only a card without steps, or without days, can do without it.
            assert {each[2] for each in found} == {"step_kg" if sheet == "prices" else "days_max"}
        elif column == "days_max":
            assert {each[2] for each in found} == {"days_max"}
        elif column in may_lack:
            assert found == []
        else:
            assert [each[:3] for each in found] == [(sheet, 1, column)]
            assert "only these may be left out" in found[0][3] or "no column" in found[0][3]
            assert all(name in found[0][3] for name in may_lack)


def test_a_column_that_stands_twice_is_refused() -> None:
    card, zones, prices, *rest = exchange.sheets(EXAMPLE)
    head = tuple("price" if name == "over_kg" else name for name in prices.head)
    found = problems([card, zones, replace(prices, head=head), *rest])
    assert [one[:3] for one in found] == [("prices", 1, "price")]


@pytest.mark.parametrize("name", ["mode", "fuel_percent", "minimum", "divisor"])
def test_a_row_of_the_card_that_changes_the_price_stands_there(name: str) -> None:
    card, *rest = exchange.sheets(EXAMPLE)
    short = replace(card, rows=tuple(row for row in card.rows if row[0] != name))
    found = problems([short, *rest])
    assert [one[:3] for one in found] == [("card", 20, "what")]
    assert name in found[0][3]


# One change, or two where one alone is no fault, and the cell that is named
AT_THEIR_CELLS = [
    ((("prices", 3, "per", "parcel"),), ("prices", 3, "per")),
    ((("prices", 3, "per", None),), ("prices", 3, "per")),
    ((("prices", 5, "step_kg", D("0.5")),), ("prices", 5, "per")),
    ((("prices", 3, "step_kg", None),), ("prices", 3, "step_kg")),
    ((("prices", 3, "step_kg", D(0)),), ("prices", 3, "step_kg")),
    ((("prices", 5, "per", "m3"),), ("prices", 5, "per")),
    ((("prices", 2, "price", D(-1)),), ("prices", 2, "price")),
    ((("prices", 3, "over_kg", D(1)),), ("prices", 3, "over_kg")),
    ((("prices", 3, "up_to_kg", D("0.2")),), ("prices", 3, "up_to_kg")),
    ((("card", 7, "value", date(2025, 12, 31)),), ("card", 7, "value")),
    ((("card", 5, "value", "RP"),), ("card", 5, "value")),
    ((("card", 8, "value", D("900")),), ("card", 8, "value")),
    ((("card", 8, "value", D("0.18")),), ("card", 8, "value")),
    ((("card", 9, "value", D(-1)),), ("card", 9, "value")),
    ((("card", 10, "value", D(139)),), ("card", 10, "value")),
    ((("card", 10, "value", D(0)),), ("card", 10, "value")),
    ((("card", 11, "value", "in3/lb"),), ("card", 10, "value")),
    ((("card", 10, "value", D(90000)),), ("card", 10, "value")),
    ((("zones", 2, "places", None),), ("zones", 2, "places")),
    ((("zones", 2, "places", "SG, NL"),), ("zones", 3, "places")),
    ((("zones", 4, "places", "ES 35, ES 35-38"),), ("zones", 4, "places")),
    ((("zones", 2, "days_min", None),), ("zones", 2, "days_max")),
    ((("zones", 2, "days_min", D(-1)),), ("zones", 2, "days_min")),
    ((("zones", 2, "days_min", D(9)),), ("zones", 2, "days_max")),
    ((("rounding", 2, "step_kg", D(0)),), ("rounding", 2, "step_kg")),
    ((("rounding", 2, "up_to_kg", None),), ("rounding", 3, "up_to_kg")),
    (
        (("surcharges", 3, "per", "percent"), ("surcharges", 3, "amount", D(900))),
        ("surcharges", 3, "amount"),
    ),
    (
        (("surcharges", 3, "per", "percent"), ("surcharges", 3, "amount", D("0.18"))),
        ("surcharges", 3, "amount"),
    ),
    ((("surcharges", 2, "amount", D(-1)),), ("surcharges", 2, "amount")),
    ((("surcharges", 2, "amount", "5 %"),), ("surcharges", 2, "amount")),
    ((("surcharges", 4, "minimum", D(-1)),), ("surcharges", 4, "minimum")),
    ((("surcharges", 2, "name", " "),), ("surcharges", 2, "name")),
    ((("surcharges", 5, "above_kg", D(-1)),), ("surcharges", 5, "above_kg")),
    ((("surcharges", 2, "valid_until", date(2025, 1, 1)),), ("surcharges", 2, "valid_until")),
    ((("surcharges", 4, "places", "ES 44, ES 44-45"),), ("surcharges", 4, "places")),
]


@pytest.mark.parametrize(("cells", "named"), AT_THEIR_CELLS, ids=lambda one: str(one)[:60])
def test_every_fault_names_sheet_row_and_column(cells, named) -> None:  # type: ignore[no-untyped-def]
    sheets = list(exchange.sheets(EXAMPLE))
    for sheet, row, column, value in cells:
        place = [one.name for one in sheets].index(sheet)
        rows = [list(each) for each in sheets[place].rows]
        rows[row - 2][sheets[place].head.index(column)] = value
        sheets[place] = replace(sheets[place], rows=tuple(map(tuple, rows)))
    found = [(one.sheet, one.row, one.column) for one in exchange.plan(sheets).problems]
    assert named in found
    assert len(found) <= 2
    assert all(sheet and row and column for sheet, row, column in found)


def test_no_zones_at_all_belong_under_the_head() -> None:
    card, zones, prices, *rest = exchange.sheets(EXAMPLE)
    bare = [card, replace(zones, rows=()), replace(prices, rows=()), *rest]
    found = exchange.plan(bare).problems
    assert [(one.sheet, one.row, one.column) for one in found] == [("zones", 2, "zone")]


@pytest.mark.parametrize(
    ("currency", "text", "price"),
    [("IDR", "350.000", 350_000), ("IDR", "Rp 1.250.000", 1_250_000), ("EUR", "12,50", D("12.5"))],
)
def test_prices_are_read_as_people_write_them(currency: str, text: str, price: D) -> None:
    sheets = changed("prices", 2, "price", text)
    rows = [list(cells) for cells in sheets[0].rows]
    rows[3][1] = currency
    plan = exchange.plan([replace(sheets[0], rows=tuple(map(tuple, rows))), *sheets[1:]])
    assert plan.card is not None
    assert plan.card.zones[0].breaks[0].price == price


# --- kept ------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_card_is_kept_and_read_the_same(kenzi, bu_sari):
    pk = actions.take_in(workshop=kenzi, card=EXAMPLE, by=bu_sari)
    kept = queries.card(kenzi, pk)
    assert kept.card == ordered(EXAMPLE)
    (spain,) = queries.rate_cards(kenzi, country="ES", day=EXAMPLE.valid_from)
    assert [zone.name for zone in spain.zones] == ["Europe", "Canary Islands"]
    named = [one.name for one in spain.surcharges]
    assert named[1:] == [one.name for one in EXAMPLE.surcharges]
    assert spain.surcharges[0].amount == EXAMPLE.fuel_percent
    (dutch,) = queries.rate_cards(kenzi, country="NL", day=EXAMPLE.valid_from)
    assert "Remote area" not in {one.name for one in dutch.surcharges}
    (japan,) = queries.rate_cards(kenzi, country="JP", day=EXAMPLE.valid_from)
    assert japan.zones == ()


@pytest.mark.django_db
def test_the_same_service_and_day_is_replaced_and_nothing_lost(kenzi, bu_sari):
    first = actions.take_in(workshop=kenzi, card=EXAMPLE, by=bu_sari)
    dearer = replace(EXAMPLE, fuel_percent=D(21), zones=EXAMPLE.zones[:2])
    assert exchange.differences(ordered(EXAMPLE), ordered(dearer)) != ()
    second = actions.take_in(workshop=kenzi, card=dearer, by=bu_sari)
    assert queries.card(kenzi, second).card == ordered(dearer)
    assert queries.card(kenzi, first).card == ordered(EXAMPLE)
    assert queries.card(kenzi, first).instead == second
    assert actions.take_in(workshop=kenzi, card=dearer, by=bu_sari) == second
    later = replace(EXAMPLE, valid_from=date(2027, 1, 1), valid_until=None)
    third = actions.take_in(workshop=kenzi, card=later, by=bu_sari)
    assert {row.id for row in queries.cards(kenzi)} == {second, third}


@pytest.mark.django_db
def test_the_card_of_the_day_the_goods_leave_comes_too(kenzi, bu_sari):
    actions.take_in(workshop=kenzi, card=EXAMPLE, by=bu_sari)
    later = replace(EXAMPLE, valid_from=date(2027, 1, 1), valid_until=None)
    actions.take_in(workshop=kenzi, card=later, by=bu_sari)
    day = date(2026, 11, 23)
    assert len(queries.rate_cards(kenzi, country="NL", day=day)) == 1
    assert len(queries.rate_cards(kenzi, country="NL", day=day, leaves=date(2027, 2, 1))) == 2


@pytest.mark.django_db
def test_a_wrong_card_is_kept_out_whole(kenzi, bu_sari):
    wrong = replace(EXAMPLE, surcharges=(replace(EXAMPLE.surcharges[0], amount=D(-1)),))
    with pytest.raises(NotSaved):
        actions.take_in(workshop=kenzi, card=wrong, by=bu_sari)
    assert not RateCard.objects.exists()


@pytest.mark.django_db
def test_a_file_waits_until_it_is_taken_or_dropped(kenzi):
    name = incoming.keep(kenzi, to_xlsx(exchange.sheets(EXAMPLE)))
    assert incoming.plan(kenzi, name).card == ordered(EXAMPLE)
    incoming.drop(kenzi, name)
    with pytest.raises(NotFound):
        incoming.plan(kenzi, name)
    with pytest.raises(NotSaved):
        incoming.keep(kenzi, b"PK not a sheet")


def test_differences_are_sentences(settings) -> None:  # type: ignore[no-untyped-def]
    settings.LANGUAGE_CODE = "en"
    europe = EXAMPLE.zones[1]
    breaks = (replace(europe.breaks[0], price=D(530_000)), *europe.breaks[1:])
    after = replace(
        EXAMPLE,
        minimum=D(300_000),
        steps=(),
        surcharges=(
            *EXAMPLE.surcharges[1:],
            replace(EXAMPLE.surcharges[0], name="War risk", amount=D(9_000)),
        ),
        zones=(EXAMPLE.zones[0], replace(europe, days_max=9, breaks=breaks), EXAMPLE.zones[2]),
    )
    assert exchange.differences(ordered(EXAMPLE), ordered(after)) == (
        "minimum: 250000 → 300000",
        "Europe: 4-7 → 4-9 days",
        "Europe, up to 0.5 kg: IDR\xa0520,000 (parcel) → IDR\xa0530,000 (parcel)",
        "The rounding of weights changes.",
        f"Surcharge {EXAMPLE.surcharges[0].name} goes.",
        "Surcharge War risk is new.",
    )


# --- odd figures ------------------------------------------------------------------------------

NOT_NUMBERS = (
    *("1e-30", "1E+5", "NaN", "inf", "-Infinity", "１．５", "1_000", "+5", "½", "0x10", "−5"),
    *("5 %", "1.2.3", D("NaN"), D("Infinity"), True),
)


@pytest.mark.parametrize("cell", NOT_NUMBERS, ids=repr)
@pytest.mark.parametrize(
    ("sheet", "row", "column"),
    [
        *(("prices", 2, "price"), ("prices", 2, "up_to_kg"), ("surcharges", 2, "amount")),
        *(("rounding", 2, "step_kg"), ("card", 9, "value")),
    ],
)
def test_what_is_no_number_is_named_by_its_cell(sheet, row, column, cell):
    found = problems(changed(sheet, row, column, cell))
    assert (sheet, row, column) in [one[:3] for one in found]


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (D("1e-30"), "at most 14 before and 4 after"),
        (D("1e30"), "at most 14 before and 4 after"),
        ("0,00001", "at most 14 before and 4 after"),
        ("-5", "below zero"),
        ("", "empty"),
    ],
)
def test_a_price_out_of_bounds_is_refused_not_rounded(cell, said):
    with translation.override("en"):
        found = problems(changed("prices", 2, "price", cell or None))
    assert [one[:3] for one in found] == [("prices", 2, "price")]
    assert said in found[0][3]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        *(("1,5", "1.5"), ("1.5", "1.5"), ("240.000", "240000"), ("Rp 240.000", "240000")),
        *(("２４０", "240"), ("-0", "0"), (D("-0.0"), "0"), (D("2E+5"), "200000")),
    ],
)
def test_a_price_is_read_as_it_was_written(cell, value):
    plan = exchange.plan(changed("prices", 2, "price", cell))
    assert plan.card is not None
    price = plan.card.zones[0].breaks[0].price
    assert (price, price.is_signed(), str(price)) == (D(value), False, value)


@pytest.mark.parametrize("cell", ["21,5 %", "21.5%", "21,5％", D("21.5")])
def test_a_percentage_may_carry_its_sign(cell):
    rows = next(one for one in exchange.sheets(EXAMPLE) if one.name == "card").rows
    place = [row[0] for row in rows].index("fuel_percent") + 2
    plan = exchange.plan(changed("card", place, "value", cell))
    assert plan.card is not None
    assert plan.card.fuel_percent == D("21.5")


@pytest.mark.parametrize("cell", ["18", "18 %", "18,0%", D(18)])
@pytest.mark.parametrize("kind", WRITERS)
def test_eighteen_percent_is_eighteen_percent(cell, kind):
    made = changed("card", 8, "value", cell)
    plan = exchange.plan(read(WRITERS[kind](made)))
    assert plan.card is not None
    assert plan.card.fuel_percent == 18


def test_less_than_one_percent_is_asked_about_and_its_sign_answers(settings) -> None:  # type: ignore[no-untyped-def]
    settings.LANGUAGE_CODE = "en"
    assert problems(changed("card", 8, "value", D("0.18"))) == [
        (
            *("card", 8, "value"),
            "0.18 percent is less than one. If you mean 18 percent, write 18; if it is really so "
            "little, write 0.18 %.",
        )
    ]
    card = exchange.plan(changed("card", 8, "value", "0.18 %")).card
    assert card is not None
    assert card.fuel_percent == D("0.18")
    for write in WRITERS.values():
        assert exchange.plan(read(write(exchange.sheets(card)))).card == card


@pytest.mark.parametrize(
    ("value", "shown", "read_as"),
    [
        *((0.18, "0%", "18 %"), (0.18, "0.00 %", "18 %"), (0.185, "0.0%;-0.0%", "18.5 %")),
        *((18, '0"%"', D(18)), (18, r"0\%", D(18)), (18, "0", D(18)), (0.18, "0.00", D("0.18"))),
    ],
)
def test_only_a_sign_that_counts_makes_a_percentage(value, shown, read_as):
    """A sign in quotes is only printed: 18 stays 18."""
    book = Workbook()
    book.active.append(["what", "value"])
    book.active.append(["fuel", value])
    book.active["B2"].number_format = shown
    out = io.BytesIO()
    book.save(out)
    (sheet,) = read(out.getvalue())
    assert sheet.rows[0] == ("fuel", read_as)


def test_a_cell_shown_as_a_percentage_is_read_as_people_see_it():
    """A spreadsheet keeps 18.5 % as 0.185, which would be a hundredth of the surcharge."""
    book = Workbook()
    page = book.active
    page.append(["what", "value"])
    page.append(["fuel", 0.185])
    page["B2"].number_format = "0.0%"
    page.append(["rate", float("nan")])
    out = io.BytesIO()
    book.save(out)
    (sheet,) = read(out.getvalue())
    assert sheet.rows[0] == ("fuel", "18.5 %")
    assert not isinstance(sheet.rows[1][1], D)


CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.text(max_size=30),
    st.decimals(allow_nan=True, allow_infinity=True).filter(lambda one: not one.is_snan()),
    st.from_regex(r"-?[0-9]{0,12}[.,]?[0-9]{0,12} ?[%eE]?[0-9]{0,3}", fullmatch=True),
    st.dates(),
    st.just(Formula("=1")),
)
PLACES = [
    (sheet.name, row, column)
    for sheet in exchange.sheets(EXAMPLE)
    for row in range(2, len(sheet.rows) + 2)
    for column in sheet.head
]


@settings(max_examples=150)
@given(st.sampled_from(PLACES), CELLS)
def test_no_cell_breaks_the_reading(place, cell):
    plan = exchange.plan(changed(*place, cell))
    if plan.card is None or plan.problems:
        assert plan.problems
        assert all(one.sheet and one.row and one.column for one in plan.problems)
        return
    assert faults(rate_card(plan.card)) == ()
    sheets = exchange.sheets(plan.card)
    assert exchange.plan(read(to_xlsx(sheets))).card == plan.card
