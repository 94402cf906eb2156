"""Readiness: how far a workshop is on its way, told only by what was recorded."""

from langkah.domain.readiness.stages import ReadinessAnswer, ReadinessCase, Record, readiness

__all__ = ["ReadinessAnswer", "ReadinessCase", "Record", "readiness"]
