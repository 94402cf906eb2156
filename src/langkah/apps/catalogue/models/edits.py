"""Every change of a product: who, when, what, from, to. Undo and reading the past rest on it."""

from __future__ import annotations

from django.db import models


class EditKind(models.TextChoices):
    """What happened to the row."""

    ADD = "add"
    CHANGE = "change"
    REMOVE = "remove"


class Edit(models.Model):
    """One row of one section added, changed or removed. Rows of one save share `step`."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    # Empty for materials, which belong to all products
    product = models.ForeignKey(
        "catalogue.Product", models.CASCADE, null=True, related_name="edits"
    )
    step = models.CharField(max_length=32)
    section = models.CharField(max_length=12)
    row = models.BigIntegerField()
    # The row's name as it was, so that history reads after the row is gone
    title = models.CharField(max_length=160)
    kind = models.CharField(max_length=6, choices=EditKind)
    at = models.DateTimeField()
    by = models.ForeignKey("workshop.User", models.SET_NULL, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["workshop", "product", "-id"], name="edits_newest_first"),
            models.Index(fields=["step"], name="edits_of_one_save"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.section}: {self.title}"


class EditField(models.Model):
    """One value of an edit; null is “empty”, which for costs and times is “unknown”."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    edit = models.ForeignKey(Edit, models.CASCADE, related_name="fields")
    field = models.CharField(max_length=40)
    before = models.TextField(null=True)  # noqa: DJ001 - null is "empty", not the empty text
    after = models.TextField(null=True)  # noqa: DJ001

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edit", "field"], name="an_edit_names_a_field_once")
        ]

    def __str__(self) -> str:
        return f"{self.field}: {self.before} > {self.after}"
