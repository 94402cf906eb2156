"""A preference claimed for a version: who said that the proof will be there, and by when."""

from __future__ import annotations

from django.db import models


class ClaimedPreference(models.Model):
    """A named person's word that the proof of origin goes with the goods; taken back, not erased.

    A version that was sent keeps its claims, as it keeps its figures.
    """

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    version = models.ForeignKey("sales.QuoteVersion", models.CASCADE, related_name="claims")
    programme = models.CharField(max_length=80)
    # The document that the buyer will get
    proof = models.CharField(max_length=160)
    name = models.CharField(max_length=120)
    ready_on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey("workshop.User", models.SET_NULL, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey("workshop.User", models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "programme"],
                condition=models.Q(withdrawn_at=None),
                name="a_preference_is_claimed_once_a_version",
            )
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.programme}"


class ObtainedProof(models.Model):
    """The proof of origin is here: its number and day, and who says so; taken back, not erased."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    claim = models.ForeignKey(ClaimedPreference, models.CASCADE, related_name="obtained")
    number = models.CharField(max_length=60)
    day = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey("workshop.User", models.SET_NULL, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey("workshop.User", models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["claim"],
                condition=models.Q(withdrawn_at=None),
                name="a_proof_of_origin_is_obtained_once",
            ),
            models.CheckConstraint(condition=~models.Q(number=""), name="a_proof_has_a_number"),
        ]

    def __str__(self) -> str:
        return self.number
