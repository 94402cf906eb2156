"""The eleven terms of Incoterms 2020: who pays what, where the risk passes, by which way.

Own matrix in own words, written from the rules' published structure (ICC 2020; grade B,
2026-11-23). The text of the rules is the ICC's and is not here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

EDITION = "Incoterms 2020"


class Head(StrEnum):
    """What somebody has to pay between the workshop's floor and the buyer's door, in order."""

    GOODS = "goods, packed"
    LOADING = "loading at the workshop"
    PICKUP = "way to the carrier or port"
    EXPORT = "export papers and customs"
    TERMINAL = "handling at the port or airport of departure"
    ABOARD = "loading on board"
    FREIGHT = "main carriage"
    INSURANCE = "insurance"
    ARRIVAL = "handling at the port or airport of arrival"
    DELIVERY = "way from there to the place"
    UNLOADING = "unloading at the place"
    IMPORT = "import papers and customs agent"
    DUTY = "import duty"
    TAX = "import tax"


class Bears(StrEnum):
    """Who pays a head. CARRIAGE: whoever pays the carriage, where the carrier's price has it in."""

    SELLER = "S"
    BUYER = "B"
    CARRIAGE = "C"


class Risk(StrEnum):
    """Where the risk passes to the buyer."""

    WORKSHOP = "at the workshop, before loading"
    CARRIER = "when the first carrier has the goods"
    QUAY = "on the quay beside the ship"
    BOARD = "on board the ship"
    ARRIVED = "at the place, ready to be unloaded"
    UNLOADED = "at the place, unloaded"


@dataclass(frozen=True, slots=True)
class Incoterm:
    """One term. `insured`: the seller must insure, with `clauses`; `sea`: only ships count."""

    code: str
    bears: tuple[Bears, ...]
    risk: Risk
    named_place: str
    sea: bool = False
    clauses: str = ""

    @property
    def insured(self) -> bool:
        """Whether the seller must insure."""
        return bool(self.clauses)

    @property
    def seller_pays(self) -> frozenset[Head]:
        """What is the seller's in any case."""
        return frozenset(
            head for head, who in zip(Head, self.bears, strict=True) if who is Bears.SELLER
        )


def _term(
    code: str, bears: str, risk: Risk, place: str, *, sea: bool = False, clauses: str = ""
) -> Incoterm:
    who = tuple(Bears(letter) for letter in bears.replace(" ", ""))
    return Incoterm(code, who, risk, place, sea, clauses)


DOOR, PORT = "destination", "port of arrival"
# In the order of the heads: goods, loading, pickup, export | terminal, aboard, freight, insurance |
# arrival, delivery, unloading | import, duty, tax. Nobody must insure but under CIP and CIF; where
# the seller carries the risk to the door, insurance is his own care.
TERMS: dict[str, Incoterm] = {
    term.code: term
    for term in (
        _term("EXW", "SBBB BBBB BBB BBB", Risk.WORKSHOP, "the workshop"),
        _term("FCA", "SSSS BBBB BBB BBB", Risk.CARRIER, "where the carrier takes over"),
        _term("CPT", "SSSS SSSB CSC BBB", Risk.CARRIER, DOOR),
        _term("CIP", "SSSS SSSS CSC BBB", Risk.CARRIER, DOOR, clauses="A"),
        _term("DAP", "SSSS SSSS SSC BBB", Risk.ARRIVED, DOOR),
        _term("DPU", "SSSS SSSS SSS BBB", Risk.UNLOADED, "place of unloading"),
        _term("DDP", "SSSS SSSS SSC SSS", Risk.ARRIVED, DOOR),
        _term("FAS", "SSSS SBBB BBB BBB", Risk.QUAY, "port of loading", sea=True),
        _term("FOB", "SSSS SSBB BBB BBB", Risk.BOARD, "port of loading", sea=True),
        _term("CFR", "SSSS SSSB CBB BBB", Risk.BOARD, PORT, sea=True),
        _term("CIF", "SSSS SSSS CBB BBB", Risk.BOARD, PORT, sea=True, clauses="C"),
    )
}

# Whether the named place is where the goods leave the seller's hands, or a port, or neither.
LEAVING = frozenset({"EXW", "FCA", "FAS", "FOB"})
FROM_PORT = frozenset({"FAS", "FOB"})
TO_PORT = frozenset({"CFR", "CIF"})
# Named as where the carriage ends, be that a port or the door.
CARRIED_TO = frozenset({"CPT", "CIP"})
# What to write instead of a term that only ships know.
INSTEAD = {"FAS": "FCA", "FOB": "FCA", "CFR": "CPT", "CIF": "CIP"}
