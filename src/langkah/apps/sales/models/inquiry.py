"""What a buyer asked, what a person made of it, and who confirmed it."""

from __future__ import annotations

from django.db import models


class Way(models.TextChoices):
    """How the text came in."""

    PASTE = "paste"
    SHARE = "share"
    FORM = "form"
    API = "api"


class Inquiry(models.Model):
    """A message of a buyer, kept word for word; it is read anew each time it is shown."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="inquiries")
    buyer = models.ForeignKey("buyers.Buyer", models.PROTECT, null=True, related_name="inquiries")
    way = models.CharField(max_length=5, choices=Way)
    text = models.TextField()
    sender_name = models.CharField(max_length=120, blank=True)
    sender_email = models.EmailField(blank=True)
    sender_phone = models.CharField(max_length=20, blank=True)
    language = models.CharField(max_length=2, blank=True)
    key = models.CharField(max_length=64)
    # A keyed hash, so that a flood from one address is slowed without keeping the address.
    address_hash = models.CharField(max_length=32, blank=True)
    received_at = models.DateTimeField()
    received_by = models.ForeignKey("workshop.User", models.SET_NULL, null=True, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["workshop", "-id"], name="inquiries_newest_first"),
            models.Index(
                fields=["workshop", "address_hash", "received_at"], name="inquiries_flood"
            ),
        ]
        constraints = [
            # A form sent twice over a bad connection is one inquiry.
            models.UniqueConstraint(fields=["workshop", "key"], name="an_inquiry_comes_in_once"),
            models.CheckConstraint(condition=~models.Q(text=""), name="an_inquiry_has_words"),
        ]

    def __str__(self) -> str:
        return self.text[:40]


class InquiryFacts(models.Model):
    """What a person wrote over what was read: a draft until it is confirmed."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    inquiry = models.OneToOneField(Inquiry, models.CASCADE, related_name="facts")
    buyer_name = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=2, blank=True)
    kind = models.CharField(max_length=3, blank=True)
    country = models.CharField(max_length=2, blank=True)
    city = models.CharField(max_length=80, blank=True)
    port = models.CharField(max_length=80, blank=True)
    incoterm = models.CharField(max_length=3, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    wish_day = models.DateField(null=True)
    wishes = models.TextField(blank=True)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey("workshop.User", models.SET_NULL, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.buyer_name} {self.country}"


class InquiryLine(models.Model):
    """One product asked for; without a product it is still to be chosen."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    inquiry = models.ForeignKey(Inquiry, models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    product = models.ForeignKey("catalogue.Product", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["inquiry", "position"], name="an_inquiry_line_has_its_own_place"
            )
        ]

    def __str__(self) -> str:
        return f"{self.inquiry_id}/{self.position}"


class InquiryLineSize(models.Model):
    """Pairs of one size; an empty size means that the buyer has not said it yet."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    line = models.ForeignKey(InquiryLine, models.CASCADE, related_name="sizes")
    size = models.CharField(max_length=10, blank=True)
    pairs = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["line", "size"], name="an_asked_size_is_counted_once"),
            models.CheckConstraint(
                condition=models.Q(pairs__gt=0), name="an_asked_size_has_at_least_one_pair"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.size}: {self.pairs}"


class InquiryLineOption(models.Model):
    """An option of the product that a person took for what the buyer wishes, by its name."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    line = models.ForeignKey(InquiryLine, models.CASCADE, related_name="options")
    name = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["line", "name"], name="an_asked_option_is_chosen_once")
        ]

    def __str__(self) -> str:
        return self.name


class ConfirmedInquiry(models.Model):
    """A person said: this is what the buyer asked. Nothing counts before."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    inquiry = models.OneToOneField(Inquiry, models.CASCADE, related_name="confirmed")
    at = models.DateTimeField()
    by = models.ForeignKey("workshop.User", models.SET_NULL, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.inquiry_id} {self.at:%Y-%m-%d}"


class ClosedInquiry(models.Model):
    """Laid aside without a quote: declined, doubled or spam, in a person's words."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    inquiry = models.OneToOneField(Inquiry, models.CASCADE, related_name="closed")
    reason = models.CharField(max_length=200)
    at = models.DateTimeField()
    by = models.ForeignKey("workshop.User", models.SET_NULL, null=True, related_name="+")

    def __str__(self) -> str:
        return self.reason
