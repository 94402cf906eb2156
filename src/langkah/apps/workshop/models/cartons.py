"""Ready-made cartons that lie in the workshop, and whether others can be had."""

from __future__ import annotations

from django.db import models


class OwnCarton(models.Model):
    """A size of carton the workshop keeps; another value is another row, and the old one ends.

    So the cartons of any past moment can be read, and a quote keeps those it was priced with.
    Sides are inner ones in mm. Empty is not known.
    """

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    length_mm = models.PositiveIntegerField()
    width_mm = models.PositiveIntegerField()
    height_mm = models.PositiveIntegerField()
    empty_g = models.PositiveIntegerField(null=True)
    # The heaviest full carton that holds
    max_kg = models.DecimalField(max_digits=7, decimal_places=3, null=True)
    # Of one carton, in `currency`; only for those who may see costs
    price = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    currency = models.CharField(max_length=3)
    stocked = models.BooleanField(default=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey("workshop.User", models.SET_NULL, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "name"],
                condition=models.Q(ended_at=None),
                name="an_own_carton_is_named_once",
            ),
            models.CheckConstraint(
                condition=models.Q(length_mm__gt=0, width_mm__gt=0, height_mm__gt=0)
                & (models.Q(empty_g__isnull=True) | models.Q(empty_g__gt=0))
                & (models.Q(max_kg__isnull=True) | models.Q(max_kg__gt=0)),
                name="an_own_carton_has_an_inside",
            ),
            models.CheckConstraint(
                condition=models.Q(price__isnull=True) | models.Q(price__gte=0),
                name="an_own_carton_does_not_earn_money",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PackingChoice(models.Model):
    """Whether only own cartons are used from this moment on; the newest one counts."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    only_own = models.BooleanField()
    at = models.DateTimeField()
    by = models.ForeignKey("workshop.User", models.SET_NULL, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["workshop", "-at"], name="newest_choice_of_packing")]

    def __str__(self) -> str:
        return "own" if self.only_own else "any"
