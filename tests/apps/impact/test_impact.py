"""A change of rules lists exactly what it touches, before it is taken in and after."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from langkah.apps.insight import impact
from langkah.apps.insight.impact import noting
from langkah.apps.insight.models import ImpactRun, Touched
from langkah.apps.insight.queries import Subject, today
from langkah.apps.production.models import Booking
from langkah.apps.rules import actions as rules
from langkah.apps.rules import incoming
from langkah.apps.rules.errors import NotFound
from langkah.apps.rules.models import BookChange
from langkah.apps.sales import actions, border
from langkah.apps.sales.models import BorderCase, Order, OrderLine, QuoteVersion
from langkah.apps.workshop.models import Maker
from langkah.config.due import do_what_is_due
from langkah.papers.sheets import to_xlsx
from tests.apps.impact.conftest import AFTER, CEPA, RISE, VAT, one
from tests.apps.sales.conftest import NOW, READY, D


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def lines(workshop, change):
    """What a look at a change found: state, number of the quote or order, or name."""
    run = impact.note(workshop=workshop, change=change.pk, now=AFTER)
    return impact.page(workshop, run.pk, limit=500).lines


def found(workshop, change, *states):
    return [(one.state, one.country) for one in lines(workshop, change) if one.state in states]


def test_exactly_what_the_change_touches_is_listed(book, asked, take):
    asked()
    asked("DE", send=False)
    asked(ready=date(2026, 12, 10))
    asked("US", currency="USD")
    assert found(book, take(), "open", "draft") == [("open", "NL"), ("draft", "DE")]


def test_old_and_new_figures_are_those_of_the_border(book, asked, take):
    version = asked()
    (row,) = [line for line in lines(book, take()) if line.state == "open"]
    before = border.again(book, version.pk)
    after = border.again(book, version.pk, known_at=AFTER)
    assert row.due_before == before.duty + before.tax + before.fees
    assert row.due_after == after.duty + after.tax + after.fees
    assert row.door_after - row.door_before == row.more
    assert row.more.amount > 0
    assert row.margin_after == row.margin_before


def test_a_price_with_duty_paid_loses_margin(book, checked, asked, take):
    version = asked(incoterm="DDP")
    assert version.incoterm == "DDP"
    (row,) = [line for line in lines(book, take()) if line.state == "open"]
    lost = row.margin_before - row.margin_after
    assert lost.amount == (row.more.amount / version.rate).quantize(D(1))


def raised_twice_then_undone(book, bu_sari):
    """The duty goes up by two corrections, and the second is taken back; gives the changes."""
    changes = [
        rules.correct(
            workshop=book, code="eu-mfn-6403", values={"rate": D(rate)}, by=bu_sari, now=AFTER
        )
        for rate in ("0.12", "0.15")
    ]
    undone = rules.undo(workshop=book, change=changes[-1].pk, by=bu_sari, now=AFTER)
    return [*changes, undone]


def shown_by(book, change):
    (row,) = [line for line in lines(book, change) if line.state == "open"]
    return row


def test_every_change_is_told_from_the_price_the_buyer_has(book, asked, bu_sari):
    """Whatever the book said in between, the paper in her hands is what moves."""
    version = asked(language="en")
    frozen = version.offers.get(incoterm=version.incoterm).at_door
    priced = border.again(book, version.pk)
    changes = raised_twice_then_undone(book, bu_sari)
    first, second, undo = (shown_by(book, change) for change in changes)
    assert {row.door_before.amount for row in (first, second, undo)} == {frozen}
    assert first.door_after == undo.door_after < second.door_after
    asks = border.again(book, version.pk, known_at=AFTER)
    more = sum(due(asks)[1:], due(asks)[0]) - sum(due(priced)[1:], due(priced)[0])
    assert undo.door_after.amount == frozen + more.amount
    text = impact.message(book, undo.touched, AFTER).text
    amounts = [f"{one.amount:,.2f}" for one in (undo.door_before, undo.door_after)]
    assert [amount in text for amount in amounts] == [True, True]


def test_only_the_newest_change_has_a_word_to_the_buyer(book, asked, bu_sari):
    asked()
    changes = raised_twice_then_undone(book, bu_sari)
    for change in changes:
        impact.note(workshop=book, change=change.pk, now=AFTER)
    rows = [shown_by(book, change) for change in changes]
    assert [row.later for row in rows] == [changes[2].pk, changes[2].pk, None]
    assert [row.tell for row in rows] == [False, False, True]
    assert impact.message(book, rows[1].touched, AFTER) is None
    (item,) = today_of(book)
    assert item.id == changes[2].pk
    assert str(rows[2].due_after.amount.quantize(D("0.01"))) in str(item.detail).replace(",", "")
    impact.handle(workshop=book, touched=rows[0].touched, by=bu_sari, now=AFTER)
    assert today_of(book) == [], "she dealt with these very figures"


def test_a_change_taken_back_leaves_nothing_to_tell(book, asked, bu_sari):
    asked()
    values = {"rate": D("0.12")}
    made = rules.correct(workshop=book, code="eu-mfn-6403", values=values, by=bu_sari, now=AFTER)
    shown_by(book, made)
    assert len(today_of(book)) == 1
    undone = rules.undo(workshop=book, change=made.pk, by=bu_sari, now=AFTER)
    row = shown_by(book, undone)
    assert (row.back, row.tell, row.door_before) == (True, False, row.door_after)
    assert today_of(book) == []


def told_of_a_rise(book, bu_sari):
    """The duty goes up and the buyer is told of it; gives the change."""
    made = corrected(book, bu_sari, "0.12")
    impact.handle(workshop=book, touched=shown_by(book, made).touched, by=bu_sari, now=AFTER)
    assert today_of(book) == []
    return made


def corrected(book, bu_sari, rate):
    return rules.correct(
        workshop=book, code="eu-mfn-6403", values={"rate": D(rate)}, by=bu_sari, now=AFTER
    )


def test_who_was_told_of_a_change_is_told_when_it_is_taken_back(book, asked, bu_sari, snapshot):
    for language in ("en", "id", "nl", "de", "fr", "es", "ja"):
        asked(language=language)
    made = corrected(book, bu_sari, "0.12")
    told = [line for line in lines(book, made) if line.state == "open"]
    for line in told:
        impact.handle(workshop=book, touched=line.touched, by=bu_sari, now=AFTER)
    assert today_of(book) == []
    undone = rules.undo(workshop=book, change=made.pk, by=bu_sari, now=AFTER)
    again = [line for line in lines(book, undone) if line.state == "open"]
    assert [(line.back, line.tell, line.due_told) for line in again] == [
        (True, True, line.due_after) for line in told
    ]
    items = today_of(book)
    assert len(items) == 7
    assert "as in your offer: what the buyer was told since, EUR" in str(items[0].detail)
    texts = {}
    for line in again:
        note = impact.message(book, line.touched, AFTER)
        texts[note.language] = note.text
    assert texts == snapshot
    for line in again:
        impact.handle(workshop=book, touched=line.touched, by=bu_sari, now=AFTER)
    assert today_of(book) == []


def test_what_comes_after_a_word_is_told_from_that_word(book, asked, bu_sari):
    asked(language="en")
    first = shown_by(book, told_of_a_rise(book, bu_sari))
    second = shown_by(book, corrected(book, bu_sari, "0.15"))
    assert (second.due_told, second.door_told) == (first.due_after, first.door_after)
    (item,) = today_of(book)
    assert f"Duty and tax {first.due_after}, now {second.due_after}." in str(item.detail)
    text = impact.message(book, second.touched, AFTER).text
    door = f"{second.door_after.amount:,.2f} instead of € {first.door_after.amount:,.2f}."
    assert door in text.replace("\N{NO-BREAK SPACE}", " ")


def test_who_was_told_of_a_change_and_of_its_end_is_told_when_it_comes_again(book, asked, bu_sari):
    asked()
    made = told_of_a_rise(book, bu_sari)
    undone = rules.undo(workshop=book, change=made.pk, by=bu_sari, now=AFTER)
    later = AFTER + timedelta(hours=1)
    row = shown_by(book, undone)
    impact.handle(workshop=book, touched=row.touched, by=bu_sari, now=later)
    again = shown_by(book, corrected(book, bu_sari, "0.12"))
    assert (again.tell, again.due_told) == (True, again.due_before)
    assert len(today_of(book)) == 1


def test_what_was_done_with_a_draft_told_nobody(book, asked, bu_sari):
    version = asked(send=False)
    change = corrected(book, bu_sari, "0.12")
    (row,) = [line for line in lines(book, change) if line.state == "draft"]
    impact.handle(workshop=book, touched=row.touched, by=bu_sari, now=AFTER)
    undone = rules.undo(workshop=book, change=change.pk, by=bu_sari, now=AFTER)
    (row,) = [line for line in lines(book, undone) if line.version == version.pk]
    assert (row.told, row.tell) == (None, False)
    assert today_of(book) == []


def test_a_paid_duty_that_falls_back_is_told_to_the_owner(book, checked, asked, bu_sari):
    asked(incoterm="DDP", language="en")
    made = told_of_a_rise(book, bu_sari)
    shown_by(book, rules.undo(workshop=book, change=made.pk, by=bu_sari, now=AFTER))
    (item,) = today_of(book)
    assert "you keep what you planned." in str(item.detail)


def test_an_announcement_she_knows_of_still_stands_when_another_change_is_taken_back(
    book, asked, take, bu_sari
):
    asked()
    row = shown_by(book, take(CEPA))
    impact.handle(workshop=book, touched=row.touched, by=bu_sari, now=AFTER)
    raised = corrected(book, bu_sari, "0.12")
    shown_by(book, raised)
    assert len(today_of(book)) == 1
    undone = rules.undo(workshop=book, change=raised.pk, by=bu_sari, now=AFTER)
    again = shown_by(book, undone)
    assert (again.same, again.tell) == (True, False)
    assert today_of(book) == []


def test_an_announcement_that_is_taken_back_is_told_to_who_knew_of_it(book, asked, take, bu_sari):
    asked(language="en")
    asked(language="en")
    change = take(CEPA)
    row, _nobody_told = [line for line in lines(book, change) if line.state == "open"]
    impact.handle(workshop=book, touched=row.touched, by=bu_sari, now=AFTER)
    assert len(today_of(book)) == 1
    undone = rules.undo(workshop=book, change=change.pk, by=bu_sari, now=AFTER)
    again, quiet = [line for line in lines(book, undone) if line.state == "open"]
    assert (again.tell, again.due_told, again.back) == (True, row.due_if_begun, True)
    assert (quiet.tell, quiet.back) == (False, True)
    (item,) = today_of(book)
    assert "as in your offer" in str(item.detail)
    text = impact.message(book, again.touched, AFTER).text
    assert "no longer holds: Netherlands." in text
    assert f"not to € {again.door_told.amount:,.2f}." in text.replace("\N{NO-BREAK SPACE}", " ")
    assert [line for line in lines(book, undone) if line.state == "product"] == []


def test_an_announcement_that_begins_after_she_has_her_goods_is_told_to_who_knew_of_it(
    book, asked, take, bu_sari
):
    asked()
    row = shown_by(book, take(CEPA))
    impact.handle(workshop=book, touched=row.touched, by=bu_sari, now=AFTER)
    summer = date(2027, 6, 1)
    rules.correct(
        workshop=book, code="eu-mfn-6403", values={"valid_until": summer}, by=bu_sari, now=AFTER
    )
    dated = one(
        id="cepa", market="EU", hs="6403", kind="duty", rate=D("0.04"), valid_from=summer,
        source="press", grade="B",
    )  # fmt: skip
    upload = incoming.keep(book, to_xlsx([dated]))
    run = impact.look(workshop=book, upload=upload, by=bu_sari, now=AFTER)
    (seen,) = impact.page(book, run.pk).versions
    again = shown_by(book, take(dated))
    for line in (seen, again):
        assert (line.tell, line.back, line.due_told) == (True, True, row.due_if_begun)
    assert len(today_of(book)) == 1


def test_a_margin_with_duty_paid_is_told_from_the_price_too(book, checked, asked, bu_sari):
    version = asked(incoterm="DDP")
    assert version.incoterm == "DDP"
    changes = raised_twice_then_undone(book, bu_sari)
    rows = [shown_by(book, change) for change in changes]
    offer = version.offers.get(incoterm="DDP")
    assert {row.margin_before.amount for row in rows} == {offer.margin}
    # The buyer pays what was offered; what it costs more is ours.
    assert {row.door_after.amount for row in rows} == {offer.at_door}
    first, second, undo = (row.margin_after for row in rows)
    assert second < first == undo < rows[0].margin_before


def test_the_last_day_to_leave(book, asked, take):
    version = asked()
    (row,) = [line for line in lines(book, take()) if line.state == "open"]
    assert row.way_out.leaves_by == date(2026, 12, 31) - timedelta(days=version.days_max)
    # Ready on 18 January, when it should have left before Christmas
    assert (row.way_out.ready, row.way_out.possible) == (READY, False)
    (item,) = today_of(book)
    assert "if it leaves by 2026-12-21, but it is ready on 2027-01-18." in str(item.detail)
    assert "old rules" not in impact.message(book, row.touched, AFTER).text


def in_time(version):
    """The same quote, promised for a day on which it can leave by the old rules."""
    QuoteVersion.objects.filter(pk=version.pk).update(promise_day=date(2026, 12, 15))
    return version


def test_a_way_out_is_offered_where_the_order_is_ready_by_then(book, asked, take):
    in_time(asked(language="en"))
    (row,) = [line for line in lines(book, take()) if line.state == "open"]
    assert row.way_out.possible is True
    assert "leave us by 21 Dec 2026" in impact.message(book, row.touched, AFTER).text


def test_without_a_day_nobody_can_say_whether_it_escapes(book, asked, take):
    version = asked()
    QuoteVersion.objects.filter(pk=version.pk).update(promise_day=None)
    (row,) = [line for line in lines(book, take()) if line.state == "open"]
    assert (row.way_out.ready, row.way_out.possible) == (None, None)
    assert "no day is planned yet" in str(today_of(book)[0].detail)
    assert "21 dec" not in impact.message(book, row.touched, AFTER).text


@pytest.mark.parametrize(("ends", "possible"), [(21, True), (22, False)])
def test_an_order_escapes_by_its_plan_not_by_its_promise(
    book, asked, take, bu_sari, ends, possible
):
    version = asked()
    actions.accept(workshop=book, version=version.pk, name="Anna", now=NOW)
    line = OrderLine.objects.get(order__accepted__version=version)
    end = datetime(2026, 12, ends, 9, 0, tzinfo=UTC)
    maker = Maker.objects.create(workshop=book, name="Pak Karno", speed=1)
    Booking.objects.create(
        workshop=book, order_line=line, lot=1, step=1, operation="Lasting", pairs=24,
        maker=maker, start=end - timedelta(hours=3), end=end,
    )  # fmt: skip
    (row,) = [line for line in lines(book, take()) if line.state == "order"]
    assert row.way_out.ready == end.date()
    assert row.way_out.possible is possible


def test_a_draft_has_no_buyer_to_tell_and_is_worked_out_again(book, asked, take):
    version = asked(send=False)
    change = take()
    (row,) = [line for line in lines(book, change) if line.state == "draft"]
    assert (row.tell, row.again) == (False, False)
    assert impact.message(book, row.touched, AFTER) is None
    (item,) = today_of(book)
    assert "Work the draft out again." in str(item.detail)
    later = AFTER + timedelta(hours=1)
    actions.price_quote(workshop=book, version=version.pk, now=later)
    assert impact.line(book, row.touched).again
    assert today_of(book) == []
    version.refresh_from_db()
    actions.freeze(
        workshop=book, version=version.pk, by=version.created_by, now=later,
        rate_seen=version.oldest_rate_day,
    )  # fmt: skip
    line = impact.line(book, row.touched)
    assert (line.state, line.tell) == ("open", False)
    assert impact.message(book, row.touched, later) is None
    assert today_of(book) == []


def test_a_correction_knows_no_way_out(book, asked, take):
    asked()
    (row,) = [line for line in lines(book, take(VAT)) if line.state == "open"]
    assert row.way_out is None
    assert row.due_after > row.due_before


def ordered(version):
    actions.accept(workshop=version.workshop, version=version.pk, name="Anna", now=NOW)
    return Order.objects.get(accepted__version=version)


def noon(year, month, day):
    return datetime(year, month, day, 5, tzinfo=UTC)


def leaves(order, by, day, **more):
    actions.note_departure(
        workshop=order.workshop, order=order.pk, day=day.date(), tracking="", by=by,
        now=more.get("now", day),
    )  # fmt: skip


def orders_on(workshop, change, now):
    run = impact.note(workshop=workshop, change=change.pk, now=now)
    return [line for line in impact.page(workshop, run.pk).lines if line.state == "order"]


def test_an_order_is_under_way_until_it_left_whatever_was_planned(book, asked, take):
    """It was to leave on 10 December; in January it is still here and enters by the new rules."""
    order = ordered(asked(ready=date(2026, 12, 10)))
    now = noon(2027, 1, 10)
    (row,) = orders_on(book, take(now=now), now)
    assert (row.id, row.number, row.left) == (order.pk, order.number, None)
    assert row.due_after > row.due_before


def test_an_order_that_is_still_made_after_its_promise_enters_after_its_plan(book, asked, take):
    order = ordered(asked(ready=date(2026, 12, 10)))
    assert orders_on(book, take(), AFTER) == []
    end = noon(2026, 12, 28)
    Booking.objects.create(
        workshop=book, order_line=order.lines.get(), lot=1, step=1, operation="Lasting", pairs=24,
        maker=Maker.objects.create(workshop=book, name="Pak Karno"),
        start=end - timedelta(hours=3), end=end,
    )  # fmt: skip
    ImpactRun.objects.all().delete()
    (row,) = orders_on(book, BookChange.objects.latest("pk"), AFTER)
    assert (row.way_out.ready, row.way_out.possible) == (end.date(), False)


def test_an_order_that_has_left_is_touched_no_more(book, asked, take, bu_sari):
    """It left before the law changed and enters after; what still lies here is told alone."""
    order, here = ordered(asked()), ordered(asked("DE"))
    leaves(order, bu_sari, noon(2026, 12, 24))
    now = noon(2026, 12, 26)
    assert [row.id for row in orders_on(book, take(now=now), now)] == [here.pk]
    actions.take_back_departure(workshop=book, order=order.pk, by=bu_sari, now=now)
    ImpactRun.objects.all().delete()
    assert len(orders_on(book, BookChange.objects.latest("pk"), now)) == 2


def test_leaving_after_the_look_takes_the_way_out_away(book, asked, take, bu_sari):
    order = ordered(in_time(asked(language="en")))
    (row,) = orders_on(book, take(), AFTER)
    assert row.way_out.possible
    leaves(order, bu_sari, noon(2026, 12, 23))
    row = impact.line(book, row.touched)
    assert (row.left, row.way_out) == (date(2026, 12, 23), None)
    assert "leave us by" not in impact.message(book, row.touched, AFTER).text
    (item,) = [one for one in today(book, noon(2026, 12, 24)) if one.subject == Subject.RULES]
    assert "leaves by" not in str(item.detail)
    assert not [one for one in today(book, noon(2027, 1, 9)) if one.subject == Subject.RULES]


def test_closed_quotes_are_left_alone(book, asked, take, bu_sari):
    withdrawn, replaced = asked(), asked()
    actions.withdraw(workshop=book, version=withdrawn.pk, by=bu_sari, now=NOW)
    newer = actions.next_version(workshop=book, version=replaced.pk, by=bu_sari, now=NOW)
    promised = actions.Promised(ready=date(2027, 1, 18))
    actions.promise(workshop=book, version=newer, promised=promised, by=bu_sari, now=NOW)
    versions = {row.version for row in lines(book, take()) if row.version}
    # What the buyer can still accept, and the draft that is to replace it
    assert versions == {replaced.pk, newer}


@pytest.mark.parametrize(
    ("code", "values"),
    [
        ("eu-mfn-6403", {"valid_until": date(2027, 2, 1)}),
        ("eu-3eur", {"amount": D(5)}),
        ("eu-3eur", {"limit": D(60)}),
    ],
    ids=["a rule that ends", "a rule for private buyers", "a lower threshold"],
)
def test_a_product_is_touched_by_what_comes_later_and_by_what_persons_pay(
    book, loafer, bu_sari, code, values
):
    made = rules.correct(workshop=book, code=code, values=values, by=bu_sari, now=AFTER)
    found = [line for line in lines(book, made) if line.state == "product"]
    assert [line.country for line in found] == ["EU"]
    assert found[0].due_before != found[0].due_after


def test_a_product_that_only_a_threshold_touches_says_so(book, loafer, bu_sari):
    made = rules.correct(
        workshop=book, code="eu-3eur", values={"limit": D(60)}, by=bu_sari, now=AFTER
    )
    (usual,) = [line for line in lines(book, made) if line.state == "product"]
    assert (usual.at_most, usual.worth.amount) == (False, 100)
    made = rules.correct(
        workshop=book, code="eu-3eur", values={"limit": D(50)}, by=bu_sari, now=AFTER
    )
    (below,) = [line for line in lines(book, made) if line.state == "product"]
    assert (below.at_most, below.worth.amount) == (True, D("59.40"))


def test_nobody_sells_a_pair_for_less_than_five_euros(book, loafer, bu_sari):
    made = rules.correct(
        workshop=book, code="eu-3eur", values={"limit": D(3)}, by=bu_sari, now=AFTER
    )
    lines(book, made)
    made = rules.correct(
        workshop=book, code="eu-3eur", values={"limit": D(2)}, by=bu_sari, now=AFTER
    )
    assert [line for line in lines(book, made) if line.state == "product"] == []


def test_products_on_offer_are_touched_by_market(book, take):
    rows = [row for row in lines(book, take()) if row.state == "product"]
    assert rows == []


def test_a_product_on_offer_shows_what_a_pair_pays(book, loafer, take):
    (row,) = [row for row in lines(book, take()) if row.state == "product"]
    assert (row.name, row.country) == ("Brantas Loafer", "EU")
    # 8 % and 21 % on top, then 9 %, of 100 euros and 10 for the way
    assert (row.due_before.amount, row.due_after.amount) == (D("33.75"), D("35.08"))


def test_a_rule_of_an_unknown_day_shows_both_outcomes(book, asked, take):
    asked()
    (row,) = [line for line in lines(book, take(CEPA)) if line.state == "open"]
    assert row.due_before == row.due_after
    assert row.waits and not row.moved
    assert row.due_if_begun < row.due_before
    (item,) = today_of(book)
    assert "once an announced rule has begun." in str(item.detail)
    assert item.urgency == "wait"


def test_what_was_priced_before_questions_were_kept_is_counted(book, asked, take):
    version = asked()
    BorderCase.objects.filter(version=version).delete()
    run = impact.note(workshop=book, change=take().pk, now=AFTER)
    assert (run.unchecked, run.unknown) == (1, 0)


def test_a_draft_without_a_rate_is_counted_as_lacking_something(book, asked, take):
    """The ECB knows no dinar: there is no price, and nothing that customs could be asked."""
    version = asked(send=False, currency="KWD")
    assert not version.offers.exists()
    asked("US", send=False, currency="KWD")
    run = impact.note(workshop=book, change=take().pk, now=AFTER)
    assert (run.unchecked, run.unknown) == (0, 1), "the rules of America stay as they are"


def test_figures_of_a_sent_quote_do_not_move(book, asked, take):
    version = asked()
    before = list(version.offers.values_list("incoterm", "price", "at_door"))
    take()
    assert list(version.offers.values_list("incoterm", "price", "at_door")) == before


def test_planted_changes_are_found_without_a_miss_or_a_false_one(book, asked, take):
    """Precision and recall 1 over rows of the database: asked one by one, the truth is the same."""
    for country in ("NL", "DE", "US", "NL"):
        for ready in (date(2026, 12, 10), date(2027, 1, 18)):
            asked(country, ready=ready, currency="USD" if country == "US" else "EUR")
    for sheet in (RISE, VAT, one(id="us-mpf", market="US", kind="fee", programme="Merchandise "
                                 "processing fee", rate=D("0.01"), currency="USD",
                                 source="CBP", grade="A")):  # fmt: skip
        earlier = {pk: border.again(book, pk, known_at=AFTER) for pk in versions()}
        change = take(sheet)
        now = {pk: border.again(book, pk, known_at=AFTER) for pk in versions()}
        truth = {pk for pk in versions() if due(earlier[pk]) != due(now[pk])}
        assert {row.version for row in lines(book, change) if row.version} == truth


def versions():
    return list(QuoteVersion.objects.values_list("pk", flat=True))


def due(answer):
    return answer.duty, answer.tax, answer.fees


# --- before it is taken in --------------------------------------------------------------------


def test_a_sheet_is_looked_at_before_it_is_taken_in(book, asked, bu_sari):
    asked()
    upload = incoming.keep(book, to_xlsx([RISE]))
    impact.look(workshop=book, upload=upload, by=bu_sari, now=AFTER)
    seen = impact.of_upload(book, upload)
    assert (seen.finished, seen.quotes, seen.orders, seen.products) == (True, 1, 0, 1)
    assert not seen.stale
    rules.correct(
        workshop=book, code="eu-vat-nl", values={"rate": D("0.22")}, by=bu_sari, now=AFTER
    )
    assert impact.of_upload(book, upload).stale
    assert today_of(book) == []
    impact.drop(workshop=book, upload=upload)
    assert impact.of_upload(book, upload) is None
    with pytest.raises(NotFound):
        incoming.plan(book, upload)


@pytest.mark.django_db(transaction=True)
def test_a_long_look_is_done_by_the_worker(book, asked, bu_sari, monkeypatch):
    from langkah.config.management.commands.worker import long_work

    asked()
    monkeypatch.setattr(noting, "LONG", 0)
    upload = incoming.keep(book, to_xlsx([RISE]))
    impact.look(workshop=book, upload=upload, by=bu_sari, now=AFTER)
    assert not impact.of_upload(book, upload).finished
    long_work()
    seen = impact.of_upload(book, upload)
    assert (seen.finished, seen.quotes) == (True, 1)


def test_a_forgotten_sheet_is_cleared_away(book, bu_sari):
    upload = incoming.keep(book, to_xlsx([RISE]))
    impact.look(workshop=book, upload=upload, by=bu_sari, now=AFTER)
    assert impact.clear_out(AFTER + timedelta(days=1)) == 0
    assert impact.clear_out(AFTER + timedelta(days=3)) == 1
    assert not ImpactRun.objects.exists()


# --- on Today ---------------------------------------------------------------------------------


def today_of(workshop, now=AFTER):
    return [item for item in today(workshop, now) if item.subject is Subject.RULES]


def test_what_changed_stands_on_today_until_somebody_dealt_with_it(book, asked, take, bu_sari):
    version = in_time(asked())
    change = take()
    assert list(do_what_is_due(AFTER)) == ["2 changes of rules were looked at for what they touch."]
    (item,) = today_of(book)
    assert item.id == change.pk
    assert str(item.title).startswith("Rules changed under quote 1 for Anna NL")
    assert "If it leaves by 2026-12-21, the old rules hold." in str(item.detail)
    touched = Touched.objects.get(version=version)
    impact.handle(workshop=book, touched=touched.pk, by=bu_sari, now=AFTER)
    assert today_of(book) == []


def test_a_new_version_takes_it_off_today(book, asked, take, bu_sari):
    version = asked()
    impact.note(workshop=book, change=take().pk, now=AFTER)
    assert len(today_of(book)) == 1
    actions.next_version(workshop=book, version=version.pk, by=bu_sari, now=AFTER)
    assert today_of(book) == []


def test_a_change_is_looked_at_once(book, take):
    change = take()
    first = impact.note(workshop=book, change=change.pk, now=AFTER)
    assert impact.note(workshop=book, change=change.pk, now=AFTER).pk == first.pk


# --- the word to the buyer --------------------------------------------------------------------


def test_the_buyer_is_told_in_her_language(book, asked, take, snapshot):
    for language in ("en", "id", "nl", "de", "fr", "es", "ja"):
        in_time(asked(language=language))
    rows = [row for row in lines(book, take()) if row.state == "open"]
    texts = {}
    for row in rows:
        note = impact.message(book, row.touched, AFTER)
        texts[note.language] = note.text
    assert texts == snapshot


def test_a_price_with_duty_paid_is_said_to_stay(book, checked, asked, take, snapshot):
    in_time(asked(incoterm="DDP", language="en"))
    (row,) = [row for row in lines(book, take()) if row.state == "open"]
    text = impact.message(book, row.touched, AFTER).text
    assert text == snapshot
    assert "?" not in text and "Please tell us" not in text, "she has nothing to decide"


@pytest.mark.parametrize("early", [True, False])
def test_a_price_with_duty_paid_is_told_on_today_as_one_that_stays(
    book, checked, asked, take, early
):
    version = asked(incoterm="DDP")
    if early:
        in_time(version)
    impact.note(workshop=book, change=take().pk, now=AFTER)
    (item,) = today_of(book)
    said = str(item.detail)
    assert "your price stays, and what you keep changes." in said
    assert "Tell the buyer" not in said
    assert said.endswith("If it leaves by 2026-12-21, the old rules hold.") is early


def test_a_quote_with_a_yes_since_is_told_as_its_order(book, asked, take, bu_sari):
    version = asked(language="en")
    (quote,) = [line for line in lines(book, take()) if line.state == "open"]
    order = ordered(version)
    line = impact.line(book, quote.touched)
    assert (line.state, line.id, line.number, line.tell) == ("order", order.pk, order.number, True)
    (item,) = today_of(book)
    assert str(item.title) == f"Rules changed under order {order.number} for Anna NL 0."
    text = impact.message(book, line.touched, AFTER).text
    assert f"This touches your order O{order.number}." in text
    assert "offer" not in text
    found = impact.of_change(book, item.id)
    assert (found.quotes, found.orders) == (0, 1)
    leaves(order, bu_sari, noon(2026, 12, 23))
    line = impact.line(book, quote.touched)
    assert (line.left, line.way_out) == (date(2026, 12, 23), None)
    assert today_of(book, noon(2027, 1, 9)) == []


def test_a_sent_version_tells_what_changed_since(book, asked, take, bu_sari):
    version, draft = in_time(asked()), asked(send=False)
    assert impact.since_sent(book, version.pk) is None
    change = take()
    list(do_what_is_due(AFTER))
    since = impact.since_sent(book, version.pk)
    assert (since.change, since.begins) == (change.pk, date(2027, 1, 1))
    assert since.line.door_after > since.line.door_before
    assert since.door_said("en").startswith("€")
    assert impact.since_sent(book, draft.pk) is None
    undone = rules.undo(workshop=book, change=change.pk, by=bu_sari, now=AFTER)
    impact.note(workshop=book, change=undone.pk, now=AFTER)
    assert impact.since_sent(book, version.pk) is None, "the paper holds again"


def test_a_rival_learns_nothing_of_what_changed_since(book, asked, take, rival):
    version = asked()
    impact.note(workshop=book, change=take().pk, now=AFTER)
    assert impact.since_sent(book, version.pk)
    assert impact.since_sent(rival, version.pk) is None


def test_a_quote_with_a_yes_that_was_cancelled_asks_for_nothing(book, asked, take, bu_sari):
    version = asked()
    impact.note(workshop=book, change=take().pk, now=AFTER)
    order = ordered(version)
    actions.cancel_order(workshop=book, order=order.pk, reason="no money", by=bu_sari, now=AFTER)
    assert today_of(book) == []


def test_a_draft_beside_a_yes_does_not_hide_its_order(book, asked, take, bu_sari):
    version = asked()
    take()
    list(do_what_is_due(AFTER))
    actions.next_version(workshop=book, version=version.pk, by=bu_sari, now=AFTER)
    assert today_of(book) == []
    order = ordered(version)
    (item,) = today_of(book)
    assert f"order {order.number} " in str(item.title)


def test_a_rival_reads_nothing(book, asked, take, rival, rival_owner):
    asked()
    run = impact.note(workshop=book, change=take().pk, now=AFTER)
    touched = Touched.objects.filter(version__isnull=False).get()
    assert impact.page(rival, run.pk).lines == ()
    assert impact.of_change(rival, run.change_id) is None
    with pytest.raises(NotFound):
        impact.message(rival, touched.pk, AFTER)
    with pytest.raises(NotFound):
        impact.handle(workshop=rival, touched=touched.pk, by=rival_owner, now=AFTER)
