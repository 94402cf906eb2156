"""`manage.py archive WORKSHOP FILE`: everything of one workshop in one file."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from langkah.apps.insight import archive
from langkah.apps.workshop.queries import Workshop


class Command(BaseCommand):
    """Write the archive of a workshop."""

    help = "Write everything of a workshop (tables, photos, documents) into one zip file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The workshop's short name and the file to write."""
        parser.add_argument("workshop")
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Write beside, then put in place, so that a half archive never has the name."""
        workshop = Workshop.objects.filter(slug=options["workshop"]).first()
        if workshop is None:
            raise CommandError(f"There is no workshop called {options['workshop']}.")
        target: Path = options["file"]
        draft = target.with_name(f".{target.name}.part")
        with draft.open("wb") as out:
            manifest = archive.write(workshop, out, timezone.now())
        draft.replace(target)
        rows = sum(entry.rows or 0 for entry in manifest.entries)
        self.stdout.write(f"{target}: {rows} rows, {len(manifest.entries)} files.")
