"""`manage.py words`: compiles what the translators wrote."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from langkah.config.translations import compile_all


class Command(BaseCommand):
    """From .po to .mo, for every locale folder of the house."""

    help = "Compile the translations."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Compile what is newer than its result."""
        compile_all(settings.ROOT / "src")
