"""Eight people at once for thirty seconds on loopback, while a ninth prices quotes.

Every answer that is not 200 counts as an error. The server is started as `bin/run` starts it.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.newcomer import Newcomer
from benchmarks.start import free_port, wait_for

ROOT = Path(__file__).resolve().parent.parent
READERS = 8
SECONDS = float(os.environ.get("LANGKAH_LOAD_SECONDS", "30"))
PAGES = ("/", "/sales/", "/sales/orders/", "/products/", "/production/", "/journey/")


@dataclass
class Tally:
    """What one person saw."""

    taken: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def main() -> None:
    """Start, read and write at the same time, and count."""
    port = free_port()
    address = f"http://localhost:{port}"
    env = os.environ | {
        "LANGKAH_DATA": tempfile.mkdtemp(prefix="langkah-load-"),
        "LANGKAH_ADDRESS": address,
        "PYTHONPATH": str(ROOT / "src"),
        "DJANGO_SETTINGS_MODULE": "langkah.config.settings",
    }
    subprocess.run(
        [sys.executable, "manage.py", "prepare", "--demo"], cwd=ROOT, env=env, check=True
    )
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--workers", "2"]
    command += ["--port", str(port), "--blocking-threads", "2", "--log-level", "warning"]
    server = subprocess.Popen([*command, "langkah.config.wsgi:application"], cwd=ROOT, env=env)
    try:
        wait_for(f"{address}/health/")
        report(run(address))
    finally:
        server.terminate()
        server.wait(timeout=10)


def run(address: str) -> tuple[list[Tally], Tally]:
    """The readers and the writer, side by side."""
    until = time.monotonic() + SECONDS
    readers = [Tally() for _ in range(READERS)]
    writer = Tally()
    people = [threading.Thread(target=read, args=(address, one, until)) for one in readers]
    people.append(threading.Thread(target=write, args=(address, writer, until)))
    for person in people:
        person.start()
    for person in people:
        person.join()
    return readers, writer


def read(address: str, tally: Tally, until: float) -> None:
    """Open one page after the other."""
    person = Newcomer(address)
    person.sign_in("sari@kenzi.example", "selangkah-lagi")
    while time.monotonic() < until:
        for page in PAGES:
            timed(tally, lambda at=page: person.open(at))


def write(address: str, tally: Tally, until: float) -> None:
    """Paste a message and make a quote of it, again and again."""
    person = Newcomer(address)
    person.sign_in("rina@kenzi.example", "selangkah-lagi")
    text = (ROOT / "examples/kenzi/inquiries/rotterdam-nl.txt").read_text()
    count = 0
    while time.monotonic() < until:
        count += 1
        timed(tally, lambda number=count: person.quote(f"{text}\nNr. {number}"))


def timed(tally: Tally, deed: object) -> None:
    """Do it and note how long it took, or what went wrong."""
    assert callable(deed)
    began = time.perf_counter()
    try:
        deed()
    except (urllib.error.URLError, OSError, StopIteration) as error:
        tally.errors.append(repr(error))
    tally.taken.append((time.perf_counter() - began) * 1000)


def report(found: tuple[list[Tally], Tally]) -> None:
    """Print what was seen."""
    readers, writer = found
    taken = sorted(ms for one in readers for ms in one.taken)
    errors = [said for one in (*readers, writer) for said in one.errors]
    print(f"\n{READERS} readers and a writer for {SECONDS:.0f} s on loopback, two workers")
    print(f"pages read        {len(taken):6}   {len(taken) / SECONDS:6.0f} a second")
    slow = taken[len(taken) * 99 // 100]
    print(f"page, p50 / p99   {statistics.median(taken):6.1f} / {slow:.1f} ms")
    print(f"quotes made       {len(writer.taken):6}")
    print(f"errors            {len(errors):6}   bar 0 {errors[:3] or ''}")


if __name__ == "__main__":
    main()
