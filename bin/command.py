"""bin/langkah: hands the words over to manage.py inside the prepared environment."""

from __future__ import annotations

import os
import sys

import prepare


def main() -> int:
    """Prepare the packages and become the command; returns only when that failed."""
    try:
        with_quiet_output()
        prepare.packages("base")
    except prepare.CannotStart as error:
        print(error, file=sys.stderr)
        return 1
    words = [str(prepare.PYTHON), str(prepare.ROOT / "manage.py"), *sys.argv[1:]]
    os.execv(words[0], words)


def with_quiet_output() -> None:
    """Keep standard output for the answer alone; what is said while installing goes aside."""
    sys.stdout = sys.stderr


if __name__ == "__main__":
    sys.exit(main())
