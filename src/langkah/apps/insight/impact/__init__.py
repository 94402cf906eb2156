"""What a change of the rule book does to open quotes, orders under way and live products."""

from langkah.apps.insight.impact.noting import (
    clear_out,
    drop,
    handle,
    keep,
    look,
    look_later,
    note,
    note_unless_long,
    note_what_is_new,
    waits,
)
from langkah.apps.insight.impact.opened import asked_about
from langkah.apps.insight.impact.reading import (
    Line,
    Page,
    Progress,
    WaitingSheet,
    line,
    of_change,
    of_upload,
    page,
    waiting,
)
from langkah.apps.insight.impact.since import Since, since_sent
from langkah.apps.insight.impact.word import message

__all__ = [
    "Line",
    "Page",
    "Progress",
    "Since",
    "WaitingSheet",
    "asked_about",
    "clear_out",
    "drop",
    "handle",
    "keep",
    "line",
    "look",
    "look_later",
    "message",
    "note",
    "note_unless_long",
    "note_what_is_new",
    "of_change",
    "of_upload",
    "page",
    "since_sent",
    "waiting",
    "waits",
]
