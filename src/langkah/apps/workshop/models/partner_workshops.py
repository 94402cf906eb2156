"""Workshops elsewhere that do a step for us: how far they are, and what they take."""

from __future__ import annotations

from django.db import models

from langkah.apps.workshop.models.floor import Maker

# A month on the way; whoever is further away is no candidate for a step.
LONGEST_HOURS = 720


class PartnerWorkshop(models.Model):
    """What makes a maker a partner workshop. Name, skills and speed are those of its maker.

    Hours run on the clock, night and Sunday included; a lot of fewer than `least_pairs` is not
    brought there. It does one lot at a time.
    """

    workshop = models.ForeignKey(
        "workshop.Workshop", models.CASCADE, related_name="partner_workshops"
    )
    maker = models.OneToOneField(Maker, models.CASCADE, related_name="partner")
    there_hours = models.DecimalField(max_digits=5, decimal_places=1, default=0)
    back_hours = models.DecimalField(max_digits=5, decimal_places=1, default=0)
    least_pairs = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    there_hours__gte=0,
                    there_hours__lte=LONGEST_HOURS,
                    back_hours__gte=0,
                    back_hours__lte=LONGEST_HOURS,
                ),
                name="the_way_to_a_partner_is_believable",
            ),
            models.CheckConstraint(
                condition=models.Q(least_pairs__gte=1), name="a_partner_takes_at_least_one_pair"
            ),
        ]

    def __str__(self) -> str:
        return str(self.maker)


class PartnerHours(models.Model):
    """The working day of one weekday (0 is Monday) at a partner's, as `WorkHours` are ours.

    A partner without any row works at our days and hours.
    """

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    partner = models.ForeignKey(PartnerWorkshop, models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField()
    opens = models.TimeField()
    minutes = models.PositiveSmallIntegerField()
    break_after = models.PositiveSmallIntegerField(default=0)
    break_minutes = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partner", "weekday"], name="a_weekday_of_a_partner_has_one_set_of_hours"
            ),
            models.CheckConstraint(
                condition=models.Q(weekday__lte=6), name="a_partner_works_monday_to_sunday"
            ),
            models.CheckConstraint(
                condition=models.Q(minutes__gte=1, minutes__lte=960),
                name="a_partner_works_up_to_16_hours",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.weekday}: {self.opens}"
