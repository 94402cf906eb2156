from __future__ import annotations

import ast
import inspect
import string
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.utils import translation

from langkah.apps.sales import wording

FOLDER = Path(inspect.getfile(wording)).parent / "locale"
OTHERS = [code for code in wording.LANGUAGES if code != "en"]


def sentences() -> dict[str, str]:
    """Every sentence of the module by its English words, with its plural if it has one."""
    found = {}
    for node in ast.walk(ast.parse(inspect.getsource(wording))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id == "_":
                found[node.args[0].value] = ""
            if node.func.id == "ngettext":
                found[node.args[0].value] = node.args[1].value
    return found


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", OTHERS)
def test_every_sentence_is_there_with_the_same_gaps(language):
    with (FOLDER / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        words = read_po(file, locale=language)
    for english in sentences():
        entry = words.get(english)
        assert entry is not None, f"{language} lacks “{english}”"
        assert not entry.fuzzy
        forms = entry.string if isinstance(entry.string, tuple) else (entry.string,)
        for form in forms:
            assert form, f"{language} leaves “{english}” empty"
            assert gaps(form) == gaps(english), f"{language}: {form}"


@pytest.mark.parametrize("language", OTHERS)
def test_no_sentence_stayed_english(language):
    same = {"Total", "Transport", "Demo", "Page", "{label}: {value}", "Total: {total}, {delivery}"}
    same |= {"Deposit: {amount}", "E-mail", "Offer {number}, version {version}"}
    with translation.override(language):
        kept = [text for text in sentences() if translation.gettext(text) == text]
    assert not set(kept) - same


def test_nothing_is_translated_that_is_no_longer_said():
    with (FOLDER / "nl" / "LC_MESSAGES" / "django.po").open("rb") as file:
        words = read_po(file, locale="nl")
    kept = {entry.id[0] if isinstance(entry.id, tuple) else entry.id for entry in words if entry.id}
    assert kept == set(sentences())


@pytest.mark.parametrize("language", list(wording.LANGUAGES))
def test_every_table_of_words_can_be_said(language):
    with translation.override(language):
        assert all(wording.page().values())
        assert all(wording.site().values())
        assert all(wording.chat().values())
        assert "2" in wording.pairs(2, "2")
        for code in ("EXW", "FCA", "FOB", "CPT", "CIP", "CFR", "CIF", "DAP", "DPU", "DDP"):
            assert "Rotterdam" in wording.meaning(code, "Rotterdam")
