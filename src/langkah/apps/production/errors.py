"""What production refuses, each with a sentence."""

from __future__ import annotations

from langkah.domain.reason import Refusal, because


class NotFound(LookupError):
    """It does not exist in this workshop."""


class DateMoved(Refusal):
    """The promised day can no longer be kept as shown; look at the new one and decide."""


def unproven() -> Refusal:
    """A plan that its independent check rejects is neither shown nor kept."""
    return Refusal(because("The plan found does not pass its own check. Please report this."))
