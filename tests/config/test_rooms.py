"""A house that opens at once: rooms load late, and every address still leads where it did."""

from __future__ import annotations

import subprocess
import sys

import pytest
from django.urls import Resolver404, get_resolver, resolve, reverse
from django.utils.translation import override

from langkah.config import rooms

ROOMS = [room for room in get_resolver().url_patterns if isinstance(room, rooms.Room)]
LATE = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "langkah.config.settings"
import django
django.setup()
from django.urls import get_resolver, resolve, reverse
get_resolver().resolve("/health/")
loaded = lambda: sorted(name.split(".")[2] for name in sys.modules
                        if name.startswith("langkah.web.") and name.endswith(".urls"))
print(loaded())
resolve("/ui/more/"), reverse("ui:more")
print(loaded())
from langkah.config.rooms import furnish
furnish()
print(len(loaded()), "langkah.api.urls" in sys.modules)
"""


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.namespace)
def test_a_room_says_how_each_of_its_addresses_begins(room):
    for each in room.url_patterns:
        route = str(each.pattern)
        assert not room.starts or any(rooms._begins(route, start) for start in room.starts)


def test_an_address_is_found_by_name_in_every_language():
    for language in ("id", "en", "ja"):
        with override(language):
            assert reverse("settings:sign_in") == "/settings/sign-in/"
            assert reverse("catalogue:product", args=[7]) == "/products/7/"
            assert reverse("site:offer", args=["a"]) == "/q/a/"
    assert resolve("/").view_name == "today:home"
    assert resolve("/products/7/").view_name == "catalogue:product"


@pytest.mark.parametrize("path", ["/nowhere/", "/setting/", "/settings/nowhere/", "/q/"])
def test_what_no_room_knows_is_not_found(path):
    with pytest.raises(Resolver404):
        resolve(path)


def test_rooms_load_when_they_are_asked_for(tmp_path):
    said = subprocess.run(
        [sys.executable, "-c", LATE],
        env={"LANGKAH_DATA": str(tmp_path), "PYTHONPATH": "src"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    assert said == ["[]", "['ui']", "9 False"]


def test_the_check_before_a_start_opens_every_room(tmp_path):
    """A broken room must be found by `manage.py check`, not by its first visitor."""
    code = LATE.split("from django.urls", maxsplit=1)[0] + (
        "from django.core.management import call_command\n"
        "call_command('check')\n"
        "print(*sys.modules)"
    )
    said = subprocess.run(
        [sys.executable, "-c", code],
        env={"LANGKAH_DATA": str(tmp_path), "PYTHONPATH": "src"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert {f"{room.urlconf_name}" for room in ROOMS} <= set(said)
