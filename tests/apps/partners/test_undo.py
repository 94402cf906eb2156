"""Nothing done to a rate card is lost: removals, imports and corrected prices are taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from langkah.apps.partners import actions, choosing, correcting, exchange, queries, spots, undoing
from langkah.apps.partners.drafts import NewZone, ordered
from langkah.apps.partners.errors import CannotUndo, NotFound, NotSaved
from langkah.apps.partners.models import RateCard
from langkah.apps.workshop.models import Change
from tests.domain.desk import D

EXAMPLE = exchange.example(date(2026, 11, 23))
KEPT = ordered(EXAMPLE)
MONTH = date(2026, 12, 20)


@pytest.fixture
def card(kenzi, bu_sari) -> int:
    return actions.take_in(workshop=kenzi, card=EXAMPLE, by=bu_sari)


def standing(kenzi):
    return [row.id for row in queries.cards(kenzi)]


def priced(kenzi, country="NL", day=EXAMPLE.valid_from):
    return queries.rate_cards(kenzi, country=country, day=day)


def correct(kenzi, by, card, place, price, first):
    to = correcting.Correction(place=place, price=D(price), first=first)
    return correcting.correct_price(workshop=kenzi, card=card, to=to, by=by)


@pytest.mark.django_db
def test_a_removed_card_comes_back_as_it_was(kenzi, card, bu_sari):
    before = priced(kenzi)
    actions.remove_card(workshop=kenzi, card=card, by=bu_sari)
    assert (priced(kenzi), standing(kenzi)) == ((), [])
    gone = queries.card(kenzi, card)
    assert (gone.card, gone.ended_by, gone.instead) == (KEPT, str(bu_sari.name), None)
    assert [row.id for row in queries.shelf(kenzi)[1]] == [card]
    undoing.bring_back(workshop=kenzi, card=card, by=bu_sari)
    assert queries.card(kenzi, card).card == KEPT
    assert (priced(kenzi), queries.shelf(kenzi)[1]) == (before, ())
    told = list(Change.objects.order_by("pk").values_list("verb", flat=True))
    assert told == ["rate_card.added", "rate_card.removed", "rate_card.restored"]


@pytest.mark.django_db
def test_removing_or_bringing_back_twice_is_once(kenzi, card, bu_sari):
    for _twice in range(2):
        actions.remove_card(workshop=kenzi, card=card, by=bu_sari)
    ended = RateCard.objects.get().ended_at
    for _twice in range(2):
        undoing.bring_back(workshop=kenzi, card=card, by=bu_sari)
    assert ended is not None
    assert Change.objects.count() == 3


@pytest.mark.django_db
def test_an_import_over_a_card_is_taken_back(kenzi, card, bu_sari):
    dearer = replace(EXAMPLE, fuel_percent=D(21), zones=EXAMPLE.zones[:2], surcharges=())
    second = actions.take_in(workshop=kenzi, card=dearer, by=bu_sari)
    assert standing(kenzi) == [second]
    assert [row.id for row in queries.earlier(kenzi, second)] == [card]
    assert undoing.take_back(workshop=kenzi, card=second, by=bu_sari) == card
    assert standing(kenzi) == [card]
    assert queries.card(kenzi, card).card == KEPT
    undoing.bring_back(workshop=kenzi, card=second, by=bu_sari)
    assert standing(kenzi) == [second]
    assert queries.card(kenzi, second).card == ordered(dearer)


@pytest.mark.django_db
def test_a_stale_undo_takes_nothing_away(kenzi, card, bu_sari):
    second = actions.take_in(workshop=kenzi, card=replace(EXAMPLE, fuel_percent=D(21)), by=bu_sari)
    third = actions.take_in(workshop=kenzi, card=replace(EXAMPLE, fuel_percent=D(22)), by=bu_sari)
    with pytest.raises(CannotUndo):
        undoing.take_back(workshop=kenzi, card=second, by=bu_sari)
    assert standing(kenzi) == [third]
    with pytest.raises(NotSaved):
        actions.change_card(workshop=kenzi, card=card, to=EXAMPLE, by=bu_sari)


@pytest.mark.django_db
def test_bringing_back_lets_what_stood_there_be_brought_back_too(kenzi, card, bu_sari):
    actions.remove_card(workshop=kenzi, card=card, by=bu_sari)
    other = actions.take_in(workshop=kenzi, card=replace(EXAMPLE, fuel_percent=D(9)), by=bu_sari)
    undoing.bring_back(workshop=kenzi, card=card, by=bu_sari)
    assert standing(kenzi) == [card]
    assert [row.id for row in queries.earlier(kenzi, card)] == [other]


@pytest.mark.django_db
def test_a_zone_too_many_is_taken_back(kenzi, card, bu_sari):
    row = KEPT.zones[0].breaks[0]
    zone = NewZone(name="Kanada", countries=("CA",), breaks=(row,))
    second = actions.add_zone(workshop=kenzi, card=card, zone=zone, by=bu_sari)
    assert len(queries.card(kenzi, second).card.zones) == len(KEPT.zones) + 1
    undoing.take_back(workshop=kenzi, card=second, by=bu_sari)
    assert queries.card(kenzi, card).card == KEPT


@pytest.mark.django_db
@pytest.mark.parametrize("place", ["z0-0", "z1-1", "s1", "fuel", "minimum"])
def test_a_price_is_corrected_from_the_first_day(kenzi, bu_sari, place):
    kept = replace(EXAMPLE, minimum=D(200_000))
    card = actions.take_in(workshop=kenzi, card=kept, by=bu_sari)
    second = correct(kenzi, bu_sari, card, place, "77", EXAMPLE.valid_from)
    after = queries.card(kenzi, second).card
    assert spots.spot(after, place).price == 77
    assert spots.with_price(after, place, spots.spot(ordered(kept), place).price) == ordered(kept)
    assert standing(kenzi) == [second]
    assert undoing.take_back(workshop=kenzi, card=second, by=bu_sari) == card
    assert queries.card(kenzi, card).card == ordered(kept)
    told = Change.objects.get(verb="rate_card.price_corrected").fields.get(field="price")
    assert D(told.after) == 77


@pytest.mark.django_db
def test_a_price_from_a_later_day_leaves_the_days_before_alone(kenzi, card, bu_sari):
    old = priced(kenzi)
    later = correct(kenzi, bu_sari, card, "z0-0", "999000", MONTH)
    assert priced(kenzi) == old
    leaves = queries.rate_cards(kenzi, country="NL", day=MONTH, leaves=MONTH)
    assert {one.name for one in leaves} == {str(card), str(later)}
    counts = choosing.counting(queries.cards(kenzi), MONTH)
    assert {row.id for row in counts.values()} == {later}
    told = choosing.superseded(kenzi, card, MONTH)
    assert told is not None
    assert told.instead is not None
    assert told.instead.id == later
    assert choosing.superseded(kenzi, card, EXAMPLE.valid_from) is None
    assert choosing.superseded(kenzi, later, EXAMPLE.valid_from) is None
    assert [row.id for row in choosing.choices(kenzi, MONTH)] == [later]
    assert undoing.take_back(workshop=kenzi, card=later, by=bu_sari) is None
    assert standing(kenzi) == [card]


@pytest.mark.django_db
def test_a_price_that_cannot_be_is_refused_in_words(kenzi, bu_sari):
    ends = replace(EXAMPLE, valid_until=date(2027, 1, 31))
    card = actions.take_in(workshop=kenzi, card=ends, by=bu_sari)
    same = KEPT.zones[0].breaks[0].price
    early, late = EXAMPLE.valid_from - timedelta(days=1), date(2027, 3, 1)
    for place, price, first in (
        ("z0-0", same, MONTH),
        ("z0-0", "-1", MONTH),
        ("z0-0", "9", early),
        ("z0-0", "9", late),
    ):
        with pytest.raises(NotSaved):
            correct(kenzi, bu_sari, card, place, price, first)
    for place in ("z9-0", "z0-99", "s99", "minimum9", "", "z-1-0"):
        with pytest.raises(NotFound):
            correct(kenzi, bu_sari, card, place, "9", MONTH)
    later = correct(kenzi, bu_sari, card, "z0-0", "9", MONTH)
    with pytest.raises(NotSaved) as told:
        correct(kenzi, bu_sari, card, "z0-1", "9", date(2026, 12, 25))
    assert "another card of this service holds" in str(told.value)
    assert standing(kenzi) == [later, card]


@pytest.mark.django_db
def test_a_card_of_another_workshop_is_not_there(kenzi, card, rival, rival_owner):
    for deed in (undoing.take_back, undoing.bring_back, actions.remove_card):
        with pytest.raises(NotFound):
            deed(workshop=rival, card=card, by=rival_owner)
    with pytest.raises(NotFound):
        correct(rival, rival_owner, card, "z0-0", "9", MONTH)
    with pytest.raises(NotFound):
        queries.earlier(rival, card)
    assert choosing.superseded(rival, card, MONTH) is None


PLACES = [
    *(
        spots.of_row(zone, row)
        for zone, one in enumerate(KEPT.zones)
        for row in range(len(one.breaks))
    ),
    *(spots.of_surcharge(number) for number in range(len(KEPT.surcharges))),
    *(
        spots.least_of(spots.of_surcharge(number))
        for number, one in enumerate(KEPT.surcharges)
        if one.minimum is not None
    ),
    spots.FUEL,
]


def test_the_least_of_a_surcharge_has_a_place_of_its_own():
    assert [place for place in PLACES if place.endswith("-least")]
    bare = replace(KEPT, surcharges=tuple(replace(one, minimum=None) for one in KEPT.surcharges))
    with pytest.raises(NotFound):
        spots.spot(bare, "s0-least")


@given(st.sampled_from(PLACES), st.decimals(0, 10**9, places=2))
def test_another_price_changes_one_thing_only(place, price):
    made = spots.with_price(KEPT, place, price)
    assert spots.spot(made, place).price == price
    assert spots.with_price(made, place, spots.spot(KEPT, place).price) == KEPT
    others = [one for one in PLACES if one != place]
    assert all(spots.spot(made, one).price == spots.spot(KEPT, one).price for one in others)
