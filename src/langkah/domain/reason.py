"""Reasons: the sentences a decision gives, kept apart from the language they are read in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from langkah.domain.money import Money

Value: TypeAlias = "str | int | Decimal | date | Money | Reason"


@dataclass(frozen=True, slots=True)
class Reason:
    """An English sentence with named gaps, and what fills them; upper floors translate it."""

    message: str
    params: tuple[tuple[str, Value], ...] = ()

    def __str__(self) -> str:
        return self.message.format(**dict(self.params))


def because(message: str, /, **params: Value) -> Reason:
    """A reason; `message` is a literal sentence, so that translators find it."""
    return Reason(message, tuple(params.items()))


@dataclass(frozen=True, slots=True, eq=False)
class Placed(Reason):
    """A reason that knows which field of the question it is about: “boxes.2.pairs”.

    The field is not part of the sentence: a screen has its own place for it, and tells the same
    sentence once.
    """

    field: str = ""


def placed(field: str, say: Reason) -> Placed:
    """The sentence at its field; one that has a field already lies inside of `field`."""
    inner = say.field if isinstance(say, Placed) else ""
    return Placed(say.message, say.params, ".".join(filter(None, (field, inner))))


class Refusal(ValueError):
    """An answer that cannot be given, with every reason why at once."""

    def __init__(self, *reasons: Reason) -> None:
        super().__init__(" ".join(_told(reason) for reason in reasons))
        self.reasons = reasons


def _told(reason: Reason) -> str:
    """The sentence for a log, its field in front."""
    return f"{reason.field}: {reason}" if isinstance(reason, Placed) else str(reason)
