"""`manage.py demo`: the demo workshop of examples/kenzi. Repeating it changes nothing."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from langkah.apps.workshop.queries import any_workshop
from langkah.config.demo import story
from langkah.config.demo.build import build
from langkah.config.demo.life import Desk, weeks, year


class Command(BaseCommand):
    """Everything or nothing: an interrupted start begins anew."""

    help = "Make the demo workshop, unless there is a workshop already."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Read the story, build the house, let a year pass."""
        if any_workshop():
            return
        now = timezone.localtime()
        told = story.read(settings.ROOT / "examples" / "kenzi")
        workshop, owner, products = build(told, now.date(), now)
        desk = Desk(workshop, owner, products, told)
        year(desk, now)
        weeks(desk, now)
