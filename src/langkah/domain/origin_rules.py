"""Whether goods count as made in Indonesia: the rule of each programme against the materials."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from langkah.domain.money import Money
from langkah.domain.reason import Reason, because

HOME = "ID"
_HEADING = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """A material of the bill of materials; `origin` is ISO alpha-2, empty is unknown.

    `cost`: what it costs within the whole value of the goods; only a rule of value content asks.
    `assembled`: of an upper, whether an insole or another part of the sole is fixed to it.
    """

    name: str
    origin: str = ""
    hs: str = ""
    cost: Money | None = None
    assembled: bool | None = None


Verdict = tuple[bool | None, Reason]


def knows(programme: str, hs: str) -> bool:
    """Whether the programme's rule for these goods is known here."""
    return _rule(programme, hs) is not None


def rule_met(programme: str, hs: str, inputs: tuple[Input, ...], value: Money) -> Verdict:
    """Whether the goods count as made in Indonesia; None where rule or materials are unknown."""
    rule = _rule(programme, hs)
    if rule is None:
        return None, because(
            "Langkah does not know the origin rule of {programme} for these goods. Ask the office "
            "that issues the certificate of origin.",
            programme=programme,
        )
    if not inputs:
        return None, _UNKNOWN_MATERIAL
    return rule(hs, inputs, value)


_UNKNOWN_MATERIAL = because(
    "The country of origin of a material is not known. Enter it at the materials."
)
_MADE_HERE = because(
    "Made in Indonesia from materials that the rule allows; foreign leather and soles may be "
    "among them."
)


def _no_foreign_uppers(hs: str, inputs: tuple[Input, ...], value: Money) -> Verdict:
    """Any material but uppers fixed to a sole from abroad (heading 6406), and shoes themselves."""
    del hs, value
    foreign = [one for one in inputs if one.origin not in ("", HOME)]
    for one in foreign:
        if _is_shoe(one):
            return False, because(
                "{name} comes from abroad as a finished shoe. Finishing or packing it does not "
                "make it Indonesian.",
                name=one.name,
            )
        if _is_upper(one) and one.assembled:
            return False, because(
                "{name} comes from abroad as an upper that is fixed to an insole or another part "
                "of the sole. Fix it here.",
                name=one.name,
            )
    if any(not one.origin for one in inputs):
        return None, _UNKNOWN_MATERIAL
    return next(_doubts(foreign), (True, _MADE_HERE))


def _doubts(foreign: list[Input]) -> Iterator[Verdict]:
    """Foreign materials of which nobody knows whether the rule allows them."""
    for one in foreign:
        if not one.hs:
            yield (
                None,
                because(
                    "{name} comes from abroad, and it is not known what it is. Enter its kind at "
                    "the materials, or its HS code.",
                    name=one.name,
                ),
            )
        elif one.hs in ("64", "6406"):
            yield (
                None,
                because(
                    "{name} comes from abroad and may be an upper or a sole. Enter six digits of "
                    "its HS code.",
                    name=one.name,
                ),
            )
        elif _is_upper(one) and one.assembled is None:
            yield (
                None,
                because(
                    "{name} comes from abroad as an upper. Loose it may be used; fixed to an "
                    "insole or another part of the sole it may not. Ask who made it which of them "
                    "it is.",
                    name=one.name,
                ),
            )


def _is_shoe(one: Input) -> bool:
    """Finished footwear, whatever its heading."""
    return one.hs[:_HEADING] in _SHOES


_SHOES = frozenset({"6401", "6402", "6403", "6404", "6405"})


def _is_upper(one: Input) -> bool:
    """An upper, perhaps with an insole or another part of the sole fixed to it."""
    return one.hs.startswith("6406") and not _loose(one.hs)


def _loose(hs: str) -> bool:
    """Soles, heels and other parts, which are no uppers."""
    return hs.startswith(("640620", "640690"))


def _other_heading_or_content(hs: str, inputs: tuple[Input, ...], value: Money) -> Verdict:
    """Every foreign material of another heading, or 40 percent of the value from here."""
    strange = [one for one in inputs if one.origin != HOME]
    if any(not one.origin for one in strange):
        return None, _UNKNOWN_MATERIAL
    # A finished shoe of another heading is no material that a shoe is made of.
    same = [
        one for one in strange if not one.hs or one.hs[:_HEADING] == hs[:_HEADING] or _is_shoe(one)
    ]
    if not same:
        return True, _MADE_HERE
    content = _content(strange, value)
    if content is None:
        return None, because(
            "{name} may stand under the same heading as the goods. Enter its HS code, or the cost "
            "of every foreign material.",
            name=same[0].name,
        )
    percent = (content * 100).quantize(Decimal("0.01"), ROUND_DOWN)
    if content >= _LEAST_CONTENT:
        return True, because("{percent} percent of the value is from here.", percent=percent)
    return False, because(
        "{name} stands under the same heading as the goods, and {percent} percent of the value is "
        "from here; the rule asks for 40.",
        name=same[0].name,
        percent=percent,
    )


_LEAST_CONTENT = Decimal("0.40")


def _content(foreign: list[Input], value: Money) -> Decimal | None:
    """The share of the value that is not foreign material; None when a cost is not comparable."""
    costs = [one.cost for one in foreign]
    told = [one.amount for one in costs if one and one.currency == value.currency]
    if len(told) < len(costs) or not value.amount:
        return None
    return 1 - sum(told, Decimal(0)) / value.amount


# EU GSP: Regulation (EU) 2015/2446, annex 22-03, by rulesoforigin.org treaty 4, 6403.59, seen
# 2023-12-31, grade A. ATIGA and AKFTA: RVC 40 or change of heading, own knowledge, grade C.
_RULES: tuple[tuple[str, str, Callable[[str, tuple[Input, ...], Money], Verdict]], ...] = (
    ("EU GSP", "64", _no_foreign_uppers),
    ("ATIGA", "", _other_heading_or_content),
    ("AKFTA", "", _other_heading_or_content),
)


def _rule(programme: str, hs: str) -> Callable[[str, tuple[Input, ...], Money], Verdict] | None:
    for name, prefix, rule in _RULES:
        if name == programme and hs.startswith(prefix) and not hs.startswith("6406"):
            return rule
    return None
