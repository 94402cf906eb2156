"""What is due: the duties that no person has to remember."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import datetime

from langkah.apps.insight import impact
from langkah.apps.production import actions as production
from langkah.apps.rules import actions as rules
from langkah.apps.rules.errors import NotEntered
from langkah.apps.workshop.actions import doors

log = logging.getLogger("langkah.due")


def do_what_is_due(now: datetime) -> Iterator[str]:
    """Do every duty that is due at `now` (aware); gives a sentence for each thing done."""
    books = bring_books_up_to_date(now)
    if books:
        yield f"{books} rule books have taken in the newest edition of Langkah."
    looks = impact.note_what_is_new(now)
    if looks:
        yield f"{looks} changes of rules were looked at for what they touch."
    ended = production.release_expired(now)
    if ended:
        yield f"{ended} quotes ended; their capacity is free again."
    impact.clear_out(now)
    gone = doors.clear_out(now)
    if gone:
        yield f"{gone} old sessions and tries to sign in are forgotten."


def bring_books_up_to_date(now: datetime) -> int:
    """Every workshop's rule book takes in the edition of this Langkah; gives how many did."""
    done = 0
    for workshop in tuple(rules.lagging()):
        try:
            rules.adopt(workshop=workshop, now=now)
        except NotEntered:
            # Other workshops, and everything else that is due, do not wait for this one.
            log.exception("The rule book of %s could not take in the edition.", workshop)
        else:
            done += 1
    return done
