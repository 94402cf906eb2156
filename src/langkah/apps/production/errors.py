"""What production refuses, each with a sentence."""

from __future__ import annotations

from datetime import date

from langkah.domain.reason import Reason, Refusal, because


class NotFound(LookupError):
    """It does not exist in this workshop."""


class DateMoved(Refusal):
    """The promised day can no longer be kept as shown; look at the new one and decide.

    `held`: its capacity was kept, and the plan moved all the same.
    """

    def __init__(self, old: date, new: date, *, held: bool = False) -> None:
        super().__init__(_plan_moved(old, new) if held else _sold(old, new))
        self.old = old
        self.new = new
        self.held = held


def _sold(old: date, new: date) -> Reason:
    return because(
        "The day moved from {old} to {new}: other orders came in between, or days went by. "
        "Look at the new day, then decide.",
        old=old,
        new=new,
    )


def _plan_moved(old: date, new: date) -> Reason:
    return because(
        "The plan has changed since this was promised: it can no longer be ready on {old}, but on "
        "{new}. Ask the buyer; if she agrees, note her yes with the new day.",
        old=old,
        new=new,
    )


def unproven() -> Refusal:
    """A plan that its independent check rejects is neither shown nor kept."""
    return Refusal(because("The plan found does not pass its own check. Please report this."))


def sold_before() -> Refusal:
    """What was left of the floor went to others, or nobody can make it any more."""
    return Refusal(
        because(
            "No day is left on which this can be made as it is. Look at the people, stations and "
            "lasts it needs, then make a new version."
        )
    )


def moved_meanwhile() -> Refusal:
    """What was shown is not what would happen now."""
    return Refusal(
        because("The plan has changed since this was shown. Look at what happens now, then decide.")
    )


def not_undone() -> Refusal:
    """The plan went on since the move."""
    return Refusal(
        because(
            "This cannot be taken back any more: work has begun, or the plan went on from there."
        )
    )


def other_way_back() -> Refusal:
    """The address that would undo something is not the one that was written for it."""
    return Refusal(
        because(
            "This cannot be taken back from here: the address is not the one that was written for "
            "it. Change it by hand instead."
        )
    )
