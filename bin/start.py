"""bin/run: prepares what is missing, starts the web server and the worker, and says where."""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import prepare
from prepare import ROOT, CannotStart

WORDS = """
Langkah is ready:  {address}
Data is kept in:   {data}
{who}
Ctrl-C stops it."""

DEMO = """
Sign in as         e-mail                   password
  the owner        sari@kenzi.example       selangkah-lagi
  marketing        rina@kenzi.example       selangkah-lagi
  production       budi@kenzi.example       selangkah-lagi

Try first: sign in as the owner, read Hari ini (Today), open Penawaran > Tempel pesan
(Quotes > Paste a message) and paste the text of
  {inquiry}
Everything of this workshop is invented, and marked as demo. Your own: bin/run --empty
"""

EMPTY = """
Open the address: the first page makes your workshop, and leads you to the first quote.
"""


def main() -> int:
    """Start, wait, and stop cleanly."""
    options = arguments()
    try:
        return serve(options)
    except CannotStart as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def arguments() -> argparse.Namespace:
    """What the person asked for."""
    parser = argparse.ArgumentParser(prog="bin/run", description="Start Langkah on this machine.")
    parser.add_argument("--empty", action="store_true", help="your own workshop, no demo")
    parser.add_argument("--port", type=int, default=8000, help="another port than 8000")
    parser.add_argument("--host", default="127.0.0.1", help="0.0.0.0 lets phones nearby in")
    return parser.parse_args()


def serve(options: argparse.Namespace) -> int:
    """Prepare, start both processes, and wait until one ends or the person stops."""
    free(options.host, options.port)
    data = Path(
        os.environ.get("LANGKAH_DATA") or ROOT / "data" / ("own" if options.empty else "demo")
    )
    prepare.writable(data)
    prepare.packages("base")
    env = environment(options, data)
    ready(data, env, demo=not options.empty)
    children = [begin(web(options), env), begin(manage("worker"), env)]
    # Also when a script started us in the background, where Ctrl-C is ignored otherwise.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        answer(children[0], f"http://{reach(options.host)}:{options.port}/health/")
        announce(options, data)
        while all(child.poll() is None for child in children):
            time.sleep(0.3)
        print("A part of Langkah stopped by itself; the lines above say why.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopping ...", flush=True)
        return 0
    finally:
        stop(children)


def free(host: str, port: int) -> None:
    """Refuse a port that another program holds."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CannotStart(
                f"Port {port} cannot be used ({error.strerror}): another program holds it, or\n"
                f"Langkah runs already. Open http://localhost:{port} to see, or start on another\n"
                f"port: bin/run --port {port + 1}"
            ) from error


def environment(options: argparse.Namespace, data: Path) -> dict[str, str]:
    """What the processes are told."""
    hosts = os.environ.get("LANGKAH_HOSTS", "localhost,127.0.0.1,[::1]")
    return os.environ | {
        "LANGKAH_DATA": str(data),
        "LANGKAH_DEMO": "" if options.empty else "1",
        "LANGKAH_HOSTS": "*" if options.host == "0.0.0.0" else hosts,
        "LANGKAH_ADDRESS": os.environ.get("LANGKAH_ADDRESS", f"http://localhost:{options.port}"),
        "PYTHONPATH": str(ROOT / "src"),
        "DJANGO_SETTINGS_MODULE": "langkah.config.settings",
    }


def ready(data: Path, env: dict[str, str], *, demo: bool) -> None:
    """Database, words, static files and demo, unless nothing changed since the last start."""
    source = ROOT / "src" / "langkah"
    parts = [*source.glob("**/migrations/*.py"), *source.glob("**/*.po")]
    parts += [file for file in source.glob("**/static/**/*") if file.is_file()]
    wanted = prepare.fingerprint(*parts) + (" demo" if demo else "")
    stamp = data / "prepared"
    if prepare.stamped(stamp, wanted):
        return
    print("Preparing the database, the words and the pages ...", flush=True)
    prepare.manage("prepare", *(["--demo"] if demo else []), env=env)
    stamp.write_text(wanted)


def manage(*words: str) -> list[str]:
    """One of Langkah's own commands as a process."""
    return [str(prepare.PYTHON), str(ROOT / "manage.py"), *words]


def begin(command: list[str], env: dict[str, str]) -> subprocess.Popen[bytes]:
    """A process in a group of its own, so that Ctrl-C reaches it once: through `stop`."""
    return subprocess.Popen(command, env=env, start_new_session=True)


def web(options: argparse.Namespace) -> list[str]:
    """The web server: as many workers as this machine has cores, two at most."""
    workers = str(min(2, os.cpu_count() or 1))
    command = [str(prepare.PYTHON), "-m", "granian", "--interface", "wsgi", "--no-ws"]
    command += ["--host", options.host, "--port", str(options.port), "--workers", workers]
    command += ["--blocking-threads", "2", "--log-level", "warning"]
    return [*command, "langkah.config.wsgi:application"]


def reach(host: str) -> str:
    """An address of this machine that answers for `host`."""
    return "127.0.0.1" if host in ("0.0.0.0", "localhost") else host


def answer(server: subprocess.Popen[bytes], address: str) -> None:
    """Wait until the server answers, two minutes at most: machines are slow."""
    until = time.monotonic() + 120
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=20):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    raise CannotStart("The web server did not start; the lines above say why.")


def announce(options: argparse.Namespace, data: Path) -> None:
    """Where to look, who can sign in, what to try first."""
    inquiry = ROOT / "examples/kenzi/inquiries/rotterdam-nl.txt"
    who = EMPTY if options.empty else DEMO.format(inquiry=inquiry)
    address = f"http://localhost:{options.port}/"
    print(WORDS.format(address=address, data=data, who=who), flush=True)


def stop(children: list[subprocess.Popen[bytes]]) -> None:
    """Ask each process to end; after five seconds, end it with all that it started itself."""
    for child in children:
        child.terminate()
    for child in children:
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(timeout=5)
        if hasattr(os, "killpg"):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
        else:
            child.kill()


if __name__ == "__main__":
    sys.exit(main())
