"""What production refuses, each with a sentence."""

from __future__ import annotations

from langkah.domain.reason import Refusal


class NotFound(LookupError):
    """It does not exist in this workshop."""


class DateMoved(Refusal):
    """The promised day can no longer be kept as shown; look at the new one and decide."""
