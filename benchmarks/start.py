"""Starting: ready after start, memory of a worker, a fresh clone to the first quote on screen.

The clone is made from this checkout's last commit into an empty folder with a fresh home, and
started with `bin/run` as a newcomer would. Needs a package index, and ports on this machine.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Rooms are loaded a second after the start; memory is measured with all of them there.
FURNISHED = 4


def main() -> None:
    """Clone, start twice, ask for a quote in between."""
    work = Path(tempfile.mkdtemp(prefix="langkah-start-"))
    try:
        clone, home = work / "langkah", work / "home"
        home.mkdir()
        began = time.monotonic()
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        env = os.environ | {"HOME": str(home)}
        env.pop("LANGKAH_DATA", None)
        server, port = start(clone, env)
        ready = time.monotonic() - began
        first_quote(port, clone)
        print(f"fresh clone to ready                {ready:6.1f} s")
        print(
            f"fresh clone to first quote on screen{time.monotonic() - began:6.1f} s   bar <= 60 s"
        )
        stop(server)
        began = time.monotonic()
        server, port = start(clone, env)
        print(f"second start of bin/run             {time.monotonic() - began:6.1f} s   bar < 3 s")
        time.sleep(FURNISHED)
        print(f"memory of the largest worker        {largest(server.pid):6.0f} MiB bar <= 120 MiB")
        stop(server)
        print(f"web server alone, first page served {alone(clone, env):6.2f} s   bar <= 0.8 s")
    finally:
        shutil.rmtree(work, ignore_errors=True)


def start(clone: Path, env: dict[str, str]) -> tuple[subprocess.Popen[str], int]:
    """Run bin/run on a free port until it says that it is ready."""
    port = free_port()
    server = subprocess.Popen(
        [str(clone / "bin/run"), "--port", str(port)],
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    assert server.stdout
    told = []
    for line in server.stdout:
        told.append(line)
        if "Ctrl-C" in line:
            return server, port
    raise RuntimeError("bin/run ended: " + "".join(told[-15:]))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def stop(server: subprocess.Popen[str]) -> None:
    os.killpg(server.pid, signal.SIGINT)
    server.wait(timeout=20)


def first_quote(port: int, clone: Path) -> None:
    """Sign in, paste the Dutch inquiry, confirm it, and see a price."""
    from benchmarks.newcomer import Newcomer

    person = Newcomer(f"http://localhost:{port}")
    person.sign_in("sari@kenzi.example", "selangkah-lagi")
    page = person.quote((clone / "examples/kenzi/inquiries/rotterdam-nl.txt").read_text())
    assert "€" in page or "EUR" in page, "no price in euro on the quote"


def largest(parent: int) -> float:
    """Proportional memory of the largest process below `parent`, in MiB (Linux)."""
    most = 0.0
    for pid in descendants(parent):
        try:
            text = Path(f"/proc/{pid}/smaps_rollup").read_text()
        except OSError:
            continue
        found = re.search(r"^Pss:\s+(\d+)", text, re.MULTILINE)
        most = max(most, int(found.group(1)) / 1024 if found else 0.0)
    return most


def descendants(parent: int) -> list[int]:
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            after = stat.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        children.setdefault(int(after[1]), []).append(int(stat.parent.name))
    found, todo = [], [parent]
    while todo:
        below = children.get(todo.pop(), [])
        found += below
        todo += below
    return found


def wait_for(address: str) -> None:
    """Come back once the address answers, half a minute at most."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.01)
    raise RuntimeError(f"{address} does not answer")


def alone(clone: Path, env: dict[str, str]) -> float:
    """Seconds from starting the web server to its first page, one worker, median of five.

    The page is the one to sign in on, whole; that the server breathes (`/health/`) is not enough.
    """
    python = str(clone / ".venv/bin/python")
    inside = env | {"LANGKAH_DATA": str(clone / "data/demo"), "PYTHONPATH": str(clone / "src")}
    taken = []
    for _ in range(5):
        port = free_port()
        command = [python, "-m", "granian", "--interface", "wsgi", "--no-ws", "--port", str(port)]
        began = time.monotonic()
        server = subprocess.Popen(
            [*command, "--log-level", "warning", "langkah.config.wsgi:application"], env=inside
        )
        wait_for(f"http://127.0.0.1:{port}/settings/sign-in/")
        taken.append(time.monotonic() - began)
        server.send_signal(signal.SIGINT)
        server.wait(timeout=10)
    return sorted(taken)[2]


if __name__ == "__main__":
    main()
