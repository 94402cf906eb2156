"""Machines that are out of order."""

from __future__ import annotations

from django.db import models


class StationOut(models.Model):
    """So many machines of one kind that are broken from `start` until `end`.

    `estimated` says that nobody knows the end: the plan counts with a guess.
    """

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    station = models.ForeignKey("workshop.Station", models.CASCADE, related_name="outs")
    count = models.PositiveSmallIntegerField(default=1)
    start = models.DateTimeField()
    end = models.DateTimeField()
    estimated = models.BooleanField(default=False)
    reason = models.CharField(max_length=80, blank=True)

    class Meta:
        indexes = [models.Index(fields=["workshop", "end"], name="machines_still_out")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start")), name="a_repair_takes_time"
            ),
            models.CheckConstraint(
                condition=models.Q(count__gte=1), name="at_least_one_machine_is_out"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.station_id} {self.start:%Y-%m-%d}"
