"""What a page says after something was done."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest


def done(request: HttpRequest, text: str, undo: str = "") -> None:
    """Say that `text` was done; with `undo`, a path that takes it back when posted to."""
    messages.success(request, text, extra_tags=undo)


def refused(request: HttpRequest, text: str) -> None:
    """Say why something was not done, and what to do."""
    messages.error(request, text)
