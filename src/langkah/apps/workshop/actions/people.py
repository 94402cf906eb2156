"""Who belongs to a workshop: invitations, roles, what an adviser sees."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from langkah.apps.workshop import audit
from langkah.apps.workshop.actions import users
from langkah.apps.workshop.errors import LastOwner, NotFound, NotSaved
from langkah.apps.workshop.models import Invitation, Membership, Role, Share, User, Workshop
from langkah.apps.workshop.queries.members import hashed
from langkah.apps.workshop.rights import SHARED_ROOMS

INVITATION_HOLDS = timedelta(days=7)


@transaction.atomic
def password_link(*, workshop: Workshop, member: int, by: User) -> str:
    """A token with which a member who forgot her password sets a new one, within three days.

    Refused for a user who works for others too: an owner must not reach into their workshops.
    Raises NotFound, NotSaved.
    """
    row = _member(workshop, member)
    if row.user.memberships.exclude(workshop=workshop).exists():
        sentence = _("{name} also works for others, so this link cannot be made here.")
        raise NotSaved(("", sentence.format(name=row.user.name)))
    audit.record(workshop=workshop, by=by, verb="password.link_made", target=row.user)
    return users.password_token(row.user)


@transaction.atomic
def invite(*, workshop: Workshop, role: str, name: str, by: User, now: datetime) -> str:
    """A token that makes whoever brings it a member, once, within seven days."""
    token = secrets.token_urlsafe(24)
    row = Invitation.objects.create(
        workshop=workshop,
        token_hash=hashed(token),
        role=Role(role),
        name=name.strip(),
        expires_at=now + INVITATION_HOLDS,
        made_by=by,
    )
    audit.record(workshop=workshop, by=by, verb="invitation.made", target=row, new={"role": role})
    return token


@transaction.atomic
def revoke_invitation(*, workshop: Workshop, invitation: int, by: User, now: datetime) -> None:
    """End an open invitation. Raises NotFound."""
    row = Invitation.objects.filter(
        workshop=workshop, pk=invitation, used_at=None, revoked_at=None
    ).first()
    if row is None:
        raise NotFound
    row.revoked_at = now
    row.save(update_fields=["revoked_at"])
    audit.record(workshop=workshop, by=by, verb="invitation.revoked", target=row)


@transaction.atomic
def join(*, token: str, user: User, now: datetime) -> Workshop:
    """Make the user a member by her invitation; a second use finds nothing. Raises NotFound."""
    row = Invitation.objects.select_related("workshop").filter(token_hash=hashed(token)).first()
    if row is None or not _open(row, now):
        raise NotFound
    unused = Invitation.objects.filter(pk=row.pk, used_at=None)
    if not unused.update(used_at=now, used_by=user):
        raise NotFound
    made, new = Membership.objects.get_or_create(
        workshop=row.workshop, user=user, defaults={"role": row.role}
    )
    if new:
        audit.record(
            workshop=row.workshop,
            by=user,
            verb="member.joined",
            target=made,
            new={"role": made.role},
        )
    return row.workshop


@transaction.atomic
def join_new(*, token: str, person: users.NewPerson, now: datetime) -> User:
    """A new user who joins by an invitation; neither stands without the other."""
    user = users.add_user(person=person)
    join(token=token, user=user, now=now)
    return user


def _open(row: Invitation, now: datetime) -> bool:
    return row.used_at is None and row.revoked_at is None and row.expires_at > now


@transaction.atomic
def add_member(*, workshop: Workshop, person: users.NewPerson, role: str, by: User) -> User:
    """A new user with a place in the workshop, without an invitation."""
    user = users.add_user(person=person)
    made = Membership.objects.create(workshop=workshop, user=user, role=Role(role))
    audit.record(workshop=workshop, by=by, verb="member.added", target=made, new={"role": role})
    return user


@transaction.atomic
def change_role(*, workshop: Workshop, member: int, role: str, by: User) -> None:
    """Another role for a member. Raises NotFound, LastOwner."""
    row = _member(workshop, member)
    old = row.role
    if old == role:
        return
    if old == Role.OWNER:
        _keep_an_owner(workshop, row)
    row.role = Role(role)
    row.save(update_fields=["role"])
    if old == Role.ADVISER:
        row.shares.all().delete()
    audit.record(
        workshop=workshop,
        by=by,
        verb="member.role",
        target=row,
        old={"role": old},
        new={"role": role},
    )


@transaction.atomic
def remove_member(*, workshop: Workshop, member: int, by: User) -> None:
    """A member leaves; what she did stays. Raises NotFound, LastOwner."""
    row = _member(workshop, member)
    if row.role == Role.OWNER:
        _keep_an_owner(workshop, row)
    row.user.api_keys.filter(workshop=workshop).delete()
    audit.record(
        workshop=workshop, by=by, verb="member.removed", target=row, old={"role": row.role}
    )
    row.delete()


@transaction.atomic
def share_rooms(*, workshop: Workshop, member: int, rooms: Iterable[str], by: User) -> None:
    """Open exactly these rooms to an adviser. Raises NotFound."""
    row = _member(workshop, member)
    if row.role != Role.ADVISER:
        raise NotFound
    wanted = [room for room in SHARED_ROOMS if room in set(rooms)]
    old = sorted(row.shares.values_list("room", flat=True))
    row.shares.all().delete()
    Share.objects.bulk_create(
        Share(workshop=workshop, membership=row, room=room) for room in wanted
    )
    audit.record(
        workshop=workshop,
        by=by,
        verb="member.shares",
        target=row,
        old={"rooms": ", ".join(old)},
        new={"rooms": ", ".join(sorted(wanted))},
    )


def _member(workshop: Workshop, member: int) -> Membership:
    row = Membership.objects.select_related("user").filter(workshop=workshop, pk=member).first()
    if row is None:
        raise NotFound
    return row


def _keep_an_owner(workshop: Workshop, but: Membership) -> None:
    # The lock keeps two owners from leaving at the same moment.
    Workshop.objects.select_for_update().get(pk=workshop.pk)
    others = Membership.objects.filter(workshop=workshop, role=Role.OWNER).exclude(pk=but.pk)
    if not others.exists():
        raise LastOwner
