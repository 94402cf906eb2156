"""History: who changed what, and a product as it stood at an earlier moment."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from langkah.apps.catalogue import actions, queries
from langkah.apps.catalogue.dossier import Dossier
from langkah.apps.workshop.models import Change

D = Decimal


def rows_of(dossier: Dossier) -> tuple[object, ...]:
    return dossier.passport, dossier.steps, dossier.bom, dossier.costs, dossier.sizes


def test_history_names_who_when_from_and_to(kenzi, loafer, bu_sari):
    step = queries.dossier(kenzi, loafer).steps[0].id
    actions.change_row(
        workshop=kenzi, product=loafer, section="routing", row=step,
        values={"minutes_per_pair": D("6.5"), "pay": None}, by=bu_sari,
    )  # fmt: skip
    newest, first = queries.history(kenzi, loafer)
    assert (newest.by, newest.title, newest.kind) == ("Bu Sari", "Cutting", "change")
    assert set(newest.fields) == {("minutes_per_pair", "5", "6.5"), ("pay", "4000", None)}
    assert (first.title, first.kind) == ("Brantas Loafer", "add")
    trail = Change.objects.get(verb="routing.change")
    assert trail.by == bu_sari


def test_what_a_row_names_is_told_by_its_name(kenzi, loafer, bu_sari):
    step = queries.dossier(kenzi, loafer).steps[0].id
    actions.change_row(
        workshop=kenzi, product=loafer, section="routing", row=step,
        values={"skill": "carving", "station": None, "pay": D("4500")}, by=bu_sari,
    )  # fmt: skip
    history = {name: told for name, *told in queries.history(kenzi, loafer)[0].fields}
    assert history["skill"] == ["cutting", "carving"]
    assert history["station"] == ["cutting table", None]
    trail = Change.objects.get(verb="routing.change").fields
    kept = {one.field: (one.before, one.after) for one in trail.all()}
    assert kept["skill"] == ("cutting", "carving")
    assert kept["pay"] == ("IDR 4000", "IDR 4500")


def test_saving_the_same_values_leaves_no_trace(kenzi, loafer, bu_sari):
    step = queries.dossier(kenzi, loafer).steps[0].id
    changed = actions.change_row(
        workshop=kenzi, product=loafer, section="routing", row=step,
        values={"minutes_per_pair": D("5.00")}, by=bu_sari,
    )  # fmt: skip
    assert not changed
    assert len(queries.history(kenzi, loafer)) == 1


def test_the_past_reads_as_it_was(kenzi, loafer, bu_sari):
    then = queries.dossier(kenzi, loafer)
    moment = timezone.now()
    calf = then.bom[0].material.id
    actions.change_material(workshop=kenzi, material=calf, values={"price": D(1)}, by=bu_sari)
    actions.add_row(
        workshop=kenzi, product=loafer, section="costs", by=bu_sari,
        values={"kind": "other", "name": "Glue", "amount": D(100)},
    )  # fmt: skip
    for row in then.bom:
        actions.remove_row(workshop=kenzi, product=loafer, section="bom", row=row.id, by=bu_sari)
    assert rows_of(queries.dossier(kenzi, loafer, as_of=moment)) == rows_of(then)
    assert rows_of(queries.dossier(kenzi, loafer)) != rows_of(then)


deeds = st.lists(
    st.tuples(st.sampled_from(["minutes", "cost", "remove", "add", "undo"]), st.integers(0, 9)),
    max_size=6,
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds)
def test_whatever_is_done_the_past_stays(kenzi, loafer, bu_sari, deeds):
    seen = [(timezone.now(), queries.dossier(kenzi, loafer))]
    for deed, number in deeds:
        _do(deed, number, kenzi, loafer, bu_sari)
        seen.append((timezone.now(), queries.dossier(kenzi, loafer)))
    for moment, then in seen:
        assert rows_of(queries.dossier(kenzi, loafer, as_of=moment)) == rows_of(then)


def _do(deed, number, kenzi, loafer, by):
    now = queries.dossier(kenzi, loafer)
    common = {"workshop": kenzi, "product": loafer, "by": by}
    if deed == "minutes" and now.steps:
        row = now.steps[number % len(now.steps)].id
        values = {"minutes_per_pair": D(number) or None}
        actions.change_row(section="routing", row=row, values=values, **common)
    elif deed == "cost":
        row = now.bom[0].material.id if now.bom else None
        if row:
            actions.change_material(
                workshop=kenzi, material=row, values={"price": D(number)}, by=by
            )
    elif deed == "remove" and now.bom:
        actions.remove_row(section="bom", row=now.bom[number % len(now.bom)].id, **common)
    elif deed == "add" and f"{number}" not in {row.size for row in now.sizes}:
        actions.add_row(section="sizes", values={"size": f"{number}"}, **common)
    elif deed == "undo" and now.last_edit:
        actions.undo(**common)


def test_a_moment_before_any_change_is_the_first_state(kenzi, loafer):
    later = timezone.now() + timedelta(days=1)
    assert rows_of(queries.dossier(kenzi, loafer, as_of=later)) == rows_of(
        queries.dossier(kenzi, loafer)
    )
