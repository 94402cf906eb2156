"""What is due: the duties that no person has to remember."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime


def do_what_is_due(now: datetime) -> Iterator[str]:
    """Do every duty that is due at `now` (aware); gives a sentence for each thing done."""
    yield from ()
