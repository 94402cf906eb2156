"""`manage.py tick`: does what is due now. Repeating it is harmless."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from langkah.config.due import do_what_is_due


class Command(BaseCommand):
    """Quotes that ended, capacity to give back; one line for each thing done."""

    help = "Do what is due now: end quotes, give back capacity."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run every duty once and say what was done."""
        for sentence in do_what_is_due(timezone.now()):
            self.stdout.write(sentence)
