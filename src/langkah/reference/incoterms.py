"""The eleven terms of Incoterms 2020: who pays what, where the risk passes, by which way.

Own matrix, written from the rules' published structure (ICC 2020; grade B, 2026-11-23). The text of
the rules is the ICC's and is not here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

EDITION = "Incoterms 2020"


class Head(StrEnum):
    """What somebody has to pay between the workshop's floor and the buyer's door, in order."""

    GOODS = "goods"
    EXPORT = "export clearance and delivery to the carrier"
    FREIGHT = "main carriage"
    INSURANCE = "insurance"
    UNLOADING = "unloading"
    IMPORT = "import clearance"
    DUTY = "duty"
    TAX = "import tax"


@dataclass(frozen=True, slots=True)
class Incoterm:
    """One term. `insured` says that the seller must insure; `sea` that only ships count."""

    code: str
    seller_pays: frozenset[Head]
    risk_passes: str
    named_place: str
    sea: bool = False
    insured: bool = False


_GOODS = frozenset({Head.GOODS})
_EXPORT = _GOODS | {Head.EXPORT}
_FREIGHT = _EXPORT | {Head.FREIGHT}

TERMS: dict[str, Incoterm] = {
    term.code: term
    for term in (
        Incoterm("EXW", _GOODS, "at the workshop", "the workshop"),
        Incoterm("FCA", _EXPORT, "at the carrier", "where the carrier takes over"),
        Incoterm("CPT", _FREIGHT, "at the carrier", "destination"),
        Incoterm("CIP", _FREIGHT | {Head.INSURANCE}, "at the carrier", "destination", insured=True),
        Incoterm("DAP", _FREIGHT | {Head.INSURANCE}, "at the buyer's door", "destination"),
        Incoterm(
            "DPU",
            _FREIGHT | {Head.INSURANCE, Head.UNLOADING},
            "when unloaded",
            "place of unloading",
        ),
        Incoterm("DDP", frozenset(Head) - {Head.UNLOADING}, "at the buyer's door", "destination"),
        Incoterm("FAS", _EXPORT, "beside the ship", "port of loading", sea=True),
        Incoterm("FOB", _EXPORT, "on board the ship", "port of loading", sea=True),
        Incoterm("CFR", _FREIGHT, "on board the ship", "port of arrival", sea=True),
        Incoterm(
            "CIF",
            _FREIGHT | {Head.INSURANCE},
            "on board the ship",
            "port of arrival",
            sea=True,
            insured=True,
        ),
    )
}

# What to write instead of a term that only ships know.
INSTEAD = {"FAS": "FCA", "FOB": "FCA", "CFR": "CPT", "CIF": "CIP"}
