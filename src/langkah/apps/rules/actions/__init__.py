"""Writes of the rule book."""

from langkah.apps.rules.actions.checking import Checked, verify, withdraw_check
from langkah.apps.rules.actions.editions import adopt, lagging
from langkah.apps.rules.actions.entering import correct, follow, take_in, undo

__all__ = [
    "Checked",
    "adopt",
    "correct",
    "follow",
    "lagging",
    "take_in",
    "undo",
    "verify",
    "withdraw_check",
]
