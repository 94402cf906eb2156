"""The buyers' table."""

from __future__ import annotations

from django.db import models


class Kind(models.TextChoices):
    """A shop that sells on, or a person who wears the pair."""

    B2B = "b2b"
    B2C = "b2c"


class Language(models.TextChoices):
    """Languages an offer can be read in."""

    EN = "en"
    ID = "id"
    NL = "nl"
    DE = "de"
    FR = "fr"
    ES = "es"
    JA = "ja"


class Buyer(models.Model):
    """Someone who asked; the workshop owns the contact, whatever the channel was."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="buyers")
    name = models.CharField(max_length=120)
    company = models.CharField(max_length=120, blank=True)
    country = models.CharField(max_length=2, blank=True)
    city = models.CharField(max_length=80, blank=True)
    language = models.CharField(max_length=2, choices=Language, default=Language.EN)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=20, blank=True)
    kind = models.CharField(max_length=3, choices=Kind, default=Kind.B2B)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["workshop", "name", "id"], name="buyers_by_name")]
        constraints = [
            # A buyer without a name cannot be told from another on a list or on a paper.
            models.CheckConstraint(condition=~models.Q(name=""), name="a_buyer_has_a_name"),
            models.CheckConstraint(
                condition=models.Q(kind__in=Kind.values), name="a_buyer_is_a_shop_or_a_person"
            ),
            models.CheckConstraint(
                condition=models.Q(language__in=Language.values),
                name="a_buyer_reads_a_language_we_write",
            ),
            # The same address twice would split one buyer's history in two.
            models.UniqueConstraint(
                fields=["workshop", "email"],
                condition=~models.Q(email=""),
                name="an_address_belongs_to_one_buyer",
            ),
        ]

    def __str__(self) -> str:
        return self.company or self.name
