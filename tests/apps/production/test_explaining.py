"""Why a day is that day: for a draft by today's floor, for a sent version by its own plan."""

from __future__ import annotations

from datetime import timedelta

import pytest

from langkah.apps.production.explaining import explained
from langkah.apps.sales.models import QuoteVersion
from langkah.apps.workshop.models import Maker
from langkah.domain.capacity.explained import Phase
from tests.apps.production.conftest import NOW

pytestmark = pytest.mark.django_db


def test_a_draft_and_its_sent_version_tell_the_same(floor, ask, send):
    version = ask(24)
    draft = explained(floor, version, NOW)
    assert draft
    assert draft.stretches[0].phase is Phase.ANSWER
    assert "who has not said yes yet" in str(draft.sentence)
    sent = explained(floor, send(version), NOW)
    assert sent
    assert [one.phase for one in sent.stretches] == [one.phase for one in draft.stretches]


def test_a_sent_version_reads_the_same_for_good(floor, ask, send):
    version = send(ask(24))
    before = explained(floor, version, NOW)
    Maker.objects.update(active=False)
    assert explained(floor, version, NOW + timedelta(days=3)) == before


def test_nothing_is_told_without_a_day_or_for_others(floor, rival, ask):
    version = ask(24)
    assert explained(rival, version, NOW) is None
    Maker.objects.update(active=False)
    assert explained(floor, version, NOW) is None
    QuoteVersion.objects.filter(pk=version).update(promise_day=None)
    assert explained(floor, version, NOW) is None
