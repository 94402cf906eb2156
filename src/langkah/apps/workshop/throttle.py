"""A door that stays shut for a while after too many wrong tries.

Tries are counted on the account, from the address, and on both together, so that neither one
guesser with many accounts nor many guessers with one account get far, and so that a stranger who
guesses elsewhere does not soon shut the owner's own door.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.crypto import salted_hmac

from langkah.apps.workshop.errors import TooManyTries
from langkah.apps.workshop.models import SignInAttempt

WINDOW = timedelta(minutes=15)
MOST_TOGETHER, MOST_ON_ACCOUNT, MOST_FROM_ADDRESS = 5, 20, 40


@dataclass(frozen=True, slots=True)
class Door:
    """Who is knocked at, and from where; kept as keyed hashes only."""

    account: str
    address: str

    @property
    def keys(self) -> dict[str, str]:
        """The columns of this door."""
        return {"account_hash": _hash(self.account), "address_hash": _hash(self.address)}


@transaction.atomic
def knock(door: Door, now: datetime) -> None:
    """Count a try before it is looked at; raises TooManyTries with the time to wait."""
    keys = door.keys
    limits = (
        (keys, MOST_TOGETHER),
        ({"account_hash": keys["account_hash"]}, MOST_ON_ACCOUNT),
        ({"address_hash": keys["address_hash"]}, MOST_FROM_ADDRESS),
    )
    waits = [_wait(some, most, now) for some, most in limits]
    longest = max(waits)
    if longest > timedelta(0):
        raise TooManyTries(-(-longest // timedelta(minutes=1)))
    SignInAttempt.objects.create(**keys, at=now)


def opened(door: Door) -> None:
    """The try was right: forget the wrong ones before it."""
    SignInAttempt.objects.filter(**door.keys).delete()


def _wait(keys: dict[str, str], most: int, now: datetime) -> timedelta:
    tries = SignInAttempt.objects.filter(**keys, at__gt=now - WINDOW).order_by("-at")
    times = list(tries.values_list("at", flat=True)[:most])
    return times[-1] + WINDOW - now if len(times) == most else timedelta(0)


def _hash(text: str) -> str:
    return salted_hmac("langkah.door", text, algorithm="sha256").hexdigest()[:32]
