"""Coming in and going out: passwords, second factors, sessions, keys."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

import pyotp
from django.contrib.auth import authenticate
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils.translation import gettext as _

from langkah.apps.workshop import accounts, audit, throttle
from langkah.apps.workshop.errors import NotFound, NotKnown, NotSaved, WrongCode
from langkah.apps.workshop.models import (
    ApiKey,
    RecoveryCode,
    SecondFactor,
    SignIn,
    SignInAttempt,
    User,
    Workshop,
)
from langkah.apps.workshop.queries.members import hashed
from langkah.apps.workshop.throttle import Door

STEP_SECONDS = 30
CODES = 10


def check_password(*, account: str, password: str, address: str, now: datetime) -> User:
    """The user of this account and password. Raises NotKnown or TooManyTries."""
    door = Door(str(accounts.read(account) or account.strip().lower()[:200]), address)
    throttle.knock(door, now)
    user = authenticate(None, account=account, password=password)
    if not isinstance(user, User):
        raise NotKnown
    throttle.opened(door)
    return user


def prove(*, user: User, password: str, address: str, now: datetime, field: str = "") -> None:
    """Ask a person who is signed in for her password again. Raises NotSaved, TooManyTries."""
    door = Door(f"password of {user.pk}", address)
    throttle.knock(door, now)
    if not user.check_password(password):
        raise NotSaved((field or "password", _("This is not your password now.")))
    throttle.opened(door)


def check_code(*, user: int, code: str, address: str, now: datetime) -> None:
    """Accept a code of the authenticator app, or a recovery code, once each. Raises WrongCode."""
    door = Door(f"second factor of {user}", address)
    throttle.knock(door, now)
    bare = code.replace(" ", "").replace("-", "").lower()
    factor = SecondFactor.objects.filter(user=user).exclude(confirmed_at=None).first()
    if not (factor and _app_code(factor, bare, now)) and not _recovery_code(user, bare, now):
        raise WrongCode
    throttle.opened(door)


def _app_code(factor: SecondFactor, code: str, now: datetime) -> bool:
    """Whether the app shows this code now, one step earlier or later, and it is new."""
    totp = pyotp.TOTP(factor.secret)
    now_step = int(now.timestamp()) // STEP_SECONDS
    for step in (now_step - 1, now_step, now_step + 1):
        if secrets.compare_digest(totp.generate_otp(step).encode(), code.encode()):
            fresh = SecondFactor.objects.filter(pk=factor.pk, last_step__lt=step)
            return fresh.update(last_step=step) == 1
    return False


def _recovery_code(user: int, code: str, now: datetime) -> bool:
    kept = RecoveryCode.objects.filter(user=user, code_hash=hashed(code), used_at=None)
    return kept.update(used_at=now) == 1


def note_sign_in(*, user: User, session_key: str, device: str, now: datetime) -> None:
    """Remember that a session was opened, so that its owner can end it."""
    SignIn.objects.create(user=user, session_key=session_key, device=device[:160], started_at=now)


def end_session(*, user: User, sign_in: int, now: datetime) -> None:
    """End one of the user's own sessions at once. Raises NotFound."""
    row = SignIn.objects.filter(user=user, pk=sign_in, ended_at=None).first()
    if row is None:
        raise NotFound
    _end(row, now)


def end_other_sessions(*, user: User, keep: str, now: datetime) -> int:
    """End all sessions of the user but this one; gives how many."""
    rows = list(SignIn.objects.filter(user=user, ended_at=None).exclude(session_key=keep))
    for row in rows:
        _end(row, now)
    return len(rows)


def moved_session(*, before: str, after: str) -> None:
    """The session got a new key, as after a change of password."""
    SignIn.objects.filter(session_key=before).update(session_key=after)


def left(*, session_key: str, now: datetime) -> None:
    """The user signed out."""
    SignIn.objects.filter(session_key=session_key, ended_at=None).update(ended_at=now)


def clear_out(now: datetime) -> int:
    """Forget wrong tries of yesterday and sessions that ran out; gives how many rows went."""
    tries, _rows = SignInAttempt.objects.filter(at__lt=now - timedelta(days=1)).delete()
    sessions, _rows = Session.objects.filter(expire_date__lt=now).delete()
    return tries + sessions


@transaction.atomic
def _end(row: SignIn, now: datetime) -> None:
    SessionStore(row.session_key).delete()
    row.ended_at = now
    row.save(update_fields=["ended_at"])


def begin_second_factor(*, user: User) -> str:
    """A new secret for the user's authenticator app; it counts after `confirm_second_factor`."""
    factor, _made = SecondFactor.objects.get_or_create(
        user=user, defaults={"secret": pyotp.random_base32()}
    )
    if factor.confirmed_at is not None:
        raise NotFound
    return factor.secret


@transaction.atomic
def confirm_second_factor(*, user: User, code: str, now: datetime) -> tuple[str, ...]:
    """Switch the second factor on with a first right code; gives the recovery codes, once."""
    factor = SecondFactor.objects.filter(user=user, confirmed_at=None).first()
    if factor is None:
        raise NotFound
    if not _app_code(factor, code.replace(" ", ""), now):
        raise WrongCode
    SecondFactor.objects.filter(pk=factor.pk).update(confirmed_at=now)
    _tell(user, "second_factor.on")
    return _new_recovery_codes(user)


@transaction.atomic
def drop_second_factor(*, user: User) -> None:
    """Switch the second factor off. The caller has asked for the password."""
    RecoveryCode.objects.filter(user=user).delete()
    SecondFactor.objects.filter(user=user).delete()
    _tell(user, "second_factor.off")


def _new_recovery_codes(user: User) -> tuple[str, ...]:
    RecoveryCode.objects.filter(user=user).delete()
    codes = [secrets.token_hex(5) for _count in range(CODES)]
    RecoveryCode.objects.bulk_create(
        RecoveryCode(user=user, code_hash=hashed(code)) for code in codes
    )
    return tuple(f"{code[:5]}-{code[5:]}" for code in codes)


def _tell(user: User, verb: str) -> None:
    """Write what touches a user into the trail of each of her workshops."""
    for membership in user.memberships.select_related("workshop"):
        audit.record(workshop=membership.workshop, by=user, verb=verb, target=user)


@transaction.atomic
def make_key(*, workshop: Workshop, name: str, by: User) -> str:
    """A key by which a program acts as `by`; shown this once."""
    token = f"langkah_{secrets.token_urlsafe(32)}"
    key = ApiKey.objects.create(
        workshop=workshop, user=by, name=name.strip(), token_hash=hashed(token)
    )
    audit.record(workshop=workshop, by=by, verb="key.made", target=key)
    return token


@transaction.atomic
def revoke_key(*, workshop: Workshop, key: int, by: User, now: datetime) -> None:
    """End a key at once. Raises NotFound."""
    row = ApiKey.objects.filter(workshop=workshop, pk=key, revoked_at=None).first()
    if row is None:
        raise NotFound
    row.revoked_at = now
    row.save(update_fields=["revoked_at"])
    audit.record(workshop=workshop, by=by, verb="key.revoked", target=row)
