"""Words of the trade in seven languages: number words, units, months, styles, colours, cues.

Each table is a TOML file `[meaning] language = [phrases]`, written for Langkah from general
knowledge of the languages on 2026-11-23 (grade C); `any` holds what is the same everywhere.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from types import MappingProxyType

LANGUAGES = ("id", "en", "nl", "de", "fr", "es", "ja")

Table = MappingProxyType[str, dict[str, tuple[str, ...]]]


@cache
def table(name: str) -> Table:
    """Meaning -> language -> phrases. Raises FileNotFoundError for a table that is not there."""
    text = files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return MappingProxyType(
        {
            meaning: {language: tuple(phrases) for language, phrases in row.items()}
            for meaning, row in tomllib.loads(text).items()
        }
    )
