"""What keeps the house safe: invitations, sign-ins, second factors, keys, the audit trail."""

from __future__ import annotations

from django.db import models

from langkah.apps.workshop.models.people import Role


class Invitation(models.Model):
    """A link that makes whoever opens it a member; only a hash of it is kept."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="invitations")
    token_hash = models.CharField(max_length=64, unique=True)
    role = models.CharField(max_length=20, choices=Role)
    name = models.CharField(max_length=120, blank=True)
    expires_at = models.DateTimeField()
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey("workshop.User", models.CASCADE, related_name="+")
    used_at = models.DateTimeField(null=True)
    used_by = models.ForeignKey("workshop.User", models.SET_NULL, null=True, related_name="+")
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.name} ({self.role})"


class Share(models.Model):
    """A room that a workshop opens to one of its advisers."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    membership = models.ForeignKey("workshop.Membership", models.CASCADE, related_name="shares")
    room = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["membership", "room"], name="a_room_is_shared_once")
        ]

    def __str__(self) -> str:
        return self.room


class SignIn(models.Model):
    """A session that is or was open, so that its owner can see and end it."""

    user = models.ForeignKey("workshop.User", models.CASCADE, related_name="sign_ins")
    session_key = models.CharField(max_length=40, unique=True)
    device = models.CharField(max_length=160, blank=True)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.device


class SignInAttempt(models.Model):
    """A failed sign-in; account and address are kept as keyed hashes only."""

    account_hash = models.CharField(max_length=32)
    address_hash = models.CharField(max_length=32)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["account_hash", "at"], name="attempts_on_an_account"),
            models.Index(fields=["address_hash", "at"], name="attempts_from_an_address"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"


class SecondFactor(models.Model):
    """A user's authenticator app; it counts only once a first code was right."""

    user = models.OneToOneField("workshop.User", models.CASCADE, related_name="second_factor")
    secret = models.CharField(max_length=64)
    confirmed_at = models.DateTimeField(null=True)
    # The time step of the last code that was accepted: a code opens the door once
    last_step = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.user_id}"


class RecoveryCode(models.Model):
    """A code for the day the phone is lost; kept as a hash, used once."""

    user = models.ForeignKey("workshop.User", models.CASCADE, related_name="recovery_codes")
    code_hash = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.user_id}"


class ApiKey(models.Model):
    """A key by which a program acts for a member; kept as a hash, shown once."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="api_keys")
    user = models.ForeignKey("workshop.User", models.CASCADE, related_name="api_keys")
    name = models.CharField(max_length=80)
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class Change(models.Model):
    """One thing that somebody did."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="changes")
    by = models.ForeignKey("workshop.User", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    verb = models.CharField(max_length=60)
    model = models.CharField(max_length=60, blank=True)
    object_id = models.BigIntegerField(null=True)
    title = models.CharField(max_length=160, blank=True)

    class Meta:
        indexes = [models.Index(fields=["workshop", "-id"], name="changes_newest_first")]

    def __str__(self) -> str:
        return f"{self.verb} {self.title}"


class ChangeField(models.Model):
    """From what to what."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    change = models.ForeignKey(Change, models.CASCADE, related_name="fields")
    field = models.CharField(max_length=60)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.field}: {self.before} > {self.after}"
