"""Turns the .po files that translators write into the .mo files that gettext reads."""

from __future__ import annotations

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def catalogues(root: Path) -> list[Path]:
    """Every .po file of the house."""
    return sorted(root.glob("**/locale/*/LC_MESSAGES/django.po"))


def compile_all(root: Path) -> int:
    """Compile what is newer than its result; gives how many were compiled."""
    count = 0
    for po in catalogues(root):
        mo = po.with_suffix(".mo")
        if mo.exists() and mo.stat().st_mtime >= po.stat().st_mtime:
            continue
        with po.open("rb") as source:
            words = read_po(source, locale=po.parent.parent.name)
        with mo.open("wb") as target:
            write_mo(target, words)
        count += 1
    return count
