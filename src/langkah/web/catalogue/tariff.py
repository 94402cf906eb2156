"""The tariff code of a product as a person reads it: questions with doors, digits, steps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from langkah.apps.catalogue.dossier import Dossier
from langkah.apps.workshop import words
from langkah.domain.classification import Classification, National
from langkah.reference import countries
from langkah.web.ui.addresses import path_of

# Facts that stand among the materials, and those whose field in the passport has another name.
MATERIALS = frozenset({"upper", "sole", "reptile"})
FIELDS = {
    "wearer": "audience",
    "turned": "construction",
    **dict.fromkeys(
        ("worn", "orthopaedic", "disposable", "skates", "toy", "asbestos", "applied_sole"),
        "special",
    ),
}
# Nothing in the passport answers these: a broker does.
NOWHERE = frozenset({""})
NOTE = re.compile(r"^(\d\d), |subheading note|note|subheading|headings?")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and the page where it is answered; no page where only a broker knows."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Digits:
    """What one market makes of the code."""

    market: str
    digits: str
    grade: str
    source: str
    day: date | None
    asked: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One question with its answer, where to change it, the note and what the note says."""

    question: str
    answer: str
    href: str
    note: str
    why: str


@dataclass(frozen=True, slots=True)
class Panel:
    """The code, or what is asked first; `differs` is the other code that the workshop uses."""

    code: str
    text: str
    differs: str
    elsewhere: str
    edition: str
    asked: list[Asked]
    national: list[Digits]
    steps: list[Step]


def panel(dossier: Dossier, found: Classification, *, steps: bool = False) -> Panel:
    """The panel of a product; its steps and what markets ask only where they are shown."""
    product, used = dossier.passport.id, dossier.passport.hs_code
    return Panel(
        code=found.code,
        text=_(found.text) if found.text else "",
        differs=used if found.code and used and not used.startswith(found.code) else "",
        elsewhere=found.elsewhere,
        edition=found.edition,
        asked=list(_asked(product, found)),
        national=[_digits(product, one, asks=steps) for one in found.national],
        steps=list(_steps(product, found)) if steps else [],
    )


def _asked(product: int, found: Classification) -> Iterator[Asked]:
    # A case that cannot be decided at all names no facts.
    wanted = found.wanted or ("",) * len(found.ask)
    for reason, fact in zip(found.ask, wanted, strict=True):
        yield Asked(words.say(reason), door(product, fact))


def _digits(product: int, one: National, *, asks: bool) -> Digits:
    return Digits(
        market=place(one.market, get_language() or "id"),
        digits=one.digits,
        grade=one.grade,
        source=one.source,
        day=one.source_date,
        asked=tuple(
            Asked(words.say(each), door(product, one.wanted)) for each in (one.ask if asks else ())
        ),
    )


def _steps(product: int, found: Classification) -> Iterator[Step]:
    for one in found.steps:
        yield Step(
            question=words.say(one.question),
            answer=words.say(one.answer),
            href=door(product, one.fact),
            note=noted(one.note),
            why=words.say(one.why),
        )


def door(product: int, fact: str) -> str:
    """Where a fact is entered; empty where no page of the product holds it."""
    if fact in NOWHERE:
        return ""
    if fact in MATERIALS:
        return path_of("catalogue:made_of", product)
    return f"{path_of('catalogue:passport', product)}#id_{FIELDS.get(fact, fact)}"


def noted(note: str) -> str:
    """The number of a legal note in the reader's language: “chapter 64, note 4(a)”."""
    said = {
        "note": _("note"),
        "subheading note": _("subheading note"),
        "heading": _("heading"),
        "headings": _("headings"),
        "subheading": _("subheading"),
    }
    return "; ".join(
        NOTE.sub(
            lambda found: (
                said.get(found[0]) or _("chapter {number}, ").format(number=found[0].rstrip(", "))
            ),
            part,
        )
        for part in note.split("; ")
    )


@lru_cache(maxsize=64)
def place(market: str, language: str) -> str:
    """A market by its name in a language."""
    return str(_("European Union")) if market == "EU" else countries.name(market, language)
