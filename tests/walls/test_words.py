"""No sentence is left in English: the .po files are whole, up to date, and agree in their gaps."""

from __future__ import annotations

import ast
import re
import shutil
import string
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management import call_command

SOURCE = settings.ROOT / "src" / "langkah"
HOUSE = "locale/id/LC_MESSAGES/django.po"
BUYERS = "apps/sales/wording/locale/{}/LC_MESSAGES/django.po"
FILES = (HOUSE, *(BUYERS.format(code) for code, _ in settings.LANGUAGES if code != "en"))
PERCENT = re.compile(r"%(?:\(\w+\))?[sd%]")


def catalogue(source: Path, file: str) -> Catalog:
    with (source / file).open("rb") as po:
        return read_po(po, abort_invalid=True)


def sentences(source: Path, file: str) -> dict[str, Message]:
    """Each message by its English singular."""
    messages = catalogue(source, file)
    return {texts(message.id)[0]: message for message in messages if message.id}


def texts(said: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else tuple(said or ("",))


def gaps(text: str) -> tuple[set[str], set[str]]:
    """What is filled in when the sentence is said; “50%” and “{” alone are text."""
    try:
        named = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError:
        named = set()
    return named, set(PERCENT.findall(text))


@pytest.mark.parametrize("file", FILES)
def test_every_sentence_is_said(file: str) -> None:
    found = sentences(SOURCE, file)
    assert len(found) > 100
    silent = [text for text, said in found.items() if not all(texts(said.string))]
    assert not silent
    assert not [text for text, said in found.items() if said.fuzzy]


@pytest.mark.parametrize("file", FILES)
def test_what_is_filled_in_stays_the_same(file: str) -> None:
    wrong = [
        (said.id, translated)
        for said in sentences(SOURCE, file).values()
        for translated in texts(said.string)
        if gaps(translated) not in [gaps(text) for text in texts(said.id)]
    ]
    assert not wrong


@pytest.mark.parametrize("file", FILES)
def test_the_head_names_the_language_and_nobody(file: str) -> None:
    head = (SOURCE / file).read_text(encoding="utf-8").split("\n\n")[0]
    assert f"Language: {Path(file).parts[-3]}\\n" in head
    assert "charset=UTF-8" in head
    assert "@" not in head


@pytest.mark.skipif(not shutil.which("xgettext"), reason="gettext is not installed on this machine")
def test_collecting_again_finds_nothing_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "src" / "langkah"
    shutil.copytree(SOURCE, copy, ignore=shutil.ignore_patterns("*.mo", "__pycache__", "static"))
    monkeypatch.setattr(settings, "ROOT", tmp_path)
    monkeypatch.setattr(
        settings, "LOCALE_PATHS", [copy / "apps/sales/wording/locale", copy / "locale"]
    )
    monkeypatch.chdir(tmp_path)
    call_command("collect_words", verbosity=0)
    for file in FILES:
        needed, held = sentences(copy, file), sentences(SOURCE, file)
        lacking, idle = sorted(needed.keys() - held.keys()), sorted(held.keys() - needed.keys())
        assert not lacking, f"{file} lacks these; run manage.py collect_words and translate them"
        assert not idle, f"{file} holds what nobody says any more; run manage.py collect_words"


def test_words_are_marked_by_names_that_are_collected() -> None:
    """A sentence under another name, such as `_say`, would stay English on every screen."""
    wrong = [
        f"{place.relative_to(SOURCE)}: {name.name} as {name.asname}"
        for place in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(place.read_text()))
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for name in node.names
        if name.asname not in (None, "_")
    ]
    assert wrong == []
