"""Writes of the rule book."""

from langkah.apps.rules.actions.editions import adopt, lagging

__all__ = ["adopt", "lagging"]
