from __future__ import annotations

import contextlib
import inspect
import sqlite3
import threading
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection, connections
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from langkah.apps.catalogue.models import Material
from langkah.apps.partners.lanes.actions import NewPaper, note_paper
from langkah.apps.sales import actions, errors, fingerprint, queries
from langkah.apps.sales.about import About
from langkah.apps.sales.actions.claiming import Promise
from langkah.apps.sales.models import AcceptedQuote, Order, QuoteLink, QuoteVersion
from langkah.apps.sales.state import State
from langkah.domain.reason import Refusal
from tests.apps.sales.conftest import NOW, READY, facts

LATER = NOW + timedelta(days=30)


def state(workshop, version, now=NOW):
    return queries.quote(workshop, version.quote_id, now, version.number).version.standing.state


def test_a_draft_without_a_date_cannot_leave(desk, inquiry, loafer, bu_sari):
    quote = actions.quote_inquiry(
        workshop=desk, inquiry=inquiry, facts=facts(loafer), by=bu_sari, now=NOW
    )
    version = QuoteVersion.objects.get(quote=quote)
    with pytest.raises(errors.NotReady, match="no date yet"):
        actions.freeze(workshop=desk, version=version.pk, by=bu_sari, now=NOW)
    assert state(desk, version) is State.DRAFT


def test_a_quote_ends_with_the_last_day_of_the_workshop(desk, sent):
    view = queries.quote(desk, sent.quote_id, NOW).version
    assert view.expires_at.isoformat() == "2026-12-07T16:59:59+00:00"
    assert state(desk, sent, view.expires_at) is State.OPEN
    assert state(desk, sent, view.expires_at + timedelta(seconds=1)) is State.EXPIRED


def test_expiry_is_noted_once(desk, sent):
    assert actions.expire(NOW) == ()
    assert actions.expire(LATER) == (sent.pk,)
    assert actions.expire(LATER) == ()


def test_after_its_end_a_quote_cannot_be_accepted_even_if_nobody_noted_it(desk, sent):
    with pytest.raises(errors.NotOpen):
        actions.accept(workshop=desk, version=sent.pk, name="Marieke", now=LATER)
    assert not Order.objects.exists()


def test_accepting_places_the_order_with_the_frozen_figures(desk, sent):
    order = queries.order(
        desk, actions.accept(workshop=desk, version=sent.pk, name="Marieke", now=NOW)
    )
    assert order.total.amount == sent.total
    assert order.deposit.amount == (sent.total * Decimal("0.4")).quantize(Decimal("0.01"))
    assert order.promise_day == READY
    assert order.accepted_by == "Marieke"
    assert [(size, pairs) for size, pairs in order.lines[0].sizes] == [("39", 12), ("40", 12)]
    assert state(desk, sent) is State.ACCEPTED


def test_accepting_twice_gives_one_order(desk, sent):
    first = actions.accept(workshop=desk, version=sent.pk, name="Marieke", now=NOW)
    again = actions.accept(workshop=desk, version=sent.pk, name="Someone else", now=LATER)
    assert first == again
    assert Order.objects.count() == AcceptedQuote.objects.count() == 1


def test_a_yes_needs_a_name(desk, sent):
    with pytest.raises(errors.Incomplete):
        actions.accept(workshop=desk, version=sent.pk, name="  ", now=NOW)


def test_an_older_version_cannot_be_accepted_once_a_newer_is_sent(desk, sent, bu_sari):
    newer = actions.next_version(workshop=desk, version=sent.pk, by=bu_sari, now=NOW)
    promised = actions.Promised(ready=READY)
    actions.promise(workshop=desk, version=newer, promised=promised, by=bu_sari, now=NOW)
    assert state(desk, sent) is State.OPEN
    actions.freeze(workshop=desk, version=newer, by=bu_sari, now=NOW)
    assert state(desk, sent) is State.SUPERSEDED
    with pytest.raises(errors.NotOpen):
        actions.accept(workshop=desk, version=sent.pk, name="Marieke", now=NOW)
    actions.accept(workshop=desk, version=newer, name="Marieke", now=NOW)


def test_a_withdrawn_quote_is_closed(desk, sent, bu_sari):
    actions.withdraw(workshop=desk, version=sent.pk, by=bu_sari, now=NOW)
    assert state(desk, sent) is State.WITHDRAWN
    with pytest.raises(errors.NotOpen):
        actions.accept(workshop=desk, version=sent.pk, name="Marieke", now=NOW)


def test_a_change_request_is_answered_by_a_version_that_shows_what_moved(
    desk, sent, bu_sari, loafer
):
    letter = actions.Letter(text="Please 36 pairs", key="c1", name="Marieke")
    change = actions.ask_change(workshop=desk, version=sent.pk, letter=letter, now=NOW)
    assert change == actions.ask_change(workshop=desk, version=sent.pk, letter=letter, now=NOW)
    newer = actions.next_version(workshop=desk, version=sent.pk, by=bu_sari, now=NOW, change=change)
    draft = actions.Draft(
        incoterm="DAP",
        currency="EUR",
        valid_days=14,
        deposit_percent=Decimal(50),
        language="nl",
        country="NL",
        city="Rotterdam",
        lines=(actions.DraftLine(product=loafer, sizes=(actions.AskedSize(size="40", pairs=36),)),),
    )
    actions.change_draft(workshop=desk, version=newer, draft=draft, by=bu_sari, now=NOW)
    one = queries.quote(desk, sent.quote_id, NOW, 1).version
    two = queries.quote(desk, sent.quote_id, NOW, 2)
    assert two.letters[0].answered_with == 2
    moved = {row.what: (row.before, row.after) for row in queries.compare(one, two.version)}
    assert moved["pairs"] == (24, 36)
    assert moved["deposit_percent"] == (Decimal("40.0000"), Decimal("50.00"))
    assert "country" not in moved


def test_an_own_price_needs_a_reason_and_then_counts(desk, drafted, bu_sari, loafer):
    values = {
        "incoterm": "FCA",
        "currency": "EUR",
        "valid_days": 7,
        "deposit_percent": Decimal(0),
        "language": "en",
        "country": "NL",
    }
    sizes = (actions.AskedSize(pairs=10),)
    bare = actions.DraftLine(product=loafer, sizes=sizes, own_price=Decimal(30))
    with pytest.raises(errors.Incomplete, match="own price"):
        actions.change_draft(
            workshop=desk,
            version=drafted.pk,
            draft=actions.Draft(**values, lines=(bare,)),
            by=bu_sari,
            now=NOW,
        )
    said = actions.DraftLine(
        product=loafer, sizes=sizes, own_price=Decimal(30), own_price_why="Old friend"
    )
    actions.change_draft(
        workshop=desk,
        version=drafted.pk,
        draft=actions.Draft(**values, lines=(said,)),
        by=bu_sari,
        now=NOW,
    )
    version = queries.quote(desk, drafted.quote_id, NOW).version
    assert version.lines[0].unit.amount == 30
    assert version.incoterm == "FCA"
    assert version.promise_day is None, "a changed draft must be dated anew"


def test_a_missing_cost_blocks_with_its_name_and_is_never_zero(desk, inquiry, loafer, bu_sari):
    from langkah.apps.catalogue.models import Material

    Material.objects.filter(name="Calf BRA").update(price=None)
    quote = actions.quote_inquiry(
        workshop=desk, inquiry=inquiry, facts=facts(loafer), by=bu_sari, now=NOW
    )
    version = queries.quote(desk, quote, NOW).version
    assert version.total is None
    assert version.lines[0].unit is None
    assert any("Calf BRA" in str(reason) for reason in version.blocks)
    with pytest.raises(errors.NotReady):
        actions.freeze(workshop=desk, version=version.id, by=bu_sari, now=NOW)


def test_without_hand_over_costs_only_collection_is_offered(desk, inquiry, loafer, bu_sari):
    from langkah.apps.partners.models import HandOver

    HandOver.objects.all().delete()
    quote = actions.quote_inquiry(
        workshop=desk, inquiry=inquiry, facts=facts(loafer), by=bu_sari, now=NOW
    )
    priced = [one.incoterm for one in queries.quote(desk, quote, NOW).version.offers if one.price]
    assert priced == ["EXW"]


# --- frozen ----------------------------------------------------------------------------------

DRAFT = {
    "incoterm": "EXW",
    "currency": "USD",
    "valid_days": 1,
    "deposit_percent": Decimal(0),
    "language": "en",
    "country": "DE",
}


def past_order(sent):
    return actions.PastOrder(
        buyer=sent.quote.buyer_id,
        incoterm="DAP",
        country="NL",
        currency="EUR",
        promise_day=READY,
        lines=(),
    )


def calls(desk, sent, by):
    """Every action of sales, called on a sent version."""
    letter = actions.Letter(text="Hm", key="k")
    same = {"workshop": desk, "by": by}
    timed = {**same, "now": NOW}
    return {
        "take_inquiry": {
            "workshop": desk,
            "message": actions.Message(text="x", key="y"),
            "now": NOW,
        },
        "save_facts": {**timed, "inquiry": sent.quote.inquiry_id, "facts": actions.Facts()},
        "confirm_inquiry": {**timed, "inquiry": sent.quote.inquiry_id, "facts": actions.Facts()},
        "close_inquiry": {**timed, "inquiry": sent.quote.inquiry_id, "reason": "x"},
        "reopen_inquiry": {**same, "inquiry": sent.quote.inquiry_id},
        "quote_inquiry": {**timed, "inquiry": sent.quote.inquiry_id, "facts": actions.Facts()},
        "draft_quote": {**timed, "inquiry": sent.quote.inquiry_id},
        "change_draft": {**timed, "version": sent.pk, "draft": actions.Draft(**DRAFT)},
        "price_quote": {"workshop": desk, "version": sent.pk, "now": LATER},
        "take_current_card": {**timed, "version": sent.pk},
        "choose_term": {**timed, "version": sent.pk, "incoterm": "FCA"},
        "promise": {**timed, "version": sent.pk, "promised": actions.Promised(ready=READY)},
        "next_version": {**timed, "version": sent.pk},
        "claim_preference": {**timed, "version": sent.pk, "promise": promise_of_proof()},
        "undate": {**timed, "version": sent.pk},
        "withdraw_claim": {**timed, "version": sent.pk, "claim": 0},
        "freeze": {**timed, "version": sent.pk},
        "renew_link": {**timed, "quote": sent.quote_id},
        "ask_change": {"workshop": desk, "version": sent.pk, "letter": letter, "now": NOW},
        "ask_question": {"workshop": desk, "version": sent.pk, "letter": letter, "now": NOW},
        "answer_question": {**timed, "question": 0, "answer": "x"},
        "accept": {"workshop": desk, "version": sent.pk, "name": "Marieke", "now": NOW},
        "withdraw": {**timed, "version": sent.pk},
        "cancel_order": {**timed, "order": ordered(desk, sent), "reason": "x"},
        "restore_order": {**same, "order": ordered(desk, sent)},
        "expire": {"now": LATER},
        "record_order": {**timed, "order": past_order(sent)},
        "obtain_proof": {**timed, "claim": 0, "number": "1", "day": NOW.date()},
        "take_back_proof": {**timed, "claim": 0},
        "note_departure": {**timed, "order": ordered(desk, sent), **LEFT},
        "take_back_departure": {**timed, "order": ordered(desk, sent)},
        "tell_new_day": {**timed, "order": ordered(desk, sent), "told": LATER_DAY},
        "take_back_new_day": {**timed, "order": ordered(desk, sent), "told": 0},
        "agree_to_new_day": {**timed, "order": ordered(desk, sent), "told": 0, "on": None},
        "take_back_agreement": {**same, "order": ordered(desk, sent), "told": 0},
        "note_carrier_paper": {
            **timed,
            "paper": INVOICE,
            "about": About(version=sent.pk),
            "file": None,
        },
        "correct_carrier_paper": {
            **timed,
            "old": note_paper(**timed, paper=INVOICE),
            "paper": INVOICE,
            "file": None,
        },
    }


LATER_DAY = actions.Told(
    planned=READY + timedelta(days=9),
    day=READY + timedelta(days=12),
    reason="material",
    language="nl",
    text="Het spijt ons.",
)
LEFT = {"day": NOW.date(), "tracking": ""}


def ordered(desk, sent):
    """The number of an order, of the accepted version where it was accepted."""
    return Order.objects.filter(workshop=desk).values_list("pk", flat=True).first() or 0


INVOICE = NewPaper(
    kind="invoice",
    carrier="Samudra Kilat",
    mode="courier",
    country="NL",
    day=date(2026, 11, 20),
    amount=Decimal(2_400_000),
    currency="IDR",
)


def promise_of_proof():
    return Promise(programme="EU GSP", name="Bu Sari", ready_on=READY)


def test_no_action_changes_a_sent_version(desk, sent, bu_sari):
    before = fingerprint.of(sent.pk)
    assert sent.sent.fingerprint == before
    known = calls(desk, sent, bu_sari)
    every = {name for name, value in vars(actions).items() if inspect.isfunction(value)}
    assert every == set(known), "a new action must be tried here, too"
    for name, values in known.items():
        with contextlib.suppress(Refusal, errors.NotFound):
            getattr(actions, name)(**values)
        assert fingerprint.of(sent.pk) == before, name


def test_a_changed_cost_leaves_the_sent_figures_and_shows_as_drift(desk, sent):
    from langkah.apps.catalogue.models import Material

    before = fingerprint.of(sent.pk)
    Material.objects.filter(name="Calf BRA").update(price=Decimal(60000))
    view = queries.quote(desk, sent.quote_id, NOW).version
    moved = queries.drift(view, queries.today(desk, sent.pk, NOW))
    # No duty-paid price: nobody has checked the rules here.
    assert {row.incoterm for row in moved} == {"FCA", "CIP", "DAP"}
    assert all(row.moved.amount > 0 for row in moved)
    assert fingerprint.of(sent.pk) == before


def test_an_unchanged_world_has_no_drift(desk, sent):
    view = queries.quote(desk, sent.quote_id, NOW).version
    assert queries.drift(view, queries.today(desk, sent.pk, NOW)) == ()


# --- links -----------------------------------------------------------------------------------


def token(version):
    from langkah.apps.sales import links

    return links.token(QuoteLink.objects.get(quote=version.quote_id, revoked_at=None).seed)


def test_a_link_opens_the_newest_version_and_dies_when_it_is_renewed(desk, sent, bu_sari):
    first = token(sent)
    assert queries.opened(first, NOW).version == sent.pk
    actions.renew_link(workshop=desk, quote=sent.quote_id, by=bu_sari, now=NOW)
    with pytest.raises(errors.NotFound):
        queries.opened(first, NOW)
    assert queries.opened(token(sent), NOW).version == sent.pk


@pytest.mark.parametrize(
    "spoil", [lambda t: t[:-1], lambda t: "x" + t, lambda t: "", lambda t: "."]
)
def test_a_spoilt_link_opens_nothing(sent, spoil):
    with pytest.raises(errors.NotFound):
        queries.opened(spoil(token(sent)), NOW)


def test_a_draft_has_no_door(desk, sent, bu_sari):
    actions.next_version(workshop=desk, version=sent.pk, by=bu_sari, now=NOW)
    door = queries.opened(token(sent), NOW)
    assert door.number == 1
    with pytest.raises(errors.NotFound):
        queries.opened(token(sent), NOW, 2)


def test_a_rival_can_do_nothing_with_a_version(rival, rival_owner, sent):
    for deed in (actions.freeze, actions.withdraw, actions.next_version):
        with pytest.raises(errors.NotFound):
            deed(workshop=rival, version=sent.pk, by=rival_owner, now=NOW)
    with pytest.raises(errors.NotFound):
        actions.accept(workshop=rival, version=sent.pk, name="X", now=NOW)
    with pytest.raises(errors.NotFound):
        queries.quote(rival, sent.quote_id, NOW)
    with pytest.raises(errors.NotFound):
        queries.offer_sheet(rival, sent.pk)


# --- many hands ------------------------------------------------------------------------------


@pytest.fixture
def on_disk(tmp_path, monkeypatch, sent):
    """The tests' SQLite lives in memory, where threads block each other; copy it to a real file."""
    if connection.vendor != "sqlite":
        return
    place = tmp_path / "langkah.sqlite3"
    with sqlite3.connect(place) as copy:
        connection.connection.backup(copy)
        # Threads that each turn the file to WAL lock one another out
        copy.execute("PRAGMA journal_mode=WAL")
    monkeypatch.setitem(connection.settings_dict, "NAME", str(place))
    monkeypatch.setitem(connections.databases["default"], "NAME", str(place))


@pytest.mark.django_db(transaction=True)
def test_eight_hands_that_accept_at_once_make_one_order(desk, sent, on_disk):
    start = threading.Barrier(8)
    found, wrong = [], []

    def press():
        try:
            start.wait()
            found.append(actions.accept(workshop=desk, version=sent.pk, name="Marieke", now=NOW))
        except Exception as error:  # noqa: BLE001 - any error fails the test below
            wrong.append(error)
        finally:
            connection.close()

    hands = [threading.Thread(target=press) for _ in range(8)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    assert not wrong
    assert len(found) == 8
    assert len(set(found)) == 1
    counted = []
    reader = threading.Thread(
        target=lambda: (counted.append(Order.objects.count()), connection.close())
    )
    reader.start()
    reader.join()
    assert counted == [1]


# --- any order of deeds ----------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_whatever_is_done_in_whatever_order_one_yes_stays_one_order(  # noqa: C901
    desk, drafted, bu_sari
):
    class Life(RuleBasedStateMachine):
        def __init__(self):
            super().__init__()
            from django.db import transaction

            self.undo = transaction.atomic()
            self.undo.__enter__()
            self.now = NOW
            self.prints = {}

        def attempt(self, deed, **values):
            try:
                return deed(workshop=desk, **values)
            except (Refusal, errors.NotFound):
                return None

        def versions(self):
            return list(QuoteVersion.objects.filter(quote=drafted.quote_id).order_by("number"))

        @rule(pick=st.integers(0, 9))
        def send(self, pick):
            version = self.versions()[pick % len(self.versions())]
            self.attempt(
                actions.promise,
                version=version.pk,
                promised=actions.Promised(ready=READY),
                by=bu_sari,
                now=self.now,
            )
            if self.attempt(actions.freeze, version=version.pk, by=bu_sari, now=self.now):
                self.prints[version.pk] = fingerprint.of(version.pk)

        @rule(pick=st.integers(0, 9))
        def accept(self, pick):
            version = self.versions()[pick % len(self.versions())]
            self.attempt(actions.accept, version=version.pk, name="Marieke", now=self.now)

        @rule(pick=st.integers(0, 9))
        def withdraw(self, pick):
            version = self.versions()[pick % len(self.versions())]
            self.attempt(actions.withdraw, version=version.pk, by=bu_sari, now=self.now)

        @rule()
        def follow(self):
            version = self.versions()[-1]
            self.attempt(actions.next_version, version=version.pk, by=bu_sari, now=self.now)

        @rule(days=st.integers(1, 20))
        def wait(self, days):
            self.now += timedelta(days=days)
            actions.expire(self.now)

        @invariant()
        def one_yes_at_most(self):
            assert AcceptedQuote.objects.count() == Order.objects.count() <= 1

        @invariant()
        def frozen_stays_frozen(self):
            for version, print_ in self.prints.items():
                assert fingerprint.of(version) == print_

        @invariant()
        def one_open_version_at_most(self):
            view = queries.quote(desk, drafted.quote_id, self.now)
            open_ = [row for _pk, _number, row in view.versions if row.state is State.OPEN]
            assert len(open_) <= 1
            assert not (open_ and view.order)

        def teardown(self):
            from django.db import transaction

            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)

    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=12,
            stateful_step_count=10,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_a_quote_that_could_not_be_priced_says_what_is_missing(desk, drafted, bu_sari):
    """No term is offered then: the sentence names none, but everything that is missing."""
    Material.objects.update(price=None)
    QuoteVersion.objects.filter(pk=drafted.pk).update(wish_incoterm="", incoterm="")
    actions.price_quote(workshop=desk, version=drafted.pk, now=NOW)
    with pytest.raises(errors.NotReady) as caught:
        actions.freeze(workshop=desk, version=drafted.pk, by=bu_sari, now=NOW)
    said = [str(reason) for reason in caught.value.reasons]
    assert said[0] == "This quote could not be priced. Fill in what is missing:"
    assert any("Calf BRA" in one for one in said)
    assert not any("price for ." in one or "price for  " in one for one in said)


def test_without_any_term_sending_says_what_to_do(desk, drafted, bu_sari):
    QuoteVersion.objects.filter(pk=drafted.pk).update(incoterm="")
    with pytest.raises(errors.NotReady, match="no price under any term"):
        actions.freeze(workshop=desk, version=drafted.pk, by=bu_sari, now=NOW)
