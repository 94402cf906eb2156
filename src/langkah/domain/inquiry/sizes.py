"""How many pairs of each size: size lists in every shape buyers type them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from langkah.domain.inquiry.items import Item, Signs
from langkah.domain.inquiry.reading import SizeSystem, Span

MOST = 20_000  # pairs; more is a telephone number
SMALLEST, LARGEST = 17, 52  # EU sizes from a baby's to a giant's
_LARGEST_COUNTED = 16  # UK and US sizes
_SMALLEST_CM = 15
_SURELY_EU, _SURELY_CM = 33, 21  # no feet of that many centimetres; no EU size of a grown person
_WIDEST = 16  # sizes between the ends of a range
_HALF = Decimal("0.5")
_TWO = 2


@dataclass(frozen=True, slots=True)
class Sized:
    """So many pairs of a size, at item `at`; `pairs` None is a size with no number beside it."""

    at: int
    size: Decimal
    pairs: int | None
    span: Span
    system: str = ""


# No list is longer than this, and a bound keeps a message of commas from being read for minutes.
_LIST = r"N(?:[KH]?N){2,24}"
_SET = r"[SU]{0,3}(?:NU?RS?U?NU?G?|NU?(?:[KHF]{1,2}NU?){1,24})S?"
_EACH = r"(?:NP?[WG]{0,2}E|ND?P?E|END?P?|E(?:A?N)?P?)"
# No further number belongs to the size that was found: "2 pairs, 39: 4" is no 2 of 39.
_ALONE = r"(?!KN(?![DPS]))"
# What comes first in the list is tried first where two could begin at the same sign.
_GRAMMAR: tuple[tuple[str, str], ...] = (
    ("table", rf"S?U?C?{_LIST}[LFC]{{1,2}}[WEP]{{0,2}}C?{_LIST}"),
    ("set_each", rf"{_SET}[WKGVCLO]{{0,4}}{_EACH}"),
    ("set_each", rf"{_EACH}[WKGVCO]{{0,4}}{_SET}"),
    ("size_count", r"S?U?NU?S?G?[XCH]V?NP?(?!D)"),
    ("size_count", r"S?U?NU?S?VN[PX]?J"),
    ("size_count", r"(?<![NPDX])S?NNX(?![NSU])"),
    ("times_size", r"NX[SU]{0,2}N"),
    ("count_size", rf"(?:ND?PD?P?|NDP?|N|I)[WOGAK]{{0,6}}S[SU]*NU?S?(?!U?S?[XCHRV]){_ALONE}(?!FN)"),
    ("count_size", rf"NP[WG]{{0,2}}U?NU?(?!U?S?[XCHRVPDB]){_ALONE}"),
    ("size_pairs", r"(?:S[SU]*|U)NU?S?G?[WKGCR]{0,2}A?NP"),
    ("size_pairs", r"NU?S?GNP|(?<![NPD])NU[WKG]?NP|(?<=[LKF])NNP|^NNP|NRNP(?=[KLFJ]|$)"),
    ("size_dash", r"(?:S|(?<=[LV])|^)NRN(?=[KLFJ]|$)"),
    ("set_only", rf"{_SET}(?![NPDXC])"),
    ("size_only", r"S[SU]*NU?|U?NU|UN"),
)
_SCAN = re.compile("|".join(f"(?P<r{at}>{rule})" for at, (_, rule) in enumerate(_GRAMMAR)))


def sized(signs: Signs, *, japanese: bool) -> tuple[list[Sized], set[int]]:
    """Every size of the message in reading order, and the items they were read from."""
    found: list[Sized] = []
    used: set[int] = set()
    at = 0
    while match := _SCAN.search(signs.codes, at):
        rule = _GRAMMAR[int((match.lastgroup or "r0")[1:])][0]
        here = list(_RULES[rule](_Stretch(signs, match.start(), match.end(), japanese)))
        if here:
            found += here
            used.update(range(match.start(), match.end()))
        at = match.end() if here else match.start() + 1
    return found, used


def system(found: Iterable[Sized], *, japanese: bool) -> tuple[SizeSystem | None, Decimal]:
    """The system the sizes are counted in and how sure that is; None when it cannot be told."""
    every = tuple(found)
    said = {one.system for one in every if one.system}
    if len(said) == 1:
        return SizeSystem(said.pop().upper()), Decimal("0.95")
    least = min((one.size for one in every), default=Decimal(0))
    if said or least < SMALLEST:
        return None, Decimal(0)
    if least >= _SURELY_EU:
        return SizeSystem.EU, Decimal("0.9")
    if japanese and least >= _SURELY_CM:
        return SizeSystem.CM, Decimal("0.9")
    return SizeSystem.EU, Decimal("0.7")


@dataclass(frozen=True, slots=True)
class _Stretch:
    signs: Signs
    start: int
    end: int
    japanese: bool

    @property
    def items(self) -> tuple[Item, ...]:
        return self.signs.items[self.start : self.end]

    @property
    def codes(self) -> str:
        return self.signs.codes[self.start : self.end]

    def numbers(self) -> list[tuple[int, Item]]:
        return [(self.start + at, item) for at, item in enumerate(self.items) if item.code == "N"]

    def system(self) -> str:
        return next((item.meaning for item in self.items if item.code == "U"), "")

    def span(self) -> Span:
        return Span(self.items[0].span.start, self.items[-1].span.end)

    def dozens(self) -> int:
        return next((int(item.value) for item in self.items if item.code == "D"), 1)

    def marked(self) -> bool:
        return bool(set(self.codes) & {"S", "U"})

    def plausible(self, value: Decimal) -> bool:
        if value % _HALF:
            return False
        if self.system() in {"uk", "us"}:
            return 1 <= value <= _LARGEST_COUNTED
        if self.japanese or self.system() == "cm":
            return _SMALLEST_CM <= value <= LARGEST
        said = any(item.meaning == "size" for item in self.items)
        return (1 if said else SMALLEST) <= value <= LARGEST

    def give(self, at: int, size: Decimal, pairs: Decimal | None) -> Iterator[Sized]:
        whole = pairs is None or (pairs % 1 == 0 and 0 < pairs <= MOST)
        if whole and self.plausible(size):
            count = None if pairs is None else int(pairs)
            yield Sized(at, size, count, self.span(), self.system())


def _table(here: _Stretch) -> Iterator[Sized]:
    # A row of sizes above, or before, an equally long row of pairs.
    numbers = here.numbers()
    half = len(numbers) // 2
    sizes, counts = numbers[:half], numbers[half:]
    rows = len(sizes) == len(counts) and counts[0][1].value < sizes[0][1].value
    if rows and all(here.plausible(item.value) for _, item in sizes):
        for (at, size), (_, count) in zip(sizes, counts, strict=True):
            yield from here.give(at, size.value, count.value)


def _set_each(here: _Stretch) -> Iterator[Sized]:
    codes, numbers = here.codes, here.numbers()
    each = codes.index("E")
    counts = [pair for pair in numbers if _beside(codes, pair[0] - here.start, each)]
    sizes_first = codes[0] in "SUN" and counts[:1] != numbers[:1]
    counts = counts[-1:] if sizes_first else counts[:1]
    pairs = counts[0][1].value * here.dozens() if counts else Decimal(here.dozens())
    for at, size in _spread(here, [pair for pair in numbers if pair not in counts]):
        yield from here.give(at, size, pairs)


def _beside(codes: str, at: int, each: int) -> bool:
    between = codes[min(at, each) + 1 : max(at, each)]
    return set(between) <= set("PDWGA") and len(between) <= _TWO + 1


def _spread(here: _Stretch, sizes: list[tuple[int, Item]]) -> list[tuple[int, Decimal]]:
    # "38-42" is five sizes; "38, 39 and 41" is three.
    if "R" not in here.codes or len(sizes) != _TWO:
        return [(at, item.value) for at, item in sizes]
    (at, low), (_, high) = sizes
    steps = int(high.value - low.value)
    return [(at, low.value + step) for step in range(steps + 1)] if 0 < steps <= _WIDEST else []


def _size_count(here: _Stretch) -> Iterator[Sized]:
    # "39: 4", "39x4", "39 (4)"; turned round when only the second can be a size: "4x39".
    (at, first), (_, second) = here.numbers()[:_TWO]
    turned = "X" in here.codes and not here.marked() and not here.plausible(first.value)
    if turned:
        first, second = second, first
    two_sizes = "H" in here.codes and not here.marked() and here.plausible(second.value)
    if not two_sizes and not first.word:
        yield from here.give(at, first.value, second.value)


def _times_size(here: _Stretch) -> Iterator[Sized]:
    (at, first), (_, second) = here.numbers()[:_TWO]
    turned = here.plausible(first.value) and not here.marked()
    size, count = (first, second) if turned else (second, first)
    yield from here.give(at, size.value, count.value)


def _count_size(here: _Stretch) -> Iterator[Sized]:
    # "2 pairs in size 39", "sepasang ukuran 39"
    numbers = here.numbers()
    at, size = numbers[-1]
    whole = next((item.value for item in here.items if item.code == "I"), None)
    if whole is not None:
        yield from here.give(at, size.value, whole)
    elif len(numbers) > 1:
        yield from here.give(at, size.value, numbers[0][1].value * here.dozens())


def _size_pairs(here: _Stretch) -> Iterator[Sized]:
    # "size 39, 2 pairs"; "UK 8 - 4 pairs" is no range from 8 to 4, "38-42 pairs" is nothing.
    (at, first), (_, second) = here.numbers()[:_TWO]
    if "R" not in here.codes or second.value <= _LARGEST_COUNTED:
        yield from here.give(at, first.value, second.value * here.dozens())


def _size_dash(here: _Stretch) -> Iterator[Sized]:
    # "40 - 3" on a line of its own; "36-40" is a range.
    (at, first), (_, second) = here.numbers()
    if second.value <= _LARGEST_COUNTED < first.value:
        yield from here.give(at, first.value, second.value)


def _set_only(here: _Stretch) -> Iterator[Sized]:
    if "R" in here.codes or here.marked():
        for at, size in _spread(here, here.numbers()):
            yield from here.give(at, size, None)


def _size_only(here: _Stretch) -> Iterator[Sized]:
    at, size = here.numbers()[0]
    if not size.word:
        yield from here.give(at, size.value, None)


_RULES: dict[str, Callable[[_Stretch], Iterator[Sized]]] = {
    "table": _table,
    "set_each": _set_each,
    "size_count": _size_count,
    "times_size": _times_size,
    "count_size": _count_size,
    "size_pairs": _size_pairs,
    "size_dash": _size_dash,
    "set_only": _set_only,
    "size_only": _size_only,
}
