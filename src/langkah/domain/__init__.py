"""Decisions as pure functions over frozen dataclasses: they are told time, rates and names."""
