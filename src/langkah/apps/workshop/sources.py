"""Where a figure comes from, said in the reader's language.

A source is the name of a publication and stays as it is printed. What the house says itself, about
its own knowledge and what carriers usually ask, is a sentence like any other.
"""

from __future__ import annotations

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
)
SAID = frozenset(SENTENCES)


def said(source: str) -> str:
    """The source in the active language; a printed name as it is."""
    return gettext(source) if source in SAID else source
