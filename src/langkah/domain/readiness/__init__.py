"""Readiness: how far a workshop is on its way, told only by what was recorded."""
