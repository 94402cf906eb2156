"""Argon2 with little work, so that tests that sign in are quick."""

from __future__ import annotations

from django.contrib.auth.hashers import Argon2PasswordHasher


class QuickArgon2(Argon2PasswordHasher):
    """The same hasher; only the cost differs."""

    time_cost = 1
    memory_cost = 8
    parallelism = 1
