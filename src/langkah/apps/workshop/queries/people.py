"""People of a workshop, and what a person sees of her own account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.sessions.models import Session

from langkah.apps.workshop.models import (
    ApiKey,
    Invitation,
    Membership,
    RecoveryCode,
    SecondFactor,
    SignIn,
    User,
    Workshop,
)
from langkah.apps.workshop.queries.members import hashed


@dataclass(frozen=True, slots=True)
class Person:
    """A member as her owner sees her."""

    member: int
    user: int
    name: str
    account: str
    role: str
    since: datetime
    rooms: tuple[str, ...]
    second_factor: bool


@dataclass(frozen=True, slots=True)
class Invited:
    """An open invitation."""

    id: int
    workshop: str
    name: str
    role: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Place:
    """A workshop that a user belongs to."""

    workshop: int
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A device on which a user is signed in."""

    id: int
    device: str
    started_at: datetime
    here: bool


@dataclass(frozen=True, slots=True)
class Key:
    """An API key, without the key."""

    id: int
    name: str
    owner: str
    made_at: datetime


def people(workshop: Workshop) -> tuple[Person, ...]:
    """All members, in the order in which they came. Two queries."""
    rows = (
        Membership.objects.filter(workshop=workshop)
        .select_related("user", "user__second_factor")
        .prefetch_related("shares")
        .order_by("id")
    )
    return tuple(_person(row) for row in rows)


def person(workshop: Workshop, member: int) -> Person | None:
    """One member."""
    return next((row for row in people(workshop) if row.member == member), None)


def _person(row: Membership) -> Person:
    factor: SecondFactor | None = getattr(row.user, "second_factor", None)
    return Person(
        member=row.pk,
        user=row.user_id,
        name=row.user.name,
        account=row.user.email or row.user.phone or "",
        role=row.role,
        since=row.created_at,
        rooms=tuple(sorted(share.room for share in row.shares.all())),
        second_factor=bool(factor and factor.confirmed_at),
    )


def invitations(workshop: Workshop, now: datetime) -> tuple[Invited, ...]:
    """Invitations that can still be used, newest first."""
    rows = Invitation.objects.filter(
        workshop=workshop, used_at=None, revoked_at=None, expires_at__gt=now
    )
    return tuple(_invited(row) for row in rows.select_related("workshop").order_by("-id"))


def invitation(token: str, now: datetime) -> Invited | None:
    """What this token invites to; None when it is used, revoked, too old or invented."""
    row = (
        Invitation.objects.filter(
            token_hash=hashed(token), used_at=None, revoked_at=None, expires_at__gt=now
        )
        .select_related("workshop")
        .first()
    )
    return _invited(row) if row else None


def _invited(row: Invitation) -> Invited:
    return Invited(row.pk, row.workshop.name, row.name, row.role, row.expires_at)


def places_of(user: int) -> tuple[Place, ...]:
    """The workshops of a user."""
    rows = Membership.objects.filter(user=user).select_related("workshop").order_by("id")
    return tuple(Place(row.workshop_id, row.workshop.name, row.role) for row in rows)


def any_workshop() -> bool:
    """Whether this installation has a workshop yet."""
    return Workshop.objects.exists()


def user_of(user: int) -> User | None:
    """A user who may sign in."""
    return User.objects.filter(pk=user, is_active=True).first()


def sessions(user: int, key: str | None, now: datetime) -> tuple[OpenSession, ...]:
    """Where the user is signed in; `key` is the session that asks. Two queries."""
    rows = list(SignIn.objects.filter(user=user, ended_at=None).order_by("-started_at"))
    alive = set(
        Session.objects.filter(
            session_key__in=[row.session_key for row in rows], expire_date__gt=now
        ).values_list("session_key", flat=True)
    )
    return tuple(
        OpenSession(row.pk, row.device, row.started_at, row.session_key == key)
        for row in rows
        if row.session_key in alive
    )


def second_factor(user: int) -> bool:
    """Whether the user's second factor is on."""
    return SecondFactor.objects.filter(user=user).exclude(confirmed_at=None).exists()


def recovery_codes_left(user: int) -> int:
    """How many recovery codes are unused."""
    return RecoveryCode.objects.filter(user=user, used_at=None).count()


def keys(workshop: Workshop) -> tuple[Key, ...]:
    """API keys that open the door."""
    rows = ApiKey.objects.filter(workshop=workshop, revoked_at=None).select_related("user")
    return tuple(Key(row.pk, row.name, row.user.name, row.made_at) for row in rows.order_by("id"))
