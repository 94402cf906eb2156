"""`manage.py restore FILE`: an archived workshop on an empty installation."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from langkah.apps.insight import archive


class Command(BaseCommand):
    """Restore an archive, whole or not at all."""

    help = "Restore a workshop from its archive into an empty installation."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The archive."""
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Restore, then say how people get in again: passwords do not travel."""
        try:
            with options["file"].open("rb") as source:
                manifest = archive.restore(source)
        except OSError as error:
            raise CommandError(f"{options['file']} cannot be read: {error.strerror}.") from error
        except archive.ArchiveRefused as error:
            raise CommandError(str(error)) from error
        rows = sum(entry.rows or 0 for entry in manifest.entries)
        self.stdout.write(
            f"{manifest.workshop} is back: {rows} rows, all checksums equal.\n"
            "Passwords do not travel. Set one with: manage.py changepassword E-MAIL"
        )
