"""Who may do what, as a table that one can read."""

from __future__ import annotations

import pytest

from langkah.apps.workshop.models import Role
from langkah.apps.workshop.queries import Member
from langkah.apps.workshop.rights import RIGHTS, SHARED_ROOMS, may

TABLE = """
owner       see quote catalogue costs floor ship people
marketing   see quote catalogue ship
production  see floor ship
viewer      see
adviser
"""
WANTED = {
    words[0]: set(words[1:]) for words in (line.split() for line in TABLE.split("\n")) if words
}


@pytest.mark.parametrize("role", Role.values)
def test_a_role_may_exactly_this(role):
    assert {capability for capability in RIGHTS if may(role, capability)} == WANTED[role]


def test_a_capability_that_does_not_exist_is_our_mistake():
    with pytest.raises(KeyError):
        may(Role.OWNER, "quotes")


@pytest.mark.parametrize("room", SHARED_ROOMS)
@pytest.mark.parametrize("capability", RIGHTS)
def test_an_adviser_reads_shared_rooms_and_changes_nothing(capability, room):
    adviser = Member(None, None, Role.ADVISER, frozenset({"journey"}))  # type: ignore[arg-type]
    opens = adviser.opens(capability, room=room)
    assert opens is (capability == "see" and room == "journey")
