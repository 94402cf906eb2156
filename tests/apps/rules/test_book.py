"""The book: whole editions, what a person entered stays hers, any past moment can be asked."""

from __future__ import annotations

from dataclasses import fields
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from langkah.apps.rules import actions, queries, rows
from langkah.apps.rules.actions import editions
from langkah.apps.rules.errors import NotEntered
from langkah.apps.rules.models import BookChange, DatedRule
from langkah.reference.rules import Rule, by_kind, of_country, rules
from tests.apps.rules.conftest import LATER, NEW_YEAR, NOW, D, duty, row


def sorted_rules(some):
    return sorted(some, key=lambda rule: rule.id)


def test_every_field_of_a_rule_is_a_column():
    columns = {field.name for field in DatedRule._meta.get_fields()}
    assert {field.name for field in fields(Rule)} - {"id"} <= columns


@pytest.mark.parametrize("country", ["NL", "US", "JP", "GB", "AU"])
def test_a_book_answers_what_the_edition_says(kept, country):
    told = queries.book(kept, country).rules
    assert sorted_rules(told) == sorted_rules(
        rule for kind in of_country(country).values() for rule in kind
    )
    assert by_kind(told) == of_country(country)


def test_the_rules_of_a_market_are_one_query(kept, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert queries.book(kept, "NL").rules


def test_a_workshop_without_a_book_borrows_that_of_langkah(kenzi):
    assert queries.book(kenzi, "NL") == queries.Book()


def test_a_book_without_a_market_borrows_nothing(kept):
    assert queries.book(kept, "BR").rules == (), "not None, which is Langkah's own book"


def test_an_edition_is_taken_in_once(kept):
    assert actions.adopt(workshop=kept, now=LATER) is None
    assert list(actions.lagging()) == []
    assert BookChange.objects.count() == 1


def test_a_new_edition_changes_what_it_brought_and_leaves_what_people_entered(
    kept, enter, monkeypatch
):
    enter(duty())
    enter(eu_vat_nl={"rate": D("0.22")}, now=LATER + timedelta(hours=1))
    eu, vat, gone = "eu-mfn-6403-640351", "eu-vat-nl", "ae-vat"
    newer = tuple(_changed(rule, eu, vat) for rule in rules() if rule.id != gone)
    monkeypatch.setattr(editions, "rules", lambda: newer)
    monkeypatch.setattr(editions, "edition", lambda: "2027")
    assert actions.adopt(workshop=kept, now=LATER + timedelta(days=30)) is not None
    assert not queries.standing(kept).filter(code=gone).exists()
    assert row(kept, vat).rate == D("0.22")
    assert row(kept, "nl-own-6403").rate == D("0.09")
    changed = [one.id for one in newer if one.id == eu]
    assert all(row(kept, code).rate == D("0.5") for code in changed)


def _changed(rule, *codes):
    from dataclasses import replace

    return replace(rule, rate=D("0.5")) if rule.id in codes else rule


def test_an_edition_never_takes_the_name_of_what_a_person_entered(kept, enter, monkeypatch):
    enter(duty())
    newer = (*rules(), duty(market="DE", rate=D("0.5")))
    monkeypatch.setattr(editions, "rules", lambda: newer)
    monkeypatch.setattr(editions, "edition", lambda: "2027")
    actions.adopt(workshop=kept, now=LATER + timedelta(days=30))
    assert row(kept, "nl-own-6403").market == "NL"


def test_two_rules_never_answer_for_one_day(enter, kept):
    enter(duty())
    with pytest.raises(NotEntered) as refused:
        enter(duty(id="nl-own-again", valid_from=NEW_YEAR + timedelta(days=40)))
    assert str(refused.value) == (
        "nl-own-6403 and nl-own-again both say what the duty is on 2027-02-10. "
        "End the first before the second begins."
    )
    assert not DatedRule.objects.filter(code="nl-own-again").exists()
    assert BookChange.objects.count() == 2


def test_one_after_the_other_is_no_overlap(enter, kept):
    enter(duty(valid_until=NEW_YEAR + timedelta(days=40)))
    enter(duty(id="nl-own-again", valid_from=NEW_YEAR + timedelta(days=40)))
    assert queries.standing(kept).filter(market="NL", kind="duty").count() == 2


def test_a_rule_of_an_unknown_day_is_in_no_price(kept, bu_sari):
    from langkah.apps.rules.models import ChangeKind
    from langkah.apps.rules.writing import Entry, Step, write

    announced = Entry(rule=duty(valid_from=None), day_unknown=True)
    write(Step(workshop=kept, kind=ChangeKind.EDIT, by=bu_sari, now=LATER), [announced])
    book = queries.book(kept, "NL")
    assert "nl-own-6403" not in {rule.id for rule in book.rules}
    assert [rule.id for rule in book.pending] == ["nl-own-6403"]


def test_the_book_can_be_asked_as_it_was_known(kept, enter):
    before = queries.book(kept, "NL")
    enter(eu_vat_nl={"rate": D("0.22")})
    enter(duty(), now=LATER + timedelta(days=5))

    def vat(book):
        return next(rule.rate for rule in book.rules if rule.id == "eu-vat-nl")

    def known(at):
        return queries.book(kept, "NL", at)

    assert sorted_rules(known(NOW).rules) == sorted_rules(before.rules)
    assert vat(known(LATER - timedelta(seconds=1))) == D("0.21")
    assert vat(known(LATER)) == D("0.22")
    assert len(known(LATER).rules) == len(before.rules)
    assert len(known(LATER + timedelta(days=5)).rules) == len(before.rules) + 1


def test_a_row_reads_back_as_the_rule_it_was(kept):
    assert [rows.of(row(kept, rule.id)) for rule in rules()] == list(rules())


def test_the_table_refuses_what_no_rule_can_be(kept):
    wrong = row(kept, "eu-vat-nl")
    for changes in (
        {"valid_from": NEW_YEAR, "valid_until": NEW_YEAR},
        {"rate": D("-0.01")},
        {"replaced_at": NOW},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            DatedRule.objects.filter(pk=wrong.pk).update(**changes)
