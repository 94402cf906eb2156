"""Where a figure comes from, said in the reader's language.

A source is the name of a publication and stays as it is printed. What the house says itself, about
its own knowledge and what carriers usually ask, is a sentence like any other.
"""

from __future__ import annotations

import re

from django.utils.translation import gettext, gettext_noop

# As they stand in the tables of `reference`; a test holds the two together.
SENTENCES = (
    gettext_noop("own knowledge"),
    gettext_noop("ECB euro reference rates"),
    gettext_noop(
        "Own knowledge: express couriers ask 2 to 3 percent of the duty and tax they pay ahead, "
        "at least 12 to 20 euro"
    ),
    gettext_noop(
        "Own knowledge: posts ask the addressee 5 to 15 euro for customs; "
        "senders rarely can pay the duty"
    ),
    gettext_noop(
        "Own knowledge: a customs broker asks 50 to 100 euro an entry, "
        "and a share of what it pays ahead"
    ),
    gettext_noop(
        "Own knowledge: a customs broker asks 75 to 150 euro an entry, "
        "and a share of what it pays ahead"
    ),
    gettext_noop("Cover: Incoterms 2020. Premium of 0.3 to 0.6 percent of the sum: own knowledge"),
    gettext_noop("own rate of the workshop"),
    gettext_noop("own knowledge: expired 2020-12-31, not renewed"),
    gettext_noop("no stored source dated after 2026-07-24 found"),
    gettext_noop("the amounts of earlier fiscal years were not found"),
    gettext_noop("the amounts of the new fiscal year were not found"),
    gettext_noop(
        "ISO 19407:2023 is the standard (its tables are not copied here); formulas of the Paris "
        "point and of the barleycorn as commonly published; distance of the US scales: "
        "own knowledge"
    ),
)
SAID = frozenset(SENTENCES)
OWN_RATE = "own rate of the workshop"
# Of an exchange rate, of which the bank keeps a part
LESS = gettext_noop("{source}, less the bank's share")
# What the house adds behind the name of a publication
PIECES = (
    gettext_noop("own knowledge"),
    gettext_noop("old edition"),
    gettext_noop("older edition"),
    gettext_noop("by express only"),
    gettext_noop("its first day"),
    gettext_noop("its first day with tax"),
    gettext_noop("no date found"),
    gettext_noop("what it was counted on was not found"),
    gettext_noop("whether Indonesia keeps its sections was not found"),
)
PIECE = re.compile(r"\b(?:" + "|".join(sorted(PIECES, key=len, reverse=True)) + r")\b")
# In the columns of fees and of proofs of origin: what is no proper name such as ATIGA or Form E
NAMES = frozenset(
    {
        gettext_noop("Handling fee"),
        gettext_noop("Harbour maintenance fee"),
        gettext_noop("Merchandise processing fee"),
        gettext_noop("Merchandise processing fee, informal entry"),
        gettext_noop("Origin declaration or Form A"),
        gettext_noop("REX statement on origin"),
        gettext_noop("Section 122 or what followed it"),
        gettext_noop("Social welfare surcharge"),
    }
)


def less(source: str) -> str:
    """The source of a rate of which the bank has kept its share, as it is stored."""
    return LESS.format(source=source)


def whole(source: str) -> tuple[str, bool]:
    """The source itself, and whether the bank's share was taken off."""
    tail = LESS.format(source="")
    return source.removesuffix(tail), source.endswith(tail)


def said(source: str) -> str:
    """The source in the active language; a printed name as it is."""
    name, is_less = whole(source)
    known = gettext(name) if name in SAID else PIECE.sub(lambda piece: gettext(piece[0]), name)
    return gettext(LESS).format(source=known) if is_less else known


def named(name: str) -> str:
    """A fee, a preference or a proof of origin: in words where it is no proper name."""
    return gettext(name) if name in NAMES else name
