"""What a change of the rule book does to open quotes, orders under way and live products."""

from langkah.apps.insight.impact.noting import (
    clear_out,
    drop,
    handle,
    look,
    look_later,
    note,
    note_what_is_new,
    waits,
)
from langkah.apps.insight.impact.reading import (
    Line,
    Page,
    Progress,
    message,
    of_change,
    of_upload,
    page,
)

__all__ = [
    "Line",
    "Page",
    "Progress",
    "clear_out",
    "drop",
    "handle",
    "look",
    "look_later",
    "message",
    "note",
    "note_what_is_new",
    "of_change",
    "of_upload",
    "page",
    "waits",
]
