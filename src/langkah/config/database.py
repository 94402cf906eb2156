"""Where the memory is kept: SQLite in the data folder, or PostgreSQL from LANGKAH_DATABASE."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit


def sqlite(path: Path) -> dict[str, Any]:
    """SQLite for one machine: readers never wait, and a commit survives a power cut."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            # IMMEDIATE: a writer waits at the start instead of failing in the middle.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA mmap_size=134217728;"
            ),
        },
    }


def postgres(address: str) -> dict[str, Any]:
    """PostgreSQL from an address such as postgresql://name:password@host:5432/langkah.

    A socket's folder stands as in libpq: postgresql://name:@/langkah?host=/var/run/postgresql.
    """
    parts = urlsplit(address)
    (socket,) = parse_qs(parts.query).get("host", [""])
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or socket),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def choose(address: str, data: Path) -> dict[str, Any]:
    """The database named by `address`; nothing named means SQLite in the data folder."""
    return postgres(address) if address else sqlite(data / "langkah.sqlite3")
