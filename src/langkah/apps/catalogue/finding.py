"""Finding products by words: SQLite's FTS5 or PostgreSQL's text search, over the same words.

The index of SQLite keeps no text of its own; it is told of every change by `change`, and `rebuild`
makes it anew after rows were loaded in bulk. The table is created in the first migration.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from django.db import connection

from langkah.apps.catalogue.dossier import Dossier
from langkah.apps.workshop.models import Workshop

WORD = re.compile(r"\w+")


def words_of(dossier: Dossier) -> str:
    """The words a product is found by: its names first, then what it is made of."""
    passport = dossier.passport
    texts = [
        passport.code,
        passport.name,
        passport.words,
        passport.style,
        passport.last,
        passport.construction,
        *(row.name for row in dossier.materials),
        *(row.name for row in dossier.options),
    ]
    return " ".join(dict.fromkeys(word for text in texts for word in plain(text)))


def plain(text: str) -> list[str]:
    """The words of a text, small and without accents."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    return WORD.findall("".join(char for char in bare if not unicodedata.combining(char)))


def change(workshop: int, changes: Iterable[tuple[int, str, str]]) -> None:
    """Tell the index of (product, words before, words now); PostgreSQL's knows by itself."""
    if connection.vendor != "sqlite":
        return
    changed = list(changes)
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO catalogue_find(catalogue_find, rowid, workshop_id, search_words)"
            " VALUES ('delete', %s, %s, %s)",
            [(product, workshop, before) for product, before, _ in changed if before],
        )
        cursor.executemany(
            "INSERT INTO catalogue_find(rowid, workshop_id, search_words) VALUES (%s, %s, %s)",
            [(product, workshop, now) for product, _, now in changed if now],
        )


def rebuild() -> None:
    """Make the index anew from the products."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO catalogue_find(catalogue_find) VALUES ('rebuild')")


def find(workshop: Workshop, text: str, limit: int) -> list[int]:
    """Ids of products that hold every word of the text; words may be unfinished."""
    words = plain(text)[:8]
    if not words:
        return []
    lite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        cursor.execute(
            LITE if lite else POSTGRES, [*(_lite if lite else _postgres)(workshop, words), limit]
        )
        return [row[0] for row in cursor]


# The index answers first and stops at MOST; joined freely, SQLite would walk all products by name.
MOST = 400
LITE = f"""
    SELECT p.id FROM catalogue_product p WHERE p.id IN (
        SELECT rowid FROM catalogue_find WHERE catalogue_find MATCH %s LIMIT {MOST}
    ) AND p.workshop_id = %s AND p.removed_at IS NULL
    ORDER BY p.name, p.id LIMIT %s
"""  # noqa: S608 - a number of ours
POSTGRES = f"""
    SELECT p.id FROM catalogue_product p WHERE p.id IN (
        SELECT id FROM catalogue_product
        WHERE to_tsvector('simple', search_words) @@ to_tsquery('simple', %s) AND workshop_id = %s
        AND removed_at IS NULL LIMIT {MOST}
    ) ORDER BY p.name, p.id LIMIT %s
"""  # noqa: S608


def _lite(workshop: Workshop, words: list[str]) -> tuple[str, int]:
    said = " AND ".join(f'"{word}"*' for word in words)
    return f'workshop_id : "{workshop.pk}" AND search_words : ({said})', workshop.pk


def _postgres(workshop: Workshop, words: list[str]) -> tuple[str, int]:
    return " & ".join(f"{word}:*" for word in words), workshop.pk
