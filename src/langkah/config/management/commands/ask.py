"""`manage.py ask NAME < case.json`: one decision of the domain, in plain JSON."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from langkah.api import ask


class Command(BaseCommand):
    """The engine for advisers, aggregators and published test tables."""

    help = "Ask one decision: bin/langkah ask landed < case.json; --list; NAME --schema."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """A name, or --list; --schema describes the case instead of deciding it."""
        parser.add_argument("name", nargs="?")
        parser.add_argument("--list", action="store_true", help="which decisions there are")
        parser.add_argument("--schema", action="store_true", help="what the case may hold")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print JSON on standard output; a wrong case is explained on standard error."""
        if options["list"] or not options["name"]:
            for name, line in ask.names().items():
                self.stdout.write(f"{name:10} {line}")
            return
        try:
            self.stdout.write(self._answer(options["name"], schema=options["schema"]))
        except (ask.UnknownDecision, ask.BadCase) as error:
            raise CommandError(str(error.args[0])) from error

    def _answer(self, name: str, *, schema: bool) -> str:
        if schema:
            return json.dumps(ask.schema(name), indent=2, ensure_ascii=False)
        return ask.ask(name, sys.stdin.buffer.read()).decode()
