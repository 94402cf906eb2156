"""How well and how fast messages are read: precision and recall of each field, ms a message.

The letters of tests/domain/inquiry/messages are in three parts: those the reader was made with;
those held out, written after it was finished; and those held out again, written after it had been
mended for the first. "First" is what each held-out part gave on its first reading, before anything
was mended for it: the honest figure for a letter that comes tomorrow.
"""

from __future__ import annotations

from benchmarks.yardstick import median_ms
from tests.domain.inquiry.letters import FIELDS, Letter, Score, letters, reading, scores

# 32 letters, 2026-11-23, at commit e4fb7fc: (right, wrong, missed).
FIRST = {
    "language": (30, 2, 2), "intent": (31, 1, 1), "buyer": (25, 1, 0), "product": (27, 1, 2),
    "pairs": (25, 2, 0), "sizes": (44, 2, 5), "country": (24, 1, 2), "city": (21, 2, 2),
    "port": (1, 0, 0), "wish_date": (17, 1, 0), "asap": (0, 1, 0), "currency": (11, 0, 0),
    "incoterm": (7, 0, 0), "named_place": (6, 0, 0), "wishes": (19, 1, 2), "questions": (5, 5, 2),
}  # fmt: skip

# 22 letters, 2026-11-23, at commit ad66da1.
AGAIN = {
    "language": (22, 0, 0), "intent": (22, 0, 0), "buyer": (18, 0, 2), "product": (24, 0, 1),
    "pairs": (16, 2, 3), "sizes": (16, 0, 13), "country": (20, 0, 0), "city": (19, 0, 0),
    "port": (3, 0, 0), "wish_date": (13, 0, 1), "asap": (0, 0, 0), "currency": (5, 0, 0),
    "incoterm": (7, 0, 0), "named_place": (5, 0, 0), "wishes": (16, 0, 0), "questions": (5, 5, 1),
}  # fmt: skip


def main() -> None:
    """Print the table and the speed."""
    every = letters()
    parts = {
        "made with": tuple(letter for letter in every if not letter.held_out),
        "held out": tuple(letter for letter in every if letter.file == "held_out"),
        "again": tuple(letter for letter in every if letter.file == "held_out_again"),
    }
    tables = {name: scores(some)[0] for name, some in parts.items()}
    tables["held out, first"] = {name: Score(*FIRST[name]) for name in FIELDS}
    tables["again, first"] = {name: Score(*AGAIN[name]) for name in FIELDS}
    print("Precision / recall of each field (right values)")
    heads = [f"{name} ({len(parts[name.split(',')[0]])})" for name in tables]
    print(f"{'':12}" + "".join(f"{head:>24}" for head in heads))
    for field in FIELDS:
        print(f"{field:12}" + "".join(f"{_cell(table[field]):>24}" for table in tables.values()))
    for fault in scores(every)[1]:
        print("  ", fault)
    print(f"{_ms(every):.2f} ms a message (median run over {len(every)} messages)")


def _cell(score: Score) -> str:
    if not score.right + score.wrong + score.missed:
        return "-"
    return f"{score.precision:.3f} / {score.recall:.3f} ({score.right})"


def _ms(every: tuple[Letter, ...]) -> float:
    return median_ms(lambda: [reading(letter) for letter in every], times=5, warm=1) / len(every)


if __name__ == "__main__":
    main()
