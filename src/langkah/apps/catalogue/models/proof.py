"""What shows and proves a product: photos and documents. Files lie under MEDIA_ROOT."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from langkah.apps.catalogue.models.product import Product


class Photo(models.Model):
    """A photo, drawn anew from what was uploaded: no hidden data, known sizes."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    product = models.ForeignKey(Product, models.CASCADE, related_name="photos")
    position = models.PositiveSmallIntegerField(default=0)
    alt = models.CharField(_("What the photo shows"), max_length=160)
    # SHA-256 of the large picture; its files are named after it
    digest = models.CharField(max_length=64)
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.ForeignKey("workshop.User", models.SET_NULL, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["product", "position", "id"], name="photos_in_order")]
        constraints = [
            models.UniqueConstraint(
                fields=["product", "digest"],
                name="a_product_shows_a_photo_once",
                violation_error_message=_("This photo is already shown."),
            )
        ]

    def __str__(self) -> str:
        return self.alt


class Document(models.Model):
    """A test report, certificate or drawing, with the time it holds."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    product = models.ForeignKey(Product, models.CASCADE, related_name="documents")
    kind = models.CharField(_("Kind of document"), max_length=60)
    number = models.CharField(_("Number"), max_length=60, blank=True)
    issuer = models.CharField(_("Issued by"), max_length=120, blank=True)
    valid_from = models.DateField(_("Valid from"), null=True)
    valid_until = models.DateField(_("Valid until"), null=True)
    # SHA-256 of the file and its ending (pdf, jpg, png); empty while there is only the number
    digest = models.CharField(max_length=64, blank=True)
    ending = models.CharField(max_length=4, blank=True)
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.ForeignKey("workshop.User", models.SET_NULL, null=True, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["workshop", "valid_until"], name="documents_by_end"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_from__isnull=True)
                | models.Q(valid_until__isnull=True)
                | models.Q(valid_until__gte=models.F("valid_from")),
                name="a_document_ends_after_it_starts",
                violation_error_message=_("The document must not end before it starts."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"
