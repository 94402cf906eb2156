"""Sizes and pairs as people type them: “38 × 2, 39 × 4”, or only “60”."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from langkah.apps.sales.facts import AskedSize

_CELL = re.compile(r"^(?P<size>[^\s×x:=*]{1,10})\s*[×x:=*]\s*(?P<pairs>\d{1,6})$", re.IGNORECASE)
_TOTAL = re.compile(r"^\d{1,6}$")


class NotRead(ValueError):
    """A part that is neither a size with its pairs nor a number of pairs."""


def written(sizes: tuple[AskedSize, ...]) -> str:
    """The text that `read` gives back the same."""
    return ", ".join(
        f"{cell.size} × {cell.pairs}" if cell.size else f"{cell.pairs}" for cell in sizes
    )


def read(text: str) -> tuple[AskedSize, ...]:
    """Pairs per size; a bare number is pairs whose size is not known yet.

    Raises NotRead with a sentence that quotes the part.
    """
    found = []
    for part in (piece.strip() for piece in re.split(r"[,;\n]", text)):
        if not part:
            continue
        if cell := _CELL.match(part):
            found.append(AskedSize(size=cell["size"], pairs=int(cell["pairs"])))
        elif _TOTAL.match(part):
            found.append(AskedSize(pairs=int(part)))
        else:
            sentence = _("“{part}” is not clear. Write size × pairs, for example 38 × 2, 39 × 4.")
            raise NotRead(sentence.format(part=part))
    if any(cell.pairs == 0 for cell in found):
        raise NotRead(_("A size has 0 pairs. Leave it out."))
    return tuple(found)
