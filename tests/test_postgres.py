"""The same house on PostgreSQL: tables, demo, a quote sent and accepted, search.

Runs in a process of its own, on a server that lives in a package and starts as any user.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests import demo

LIFE = """
import django
django.setup()
from django.db import connection
assert connection.vendor == "postgresql"
from django.utils import timezone
from langkah.apps.catalogue.queries import search
from langkah.apps.production.models import Booking
from langkah.apps.sales.models import Order
from langkah.apps.workshop.models import Workshop
from langkah.config.due import do_what_is_due
kenzi = Workshop.objects.get()
assert [item.name for item in search(kenzi, "brantas")] == ["Brantas Loafer"]
assert Order.objects.filter(accepted__isnull=False).count() == 3
assert Booking.objects.filter(order_line__isnull=False).exists()
list(do_what_is_due(timezone.now()))
from django.db import IntegrityError, transaction
from langkah.apps.rules.models import DatedRule
twice = DatedRule.objects.filter(replaced_at=None, kind="duty").first()
twice.pk, twice.code = None, "the same once more"
try:
    with transaction.atomic():
        twice.save(force_insert=True)
except IntegrityError as refused:
    assert "two_rules_never_answer_for_one_day" in str(refused)
else:
    raise AssertionError("Two rules answer for one day.")
from langkah.apps.insight import impact
from langkah.apps.rules import actions as rules, exchange
from langkah.apps.workshop.models import User
from langkah.papers.sheets import Sheet
head = ("id", "market", "kind", "rate", "source", "grade")
rise = Sheet(name="rules", head=head, rows=(("eu-vat-nl", "NL", "tax", "25 %", "law", "A"),))
sari, now = User.objects.first(), timezone.now()
taken = rules.take_in(
    workshop=kenzi, plan=exchange.plan(kenzi, [rise]), by=sari, now=now, note="rise.xlsx"
)
assert impact.note(workshop=kenzi, change=taken.pk, now=now).finished_at
assert impact.page(kenzi, impact.of_change(kenzi, taken.pk).run).lines
from langkah.apps.insight.rules import changed
for line in impact.page(kenzi, impact.of_change(kenzi, taken.pk).run).versions:
    impact.handle(workshop=kenzi, touched=line.touched, by=sari, now=now)
undone = rules.undo(workshop=kenzi, change=taken.pk, by=sari, now=timezone.now())
run = impact.note(workshop=kenzi, change=undone.pk, now=timezone.now())
assert impact.page(kenzi, run.pk).lines
list(changed(kenzi, timezone.now()))
print("alive")
"""


def test_the_demo_lives_on_postgresql(
    demos_on_postgresql: Callable[[str], str], tmp_path: Path
) -> None:
    env = demo.environment(tmp_path, demos_on_postgresql("life"))
    done = subprocess.run(
        [sys.executable, "-c", LIFE], env=env, capture_output=True, text=True, check=False
    )
    assert done.stdout.endswith("alive\n"), done.stderr[-2000:]
