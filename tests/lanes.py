"""Which tests run one after the other on one core, and what starts first."""

from __future__ import annotations

from xdist.scheduler import LoadScopeScheduling

# What shares something dear is one lane: a demo server and Chromium, a furnished house, a
# PostgreSQL. The longest lanes start first, so that no core waits for the other at the end.
LANES = {
    "tests/browser/": "browser",
    "tests/test_acceptance.py::test_promises_stay_provable[sqlite]": "browser",
    "tests/test_acceptance.py": "postgresql",
    "tests/test_postgres.py": "postgresql",
    "tests/walls/test_nested.py": "house",
    "tests/walls/test_nonsense.py": "house",
    "tests/walls/test_reading.py": "house",
    "tests/walls/test_tenants.py": "house",
    "tests/bin/": "starts",
    "tests/domain/capacity/": "",
}


def lane(nodeid: str) -> str:
    """The lane of a test; without one, its file."""
    named = next((name for start, name in LANES.items() if nodeid.startswith(start)), "")
    return named or nodeid.split("::", 1)[0]


def place(nodeid: str) -> int:
    """Where a test stands in the order of starting."""
    starts = enumerate(LANES)
    return next((at for at, start in starts if nodeid.startswith(start)), len(LANES))


class Lanes(LoadScopeScheduling):
    """Gives a free core the next lane."""

    def _split_scope(self, nodeid: str) -> str:
        return lane(nodeid)
