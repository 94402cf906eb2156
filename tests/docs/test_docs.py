"""What the documents say is true of the code."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from langkah.api.ask import ask, schema

ROOT = Path(__file__).parents[2]
DOCS = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/**/*.md")]
IDS = re.compile(r"^\| ([PQMSCVOTRH]\d*[a-z]?\d*) \|", re.MULTILINE)
STATES = {"works", "part", "later"}


def mission_rows() -> dict[str, list[str]]:
    rows = {}
    for line in (ROOT / "docs/mission.md").read_text().splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if re.fullmatch(r"[PQMSCVOTRH]\d+[a-z]?", cells[0]):
            rows[cells[0]] = cells
    return rows


def test_the_mission_has_all_its_rows() -> None:
    counts = {
        "P": 16,
        "Q": 5,
        "M": 24,
        "S": 18,
        "C": 15,
        "V": 14,
        "O": 15,
        "T": 32,
        "R": 12,
        "H": 14,
    }
    rows = mission_rows()
    found = {letter: sum(row[0] == letter for row in rows) for letter in counts}
    assert found == counts


def test_each_mission_row_says_its_state_and_a_working_one_its_place_and_test() -> None:
    for name, (_, _, state, place, test) in mission_rows().items():
        assert state in STATES, name
        if state == "later":
            assert not test, f"{name} is for later, yet it names a test"
            continue
        assert place and test, f"{name} needs a place and a test"
        for path in re.findall(r"`([^`]+)`", f"{place} {test}"):
            file, _, function = path.partition("::")
            found = [spot for spot in (ROOT / file, ROOT / "src/langkah" / file) if spot.exists()]
            assert found, f"{name}: {file} is not there"
            if function:
                assert f"def {function}(" in found[0].read_text(), f"{name}: {path}"


@pytest.mark.parametrize("document", DOCS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_linked_file_is_there(document: Path) -> None:
    for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", document.read_text()):
        assert (document.parent / target).exists(), f"{document.name} links to {target}"


def test_every_command_of_the_readme_is_there() -> None:
    words = set(re.findall(r"\bbin/([a-z]+)", (ROOT / "README.md").read_text()))
    assert words
    for word in words:
        assert (ROOT / "bin" / word).stat().st_mode & 0o111, word


def test_every_dependency_is_explained() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    names = [re.split(r"[>=\[<]", line)[0] for line in project["project"]["dependencies"]]
    told = (ROOT / "docs/dependencies.md").read_text().lower()
    assert [name for name in names if name not in told] == []


def test_requirements_hold_hashes_and_no_index_addresses() -> None:
    for file in (ROOT / "requirements").glob("*.txt"):
        text = file.read_text()
        assert "--hash=sha256:" in text
        assert "://" not in text and "--index" not in text, file.name


def test_the_guide_exists_in_both_languages() -> None:
    pages = {
        language: {p.name for p in (ROOT / "docs/guide" / language).glob("*.md")}
        for language in ("id", "en")
    }
    assert pages["id"] == pages["en"] != set()


def test_the_ask_page_names_every_decision() -> None:
    from langkah.api.ask import DECISIONS

    told = (ROOT / "docs/reference/ask.md").read_text()
    assert [name for name in DECISIONS if f"`{name}`" not in told] == []


def _examples(decision: str) -> list[dict[str, Any]]:
    """The JSON blocks under a decision's heading of the page: the case, then the answer."""
    page = (ROOT / "docs/reference/ask.md").read_text()
    section = page.split(f"\n## {decision}\n")[1].split("\n## ")[0]
    return [json.loads(block.split("```")[0]) for block in section.split("```json")[1:]]


def test_the_landed_cost_of_the_ask_page_comes_out() -> None:
    case, told = _examples("landed")
    answer = json.loads(ask("landed", json.dumps(case).encode()))
    assert {name: answer[name] for name in told} == told
    page = (ROOT / "docs/reference/ask.md").read_text()
    assert [name for name in answer if f"`{name}`" not in page and name not in told] == []
    asked = schema("landed")["case"]["properties"]
    assert [name for name in asked if f"`{name}`" not in page] == []


def test_the_ask_page_tells_what_each_kind_of_rule_looks_at() -> None:
    from langkah.domain.rulebook.honoured import FIELDS, HONOURED

    page = (ROOT / "docs/reference/ask.md").read_text()
    table = page.split("| kind | fields | money counted by |")[1].split("\n\n")[0]
    rows = [re.findall(r"`([^`]+)`", row) for row in table.splitlines()[2:]]
    told: dict[str, set[str]] = {}
    for words, row in zip(rows, table.splitlines()[2:], strict=True):
        for kind in re.findall(r"`([^`]+)`", row.split("|")[1]):
            told[kind] = set(words)
    told["preference"] |= told["duty"] - {"duty"}
    told["additional"] |= told["duty"] - {"duty"}
    for kind, honours in HONOURED.items():
        assert told[kind.value] & {*FIELDS} == honours.fields, kind
        assert {*honours.units} <= told[kind.value], kind


def test_the_tariff_code_of_the_ask_page_comes_out() -> None:
    case, told = _examples("classify")
    answer = json.loads(ask("classify", json.dumps(case).encode()))
    assert {name: answer[name] for name in told} == told
    page = (ROOT / "docs/reference/ask.md").read_text()
    given = [*answer, *answer["steps"][0], *answer["national"][0]]
    asked = schema("classify")["case"]["properties"]
    assert [name for name in (*given, *asked) if f"`{name}`" not in page and name not in told] == []


def test_the_origin_of_the_ask_page_comes_out() -> None:
    (case,) = _examples("origin")
    answer = json.loads(ask("origin", json.dumps(case).encode()))
    (atiga,) = answer["preferences"]
    assert (atiga["programme"], atiga["counts"]) == ("ATIGA", True)
    page = (ROOT / "docs/reference/ask.md").read_text()
    assert [name for name in atiga if f"`{name}`" not in page] == []


def test_the_promise_of_the_ask_page_comes_out() -> None:
    case, told = _examples("promise")
    answer = json.loads(ask("promise", json.dumps(case).encode()))
    assert {name: answer[name] for name in told} == told
    page = (ROOT / "docs/reference/ask.md").read_text()
    assert [name for name in answer if f"`{name}`" not in page and name not in told] == []
    for decision in ("promise", "chance"):
        asked = schema(decision)["case"]["properties"]
        assert [name for name in asked if f"`{name}`" not in page] == []


def test_the_load_of_the_ask_page_comes_out() -> None:
    (case,) = _examples("load")
    answer = json.loads(ask("load", json.dumps(case | {"effort": 20_000}).encode()))
    page = (ROOT / "docs/reference/ask.md").read_text()
    (made,) = answer["rooms"]
    # Two with 60 cm along and three with 40 cm along make a layer; four layers.
    assert len(made["placements"]) == 20
    told = [*answer, *made, *made["placements"][0], *answer["left"][0]]
    asked = schema("load")["case"]["properties"]
    assert [name for name in (*told, *asked) if f"`{name}`" not in page] == []


def test_the_cartons_of_the_ask_page_come_out() -> None:
    (case,) = _examples("cartons")
    answer = json.loads(ask("cartons", json.dumps(case).encode()))
    page = (ROOT / "docs/reference/ask.md").read_text()
    assert answer["chargeable_kg"] == "43"
    assert answer["saved"] == {"amount": "51.00", "currency": "EUR"}
    told = [
        *answer,
        *answer["choices"][0],
        *answer["cartons"][0],
        *answer["cartons"][0]["layers"][0],
    ]
    asked = schema("cartons")["case"]["properties"]
    assert [name for name in (*told, *asked) if f"`{name}`" not in page] == []


def test_the_freight_of_the_ask_page_comes_out() -> None:
    case, told = _examples("freight")
    answer = json.loads(ask("freight", json.dumps(case).encode()))
    (option,) = answer["options"]
    assert {name: option[name] for name in told} == told
    assert [line["amount"]["amount"] for line in option["lines"]] == [
        "103.25",
        "14.97",
        "5.25",
        "24.00",
    ]
    page = (ROOT / "docs/reference/ask.md").read_text()
    defs = schema("freight")["case"]["$defs"]
    asked = schema("freight")["case"]["properties"]
    given = [
        defs[name]["properties"] for name in ("RateCard", "Zone", "Break", "Surcharge", "Area")
    ]
    every = (*answer, *asked, *(name for one in given for name in one))
    assert [name for name in every if f"`{name}`" not in page] == []


def test_the_jobshop_of_the_ask_page_comes_out() -> None:
    (case,) = _examples("jobshop")
    answer = json.loads(ask("jobshop", json.dumps(case).encode()))
    assert (answer["makespan"], answer["proved"]) == (5, True)
    page = (ROOT / "docs/reference/ask.md").read_text()
    asked = schema("jobshop")["case"]["properties"]
    told = [*answer, *answer["works"][0], *asked]
    assert [name for name in told if f"`{name}`" not in page] == []
