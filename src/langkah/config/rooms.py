"""Rooms that are furnished when somebody comes in, so that the house opens at once.

Loading every room takes as long as Django itself. A room's addresses, and with them its modules,
are loaded by the first request for it or by `furnish`, whichever is earlier.
"""

from __future__ import annotations

import gc
import logging
import threading
import time
from collections.abc import Iterable
from typing import Any

from django.urls import URLResolver, get_resolver
from django.urls.exceptions import Resolver404
from django.urls.resolvers import ResolverMatch, RoutePattern
from django.utils.datastructures import MultiValueDict
from django.utils.translation import get_language

QUIET_SECONDS = 1.0
# No row has a larger number, and a database cannot even be asked for one.
LARGEST = 2**63 - 1
log = logging.getLogger("langkah.rooms")


class Room(URLResolver):
    """Addresses below `path`, in the module `langkah.<place>.urls`, named after the place.

    With `starts`, only what begins with one of these can be in the room; "" is the bare address.
    """

    def __init__(self, path: str, place: str, starts: Iterable[str] = ()) -> None:
        name = place.rpartition(".")[2]
        super().__init__(RoutePattern(path), f"langkah.{place}.urls", app_name=name, namespace=name)
        self.starts = tuple(starts)

    def resolve(self, path: Any) -> ResolverMatch:  # noqa: ANN401 - a lazy text is allowed
        """Where an address of this room leads. Raises Resolver404."""
        if self.starts and not any(_begins(str(path), start) for start in self.starts):
            raise Resolver404({"path": path})
        found = super().resolve(path)
        if any(isinstance(value, int) and value > LARGEST for value in found.kwargs.values()):
            raise Resolver404({"path": path})
        return found

    def _populate(self) -> None:
        """Nothing: the house asks every room for this as soon as one address is needed."""

    @property
    def reverse_dict(self) -> MultiValueDict[Any, Any]:
        """The addresses by name."""
        self._fill()
        return super().reverse_dict

    @property
    def namespace_dict(self) -> dict[str, tuple[str, URLResolver]]:
        """What has a name of its own inside the room."""
        self._fill()
        return super().namespace_dict

    @property
    def app_dict(self) -> dict[str, list[str]]:
        """The same by kind."""
        self._fill()
        return super().app_dict

    def _fill(self) -> None:
        if get_language() not in self._reverse_dict:
            super()._populate()


def _begins(path: str, start: str) -> bool:
    return path.startswith(start) if start else not path


def furnish() -> None:
    """Load every screen that nobody has asked for yet; the API waits for its first program.

    What is loaded stays for good: whoever clears up later need not look through it again. Looking
    takes as long as a page.
    """
    for room in get_resolver().url_patterns:
        if isinstance(room, Room) and room.namespace != "api":
            _ = room.url_patterns
    gc.collect()
    gc.freeze()


def furnish_soon() -> threading.Thread:
    """Load the rooms in the background, once the first visitor has been let in."""

    def work() -> None:
        time.sleep(QUIET_SECONDS)
        try:
            furnish()
        except Exception:
            log.exception("A room cannot be opened.")

    thread = threading.Thread(target=work, name="furnish", daemon=True)
    thread.start()
    return thread
