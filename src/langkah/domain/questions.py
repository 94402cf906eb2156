"""What exactly to ask, and whom, where a rule is not known: the known riddles by their rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from langkah.domain.reason import Reason, because

_USUAL = because(
    "Ask a customs broker for {country}: what holds for the {what} of goods made in "
    "Indonesia that arrive on {day}? Note the answer with its source and date."
).message

# Rule -> the question that settles it
_RIDDLES = {
    "us-add-post-2026-07-24": because(
        "Ask a customs broker for {country}: Section 122 (10 percent) ended on 23 July 2026. Which "
        "further duty do goods made in Indonesia pay on {day}: none, one under Section 301, or the "
        "19 percent of the trade agreement, and under which HTSUS number?"
    ).message,
    "ca-gst": because(
        "Ask the buyer in {country}: who is the importer, and in which province? Then ask a "
        "customs broker there: is 5 percent GST asked at the border on {day}, or the 13 to "
        "15 percent HST of that province?"
    ).message,
    "us-mpf-2027": because(
        "Ask a customs broker for {country}: which least and greatest merchandise processing fee "
        "holds from 1 October 2026?"
    ).message,
    "us-mpf-informal-2027": because(
        "Ask a customs broker for {country}: which merchandise processing fee does an informal "
        "entry pay from 1 October 2026?"
    ).message,
    "sa-mfn": because(
        "Ask a customs broker for {country}: which rate between 5 and 15 percent does the ZATCA "
        "tariff give for these shoes on {day}?"
    ).message,
    "tw-mfn": because(
        "Ask a customs broker for {country}: which rate between 5 and 7.5 percent does the tariff "
        "give for these shoes on {day}?"
    ).message,
    "my-tax": because(
        "Ask a customs broker for {country}: is sales tax of 5 or of 10 percent asked on these "
        "shoes on {day}, and on which value?"
    ).message,
    "eu-handling-fees-eu-ro": because(
        "Ask the carrier for {country}: how much is the handling fee of a small consignment on "
        "{day}?"
    ).message,
}


def question(rule: str, country: str, what: Reason, day: date) -> Reason:
    """The question that settles what is not known; `rule` is the rule's name, or empty."""
    return because(_RIDDLES.get(rule, _USUAL), country=country, what=what, day=day)


# What could make it cheaper and is not worked out: the beginning of a rule's name, whether it is
# only for private buyers, and the sentence. Source: alchempro.com 307244 and importsquare.com, seen
# until 2025-12-31, grades A and B.
_ADVICE = (
    (
        "jp-trq-out",
        False,
        because(
            "An importer in Japan who holds a quota certificate pays 17.3 to 24 percent instead, "
            "by the line of the tariff. Ask the buyer whether she holds one."
        ),
    ),
    (
        "jp-valuation",
        True,
        because(
            "For goods brought in for own use Japan may count 60 percent of the retail price only. "
            "The higher figure stands here."
        ),
    ),
)


def advice(rules: Iterable[str], *, consumer: bool) -> Iterator[Reason]:
    """What is worth asking although the figures are known."""
    used = tuple(rules)
    for begins, private, sentence in _ADVICE:
        if (consumer or not private) and any(rule.startswith(begins) for rule in used):
            yield sentence
