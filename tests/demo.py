"""The demo workshop for tests that work in processes of their own: made once, then copied."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
MADE = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("demo")
"""


def environment(data: Path, database: str = "") -> dict[str, str]:
    """What a process is told: its data folder, and PostgreSQL's address if that is meant."""
    return os.environ | {
        "LANGKAH_DATABASE": database,
        "LANGKAH_DATA": str(data),
        "PYTHONPATH": str(ROOT / "src"),
        "DJANGO_SETTINGS_MODULE": "langkah.config.settings",
    }


def prepare(data: Path) -> None:
    """As a first start does."""
    command = [sys.executable, str(ROOT / "manage.py"), "prepare", "--demo"]
    subprocess.run(command, env=environment(data) | {"LANGKAH_DEMO": "1"}, check=True)


def make(data: Path, database: str) -> None:
    """Tables and demo in this database alone."""
    subprocess.run([sys.executable, "-c", MADE], env=environment(data, database), check=True)
