"""The buyer's link: a random seed in the database, signed with the server's secret.

A copy of the database alone opens no quote, and neither does the secret alone; the owner can
still read the link again, and taking the seed back closes it.
"""

from __future__ import annotations

import secrets

from django.conf import settings
from django.core.signing import BadSignature, Signer

SALT = "langkah.sales.link"


def fresh_seed() -> str:
    """128 random bits."""
    return secrets.token_urlsafe(16)


def token(seed: str) -> str:
    """What stands in the address."""
    return Signer(salt=SALT, sep=".").sign(seed)


def seed_of(token: str) -> str | None:
    """The seed inside a token that we signed; None for anything else."""
    try:
        return Signer(salt=SALT, sep=".").unsign(token)
    except BadSignature:
        return None


def address(seed: str) -> str:
    """The whole address to send to a buyer."""
    return f"{settings.ADDRESS}/q/{token(seed)}/"
