"""Who arrives with a session, and where she works: one statement, and nothing that is not hers."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from langkah.apps.workshop.models import Membership, User
from langkah.apps.workshop.queries import current_member
from langkah.apps.workshop.queries.members import arriving
from langkah.apps.workshop.sessions import SessionStore


def test_she_arrives_with_her_places(bu_sari, kenzi, rival, rival_owner, django_assert_num_queries):
    Membership.objects.create(user=bu_sari, workshop=rival, role="viewer")
    with django_assert_num_queries(1):
        found = arriving(bu_sari.pk)
        first = current_member(found, None)
        other = current_member(found, rival.pk)
        strange = current_member(found, rival.pk + 99)
    assert (first.workshop, first.role) == (kenzi, "owner")
    assert (other.workshop, other.role) == (rival, "viewer")
    assert strange.workshop == kenzi
    assert first.workshop.currency == kenzi.currency
    assert found.get_session_auth_hash() == bu_sari.get_session_auth_hash()
    assert found.created_at == bu_sari.created_at
    assert first.workshop.created_at == kenzi.created_at


def test_without_a_workshop_she_arrives_all_the_same(db):
    alone = User.objects.create(name="Ana", email="ana@x.example")
    assert current_member(arriving(alone.pk), None) is None


def test_who_is_no_longer_active_does_not_arrive(bu_sari):
    User.objects.filter(pk=bu_sari.pk).update(is_active=False)
    assert arriving(bu_sari.pk) is None


@pytest.mark.parametrize("end", ["expired", "revoked"])
def test_a_session_that_ended_is_empty(db, end):
    session = SessionStore()
    session["workshop"] = 7
    session.save()
    key = session.session_key
    assert SessionStore(key)["workshop"] == 7
    if end == "expired":
        gone = timezone.now() - timedelta(seconds=1)
        Session.objects.filter(session_key=key).update(expire_date=gone)
    else:
        SessionStore(key).delete()
    after = SessionStore(key)
    assert after.get("workshop") is None
    assert after.session_key is None
