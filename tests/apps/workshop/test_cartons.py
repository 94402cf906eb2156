"""Own cartons: another value is another row, so that every past moment can be read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from langkah.apps.workshop.actions import cartons as actions
from langkah.apps.workshop.actions.cartons import CartonValues
from langkah.apps.workshop.errors import NotFound, NotSaved
from langkah.apps.workshop.models import Change, OwnCarton
from langkah.apps.workshop.queries import cartons as queries
from langkah.domain.money import Money

pytestmark = pytest.mark.django_db
D = Decimal
NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
BIG = CartonValues(
    length_mm=600, width_mm=400, height_mm=400, empty_g=850, max_kg=D(20), price=D(14500)
)


def save(kenzi, bu_sari, *, now=NOW, carton=None, **changes):
    values = CartonValues(**{name: getattr(BIG, name) for name in BIG.__slots__} | changes)
    return actions.save_carton(workshop=kenzi, values=values, carton=carton, by=bu_sari, now=now)


def test_it_is_told_to_the_planner_as_it_was_measured(kenzi, bu_sari):
    save(kenzi, bu_sari)
    (one,) = queries.own_stock(kenzi, NOW).cartons
    assert one.name == "600 x 400 x 400"
    assert one.inner_cm == (60, 40, 40)
    # Two walls of half a centimetre on each side
    assert (one.length_cm, one.width_cm, one.height_cm) == (61, 41, 41)
    assert (one.empty_kg, one.max_kg, one.price) == (D("0.85"), 20, 14500)
    assert one.currency == "IDR"


def test_the_past_stays_as_it_was(kenzi, bu_sari):
    first = save(kenzi, bu_sari)
    second = save(kenzi, bu_sari, now=NOW + HOUR, carton=first, height_mm=300, name="Low")
    actions.remove_carton(workshop=kenzi, carton=second, by=bu_sari, now=NOW + 2 * HOUR)
    told = [queries.own_stock(kenzi, NOW + place * HOUR).cartons for place in range(-1, 3)]
    assert [[one.name for one in some] for some in told] == [[], ["600 x 400 x 400"], ["Low"], []]
    assert OwnCarton.objects.count() == 2
    assert queries.own_cartons(kenzi) == ()
    with pytest.raises(NotFound):
        queries.own_carton(kenzi, first)
    with pytest.raises(NotFound):
        save(kenzi, bu_sari, carton=first)
    verbs = list(Change.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["carton.saved", "carton.saved", "carton.removed"]


def test_what_is_not_in_stock_is_not_told(kenzi, bu_sari):
    save(kenzi, bu_sari, stocked=False)
    assert queries.own_stock(kenzi, NOW) == queries.OwnStock()
    (row,) = queries.own_cartons(kenzi)
    assert row.price == Money(D(14500), "IDR")


def test_only_own_cartons_from_a_moment_on(kenzi, bu_sari):
    def choose(only, hours):
        now = NOW + hours * HOUR
        actions.choose_packing(workshop=kenzi, only_own=only, by=bu_sari, now=now)

    with pytest.raises(NotSaved) as refused:
        choose(True, 0)
    assert [name for name, _ in refused.value.problems] == ["only_own"]
    save(kenzi, bu_sari)
    choose(True, 1)
    choose(True, 2)
    choose(False, 3)
    chosen = [queries.own_stock(kenzi, NOW + place * HOUR).only for place in range(5)]
    assert chosen == [False, True, True, False, False]
    assert Change.objects.filter(verb="packing.set").count() == 2


def test_what_was_put_back_as_before_has_not_changed(kenzi, bu_sari):
    def differ(hours):
        return queries.differ(kenzi, NOW, NOW + hours * HOUR)

    assert not differ(0)
    first = save(kenzi, bu_sari)
    kenzi.refresh_from_db()
    low = save(kenzi, bu_sari, now=NOW + HOUR, carton=first, height_mm=300, name="Low")
    assert differ(1)
    save(kenzi, bu_sari, now=NOW + 2 * HOUR, carton=low, name="600 x 400 x 400")
    assert not differ(2)
    actions.choose_packing(workshop=kenzi, only_own=True, by=bu_sari, now=NOW + 3 * HOUR)
    assert differ(3)
    actions.choose_packing(workshop=kenzi, only_own=False, by=bu_sari, now=NOW + 4 * HOUR)
    assert not differ(4)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"length_mm": 0}, "length_mm"),
        ({"height_mm": 3001}, "height_mm"),
        ({"empty_g": 0}, "empty_g"),
        ({"max_kg": D(0)}, "max_kg"),
        ({"max_kg": D("0.8")}, "max_kg"),
        ({"price": D(-1)}, "price"),
        ({"name": "big"}, "name"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(kenzi, bu_sari, changes, field):
    save(kenzi, bu_sari, name="Big")
    with pytest.raises(NotSaved) as refused:
        save(kenzi, bu_sari, **changes)
    assert field in [name for name, _ in refused.value.problems]
    assert OwnCarton.objects.count() == 1


def test_another_workshop_sees_none(kenzi, rival, rival_owner, bu_sari):
    carton = save(kenzi, bu_sari)
    assert queries.own_cartons(rival) == ()
    assert queries.own_stock(rival, NOW) == queries.OwnStock()
    with pytest.raises(NotFound):
        actions.remove_carton(workshop=rival, carton=carton, by=rival_owner, now=NOW)
