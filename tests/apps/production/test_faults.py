"""A fault in the middle leaves nothing half stored; two buyers at once make one order."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest
from django.db import connection, connections

from langkah.apps.production import actions
from langkah.apps.production.errors import DateMoved
from langkah.apps.production.models import Booking, Hold
from langkah.apps.production.queries import plan_days, promise_for
from langkah.apps.sales.models import Order, QuoteVersion
from tests.apps.production.conftest import LATER, NOW


class PowerCut(RuntimeError):
    """The light goes out."""


def cut(*_: object, **__: object) -> None:
    raise PowerCut


def kept() -> tuple[list[int], list[int], list[int], list[int]]:
    """Everything that a deed of production writes, by its number."""
    sent = QuoteVersion.objects.filter(sent__isnull=False)
    standing = Hold.objects.filter(released_at=None)
    return tuple(  # type: ignore[return-value]
        sorted(rows.values_list("pk", flat=True))
        for rows in (sent, standing, Booking.objects.all(), Order.objects.all())
    )


@pytest.mark.django_db
def test_a_fault_while_sending_leaves_a_draft(ask, send, floor, bu_sari, monkeypatch):
    version, before = ask(24), kept()
    monkeypatch.setattr(Booking.objects, "bulk_create", cut)
    with pytest.raises(PowerCut):
        send(version)
    assert kept() == before
    monkeypatch.undo()
    send(version)
    assert Hold.objects.get().version_id == version


@pytest.mark.django_db
def test_a_fault_while_accepting_leaves_the_quote_open(ask, send, say_yes, monkeypatch):
    version = send(ask(24))
    before = kept()
    monkeypatch.setattr(Booking.objects, "bulk_create", cut)
    with pytest.raises(PowerCut):
        say_yes(version)
    assert kept() == before
    monkeypatch.undo()
    say_yes(version)
    assert Order.objects.count() == 1


@pytest.mark.django_db
def test_a_fault_while_replacing_leaves_the_old_hold(ask, send, floor, bu_sari, monkeypatch):
    from langkah.apps.sales import actions as sales

    first = send(ask(24))
    second = sales.next_version(workshop=floor, version=first, by=bu_sari, now=NOW)
    actions.date_quote(workshop=floor, version=second, by=bu_sari, now=NOW)
    before = kept()
    monkeypatch.setattr(Booking.objects, "bulk_create", cut)
    with pytest.raises(PowerCut):
        send(second)
    assert kept() == before


Deed = Callable[[], object]


@pytest.fixture
def at_once(tmp_path, monkeypatch) -> Callable[..., list[object]]:
    """Do deeds at the same moment, each in a thread with its own connection, on a real file.

    The tests' SQLite lies in memory, where threads only block each other; the main thread stays
    there, so what came of it is read in a thread too.
    """

    def moved() -> None:
        if connection.vendor == "sqlite" and "langkah" not in connection.settings_dict["NAME"]:
            place = tmp_path / "langkah.sqlite3"
            with sqlite3.connect(place) as copy:
                connection.connection.backup(copy)
                # Threads that each turn the file to WAL lock one another out
                copy.execute("PRAGMA journal_mode=WAL")
            monkeypatch.setitem(connection.settings_dict, "NAME", str(place))
            monkeypatch.setitem(connections.databases["default"], "NAME", str(place))

    def run(*deeds: Deed) -> list[object]:
        moved()
        start = Barrier(len(deeds))

        def one(deed: Deed) -> object:
            start.wait()
            try:
                return deed()
            finally:
                connection.close()

        with ThreadPoolExecutor(len(deeds)) as hands:
            return list(hands.map(one, deeds))

    return run


def counted() -> tuple[int, int, int]:
    """Orders, steps of orders, steps that quotes hold."""
    orders = Booking.objects.filter(order_line__isnull=False).count()
    return Order.objects.count(), orders, Booking.objects.count() - orders


@pytest.mark.django_db(transaction=True)
def test_four_hands_at_once_make_one_order_with_one_place(ask, send, floor, at_once):
    version = send(ask(24))

    def yes() -> int:
        return actions.accept(workshop=floor, version=version, name="Marieke", now=NOW + LATER)

    assert len(set(at_once(yes, yes, yes, yes))) == 1
    assert at_once(counted) == [(1, 1, 0)]


@pytest.mark.django_db(transaction=True)
def test_two_quotes_sent_at_once_are_never_given_the_same_hours(ask, floor, bu_sari, at_once):
    def leave(version: int) -> str:
        try:
            actions.offer(workshop=floor, version=version, by=bu_sari, now=NOW)
        except DateMoved:
            return "moved"
        return "sent"

    deeds = [partial(leave, ask(24)), partial(leave, ask(24))]
    assert sorted(at_once(*deeds)) == ["moved", "sent"]
    assert at_once(counted) == [(0, 0, 1)]


@pytest.mark.django_db
def test_a_promise_and_a_week_ask_few_queries(ask, send, floor, django_assert_max_num_queries):
    for _ in range(4):
        send(ask(6))
    version = ask(24)
    with django_assert_max_num_queries(20):
        promise_for(floor, version, NOW)
    with django_assert_max_num_queries(6):
        plan_days(floor, NOW.date())
