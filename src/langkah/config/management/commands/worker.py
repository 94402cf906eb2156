"""`manage.py worker`: the process beside the web server that does what is due, and long work."""

from __future__ import annotations

import logging
import signal
import threading
import time
from typing import Any

from django.core.management.base import BaseCommand
from django.db import Error, close_old_connections
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker

from langkah.config.due import do_what_is_due

LOOK_SECONDS = 2
DUE_SECONDS = 30
log = logging.getLogger("langkah.worker")


class Command(BaseCommand):
    """Runs until it is told to stop; a failed round is reported and tried again."""

    help = "Do what is due every half minute, and long work such as large spreadsheets at once."

    def handle(self, *args: Any, **options: Any) -> None:
        """Look, work, wait, repeat."""
        stop = threading.Event()
        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, lambda *_: stop.set())
        due = 0.0
        while not stop.is_set():
            try:
                if time.monotonic() >= due:
                    due = time.monotonic() + DUE_SECONDS
                    for sentence in do_what_is_due(timezone.now()):
                        self.stdout.write(sentence)
                long_work()
            except Error:
                log.exception("A round of the worker failed; the next one tries again.")
            close_old_connections()
            stop.wait(LOOK_SECONDS)


def long_work() -> None:
    """Everything that waits in the queue, one after the other."""
    Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="langkah",
    ).run()
