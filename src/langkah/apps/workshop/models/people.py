"""Who signs in, and what they are in a workshop."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models


class User(AbstractBaseUser):
    """A person who signs in with an e-mail address or a phone number (E.164)."""

    name = models.CharField(max_length=120)
    email = models.EmailField(unique=True, null=True, blank=True)
    phone = models.CharField(max_length=20, unique=True, null=True, blank=True)
    language = models.CharField(max_length=5, default="id")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    # Her workshops as read with her, of a user who arrives with a request; None when not read.
    places: tuple[Membership, ...] | None = None

    USERNAME_FIELD = "email"

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    """What a member may do; the table of rights is in `rights`."""

    OWNER = "owner"
    MARKETING = "marketing"
    PRODUCTION = "production"
    VIEWER = "viewer"
    ADVISER = "adviser"


class Membership(models.Model):
    """A user's place in a workshop."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="memberships")
    user = models.ForeignKey("workshop.User", models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "user"], name="a_user_is_in_a_workshop_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.role})"
