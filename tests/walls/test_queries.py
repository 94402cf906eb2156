"""Every read takes the workshop first, so that forgetting the tenant is a mistake one can see."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator

import pytest

import langkah.apps
from langkah.apps.workshop.models import Workshop

# Reads without a workshop, and why.
WITHOUT = {
    "workshop.queries.members.arriving": "finds the user of a session, and her workshops",
    "workshop.queries.members.current_member": "finds the workshop of who is signed in",
    "workshop.queries.members.api_key": "finds the workshop of a key",
    "workshop.queries.members.hashed": "a hash, reads nothing",
    "workshop.queries.people.invitation": "opens with the secret of an invitation",
    "workshop.queries.people.places_of": "the workshops of a person",
    "workshop.queries.people.any_workshop": "whether the first start is still ahead",
    "workshop.queries.people.user_of": "a person",
    "workshop.queries.people.sessions": "a person's own",
    "workshop.queries.people.second_factor": "a person's own",
    "workshop.queries.people.recovery_codes_left": "a person's own",
    "sales.queries.doors.by_slug": "the public page",
    "sales.queries.doors.opened": "opens with a signed link",
    "sales.queries.compared.compare": "two sheets side by side, reads nothing",
    "sales.queries.quotes.drift": "compares what was read already",
    "sales.queries.quotes.outdated": "compares what was read already",
    "sales.queries.inquiries.pieces": "cuts a text, reads nothing",
}


def reads() -> Iterator[tuple[str, Callable[..., object]]]:
    """Every public function of every `queries` module."""
    for module in pkgutil.walk_packages(langkah.apps.__path__, "langkah.apps."):
        if ".queries" not in module.name:
            continue
        loaded = importlib.import_module(module.name)
        for name, function in inspect.getmembers(loaded, inspect.isfunction):
            if function.__module__ == module.name and not name.startswith("_"):
                yield f"{module.name.removeprefix('langkah.apps.')}.{name}", function


READS = dict(reads())


@pytest.mark.parametrize("name", READS)
def test_a_read_takes_the_workshop_first(name):
    if name in WITHOUT:
        return
    parameters = list(inspect.signature(READS[name]).parameters.values())
    assert parameters, f"{name} takes nothing, so it cannot know whose rows it reads"
    first = parameters[0]
    assert first.name == "workshop"
    assert first.annotation in (Workshop, "Workshop", "Workshop | None")


def test_every_read_without_a_workshop_exists():
    assert set(WITHOUT) <= set(READS)
