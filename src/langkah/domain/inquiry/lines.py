"""Joining products with what was counted of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from langkah.domain.inquiry.items import Signs
from langkah.domain.inquiry.message import CERTAIN, FAIR, LIKELY, WEAK
from langkah.domain.inquiry.products import Mention
from langkah.domain.inquiry.quantities import Amount
from langkah.domain.inquiry.reading import Alternative, Field, Line, SizeCount, Span
from langkah.domain.inquiry.sizes import Sized, system

_CLAUSE_ENDS = frozenset("LF")


@dataclass(slots=True)
class Draft:
    """A line being gathered: the mentions of one product and all that was counted of it."""

    mentions: list[Mention] = field(default_factory=list)
    sizes: list[Sized] = field(default_factory=list)
    amounts: list[Amount] = field(default_factory=list)

    @property
    def counted(self) -> bool:
        """Whether pairs or sizes were named that are an order, not a minimum."""
        return bool(self.sizes) or any(not one.minimum for one in self.amounts)

    @property
    def counts(self) -> bool:
        """Whether a number of pairs was named of it."""
        return bool(self.amounts) or any(one.pairs for one in self.sizes)

    @property
    def products(self) -> tuple[int, ...]:
        """The products it can be, narrowed by every mention."""
        best = min(
            self.mentions, key=lambda one: (len(one.products) or 99, -one.confidence), default=None
        )
        return best.products if best else ()


def drafts(
    signs: Signs, named: list[Mention], sizes: list[Sized], amounts: list[Amount]
) -> list[Draft]:
    """One draft for each product, in reading order, with its sizes and amounts."""
    found, owner = _by_product(named)
    if not found:
        found = [Draft()] if sizes or amounts else []
    places = [at for at, item in enumerate(signs.items) if item.mention]
    owners = [owner[at] for at in range(len(places))]
    for sized in sizes:
        _choose(found, signs, places, owners, sized.at, ahead=False).sizes.append(sized)
    for amount in amounts:
        _choose(found, signs, places, owners, amount.at, ahead=True).amounts.append(amount)
    # A kind named in passing, with nothing counted of it, is no line beside those that have.
    sure = [one for one in found if one.counts]
    return [one for one in found if one.counts or one.mentions[0].named] if sure else found


def _by_product(named: list[Mention]) -> tuple[list[Draft], list[Draft]]:
    found: list[Draft] = []
    owner: list[Draft] = []
    sharp: list[tuple[int, ...]] = sorted({one.products for one in named if len(one.products) == 1})
    for mention in named:
        home = next((one for one in found if _same(one, mention, sharp)), None)
        if home is None:
            home = Draft()
            found.append(home)
        home.mentions.append(mention)
        owner.append(home)
    return found, owner


def _same(draft: Draft, mention: Mention, sharp: list[tuple[int, ...]]) -> bool:
    if not mention.products or not draft.products:
        return True  # "these shoes"
    mine, other = set(draft.products), set(mention.products)
    if mine == other:
        return True
    # "the loafers" after "Brantas Loafer": the wider word speaks of the product named.
    narrow, wide = (mine, other) if len(mine) < len(other) else (other, mine)
    return narrow <= wide and sum(set(one) <= wide for one in sharp) <= 1


def _choose(
    found: list[Draft],
    signs: Signs,
    places: list[int],
    owners: list[Draft],
    at: int,
    *,
    ahead: bool,
) -> Draft:
    if len(found) == 1:
        return found[0]
    earlier = [index for index, place in enumerate(places) if place < at]
    later = [index for index, place in enumerate(places) if place > at]
    beside = bool(earlier) and places[earlier[-1]] == at - 1
    if later and ahead and not beside and _reaches(signs, at, places[later[0]]):
        return owners[later[0]]
    return owners[earlier[-1]] if earlier else owners[later[0]]


def _reaches(signs: Signs, at: int, place: int) -> bool:
    # "60 pairs of the Brantas": nothing ends and nothing else is counted on the way.
    between = signs.codes[at + 1 : place]
    return not set(between) & {"L", "F", "K", "C", "N"}


def line(draft: Draft, names: dict[int, str], *, japanese: bool) -> Line:
    """The line a draft stands for."""
    products = draft.products
    spans = tuple(one.span for one in draft.mentions)
    sure = max((one.confidence for one in draft.mentions), default=WEAK)
    one = products[0] if len(products) == 1 else None
    share = Decimal(round(100 / max(1, len(products)))) / 100
    sizes = _sizes(draft)
    pairs = total(draft)
    counts = sized_pairs(sizes, pairs)
    kind, certain = system(sizes, japanese=japanese)
    return Line(
        product=Field(value=one, confidence=sure, spans=spans) if one is not None else None,
        name=names.get(one, "") if one is not None else "",
        alternatives=()
        if one is not None
        else tuple(Alternative(product=id, name=names[id], confidence=share) for id in products),
        pairs=pairs,
        sizes=counts,
        system=Field(value=kind, confidence=certain, spans=tuple(s.span for s in sizes))
        if kind
        else None,
    )


def _sizes(draft: Draft) -> list[Sized]:
    counted = [sized for sized in draft.sizes if sized.pairs is not None]
    return counted or draft.sizes


def sized_pairs(sizes: list[Sized], pairs: Field[int] | None) -> tuple[SizeCount, ...]:
    """Pairs for each size; one size named alone takes all pairs."""
    if len(sizes) == 1 and sizes[0].pairs is None and pairs:
        lone = sizes[0]
        count = Field(value=pairs.value, confidence=LIKELY, spans=(lone.span, *pairs.spans))
        return (SizeCount(size=spelt(lone.size), pairs=count),)
    sums: dict[Decimal, list[Sized]] = {}
    for sized in sizes:
        if sized.pairs is not None:
            sums.setdefault(sized.size, []).append(sized)
    return tuple(_count(size, group) for size, group in sums.items())


def _count(size: Decimal, group: list[Sized]) -> SizeCount:
    spans = tuple(dict.fromkeys(sized.span for sized in group))
    value = sum(sized.pairs or 0 for sized in group)
    return SizeCount(size=spelt(size), pairs=Field(value=value, confidence=CERTAIN, spans=spans))


def spelt(size: Decimal) -> str:
    """A size as it is written on a box: 38, 38.5."""
    return f"{size.normalize():f}"


def total(draft: Draft) -> Field[int] | None:
    """All pairs of a draft: what was called the total, else the one amount, else the sum.

    Of several amounts the one that the sizes add up to; the rest is by the way (a sample pair).
    """
    amounts = [one for one in draft.amounts if not one.minimum and (not one.vague or _lone(draft))]
    counted = [one for one in draft.sizes if one.pairs is not None]
    listed = sum(one.pairs or 0 for one in counted)
    said = [one for one in amounts if one.total] or amounts
    if len({one.pairs for one in said}) > 1:
        said = [one for one in said if one.pairs == listed]
        if not said:
            return None
    if said:
        spans = tuple(one.span for one in said)
        sure = FAIR if all(one.bare for one in said) else CERTAIN
        return Field(value=said[0].pairs, confidence=sure, spans=spans)
    if not counted or len(counted) < len(draft.sizes):
        return None  # a size without its number leaves the sum open
    spans = tuple(dict.fromkeys(one.span for one in counted))
    return Field(value=listed, confidence=CERTAIN, spans=spans)


def _lone(draft: Draft) -> bool:
    # "een paar in maat 43" is one pair; "een paar loafers" is a few.
    return len({one.size for one in draft.sizes}) == 1


def amount_spans(draft: Draft) -> tuple[Span, ...]:
    """The words of all amounts, for a question about them."""
    return tuple(one.span for one in draft.amounts)
