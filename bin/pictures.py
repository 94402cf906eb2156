"""bin/shots: prepares the packages and becomes the photographer of tests/browser."""

from __future__ import annotations

import os
import sys

import prepare
from prepare import PYTHON, ROOT


def main() -> int:
    """Returns only when the packages could not be prepared."""
    try:
        prepare.packages("dev")
    except prepare.CannotStart as error:
        print(error, file=sys.stderr)
        return 1
    os.environ["PYTHONPATH"] = str(ROOT)
    os.execv(PYTHON, [str(PYTHON), "-m", "tests.browser.album", *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
