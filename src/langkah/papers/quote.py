"""The offer as a tagged PDF, set by typst from a template that holds no values of its own."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from pathlib import Path
from threading import Lock

import typst

from langkah.papers.offer import OfferSheet

# Libertinus Serif comes inside typst; the Japanese face comes from Debian's fonts-noto-cjk.
LATIN = "Libertinus Serif"
JAPANESE = ("Noto Serif CJK JP", "Noto Sans CJK JP")

# One typst compiler serves one caller at a time ("Already borrowed" otherwise).
_turn = Lock()


class FontMissing(RuntimeError):
    """The machine has no typeface for the language of the paper."""


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts()


@cache
def _families(language: str) -> tuple[str, ...]:
    if language != "ja":
        return (LATIN,)
    found = tuple(name for name in JAPANESE if name in _fonts().families())
    if not found:
        raise FontMissing(
            "A Japanese PDF needs a Japanese typeface. "
            "Install the package fonts-noto-cjk on the server and start it again."
        )
    return (LATIN, *found)


@cache
def _compiler() -> typst.Compiler:
    folder = Path(str(files("langkah.papers") / "templates"))
    return typst.Compiler(folder / "quote.typ", root=folder, font_paths=_fonts())


def pdf(sheet: OfferSheet, photos: Mapping[str, bytes] | None = None) -> bytes:
    """The sheet as PDF bytes, tagged for screen readers.

    `photos` maps the names used in the sheet's lines to JPEG or PNG bytes; keep them small
    (a thumbnail of 240 px), since each byte travels through the template. Raises FontMissing.
    """
    shown = {line.photo: list((photos or {}).get(line.photo, b"")) for line in sheet.lines}
    values = {
        "sheet": asdict(sheet),
        "photos": {name: data for name, data in shown.items() if name and data},
        "fonts": _families(sheet.language),
    }
    inputs = {"values": json.dumps(values)}
    with _turn:
        made = _compiler().compile(format="pdf", sys_inputs=inputs)
    if not isinstance(made, bytes):
        raise TypeError("typst gave several files where one PDF was asked.")
    return made
