"""The yardstick: a bare Django view with one indexed SQLite read, measured in the same run.

A figure in milliseconds says something about this machine; its ratio to the yardstick says
something about the program. Run alone it prints the yardstick itself.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any


def django_ready(data: Path | None = None) -> None:
    """Start Django on a data folder of its own, with tables and nothing in them."""
    folder = data or Path(tempfile.mkdtemp(prefix="langkah-bench-"))
    os.environ["LANGKAH_DATA"] = str(folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "langkah.config.settings")
    os.environ["LANGKAH_HOSTS"] = "localhost,127.0.0.1,testserver"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)


def median_ms(work: Callable[[], object], times: int = 30, warm: int = 3) -> float:
    """The median wall time of `work` in milliseconds, after some warm-up."""
    for _ in range(warm):
        work()
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        taken.append((time.perf_counter() - began) * 1000)
    return statistics.median(taken)


def yardstick_ms() -> float:
    """What a bare view costs here and now: address, one indexed read through the ORM, template.

    No middleware; the same kind of view as in the peers' measurements (0.33 ms on two quiet cores).
    """
    from django.core.handlers.base import BaseHandler
    from django.db import connection, models
    from django.http import HttpRequest, HttpResponse
    from django.template import engines
    from django.test import RequestFactory, override_settings
    from django.urls import path

    class Shoe(models.Model):
        name = models.CharField(max_length=40)

        class Meta:
            app_label = "yardstick"

    with connection.schema_editor() as editor:
        editor.create_model(Shoe)
    Shoe.objects.bulk_create(Shoe(name=f"shoe {number}") for number in range(10_000))
    page = engines["django"].from_string("<h1>{{ shoe.name }}</h1><p>{{ shoe.pk }}</p>")

    def view(request: HttpRequest, shoe: int) -> HttpResponse:
        return HttpResponse(page.render({"shoe": Shoe.objects.get(pk=shoe)}, request))

    addresses = type("Addresses", (), {"urlpatterns": [path("shoe/<int:shoe>/", view)]})
    with override_settings(MIDDLEWARE=[], ROOT_URLCONF=addresses):
        handler = BaseHandler()
        handler.load_middleware()
        requests = RequestFactory()
        return median_ms(lambda: handler.get_response(requests.get("/shoe/4321/")), times=300)


def row(what: str, ms: float, yard: float, bar: str, peer: str = "") -> None:
    """One line of a benchmark's table."""
    print(f"{what:58} {ms:9.2f} ms {ms / yard:8.1f} yardsticks   bar {bar:22} {peer}")


def head(title: str, yard: float) -> None:
    """The title of a table, with the yardstick of this run."""
    print(f"\n{title}\nyardstick of this run: {yard:.3f} ms (a bare view with one indexed read)")


def main(*_: Any) -> None:
    """Print the yardstick."""
    django_ready()
    head("Yardstick", yardstick_ms())


if __name__ == "__main__":
    main()
