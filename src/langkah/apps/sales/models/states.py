"""What happened to a version, each with who and when; no row means that it did not happen."""

from __future__ import annotations

from django.db import models


class SentQuote(models.Model):
    """The version left the house: from here on its figures never change."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    version = models.OneToOneField("sales.QuoteVersion", models.CASCADE, related_name="sent")
    at = models.DateTimeField()
    by = models.ForeignKey("workshop.User", models.SET_NULL, null=True, related_name="+")
    expires_at = models.DateTimeField()
    # Of all figures and words at this moment, so that a later change would show
    fingerprint = models.CharField(max_length=64)

    class Meta:
        indexes = [models.Index(fields=["workshop", "expires_at"], name="sent_quotes_by_end")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("at")),
                name="a_quote_ends_after_it_was_sent",
            )
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.at:%Y-%m-%d}"


class WithdrawnQuote(models.Model):
    """The workshop took an open version back before it was accepted."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    version = models.OneToOneField("sales.QuoteVersion", models.CASCADE, related_name="withdrawn")
    at = models.DateTimeField()
    by = models.ForeignKey("workshop.User", models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"{self.version_id} {self.at:%Y-%m-%d}"


class ExpiredQuote(models.Model):
    """The last day passed without an answer; noted once, so that capacity is let go once."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    version = models.OneToOneField("sales.QuoteVersion", models.CASCADE, related_name="expired")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.version_id} {self.at:%Y-%m-%d}"


class AcceptedQuote(models.Model):
    """The buyer said yes to one version, in her own name."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    # One yes to a quote, whatever the version: two threads cannot both win.
    quote = models.OneToOneField("sales.Quote", models.CASCADE, related_name="accepted")
    version = models.OneToOneField("sales.QuoteVersion", models.CASCADE, related_name="accepted")
    name = models.CharField(max_length=120)
    at = models.DateTimeField()
    # A member who noted a yes that came by chat or telephone; empty when the buyer pressed herself
    noted_by = models.ForeignKey("workshop.User", models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="a_yes_has_a_name")
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.at:%Y-%m-%d}"


class ChangeRequest(models.Model):
    """The buyer wants something else; answered by a new version."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    version = models.ForeignKey("sales.QuoteVersion", models.CASCADE, related_name="changes")
    key = models.CharField(max_length=64)
    name = models.CharField(max_length=120, blank=True)
    text = models.TextField()
    at = models.DateTimeField()
    answered_with = models.ForeignKey(
        "sales.QuoteVersion", models.SET_NULL, null=True, related_name="answers"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="a_change_is_asked_once"),
            models.CheckConstraint(condition=~models.Q(text=""), name="a_change_has_words"),
        ]

    def __str__(self) -> str:
        return self.text[:40]


class Question(models.Model):
    """The buyer asks something; the offer stays as it is."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    version = models.ForeignKey("sales.QuoteVersion", models.CASCADE, related_name="questions")
    key = models.CharField(max_length=64)
    name = models.CharField(max_length=120, blank=True)
    text = models.TextField()
    at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey("workshop.User", models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="a_question_is_asked_once"),
            models.CheckConstraint(condition=~models.Q(text=""), name="a_question_has_words"),
        ]

    def __str__(self) -> str:
        return self.text[:40]


class QuoteLink(models.Model):
    """The buyer's door to a quote; it always opens on the version that was sent last."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    quote = models.ForeignKey("sales.Quote", models.CASCADE, related_name="links")
    # Half of the nonce; the other half is the server's secret. Neither alone opens the door.
    seed = models.CharField(max_length=32, unique=True)
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey("workshop.User", models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["quote"],
                condition=models.Q(revoked_at__isnull=True),
                name="a_quote_has_one_open_link",
            )
        ]

    def __str__(self) -> str:
        return f"{self.quote_id}"
