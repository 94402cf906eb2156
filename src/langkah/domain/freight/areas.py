"""Parts of a country by postcode, as carriers print them: prefixes and ranges."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from langkah.domain.reason import Reason, because
from langkah.reference import countries

# Here the number behind the letters is a number: IV1 is not the beginning of IV10.
BRITISH = frozenset({"GB", "GG", "JE", "IM"})
_INWARD = re.compile(r"\d[A-Z]{2}$")
_OUTWARD = re.compile(r"([A-Z]+)(\d*)")
_LAST = "\uffff"


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A country (ISO 3166-1 alpha-2), or its postcodes from `first` to `last`, both included.

    Without `last`: all that begin with `first`; without `first`: the whole country.
    """

    country: str
    first: str = ""
    last: str = ""


# How many digits a postcode begins with, where zeros in front are easily lost
# (own knowledge of the Universal Postal Union's addressing sheets)
DIGITS = {
    **dict.fromkeys(("AT", "AU", "BE", "BG", "CH", "CY", "DK", "HU", "LU", "LV", "NL", "NO"), 4),
    **dict.fromkeys(("NZ", "PH", "PT", "SI", "ZA"), 4),
    **dict.fromkeys(("CZ", "DE", "EE", "ES", "FI", "FR", "GR", "HR", "ID", "IT", "KR", "LT"), 5),
    **dict.fromkeys(("MX", "MY", "PL", "SE", "SK", "TH", "TR", "US"), 5),
    **dict.fromkeys(("CN", "IN", "RO", "SG"), 6),
    "JP": 7,
}


def said(area: Area) -> str:
    """An area as people write it: ES 35000-38999."""
    ends = f"{area.first}-{area.last}" if area.last else area.first
    return f"{area.country} {ends}".strip()


def understood(country: str, postcode: str) -> bool:
    """Whether a postcode is one of its country, or the beginning of one; an empty one is.

    One digit too few is rather a whole one that lost its zero in front than a beginning.
    """
    code = _plain(country, postcode)
    if country not in DIGITS:
        return not postcode.strip() or any(letter.isdigit() for letter in code)
    told = len(code) - len(code.lstrip("0123456789"))
    return not postcode.strip() or told not in (0, DIGITS[country] - 1)


def unclear(country: str, postcode: str) -> Reason:
    """The sentence for a postcode that does not say where in a country it lies."""
    where: dict[str, str | int] = {"postcode": postcode, "country": countries.name(country)}
    if country in DIGITS:
        return because(
            "The postcode “{postcode}” is not understood: in {country} it has {digits} digits. "
            "Write all of them, zeros in front as well.",
            digits=DIGITS[country],
            **where,
        )
    return because(
        "The postcode “{postcode}” in {country} is not understood, and the price hangs on it. "
        "Write the whole postcode.",
        **where,
    )


def holds(area: Area, country: str, postcode: str) -> bool | None:
    """Whether a place lies in an area; None when only its postcode, told in full, could say."""
    if area.country != country:
        return False
    if not area.first:
        return True
    low, high = _ends(area)
    code = _plain(country, postcode)
    if country in BRITISH:
        code = _numbered(_INWARD.sub("", code) if len(code) > 4 else code)  # noqa: PLR2004
    if not code or not understood(country, postcode):
        return None
    short = len(code) < len(low) and low.startswith(code)
    return None if short else low <= code <= high


def overlap(one: Area, other: Area) -> bool:
    """Whether some postcode lies in both."""
    if one.country != other.country:
        return False
    (low, high), (first, last) = _ends(one), _ends(other)
    return low <= last and first <= high


def twice(areas: Iterable[Area]) -> Iterator[Reason]:
    """Areas of one list that share postcodes."""
    for one, other in combinations(areas, 2):
        if overlap(one, other):
            yield because(
                "{area} and {other} share postcodes. Leave one of them out.",
                area=said(one),
                other=said(other),
            )


def faults(area: Area) -> Iterator[Reason]:
    """What is wrong with an area."""
    if area.country not in countries.names("en"):
        yield because(
            "“{country}” is no country code. Use two letters such as NL.", country=area.country
        )
    first, last = _plain(area.country, area.first), _plain(area.country, area.last)
    alike = len(first) == len(last) or area.country in BRITISH
    letters = [re.match(r"[A-Z]*", one)[0] for one in (first, last)]  # type: ignore[index]
    if last and not (alike and letters[0] == letters[1] and _ends(area)[0] <= _ends(area)[1]):
        yield because(
            "{area}: a range of postcodes runs from the lower to the higher, both of the same "
            "length and with the same letters in front, such as 35000-38999.",
            area=said(area),
        )


def _ends(area: Area) -> tuple[str, str]:
    """The lowest and the highest postcode of an area, to be compared as text."""
    first, last = (_plain(area.country, one) for one in (area.first, area.last))
    if area.country in BRITISH:
        first, last = _numbered(first), _numbered(last)
    return first, (last or first) + _LAST


def _plain(country: str, postcode: str) -> str:
    """Capital letters and digits only; a country in front, as in D-20095, is left out."""
    return re.sub(
        r"[^0-9A-Z]", "", re.sub(rf"^({re.escape(country)}|[A-Z])-", "", postcode.strip().upper())
    )


def _numbered(code: str) -> str:
    """A British district with its number in three digits, so that it sorts; letters end in /."""
    found = _OUTWARD.match(code)
    return f"{found[1]}/{found[2] and found[2].zfill(3)}" if found else ""
