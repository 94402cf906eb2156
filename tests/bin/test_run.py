"""What bin/run does and says on machines as people have them, as real processes (house)."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NOWHERE = "http://127.0.0.1:9"
OFFLINE = {
    **dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), NOWHERE),
    **{"no_proxy": "127.0.0.1,localhost", "PIP_INDEX_URL": f"{NOWHERE}/simple"},
    **{"PIP_RETRIES": "0", "PIP_NO_CACHE_DIR": "1", "PIP_CONFIG_FILE": os.devnull},
}
LONGEST = 300


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Langkah as it was unpacked: nothing installed yet, no data."""
    place = tmp_path / "langkah"
    shutil.copytree(ROOT / "bin", place / "bin", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("src", "requirements", "examples", "manage.py"):
        (place / name).symlink_to(ROOT / name)
    return place


@pytest.fixture
def installed(tree: Path) -> Path:
    """The same after its first start: the packages are there."""
    (tree / ".venv").symlink_to(ROOT / ".venv")
    return tree


@pytest.fixture
def path_of(tmp_path: Path) -> Callable[..., str]:
    """A PATH with little more than what is put on it; text becomes a script."""
    place = tmp_path / "path"
    place.mkdir()
    (place / "dirname").symlink_to(shutil.which("dirname") or "/usr/bin/dirname")

    def made(**programs: str | Path) -> str:
        for name, what in programs.items():
            if isinstance(what, Path):
                (place / name).symlink_to(what)
            else:
                (place / name).write_text(f"#!/bin/sh\n{what}\n")
                (place / name).chmod(0o755)
        return str(place)

    return made


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def run(tree: Path, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
    """bin/run to its end."""
    return subprocess.run(
        [tree / "bin" / "run", *words],
        env=clean() | env,
        capture_output=True,
        text=True,
        check=False,
        timeout=LONGEST,
    )


def clean() -> dict[str, str]:
    """The environment of somebody who has never heard of Langkah."""
    ours = ("LANGKAH", "DJANGO", "PYTHON", "PYTEST", "COV")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}


@pytest.fixture
def start(port: int) -> Iterator[Callable[..., tuple[subprocess.Popen[str], str]]]:
    """Start bin/run and read what it says until it is ready; whatever still runs is ended."""
    running = []

    def started(tree: Path, *words: str, **env: str) -> tuple[subprocess.Popen[str], str]:
        process = subprocess.Popen(
            [tree / "bin" / "run", "--port", str(port), *words],
            env=clean() | env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        running.append(process)
        said = ""
        for line in process.stdout or ():
            said += line
            if line.startswith("Ctrl-C stops it"):
                break
        return process, said

    yield started
    for process in running:
        process.terminate()
        process.communicate(timeout=LONGEST)


def stop(process: subprocess.Popen[str]) -> str:
    """Ctrl-C, as a terminal sends it to everything that was started; gives the last words."""
    os.killpg(process.pid, signal.SIGINT)
    return process.communicate(timeout=LONGEST)[0]


def left_of(tree: Path) -> list[str]:
    """What still runs of this tree, with its command line."""
    found = []
    for place in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            found.append(place.read_bytes().replace(b"\0", b" ").decode())
    return [line for line in found if str(tree) in line]


def nothing_left_of(tree: Path) -> bool:
    """Whether all of it ends; a killed process takes a moment to vanish."""
    until = time.monotonic() + LONGEST
    while left_of(tree) and time.monotonic() < until:
        time.sleep(0.05)
    return not left_of(tree)


def test_started_stopped_and_started_again_without_the_internet(installed, start, port):
    data = installed / "data" / "own"
    first, said = start(installed, "--empty", **OFFLINE)
    assert "Preparing the database" in said
    assert re.search(rf"Langkah is ready: +http://localhost:{port}/", said)
    assert re.search(rf"Data is kept in: +{re.escape(str(data))}", said)
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/") as answer:
        assert answer.status == 200
    assert len(left_of(installed)) > 2
    assert stop(first) == "\nStopping ...\n"
    assert first.returncode == 0
    assert nothing_left_of(installed)
    assert (data / "langkah.sqlite3").is_file()

    second, said = start(installed, "--empty", **OFFLINE)
    assert "Preparing" not in said
    assert "Installing" not in said
    stop(second)
    assert second.returncode == 0
    assert nothing_left_of(installed)


def test_a_busy_port_is_named_with_another_to_try(installed):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        done = run(installed, "--port", str(taken))
    assert done.returncode == 1
    assert f"Port {taken} cannot be used" in done.stderr
    assert f"bin/run --port {taken + 1}" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (installed / "data").exists()


def test_an_old_python_is_told_by_its_version(tree, path_of):
    old = 'case "$1" in --version) echo "Python 3.9.2";; *) exit 1;; esac'
    done = run(tree, PATH=path_of(python3=old))
    assert done.returncode == 1
    assert "needs Python 3.11 or newer, but this machine has Python 3.9.2" in done.stderr
    assert "apt install python3" in done.stderr


def test_no_python_at_all_is_said(tree, path_of):
    done = run(tree, PATH=path_of())
    assert done.returncode == 1
    assert "this machine has no Python at all" in done.stderr


def test_a_missing_venv_module_is_named_with_its_package(tree, path_of, tmp_path, port):
    """As on a Debian without python3-venv."""
    without = tmp_path / "without"
    without.mkdir()
    (without / "sitecustomize.py").write_text("import sys\nsys.modules['venv'] = None\n")
    path = path_of(python3=Path(sys.executable).resolve())
    done = run(tree, "--port", str(port), PATH=path, PYTHONPATH=str(without))
    assert done.returncode == 1
    assert "Python's venv module is missing on this machine" in done.stderr
    assert "apt install python3-venv" in done.stderr
    assert not (tree / ".venv").exists()


def test_a_first_start_without_the_internet_says_so(tree, path_of, port):
    path = path_of(python3=Path(sys.executable).resolve())
    done = run(tree, "--port", str(port), PATH=path, **OFFLINE)
    assert done.returncode == 1
    assert "The first start needs the internet once" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tree / ".venv" / "langkah-packages").exists()


def test_a_folder_where_nothing_can_be_written_is_named(installed, tmp_path, port):
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o555)
    # The rights of a folder do not bind root; nobody at all makes folders in /sys.
    place = Path("/sys/langkah") if os.geteuid() == 0 else locked / "data"
    done = run(installed, "--port", str(port), LANGKAH_DATA=str(place))
    assert done.returncode == 1
    assert f"Langkah cannot write in {place}" in done.stderr
    assert "Move the folder to a place you own" in done.stderr
    assert "Traceback" not in done.stderr
