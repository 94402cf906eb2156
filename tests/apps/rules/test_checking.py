"""A rule is checked by a named person, on a day, and the price hears of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from langkah.apps.rules import actions, queries
from langkah.apps.rules.errors import NotFound
from langkah.apps.rules.exchange import plan
from langkah.apps.rules.models import BookChange, Verification
from langkah.apps.workshop.errors import NotSaved
from langkah.apps.workshop.models import Change
from langkah.papers.sheets import Sheet
from tests.apps.rules.conftest import LATER, NEW_YEAR, NOW, D, row

CHECKED = actions.Checked(
    on=NOW.date(), name="Bu Sari", asked="Belastingdienst, on the telephone", note="21 %, sure"
)


def check(workshop, by, code="eu-vat-nl", now=NOW, **changes):
    from dataclasses import replace

    actions.verify(
        workshop=workshop, code=code, checked=replace(CHECKED, **changes), by=by, now=now
    )


def test_the_price_hears_which_rules_were_checked(kept, bu_sari):
    check(kept, bu_sari)
    assert queries.book(kept, "NL").verified == ("eu-vat-nl",)
    assert queries.book(kept, "BE").verified == ()


def test_who_asked_whom_on_which_day_is_kept(kept, bu_sari):
    check(kept, bu_sari)
    found = Verification.objects.get()
    assert (found.name, found.asked, found.on, found.by, found.at) == (
        "Bu Sari",
        "Belastingdienst, on the telephone",
        NOW.date(),
        bu_sari,
        NOW,
    )


def test_a_later_check_gives_way_to_none(kept, bu_sari):
    check(kept, bu_sari)
    check(kept, bu_sari, name="Rina", now=LATER)
    assert [one.name for one in Verification.objects.filter(withdrawn_at=None)] == ["Rina"]
    actions.withdraw_check(workshop=kept, code="eu-vat-nl", by=bu_sari, now=LATER)
    assert queries.book(kept, "NL").verified == ()


def test_a_check_is_known_from_its_moment_on(kept, bu_sari):
    check(kept, bu_sari, now=LATER)
    actions.withdraw_check(
        workshop=kept, code="eu-vat-nl", by=bu_sari, now=LATER + timedelta(days=5)
    )
    days = {-1: (), 0: ("eu-vat-nl",), 4: ("eu-vat-nl",), 5: ()}
    for day, verified in days.items():
        assert queries.book(kept, "NL", LATER + timedelta(days=day)).verified == verified


def test_another_figure_must_be_checked_anew(kept, bu_sari):
    check(kept, bu_sari)
    actions.correct(
        workshop=kept, code="eu-vat-nl", values={"rate": D("0.22")}, by=bu_sari, now=LATER
    )
    assert queries.book(kept, "NL").verified == ()


def test_another_value_from_a_day_on_leaves_the_check_of_the_old_rule(kept, bu_sari):
    check(kept, bu_sari)
    actions.follow(
        workshop=kept,
        code="eu-vat-nl",
        values={"rate": D("0.22"), "valid_from": NEW_YEAR},
        by=bu_sari,
        now=LATER,
    )
    assert queries.book(kept, "NL").verified == ("eu-vat-nl",)
    ended = row(kept, "eu-vat-nl")
    assert ended.valid_until == NEW_YEAR
    (still,) = ended.verifications.all()
    assert (still.name, still.on, still.at) == ("Bu Sari", NOW.date(), NOW)
    said = Change.objects.get(workshop=kept, verb="rules.still_checked")
    assert (said.object_id, said.by) == (ended.pk, bu_sari)
    actions.undo(workshop=kept, change=BookChange.objects.latest("pk").pk, by=bu_sari, now=LATER)
    assert queries.book(kept, "NL").verified == ("eu-vat-nl",)
    assert row(kept, "eu-vat-nl").verifications.count() == 1


def test_a_rule_that_a_sheet_lets_end_keeps_its_check(kept, bu_sari):
    check(kept, bu_sari)

    def until(day):
        sheet = Sheet(
            name="rules",
            head=("id", "market", "kind", "source", "grade", "valid_until"),
            rows=((*_papers(row(kept, "eu-vat-nl")), day),),
        )
        planned = plan(kept, [sheet])
        actions.take_in(workshop=kept, plan=planned, by=bu_sari, now=LATER, note="sheet")

    until(NEW_YEAR)
    assert row(kept, "eu-vat-nl").valid_until == NEW_YEAR
    assert queries.book(kept, "NL").verified == ("eu-vat-nl",)
    until(date(2029, 1, 1))
    assert queries.book(kept, "NL").verified == ()


def _papers(of):
    return (of.code, of.market, of.kind, of.source, of.grade)


def test_a_check_moves_the_day_of_review(kept, bu_sari):
    until = date(2028, 1, 1)
    check(kept, bu_sari, again_by=until)
    (rule,) = [one for one in queries.book(kept, "NL").rules if one.id == "eu-vat-nl"]
    assert rule.review_by == until
    assert row(kept, "eu-vat-nl").review_by != until


def test_what_is_missing_is_named(kept, bu_sari):
    with pytest.raises(NotSaved) as refused:
        check(
            kept,
            bu_sari,
            name=" ",
            asked="",
            on=NOW.date() + timedelta(days=2),
            again_by=NOW.date(),
        )
    assert [field for field, _ in refused.value.problems] == ["name", "asked", "on", "again_by"]


def test_a_rule_of_another_workshop_is_not_there(kept, rival, rival_owner):
    with pytest.raises(NotFound):
        check(rival, rival_owner, code="no-such-rule")
    check(rival, rival_owner)
    assert queries.book(kept, "NL").verified == ()
