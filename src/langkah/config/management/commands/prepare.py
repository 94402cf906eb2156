"""`manage.py prepare`: brings the data folder to the state this version needs."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from langkah.config.due import bring_books_up_to_date
from langkah.config.translations import compile_all


class Command(BaseCommand):
    """Words, tables, static files, rule books, perhaps the demo. Repeating it is harmless."""

    help = "Prepare the data folder: words, tables, static files and, with --demo, the demo."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Only one choice: with or without the demo."""
        parser.add_argument("--demo", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do the steps in the order in which they need one another."""
        compile_all(settings.ROOT / "src")
        call_command("migrate", verbosity=0, interactive=False)
        call_command("collectstatic", verbosity=0, interactive=False)
        if options["demo"]:
            call_command("demo")
        # Before anybody is answered: a price rests on the rules of this version.
        bring_books_up_to_date(timezone.now())
