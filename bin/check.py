"""bin/test, bin/ci and bin/bench: the checks of the house, in the prepared environment."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import prepare
from prepare import PYTHON, ROOT

TOOLS = PYTHON.parent
TEMPLATES = sorted((ROOT / "src").glob("**/templates/**/*.html"))

# Who takes which test, and what starts first: tests/lanes.py
BOTH_CORES = ["-n", "2", "--dist", "loadscope"]

# The order is that of speed: what fails soonest is told first.
CHECKS = {
    "lint": [TOOLS / "ruff", "check", "--quiet"],
    "format": [TOOLS / "ruff", "format", "--check", "--quiet"],
    "templates": [TOOLS / "djade", "--check", "--target-version", "5.2", *TEMPLATES],
    "walls": [TOOLS / "lint-imports", "--no-logo"],
    "migrations": [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"],
    "types": [TOOLS / "mypy"],
}


def main() -> int:
    """Prepare, then do what was asked; the exit code says whether all is well."""
    what, *words = sys.argv[1:]
    try:
        prepare.packages("dev")
        if what == "ci" and os.environ.get("CI"):
            prepare.extra("optimizer")
    except prepare.CannotStart as error:
        print(error, file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory(prefix="langkah-") as data:
        env = os.environ | {
            "LANGKAH_DATA": data,
            "PYTHONPATH": str(ROOT / "src"),
            "DJANGO_SETTINGS_MODULE": "langkah.config.settings",
        }
        return {"test": test, "ci": ci, "bench": bench}[what](words, env)


def test(words: list[str], env: dict[str, str]) -> int:
    """Run the tests on both cores; without Chromium say how to get it."""
    if not (shutil.which("chromium") or os.environ.get("CI")):
        print("No Chromium: the browser tests are skipped. To run them: sudo apt install chromium")
    prepare.manage("words", env=env)
    some = [] if any(not word.startswith("-") for word in words) else BOTH_CORES
    return run([PYTHON, "-m", "pytest", "-q", *some, *words], env)


def ci(words: list[str], env: dict[str, str]) -> int:
    """Run every check, then the tests; all failures are told, not only the first."""
    failed = [name for name, command in CHECKS.items() if not passed(name, command, env)]
    if failed:
        print(f"Not well: {', '.join(failed)}. The tests run all the same.")
    return test(["--durations=15", *words], env) or len(failed)


def bench(words: list[str], env: dict[str, str]) -> int:
    """Run the named benchmarks, or all of them."""
    prepare.manage("words", env=env)
    names = words or sorted(file.stem for file in (ROOT / "benchmarks").glob("[a-z]*.py"))
    codes = [run([PYTHON, "-m", f"benchmarks.{name}"], env) for name in names]
    return max(codes, default=0)


def passed(name: str, command: list[str | Path], env: dict[str, str]) -> bool:
    """Whether this check finds nothing; prints how long it took."""
    began = time.monotonic()
    code = run(command, env)
    print(
        f"{name:12} {'well' if not code else 'NOT WELL'}  {time.monotonic() - began:5.1f} s",
        flush=True,
    )
    return not code


def run(command: list[str | Path], env: dict[str, str]) -> int:
    """Run a command in the checkout."""
    return subprocess.run(
        [str(part) for part in command], cwd=ROOT, env=env, check=False
    ).returncode


if __name__ == "__main__":
    sys.exit(main())
