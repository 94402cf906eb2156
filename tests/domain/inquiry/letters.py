"""The messages written for this reader, and how far what was read agrees with them."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from langkah.domain.inquiry import CatalogueEntry, InquiryCase, InquiryReading, read

HERE = Path(__file__).parent / "messages"
DEMO = Path(__file__).parents[3] / "examples" / "kenzi" / "products.toml"
TODAY = date(2026, 11, 23)
FIELDS = (
    "language", "intent", "buyer", "product", "pairs", "sizes", "country", "city", "port",
    "wish_date", "asap", "currency", "incoterm", "named_place", "wishes", "questions",
)  # fmt: skip


@dataclass(frozen=True)
class Letter:
    """A message and the values a careful person would read from it."""

    file: str
    name: str
    text: str
    expected: dict[str, Any] = field(hash=False)

    @property
    def held_out(self) -> bool:
        return self.file.startswith("held_out")


def letters() -> tuple[Letter, ...]:
    """Every message, those held out last."""
    found = [
        Letter(file.stem, row["name"], row["text"], row)
        for file in sorted(HERE.glob("*.toml"), key=lambda file: ("held" in file.stem, file.stem))
        for row in tomllib.loads(file.read_text(encoding="utf-8"))["message"]
    ]
    return tuple(found)


@cache
def catalogue() -> tuple[CatalogueEntry, ...]:
    """The twenty styles of the demo workshop."""
    rows = tomllib.loads(DEMO.read_text(encoding="utf-8"))["products"]
    return tuple(
        CatalogueEntry(id=row["id"], name=row["name"], words=(row["code"], *row["aliases"]))
        for row in rows
    )


def reading(letter: Letter) -> InquiryReading:
    """What the reader makes of it."""
    return read(InquiryCase(text=letter.text, today=TODAY, catalogue=catalogue()))


def wanted(letter: Letter) -> dict[str, set[Any]]:
    """Field -> the set of values a person reads; empty when nothing is said."""
    row = letter.expected
    lines = row.get("lines", [])
    single = ("language", "intent", "buyer", "country", "city", "port", "wish_date", "asap",
              "currency", "incoterm", "named_place")  # fmt: skip
    values = {name: {row[name]} if row.get(name) else set() for name in single}
    return values | {
        "product": {
            (line["product"],) if "product" in line else tuple(line["among"])
            for line in lines
            if "product" in line or "among" in line
        },
        "pairs": {(at, line["pairs"]) for at, line in enumerate(lines) if "pairs" in line},
        "sizes": {
            (at, str(size), pairs)
            for at, line in enumerate(lines)
            for size, pairs in line.get("sizes", {}).items()
        },
        "wishes": set(row.get("wishes", [])),
        "questions": set(row.get("ask", [])),
    }


def got(letter: Letter, said: InquiryReading) -> dict[str, set[Any]]:
    """Field -> the set of values the reader gave."""
    single = ("language", "intent", "buyer", "country", "city", "port", "wish_date", "asap",
              "currency", "incoterm", "named_place")  # fmt: skip
    values = {
        name: {found.value} if (found := getattr(said, name)) is not None else set()
        for name in single
    }
    lines = said.lines
    return values | {
        "product": {
            (line.product.value,) if line.product else tuple(a.product for a in line.alternatives)
            for line in lines
            if line.product or line.alternatives
        },
        "pairs": {(at, line.pairs.value) for at, line in enumerate(lines) if line.pairs},
        "sizes": {
            (at, size.size, size.pairs.value)
            for at, line in enumerate(lines)
            for size in line.sizes
        },
        "wishes": {f"{wish.topic}: {wish.text.value}" for wish in said.wishes},
        "questions": set(_questions(letter, said)),
    }


def _questions(letter: Letter, said: InquiryReading) -> Iterator[str]:
    # Asking for what nobody said is right and no news; asking for what was said is a fault.
    row = letter.expected
    known = {name for name in ("country", "wish_date", "currency", "incoterm") if row.get(name)}
    for line in row.get("lines", []):
        known |= {name for name in ("product", "pairs", "sizes") if name in line}
    for question in said.questions:
        if question.field in known or question.field in row.get("ask", []):
            yield question.field


@dataclass
class Score:
    """Right, wrong (said but not meant) and missed values of one field."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


def scores(some: tuple[Letter, ...]) -> tuple[dict[str, Score], list[str]]:
    """The score of each field over some letters, and each fault in words."""
    table = {name: Score() for name in FIELDS}
    faults = []
    for letter in some:
        meant, said = wanted(letter), got(letter, reading(letter))
        for name in FIELDS:
            right = meant[name] & said[name]
            wrong, missed = said[name] - meant[name], meant[name] - said[name]
            table[name].right += len(right)
            table[name].wrong += len(wrong)
            table[name].missed += len(missed)
            if wrong or missed:
                faults.append(f"{letter.file}: {letter.name}: {name}: read {wrong}, meant {missed}")
    return table, faults


def languages(some: tuple[Letter, ...]) -> Counter[str]:
    """How many letters of each language."""
    return Counter(letter.expected["language"] for letter in some)
