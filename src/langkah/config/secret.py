"""The installation's own secret: made once, kept in the data folder, never in the repository."""

from __future__ import annotations

import secrets
from pathlib import Path


def secret(data: Path, given: str) -> str:
    """The given secret, or the one of the data folder, made on the first start."""
    if given:
        return given
    place = data / "secret"
    try:
        return place.read_text().strip()
    except FileNotFoundError:
        data.mkdir(parents=True, exist_ok=True)
    made = secrets.token_urlsafe(48)
    try:
        with place.open("x") as file:
            place.chmod(0o600)
            file.write(made)
    except FileExistsError:  # another process was first
        return place.read_text().strip()
    return made
