"""`manage.py worker`: the process beside the web server that does what is due."""

from __future__ import annotations

import logging
import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand
from django.db import Error, close_old_connections
from django.utils import timezone

from langkah.config.due import do_what_is_due

EVERY_SECONDS = 30
log = logging.getLogger("langkah.worker")


class Command(BaseCommand):
    """Runs until it is told to stop; a failed round is reported and tried again."""

    help = "Do what is due, every half minute, until stopped."

    def handle(self, *args: Any, **options: Any) -> None:
        """Work, wait, repeat."""
        stop = threading.Event()
        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, lambda *_: stop.set())
        while not stop.is_set():
            try:
                for sentence in do_what_is_due(timezone.now()):
                    self.stdout.write(sentence)
            except Error:
                log.exception("A round of the worker failed; the next one tries again.")
            close_old_connections()
            stop.wait(EVERY_SECONDS)
