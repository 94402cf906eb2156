"""Who belongs to a workshop: accounts, invitations, roles, what an adviser sees."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from langkah.apps.workshop import accounts, audit, backend
from langkah.apps.workshop.errors import AccountTaken, LastOwner, NotFound, NotSaved
from langkah.apps.workshop.models import Invitation, Membership, Role, Share, User, Workshop
from langkah.apps.workshop.queries.members import hashed
from langkah.apps.workshop.rights import SHARED_ROOMS

INVITATION_HOLDS = timedelta(days=7)
LONG = 19


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPerson:
    """Who wants to sign in; `account` is an e-mail address or a phone number."""

    name: str
    account: str
    password: str
    language: str = "id"


def add_user(*, person: NewPerson) -> User:
    """A new user. Raises NotSaved, AccountTaken."""
    account = _account(person.account)
    user = User(
        name=person.name.strip(),
        email=account.email,
        phone=account.phone,
        language=person.language,
    )
    set_password(user, person.password)
    if backend.find(person.account):
        raise AccountTaken
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as error:  # another process was first
        raise AccountTaken from error
    return user


def set_password(user: User, password: str) -> None:
    """Set a password that cannot be guessed easily; the caller saves. Raises NotSaved."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise NotSaved(*(("password", message) for message in error.messages)) from error
    user.set_password(password)


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
    return password_token(row.user)


def password_token(user: User) -> str:
    """What opens the page for a new password; it ends when she signs in or sets one."""
    return f"{user.pk}-{default_token_generator.make_token(user)}"


def user_of_token(token: str) -> User | None:
    """Whose token this is; None for one that is used, too old or invented."""
    number, _dash, proof = token.partition("-")
    if not (number.isascii() and number.isdecimal() and len(number) < LONG):
        return None
    user = User.objects.filter(pk=int(number), is_active=True).first()
    return user if user and default_token_generator.check_token(user, proof) else None


@transaction.atomic
def renew_password(*, token: str, new: str) -> User:
    """Another password for the owner of the token. Raises NotFound, NotSaved."""
    user = user_of_token(token)
    if user is None:
        raise NotFound
    change_password(user=user, new=new)
    return user


def _account(text: str, field: str = "account") -> accounts.Account:
    account = accounts.read(text)
    if account is None:
        sentence = _("Write an e-mail address, or a phone number such as 0812 3456 7890.")
        raise NotSaved((field, sentence))
    return account


@transaction.atomic
def change_password(*, user: User, new: str) -> None:
    """Another password, after `doors.prove`. Raises NotSaved."""
    set_password(user, new)
    user.save(update_fields=["password"])
    for membership in user.memberships.select_related("workshop"):
        audit.record(workshop=membership.workshop, by=user, verb="password.changed", target=user)


@transaction.atomic
def change_user(*, user: User, name: str, email: str, phone: str, language: str) -> None:
    """What a user says about herself; she keeps an e-mail address or a phone number to sign in."""
    known = {"email": "", "phone": ""}
    for field, text in (("email", email), ("phone", phone)):
        if text.strip():
            known[field] = getattr(_account(text, field), field) or ""
            if not known[field]:
                raise NotSaved((field, _("This is not of the right kind.")))
            _refuse_taken(user, field, known[field])
    if not any(known.values()):
        raise NotSaved(("email", _("Keep an e-mail address or a phone number to sign in with.")))
    user.name, user.language = name.strip(), language
    user.email, user.phone = known["email"] or None, known["phone"] or None
    user.save(update_fields=["name", "language", "email", "phone"])


def _refuse_taken(user: User, field: str, value: str) -> None:
    if User.objects.filter(**{field: value}).exclude(pk=user.pk).exists():
        raise AccountTaken(field)


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
def join_new(*, token: str, person: NewPerson, now: datetime) -> User:
    """A new user who joins by an invitation; neither stands without the other."""
    user = add_user(person=person)
    join(token=token, user=user, now=now)
    return user


def _open(row: Invitation, now: datetime) -> bool:
    return row.used_at is None and row.revoked_at is None and row.expires_at > now


@transaction.atomic
def add_member(*, workshop: Workshop, person: NewPerson, role: str, by: User) -> User:
    """A new user with a place in the workshop, without an invitation."""
    user = add_user(person=person)
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
