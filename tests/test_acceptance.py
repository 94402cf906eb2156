"""Acceptances in the same second, and a server killed in the middle of one (V08, C06, bar A-9).

On real files of SQLite and on a real PostgreSQL, in processes of their own that are killed as the
machine kills them: without a word, at every statement of an acceptance.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import demo

LIFE = """
import os, signal
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
import django
django.setup()
from django.db import connection, connections
from django.utils import timezone
from langkah.apps.production import actions as production
from langkah.apps.production.errors import DateMoved
from langkah.apps.production.floor import booked, local
from langkah.apps.production.models import Booking, Hold
from langkah.apps.sales import actions as sales
from langkah.apps.sales.models import AcceptedQuote, Order, Quote, QuoteVersion
from langkah.apps.workshop.models import User, Workshop
from langkah.apps.workshop.queries import shop
from langkah.domain.capacity import VerifyCase, verify
from zoneinfo import ZoneInfo

kenzi, sari, now = Workshop.objects.get(), User.objects.first(), timezone.now()
pattern = QuoteVersion.objects.filter(quote__accepted__isnull=False).first()
line = pattern.lines.first()
evening = sales.sending.last_moment(kenzi, pattern.valid_days, now) - timedelta(hours=1)

def dated(key, held):
    taken = sales.take_inquiry(
        workshop=kenzi, message=sales.Message(text="400 pairs", key=key), now=now, by=sari
    )
    sizes = (sales.AskedSize(size="41", pairs=400),)
    asked = sales.Facts(
        buyer_name="Marieke", country="NL", city="Utrecht", kind="b2b", language="nl",
        incoterm="FCA", lines=(sales.AskedLine(product=line.product_id, sizes=sizes),),
    )
    quote = sales.quote_inquiry(workshop=kenzi, inquiry=taken, facts=asked, by=sari, now=now)
    version = QuoteVersion.objects.get(quote=quote)
    QuoteVersion.objects.filter(pk=version.pk).update(date_held=held)
    production.date_quote(workshop=kenzi, version=version.pk, by=sari, now=now)
    return version.pk

def send(version):
    seen = QuoteVersion.objects.get(pk=version).oldest_rate_day
    production.offer(workshop=kenzi, version=version, by=sari, now=now, rate_seen=seen)
    return version

def yes(version, **more):
    try:
        return production.accept(
            workshop=kenzi, version=version, name="Marieke", now=evening, **more
        )
    except DateMoved as moved:
        return moved

def at_once(*deeds):
    start = Barrier(len(deeds))
    def one(deed):
        start.wait()
        try:
            return deed()
        finally:
            connection.close()
    with ThreadPoolExecutor(len(deeds)) as hands:
        return list(hands.map(one, deeds))

def sound():
    taken = booked(kenzi, now)
    clock = local(now, ZoneInfo(kenzi.time_zone))
    case = VerifyCase(
        shop=shop(kenzi, clock.date()), jobs=(), bookings=taken, now=clock
    )
    assert verify(case) == ()
    for order in Order.objects.filter(accepted__at=evening):
        steps = Booking.objects.filter(order_line__order=order)
        last = steps.order_by("-end").first().end
        assert last.astimezone(ZoneInfo(kenzi.time_zone)).date() <= order.promise_day
"""

AT_ONCE = """
# Both were promised the same capacity: one has it, the other hears of it, nothing in between.
first, second = send(dated("one", False)), send(dated("two", False))
answers = at_once(lambda: yes(first), lambda: yes(second))
kinds = sorted(type(answer).__name__ for answer in answers)
assert kinds == ["DateMoved", "int"], answers
sound()
moved = next(answer for answer in answers if isinstance(answer, DateMoved))
loser = first if isinstance(answers[0], DateMoved) else second
assert isinstance(yes(loser, agreed=moved.new), int)
sound()
# Two dates that are kept free are both kept, whoever is quicker.
third, fourth = (send(dated(key, True)) for key in ("three", "four"))
assert all(isinstance(one, int) for one in at_once(lambda: yes(third), lambda: yes(fourth)))
sound()
"""

KILLED = """
def state(version):
    order = Order.objects.filter(accepted__version=version).first()
    return order and (
        order.lines.count(), Booking.objects.filter(order_line__order=order).count() > 0,
        Hold.objects.get(version=version).released_why,
    )

def die_at(count, version):
    '''Accept in a process that is killed at its statement number `count`.'''
    connections.close_all()
    child = os.fork()
    if child == 0:
        left = [count]
        def killing(execute, sql, params, many, context):
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return execute(sql, params, many, context)
        with connection.execute_wrapper(killing):
            production.accept(workshop=kenzi, version=version, name="Marieke", now=evening)
        os._exit(0)
    return os.waitpid(child, 0)[1] == 0

version = send(dated("five", True))
held = sorted(Booking.objects.values_list("pk", flat=True))
for count in range(1, 400):
    if die_at(count, version):
        break
    assert state(version) is None, count
    assert not AcceptedQuote.objects.filter(version=version).exists()
    assert sorted(Booking.objects.values_list("pk", flat=True)) == held, count
    sound()
else:
    raise AssertionError("It never ended.")
assert count > 20, count
lines, planned, why = state(version)
assert (lines, planned, why) == (1, True, "accepted")
sound()
assert yes(version) == Order.objects.get(accepted__version=version).pk
assert Order.objects.filter(accepted__version=version).count() == 1
print("sound")
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def env(request: pytest.FixtureRequest, tmp_path: Path) -> dict[str, str]:
    """A demo workshop of its own: on a file of SQLite, or on PostgreSQL."""
    if request.param == "postgresql":
        address = request.getfixturevalue("demos_on_postgresql")("acceptance")
        return demo.environment(tmp_path, address)
    data = tmp_path / "data"
    shutil.copytree(request.getfixturevalue("demo_data"), data)
    return demo.environment(data)


def test_promises_stay_provable(env: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LIFE + AT_ONCE + KILLED],
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.endswith("sound\n"), done.stderr[-3000:]
