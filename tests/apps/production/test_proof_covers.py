"""A proof covers when its material comes and when it was asked; older ones stay readable (V08)."""

from __future__ import annotations

import pytest

from langkah.apps.catalogue.models import Material
from langkah.apps.production import certificates
from langkah.apps.production.models import Certificate
from langkah.apps.production.promises import question
from langkah.domain.capacity import Ground
from tests.apps.production.conftest import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("bold")]


def test_late_leather_shows_as_moved_since(ask, send, floor):
    version = send(ask(24))
    Material.objects.filter(name="Sole BRA").update(days_to_get=30)
    found = certificates.proved(floor, version, question(floor, version, NOW))
    assert found is not None
    assert found.moved == (Ground.JOBS,)


def test_a_proof_of_an_older_engine_stays_what_it_was(ask, send, floor):
    """Its fingerprint does not cover the moment, and nothing moved by our covering more now."""
    version = send(ask(24))
    case = question(floor, version, NOW)
    row = Certificate.objects.get(version=version)
    plan = certificates.plan(floor, version, certificates._names(case))
    then = certificates.certify(case, plan, "3")
    row.engine, row.jobs = then.engine, then.jobs
    row.save()
    found = certificates.proved(floor, version, case)
    assert found is not None
    assert (found.digest, found.moved, found.engine) == (then.digest, (), "3")
