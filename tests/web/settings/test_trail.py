"""Every field of the audit trail has a name, and every value is said in the reader's language."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import gettext, override

from langkah.apps.catalogue.sections import ALL
from langkah.apps.partners.reading import SAME
from langkah.apps.workshop.actions.start import WorkshopValues
from langkah.apps.workshop.queries import ChangeRow, FieldChange
from langkah.web.settings import trail, words

APPS = settings.ROOT / "src" / "langkah" / "apps"

# Fields that are gathered in a loop, so that reading the code does not find them: by the function
# that gathers or records them.
GATHERED = {
    "catalogue/saving.py:_told": (),  # the sections, below
    "partners/actions.py:change_card": SAME,
    "partners/actions.py:set_hand_over": ("pickup", "clearance"),
    "partners/actions.py:set_sea_port": ("port", "terminal", "aboard"),
    "partners/lanes/actions.py:_told": (
        *("kind", "country", "day", "reference", "chargeable_kg", "days_real"),
    ),
    "production/actions/following.py:follow_plan": ("ready O12 Toko Anneke",),
    "production/actions/forward.py:come_forward": ("ready O12 Toko Anneke",),
    "production/actions/moves.py:move_step": ("ready O12 Toko Anneke",),
    "production/actions/room.py:_moved": ("ready O12 Toko Anneke",),
    "workshop/actions/floor.py:_simple": ("name", "count", "family"),
    "workshop/actions/floor.py:_spoken_hours": tuple(f"weekday {day}" for day in range(7)),
    "workshop/actions/partner_workshops.py:_told": tuple(f"weekday {day}" for day in range(7)),
    "workshop/actions/start.py:change_workshop": tuple(one.name for one in fields(WorkshopValues)),
}
THINGS = {
    "catalogue/saving.py:keep": tuple(section.name for section in ALL),
    "production/actions/rest.py:_own": ("maker",),
    "production/actions/rest.py:end_own_hours": ("maker",),
    "rules/writing.py:_write": ("rules",),
    "workshop/actions/doors.py:_tell": ("second_factor", "password"),
    "workshop/actions/floor.py:_remove": ("maker", "skill", "station", "lastset"),
    "workshop/actions/floor.py:_simple": ("skill", "station", "lastset"),
}


class Call(ast.NodeVisitor):
    """The calls of `audit.record` in a file, with the function that each stands in."""

    def __init__(self, file: Path) -> None:
        self.place = file.relative_to(APPS).as_posix()
        self.tree = ast.parse(file.read_text())
        self.functions = {
            node.name: node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef)
        }
        self.found = [
            (function, node)
            for function in self.functions.values()
            for node in ast.walk(function)
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "audit.record"
        ]

    def told(self) -> Iterator[tuple[str, str, set[str]]]:
        """(where, thing, its fields) of every call."""
        for function, call in self.found:
            given = {one.arg: one.value for one in call.keywords}
            here = f"{self.place}:{function.name}"
            keys: set[str] = set()
            for side in ("old", "new"):
                if side in given:
                    keys |= self.keys(given[side], function)
            for thing in self.things(given["verb"], here):
                yield here, thing, keys

    def things(self, verb: ast.expr, here: str) -> tuple[str, ...]:
        if isinstance(verb, ast.Constant):
            return (str(verb.value).partition(".")[0],)
        if isinstance(verb, ast.JoinedStr) and isinstance(verb.values[0], ast.Constant):
            return (str(verb.values[0].value).partition(".")[0],)
        return THINGS[here]

    def keys(self, node: ast.expr, function: ast.FunctionDef) -> set[str]:
        """The fields of an expression; what a loop gathers must stand in `GATHERED`."""
        if isinstance(node, ast.Dict):
            return self.of_dict(node, function)
        if isinstance(node, ast.BinOp):
            return self.keys(node.left, function) | self.keys(node.right, function)
        if isinstance(node, ast.IfExp):
            return self.keys(node.body, function) | self.keys(node.orelse, function)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            return self.returned(node.func.id, function)
        if isinstance(node, ast.Name):
            return self.assigned(node.id, function)
        return set(GATHERED[f"{self.place}:{function.name}"])

    def of_dict(self, node: ast.Dict, function: ast.FunctionDef) -> set[str]:
        found: set[str] = set()
        for key, value in zip(node.keys, node.values, strict=True):
            found |= (
                {str(key.value)} if isinstance(key, ast.Constant) else self.keys(value, function)
            )
        return found

    def returned(self, name: str, function: ast.FunctionDef) -> set[str]:
        if name not in self.functions:
            return set(GATHERED[f"{self.place}:{function.name}"])
        other = self.functions[name]
        return {
            key
            for node in ast.walk(other)
            if isinstance(node, ast.Return) and node.value is not None
            for key in self.keys(node.value, other)
        }

    def assigned(self, name: str, function: ast.FunctionDef) -> set[str]:
        values = [
            node.value
            for node in ast.walk(function)
            if isinstance(node, ast.Assign)
            and any(isinstance(one, ast.Name) and one.id == name for one in node.targets)
        ]
        if not values:
            return set(GATHERED[f"{self.place}:{function.name}"])
        return {key for value in values for key in self.keys(value, function)}


FILES = [file for file in sorted(APPS.rglob("*.py")) if "audit.record(" in file.read_text()]
TOLD = [one for file in FILES for one in Call(file).told()]


def test_the_calls_are_found() -> None:
    assert len(TOLD) > 60
    assert {"margin", "ready", "programme", "stocked"} <= {key for *_, keys in TOLD for key in keys}


@pytest.mark.parametrize(
    ("thing", "key"), sorted({(thing, key) for _, thing, keys in TOLD for key in keys})
)
def test_every_audited_field_has_a_name(thing: str, key: str) -> None:
    assert trail.field(thing, key) is not None, (
        f"{thing}.{key} stands in the audit trail. Give it a name and a kind in "
        "web/settings/trail.py."
    )


@pytest.mark.parametrize("section", ALL, ids=lambda one: one.name)
def test_every_column_of_a_product_has_a_name(section) -> None:
    for name in section.fields:
        found = trail.field(section.name, name)
        assert found is not None
        assert str(found.name) != name.replace("_", " ") or name in trail.spoken.UNREADABLE


def verbs() -> Iterator[str]:
    for file in FILES:
        for node in ast.walk(ast.parse(file.read_text())):
            named = isinstance(node, ast.keyword) and node.arg == "verb"
            if named and isinstance(node.value, ast.Constant):
                yield str(node.value.value)
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "_tell":
                yield str(node.args[1].value)  # type: ignore[attr-defined]


@pytest.mark.parametrize("verb", sorted(set(verbs())))
def test_every_deed_is_in_words(verb: str) -> None:
    thing, _, done = verb.partition(".")
    assert thing in words.THINGS
    assert done in words.DEEDS


def row(verb: str, *told: FieldChange, title: str = "", model: str = "") -> ChangeRow:
    at = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
    return ChangeRow(id=1, at=at, by="Bu Sari", verb=verb, model=model, title=title, fields=told)


CASES = [
    ("packing.set", "only_own", "False", "True", ("only own cartons", "No", "Yes")),
    ("prices.saved", "margin", "0.35", "0.4", ("margin", "35 %", "40 %")),
    ("prices.saved", "minimum", "", "150000", ("lowest price", "", "IDR\xa0150,000")),
    ("prices.saved", "tiers", "", "50: 0.04", ("discounts", "", "from 50 pairs 4 %")),
    ("plan.moved", "start", "2026-11-27 08.00", "", ("begins", "27 Nov 2026 08.00", "")),
    ("plan.moved", "ready O12 Anneke", "2026-12-07", "", ("O12 Anneke ready", "7 Dec 2026", "")),
    (
        "days.closed",
        "days",
        "",
        "2026-12-24 - 2026-12-26",
        ("days", "", "24 Dec 2026 - 26 Dec 2026"),
    ),
    ("holiday.confirmed", "falls_on", "2026-12-25", "-", ("falls on", "25 Dec 2026", "not kept")),
    ("carrier_paper.noted", "amount", "", "EUR 84.50", ("amount", "", "€\xa084.50")),
    ("carrier_paper.noted", "country", "", "NL", ("country", "", "Netherlands")),
    ("carrier_paper.noted", "kind", "", "invoice", ("kind", "", "Invoice")),
    ("member.role", "role", "viewer", "owner", ("role", "Reader", "Owner")),
    ("member.shares", "rooms", "", "catalogue, sales", ("rooms", "", "Products, Quotes")),
    (
        "hours.saved",
        "weekday 4",
        "",
        "08:00 + 420 min",
        ("Friday", "", "from 08.00, 420 minutes of work"),
    ),
    (
        "materials.change",
        "price",
        "IDR 90000",
        "IDR 95000",
        ("Price a unit", "IDR\xa090,000", "IDR\xa095,000"),
    ),
    ("materials.change", "kind", "leather", "plant", None),
    ("products.change", "covers_ankle", "no", "yes", None),
    ("documents.change", "valid_until", "2026-12-07", "", ("Valid until", "7 Dec 2026", "")),
    ("of.old", "some_field", "x", "y", ("some field", "x", "y")),
]


@pytest.mark.parametrize(("verb", "name", "before", "after", "said"), CASES)
def test_a_value_is_said_as_people_write_it(verb, name, before, after, said) -> None:
    told = FieldChange(name, before, after)
    with override("en"):
        (english,) = trail.fields(row(verb, told), "IDR")
    with override("id"):
        (indonesian,) = trail.fields(row(verb, told), "IDR")
    if said is None:
        assert before not in english
        assert english[1:] != indonesian[1:]
    else:
        assert english == said


def test_files_are_not_read_by_people() -> None:
    assert trail.fields(row("photos.change", FieldChange("digest", "", "ab" * 32)), "IDR") == []


@pytest.mark.parametrize(
    ("model", "title", "said"),
    [
        ("workshop.membership", "Rina (marketing)", "Rina"),
        ("workshop.pricerule", "b2b", "Untuk toko yang membeli banyak pasang"),
        ("workshop.terms", "30 days", ""),
        ("workshop.manualrate", "EUR 17250.00000000", "EUR"),
        ("workshop.holidayday", "2026-12-25", "25 Des 2026"),
        ("production.stepdone", "Potong 2026-11-27", "Potong 27 Nov 2026"),
        ("sales.quote", "Q12", "Q12"),
    ],
)
def test_a_thing_is_called_by_its_name(model: str, title: str, said: str) -> None:
    with override("id"):
        expected = str(words.LISTS["b2b"]) if model == "workshop.pricerule" else said
        assert trail.title(row("x.saved", title=title, model=model)) == expected
        assert gettext("Yes") == "Ya"
