"""The inquiries of the demo workshop, as the screen shows them when they come in."""

from __future__ import annotations

from pathlib import Path

import pytest

from langkah.domain.inquiry import InquiryCase, read
from tests.domain.inquiry.letters import DEMO, TODAY, catalogue

INQUIRIES = sorted((DEMO.parent / "inquiries").glob("*.txt"))


def test_eight_inquiries_come_with_the_demo() -> None:
    assert len(INQUIRIES) == 8


@pytest.mark.parametrize("file", INQUIRIES, ids=lambda file: file.stem)
def test_what_is_read_from_a_demo_inquiry(file: Path, snapshot) -> None:
    text = file.read_text(encoding="utf-8")
    said = read(InquiryCase(text=text, today=TODAY, catalogue=catalogue()))
    assert told(said) == snapshot


def told(said) -> str:
    rows = [f"{said.language.value} {said.intent.value} {value(said.buyer)}"]
    for line in said.lines:
        names = line.name or " or ".join(one.name for one in line.alternatives)
        sizes = ", ".join(f"{size.size}: {size.pairs.value}" for size in line.sizes)
        rows.append(f"{value(line.pairs)} pairs of {names} [{sizes}] {value(line.system)}")
    rows.append(f"to {value(said.country)} {value(said.city)}, port {value(said.port)}")
    rows.append(f"until {value(said.wish_date)}, in {value(said.currency)}")
    rows.append(f"{value(said.incoterm)} {value(said.named_place)}")
    rows += [f"wish {wish.topic}: {wish.text.value}" for wish in said.wishes]
    rows += [f"ask {question.field}: {question.reason}" for question in said.questions]
    return "\n".join(rows)


def value(field) -> object:
    return field.value if field else "-"
