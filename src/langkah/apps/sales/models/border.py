"""What the border was asked for a version, kept so that it can be asked again years later."""

from __future__ import annotations

from django.db import models


class BorderCase(models.Model):
    """One consignment as customs would see it.

    With the rule book as known at `known_at` it gives duty, tax and fees again, to the cent.
    """

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    version = models.OneToOneField("sales.QuoteVersion", models.CASCADE, related_name="border")
    country = models.CharField(max_length=2)
    audience = models.CharField(max_length=3)
    entry_date = models.DateField()
    quote_date = models.DateField(null=True)
    known_at = models.DateTimeField()
    currency = models.CharField(max_length=3)
    # In `currency`; empty is unknown
    freight = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    insurance = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    extra = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    # Programmes whose proof of origin would be there in time, one a line
    preferences = models.TextField(blank=True)
    # Whether they come by ship; empty is not told
    sea = models.BooleanField(null=True)

    class Meta:
        indexes = [
            # A change of rules asks for every case of one market that enters from a day on.
            models.Index(
                fields=["workshop", "country", "entry_date"], name="border_cases_of_a_market"
            )
        ]

    def __str__(self) -> str:
        return f"{self.country} {self.entry_date}"


class BorderLine(models.Model):
    """Pairs of one tariff code, and what they are worth handed to the carrier."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    case = models.ForeignKey(BorderCase, models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    hs = models.CharField(max_length=12)
    pairs = models.PositiveIntegerField()
    value = models.DecimalField(max_digits=18, decimal_places=4)
    origin = models.CharField(max_length=2)
    children = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "position"], name="a_border_line_has_its_own_place"
            )
        ]

    def __str__(self) -> str:
        return f"{self.hs}: {self.pairs}"


class BorderRate(models.Model):
    """An exchange rate that the border's own amounts were told with."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    case = models.ForeignKey(BorderCase, models.CASCADE, related_name="rates")
    base = models.CharField(max_length=3)
    quote = models.CharField(max_length=3)
    # As text: a column of numbers keeps fewer digits than were used.
    rate = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "base", "quote"], name="a_border_rate_is_told_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.base} {self.quote}"
