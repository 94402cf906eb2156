"""An installation of any day becomes the same house as a fresh one (house)."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader

# Tables and applied migrations of real installations, written out by `.schema` of SQLite.
INSTALLATIONS = sorted((Path(__file__).parent / "installations").glob("*.sql"))
SQUASHED = re.compile("_squashed_")


def migrate(data: Path) -> None:
    """As a start does, in a process of its own."""
    subprocess.run(
        [sys.executable, settings.ROOT / "manage.py", "migrate", "--verbosity", "0"],
        env=os.environ | {"LANGKAH_DATA": str(data), "LANGKAH_DATABASE": ""},
        check=True,
    )


def schema(database: sqlite3.Connection) -> dict[str, list[str]]:
    """Every table and index with its parts; the order of columns is no part of it."""
    found = database.execute(
        "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
    )
    return {name: sorted(parts(sql)) for name, sql in found}


def parts(sql: str) -> list[str]:
    """What stands between the outer commas of a definition."""
    depth, found = 0, [""]
    for sign in sql.strip():
        depth += (sign == "(") - (sign == ")")
        if sign == "," and depth == 1:
            found.append("")
        else:
            found[-1] += sign
    head, _, first = found[0].partition("(")
    body = [first, *found[1:-1], found[-1].removesuffix(")")] if found[1:] else [first]
    return [" ".join(part.split()) for part in (head, *body)]


@pytest.mark.django_db
@pytest.mark.parametrize("installation", INSTALLATIONS, ids=lambda path: path.stem)
def test_an_older_installation_gets_the_tables_of_a_fresh_one(installation, tmp_path):
    connection.ensure_connection()
    with closing(sqlite3.connect(tmp_path / "langkah.sqlite3")) as old:
        old.executescript(installation.read_text())
        migrate(tmp_path)
        assert schema(old) == schema(connection.connection)
        applied = set(old.execute("SELECT app, name FROM django_migrations"))
    assert set(MigrationLoader(None).graph.nodes) <= applied


def test_squashed_migrations_say_the_same_as_those_they_replace():
    """So that the next migration starts from one state, whichever way came before it."""
    short, long = MigrationLoader(None), MigrationLoader(None, replace_migrations=False)
    squashed = [key for key in short.graph.nodes if SQUASHED.search(key[1])]
    assert squashed
    replaced = [tuple(short.get_migration(*key).replaces[-1]) for key in squashed]
    found = MigrationAutodetector(long.project_state(replaced), short.project_state(squashed))
    made = found._detect_changes()
    assert {app: [each.operations for each in many] for app, many in made.items()} == {}
