"""Everything a command needs before Langkah can start: the virtual environment and its packages.

Standard library only: this runs before anything is installed.
"""

from __future__ import annotations

import hashlib
import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


class CannotStart(Exception):
    """Something stands in the way; the message says what, and what to do."""


def writable(folder: Path) -> None:
    """Make the folder if need be and prove that files can be kept in it."""
    probe = folder / ".write-test"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.write_text("")
        probe.unlink()
    except OSError as error:
        raise CannotStart(
            f"Langkah cannot write in {folder} ({error.strerror}).\n"
            "Move the folder to a place you own, or give yourself the right to write there."
        ) from error


def fingerprint(*files: Path) -> str:
    """One short text that changes when any of the files changes."""
    digest = hashlib.sha256(sys.version.encode())
    for file in sorted(files):
        digest.update(file.name.encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


def stamped(stamp: Path, wanted: str) -> bool:
    """Whether the stamp file says that the work for `wanted` is done already."""
    return stamp.is_file() and stamp.read_text() == wanted


def packages(kind: str) -> None:
    """Install requirements/`kind`.txt with its hashes, unless that was done before.

    `base` is content with the larger `dev` set when that is installed.
    """
    wanted = {name: fingerprint(ROOT / "requirements" / f"{name}.txt") for name in ("base", "dev")}
    stamp = VENV / "langkah-packages"
    good = [wanted[kind], wanted["dev"]]
    if PYTHON.exists() and stamp.is_file() and stamp.read_text() in good:
        return
    _install(ROOT / "requirements" / f"{kind}.txt")
    stamp.write_text(wanted[kind])


def extra(name: str) -> None:
    """Install requirements/`name`.txt beside what is there, unless that was done before."""
    file = ROOT / "requirements" / f"{name}.txt"
    stamp = VENV / f"langkah-{name}"
    if not stamped(stamp, fingerprint(file)):
        _install(file)
        stamp.write_text(fingerprint(file))


def _install(file: Path) -> None:
    writable(ROOT)
    print(f"Installing the packages of {file.relative_to(ROOT)} (first start only) ...", flush=True)
    uv = shutil.which("uv")
    _environment(uv)
    if uv:
        command = [uv, "pip", "install", "--quiet", "--python", str(PYTHON)]
    else:
        command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    done = subprocess.run([*command, "--require-hashes", "-r", str(file)], check=False)
    if done.returncode:
        raise CannotStart(
            "The packages could not be installed; the lines above say why.\n"
            "The first start needs the internet once. Check the connection and start again."
        )


def _environment(uv: str | None) -> None:
    if PYTHON.exists():
        return
    if uv:
        made = subprocess.run(
            [uv, "venv", "--quiet", "--python", sys.executable, str(VENV)], check=False
        )
    elif importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip"):
        made = subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=False)
    else:
        raise CannotStart(
            "Python's venv module is missing on this machine.\n"
            "Install it (Debian or Ubuntu: sudo apt install python3-venv) and start again."
        )
    if made.returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        raise CannotStart(
            f"The virtual environment {VENV} could not be made; the lines above say why.\n"
            "Debian and Ubuntu need the package python3-venv: sudo apt install python3-venv"
        )


def manage(*words: str, env: dict[str, str]) -> None:
    """Run one of Langkah's own commands; a failure stops the start."""
    done = subprocess.run([str(PYTHON), str(ROOT / "manage.py"), *words], env=env, check=False)
    if done.returncode:
        raise CannotStart(f"The step “{words[0]}” failed; the lines above say why.")
