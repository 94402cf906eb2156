"""The worker: long work waits in the queue and is then done; what is due is done once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from langkah.apps.catalogue import exchange, incoming
from langkah.apps.catalogue.models import Product
from langkah.apps.workshop.models import User, Workshop
from langkah.config.due import do_what_is_due
from langkah.config.management.commands.worker import long_work
from langkah.papers.sheets import to_xlsx
from tests.apps.sales.conftest import add_loafer


# The real queue commits each step of its work.
@pytest.mark.django_db(transaction=True)
def test_a_long_spreadsheet_waits_for_the_worker_and_is_then_taken_in(
    kenzi: Workshop,
    bu_sari: User,
    rival: Workshop,
    rival_owner: User,
    monkeypatch,
    settings,
    tmp_path,
) -> None:
    settings.MEDIA_ROOT = tmp_path
    add_loafer(rival, rival_owner)
    data = to_xlsx(exchange.sheets(rival, costs=True))
    monkeypatch.setattr(incoming, "LONG", 0)
    name = incoming.keep(kenzi, data)
    assert not incoming.take(workshop=kenzi, name=name, by=bu_sari, costs=True).finished
    assert not Product.objects.filter(workshop=kenzi).exists()
    long_work()
    found = incoming.progress(kenzi, name)
    assert found.finished and not found.refused
    assert Product.objects.get(workshop=kenzi).name == "Brantas Loafer"


def test_nothing_due_says_nothing(db: None) -> None:
    assert list(do_what_is_due(timezone.now() + timedelta(days=1))) == []
