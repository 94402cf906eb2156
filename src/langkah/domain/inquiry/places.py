"""Where the goods go: country, city and port, told apart from where the writer met the maker."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from langkah.domain.inquiry.message import CERTAIN, FAIR, LIKELY, Message, after, before
from langkah.domain.inquiry.phrases import ANY, Found, Phrases, phrases
from langkah.domain.inquiry.reading import Field, Span
from langkah.domain.inquiry.text import Kind, fold
from langkah.reference import places

HOME = "ID"
_LEAVING = frozenset({"EXW", "FCA", "FAS", "FOB"})
_BY_SEA = frozenset({"CFR", "CIF"})
_MOST = 3
_SHORT = 4  # letters; a shorter name without a capital is a word
_WEIGHT = {"to": 3, "to_after": 3, "at": 2, "at_after": 2}
_SURE = {3: CERTAIN, 2: LIKELY, 1: FAIR}


@dataclass(frozen=True, slots=True)
class Place:
    """A place named at tokens `start` to `end`; `weight` tells how much it looks like the goal."""

    start: int
    end: int
    country: str
    city: str
    port: bool
    weight: int
    span: Span


@dataclass(frozen=True, slots=True)
class Goal:
    """Where the goods go; `rivals` are countries that are as likely, when one cannot tell."""

    country: Field[str] | None = None
    city: Field[str] | None = None
    port: Field[str] | None = None
    rivals: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class _Known:
    country: str
    city: str
    port: bool


def named(message: Message, free: frozenset[int]) -> list[Place]:
    """Every place of the message, in reading order."""
    cues = {
        cue: message.find(phrases("trade", cue, strict=True))
        for cue in (
            "to",
            "to_after",
            "at",
            "at_after",
            "elsewhere",
            "elsewhere_after",
            "port",
            "port_after",
        )
    }
    found = [hit for hit in message.find(_atlas()) if free.issuperset(range(hit.start, hit.end))]
    return [place for hit in found if (place := _place(message, hit, cues))]


def _place(message: Message, hit: Found[_Known], cues: dict[str, list[Found[str]]]) -> Place | None:
    lead = {
        cue for cue in ("to", "at", "elsewhere", "port") if _leads(message, cues[cue], hit.start)
    }
    trail = {
        cue
        for cue in ("to_after", "at_after", "elsewhere_after", "port_after")
        if after(cues[cue], hit.end, 0)
    }
    token = message.row[hit.start]
    if token.kind is Kind.WORD and not _proper(message, hit, bool(lead)):
        return None
    weight = max((_WEIGHT.get(cue, 0) for cue in lead | trail), default=0) or 1
    if (lead | trail) & {"elsewhere", "elsewhere_after"}:
        weight = 0
    known = hit.value
    port = known.port and bool((lead | trail) & {"port", "port_after"})
    return Place(hit.start, hit.end, known.country, known.city, port, weight, hit.span)


def _leads(message: Message, cues: list[Found[str]], at: int) -> bool:
    # "to Rotterdam", "to the port of Rotterdam", "in the city of Perth"
    return any(message.clear(cue.end, at, soft=True) for cue in before(cues, at, 2))


def _proper(message: Message, hit: Found[_Known], cued: bool) -> bool:
    written = message.literal(hit)
    folded = fold(written)
    if folded in {"us", "as", "uk"}:
        return written.isupper() and (cued or folded == "uk") and not _sized(message, hit.end)
    if folded in places.EVERYDAY:
        return cued and message.row[hit.start].capital
    long = len(folded) >= _SHORT
    return message.row[hit.start].capital or (long and (cued or not message.capitals))


def _sized(message: Message, at: int) -> bool:
    # "UK 9" and "US size 10" are sizes, "US dollar" is money.
    if at >= len(message.row):
        return False
    token = message.row[at]
    return token.kind is Kind.NUMBER or token.text in {
        "size",
        "sizes",
        "sizing",
        "dollar",
        "dollars",
        "$",
        "men",
        "women",
        "mens",
    }


def goal(found: list[Place], bound: dict[Place, str]) -> Goal:
    """The destination among the places; `bound` are those that stand behind an Incoterm.

    Behind FOB and the like stands where the goods leave, behind the others where they go.
    """
    ends = [one for one in found if one.weight and bound.get(one) not in _LEAVING]
    told = {one.country for one in ends if one in bound}
    if told:
        ends = [one for one in ends if one.country in told]
    ends = [one for one in ends if one.country != HOME or one.weight == _MOST] or [
        one for one in ends if one.weight > 1
    ]
    if not ends:
        return Goal()
    best = max(one.weight + 2 * (one in bound) for one in ends)
    top = [one for one in ends if one.weight + 2 * (one in bound) == best]
    rivals = tuple(dict.fromkeys(one.country for one in top))
    if len(rivals) > 1:
        return Goal(rivals=rivals, spans=tuple(one.span for one in top))
    here = [one for one in ends if one.country == rivals[0]]
    sure = _SURE[max(one.weight for one in here)]
    country = Field(value=rivals[0], confidence=sure, spans=tuple(one.span for one in here))
    port = next((one for one in here if one.port or bound.get(one) in _BY_SEA), None)
    return Goal(country, _city(here, bound, sure), _harbour(port, sure))


def _city(here: list[Place], bound: dict[Place, str], sure: Decimal) -> Field[str] | None:
    towns = [one for one in here if one.city and not one.port and bound.get(one) not in _BY_SEA]
    if not towns:
        return None
    best = max(one.weight for one in towns)
    names = list(dict.fromkeys(one.city for one in towns if one.weight == best))
    if len(names) > 1:
        return None
    spans = tuple(one.span for one in towns if one.city == names[0])
    return Field(value=names[0], confidence=sure, spans=spans)


def _harbour(port: Place | None, sure: Decimal) -> Field[str] | None:
    return (
        Field(value=port.city, confidence=sure, spans=(port.span,)) if port and port.city else None
    )


@cache
def _atlas() -> Phrases[_Known]:
    rows = [(name, ANY, _Known(code, "", False)) for name, code in places.country_names()]
    cities = [
        (name, ANY, _Known(city.country, city.name, city.port))
        for city in places.cities()
        for name in (city.name, *city.also)
    ]
    return Phrases(cities + rows)
