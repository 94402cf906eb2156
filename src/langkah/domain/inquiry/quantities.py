"""How many pairs, and how many of each size."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from langkah.domain.inquiry.items import Item, Signs
from langkah.domain.inquiry.reading import SizeSystem, Span

_MOST = 20_000  # pairs; more is a telephone number
_DOZEN = Decimal(12)


@dataclass(frozen=True, slots=True)
class Sized:
    """So many pairs of a size, at item `at`; `pairs` None is a size with no number beside it."""

    at: int
    size: Decimal
    pairs: int | None
    span: Span
    system: str = ""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of pairs at item `at`, of any size; `total` when it was called one."""

    at: int
    pairs: int
    span: Span
    total: bool = False
    minimum: bool = False
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Counted:
    """All that was counted, in reading order."""

    sizes: tuple[Sized, ...]
    amounts: tuple[Amount, ...]


Size = r"(?:S?U?N U?S?)".replace(" ", "")
_SET = r"S?U?(?:N U?R S?U?N U?G?|N U?(?:[KHF]{1,2}N U?)+)S?".replace(" ", "")
_EACH = r"(?:NP?[WG]{0,2}E|N D?P?E|EN D?P?|E(?:A?N)?P?)".replace(" ", "")
_LIST = r"N(?:[KH]?N){2,}"
# What comes first in the list is tried first where two could begin at the same sign.
_GRAMMAR: tuple[tuple[str, str], ...] = (
    ("table", rf"S?U?C?{_LIST}[LFC]{{1,2}}[WEP]{{0,2}}C?{_LIST}"),
    ("set_each", rf"{_SET}[WKGVCLO]{{0,4}}{_EACH}"),
    ("each_set", rf"{_EACH}[WKGVCO]{{0,4}}{_SET}"),
    ("size_times", r"S?U?NU?S?G?[XCH]V?NP?(?!D)"),
    ("size_bracket", r"S?U?NU?S?VN[PX]?J"),
    ("times_size", r"NX[SU]{0,2}N"),
    (
        "pairs_size",
        r"(?:N|I)P?D?P?(?<![NI])[WOGAK]{0,6}S[SU]*NU?S?(?!U?S?[XCHRV])(?!KN(?![DP]))(?!FN)",
    ),
    ("pairs_size", r"NP[WG]{0,2}U?NU?(?!U?S?[XCHRVPDB])(?!KN(?![DP]))"),
    ("size_pairs", r"(?:S[SU]*|U)NU?S?G?[WKGCR]{0,2}A?NP"),
    ("size_pairs", r"NU?S?GNP|(?<![NPD])NU[WKG]{0,1}NP|(?<=[LKF])NNP|^NNP|NRNP(?=[KLFJ]|$)"),
    ("size_only", r"S[SU]*NU?|U?NU|UN"),
)
_SCAN = re.compile("|".join(f"(?P<r{at}>{rule})" for at, (_, rule) in enumerate(_GRAMMAR)))
_AMOUNT = re.compile(
    r"T[WCGA]{0,2}NP?|N(?P<dozen>D)P?[WG]{0,1}T?|NPT?|I|(?P<near>N(?=W{0,2}O))|(?<=O)(?P<behind>[XCKV]?N(?=[KLFJ]|$))"
    r"|(?P<times>NX(?=W{0,2}O))|(?<=O)X(?P<after>N)"
)


def counted(signs: Signs, japanese: bool) -> Counted:
    """Every size and amount of the message."""
    sizes: list[Sized] = []
    used: set[int] = set()
    at = 0
    while match := _SCAN.search(signs.codes, at):
        rule = _GRAMMAR[int((match.lastgroup or "r0")[1:])][0]
        read = _Reader(signs, match.start(), match.end(), japanese)
        found = list(_RULES[rule](read))
        if found:
            sizes += found
            used.update(range(match.start(), match.end()))
        at = match.end() if found else match.start() + 1
    return Counted(tuple(sizes), tuple(_amounts(signs, used)))


@dataclass(frozen=True, slots=True)
class _Reader:
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

    def marked(self) -> bool:
        return bool(set(self.codes) & {"S", "U"})

    def plausible(self, value: Decimal) -> bool:
        if value % Decimal("0.5"):
            return False
        if self.system() in {"uk", "us"}:
            return Decimal(1) <= value <= 16
        low = 15 if self.japanese or self.system() == "cm" else (1 if self.marked() else 17)
        return low <= value <= 52

    def sized(self, at: int, size: Decimal, pairs: int | None, span: Span) -> Iterator[Sized]:
        if self.plausible(size) and (pairs is None or 0 < pairs <= _MOST):
            yield Sized(at, size, pairs, span, self.system())


def _table(read: _Reader) -> Iterator[Sized]:
    numbers = read.numbers()
    half = len(numbers) // 2
    if len(numbers) % 2 or not all(read.plausible(item.value) for _, item in numbers[:half]):
        return
    if numbers[half][1].value >= numbers[0][1].value:
        return
    for (at, size), (_, count) in zip(numbers[:half], numbers[half:], strict=True):
        yield from read.sized(at, size.value, int(count.value), read.span())


def _set_each(read: _Reader) -> Iterator[Sized]:
    codes = read.codes
    each = codes.index("E")
    numbers = read.numbers()
    counts = [pair for pair in numbers if _beside(codes, pair[0] - read.start, each)]
    first_set = codes.startswith(("S", "U", "N")) and not counts[:1] == numbers[:1]
    sizes = [pair for pair in numbers if pair not in (counts[-1:] if first_set else counts[:1])]
    count = (counts[-1] if first_set else counts[0])[1] if counts else None
    pairs = int(count.value) * _dozens(read) if count else 1
    for at, size in _spread(read, sizes):
        yield from read.sized(at, size, pairs, read.span())


def _beside(codes: str, at: int, each: int) -> bool:
    between = codes[min(at, each) + 1 : max(at, each)]
    return set(between) <= set("PDWGA") and len(between) <= 3


def _dozens(read: _Reader) -> int:
    return next((int(item.value) for item in read.items if item.code == "D"), 1)


def _spread(read: _Reader, sizes: list[tuple[int, Item]]) -> list[tuple[int, Decimal]]:
    # "38-42" is five sizes; "38, 39 and 41" is three.
    if "R" in read.codes and len(sizes) == 2:
        (at, low), (_, high) = sizes
        if low.value < high.value <= low.value + 16:
            step = Decimal(1)
            count = int((high.value - low.value) / step) + 1
            return [(at, low.value + step * number) for number in range(count)]
        return []
    return [(at, item.value) for at, item in sizes]


def _size_first(read: _Reader) -> Iterator[Sized]:
    (at, first), (_, second) = read.numbers()[:2]
    if "X" in read.codes and not read.marked() and not read.plausible(first.value):
        first, second = second, first
    if "H" in read.codes and read.plausible(second.value) and not read.marked():
        return
    if first.word or second.value % 1:
        return
    yield from read.sized(at, first.value, int(second.value), read.span())


def _range_pairs(read: _Reader) -> Iterator[Sized]:
    (at, first), (_, second) = read.numbers()[:2]
    if "R" in read.codes and second.value > 16:
        return
    yield from read.sized(at, first.value, int(second.value) * _dozens(read), read.span())


def _count_first(read: _Reader) -> Iterator[Sized]:
    numbers = read.numbers()
    whole = next((item for item in read.items if item.code == "I"), None)
    at, size = numbers[-1]
    count = whole.value if whole else numbers[0][1].value * _dozens(read)
    if not whole and len(numbers) < 2:
        return
    if "X" in read.codes and not read.plausible(size.value):
        return
    if count % 1 == 0:
        yield from read.sized(at, size.value, int(count), read.span())


def _times_size(read: _Reader) -> Iterator[Sized]:
    (at, first), (_, second) = read.numbers()[:2]
    turned = read.plausible(first.value) and not read.marked()
    size, count = (first, second) if turned else (second, first)
    if count.value % 1 == 0:
        yield from read.sized(at, size.value, int(count.value), read.span())


def _size_only(read: _Reader) -> Iterator[Sized]:
    at, size = read.numbers()[0]
    if not size.word:
        yield from read.sized(at, size.value, None, read.span())


_RULES: dict[str, Callable[[_Reader], Iterator[Sized]]] = {
    "table": _table,
    "set_each": _set_each,
    "each_set": _set_each,
    "size_times": _size_first,
    "size_bracket": _size_first,
    "times_size": _times_size,
    "pairs_size": _count_first,
    "size_pairs": _range_pairs,
    "size_only": _size_only,
}


def _amounts(signs: Signs, used: set[int]) -> Iterator[Amount]:
    for match in _AMOUNT.finditer(signs.codes):
        if used & set(range(match.start(), match.end())):
            continue
        items = signs.items[match.start() : match.end()]
        amount = _amount(signs, match, items)
        if amount:
            yield amount


def _amount(signs: Signs, match: re.Match[str], items: tuple[Item, ...]) -> Amount | None:
    number = next((item for item in items if item.code in "NI"), None)
    if number is None:
        return None
    factor = next((item.value for item in items if item.code == "D"), Decimal(1))
    value = number.value * factor
    bare = any(match[name] for name in ("near", "behind", "times", "after"))
    if value % 1 or not 0 < value <= _MOST or (bare and _doubtful(number, match)):
        return None
    lead = signs.codes[max(0, match.start() - 3) : match.start()]
    return Amount(
        at=match.start(),
        pairs=int(value),
        span=Span(items[0].span.start, items[-1].span.end),
        total="T" in match[0],
        minimum="M" in lead,
        bare=bare,
    )


def _doubtful(number: Item, match: re.Match[str]) -> bool:
    # "Brantas 42" is a size; "a loafer" is not yet an order of one.
    if number.word and number.value < 2:
        return True
    return (
        bool(match["behind"]) and not match[0].startswith(("X", "C")) and 17 <= number.value <= 52
    )


def system(sizes: tuple[Sized, ...], japanese: bool) -> tuple[SizeSystem | None, Decimal]:
    """The system the sizes are counted in and how sure that is; None when it cannot be told."""
    said = {sized.system for sized in sizes if sized.system}
    if len(said) == 1:
        return SizeSystem(said.pop().upper()), Decimal("0.95")
    values = [sized.size for sized in sizes]
    if not values or len(said) > 1:
        return None, Decimal(0)
    if min(values) >= 33:
        return SizeSystem.EU, Decimal("0.9")
    if japanese and min(values) >= 21:
        return SizeSystem.CM, Decimal("0.9")
    return (SizeSystem.EU, Decimal("0.7")) if min(values) >= 17 else (None, Decimal(0))
