"""What holds a plan up: where its orders wait longest, and what one more of it would bring."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain

from langkah.domain.capacity import binding
from langkah.domain.capacity.awaited import awaited
from langkah.domain.capacity.binding import Scarce, Wait
from langkah.domain.capacity.shop import Shop
from langkah.domain.capacity.what_if import WhatIfCase, what_if
from langkah.domain.reason import Reason, Refusal

NAMED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrow:
    """One thing that is waited for: the longest wait, and what one `more` of it would bring.

    With it, `orders` are ready earlier, by `days` together.
    """

    told: Reason
    more: Reason
    orders: int
    days: int


def narrows(case: WhatIfCase) -> tuple[Narrow, ...]:
    """What the plan on the floor as it is waits for, the most useful first; at most three.

    Orders wait where the last lot of each does. Of a plan that cannot stand nothing is told.
    """
    rows: dict[tuple[Scarce, str], list[Wait]] = defaultdict(list)
    found = awaited(case.shop, case.commitments, case.booked, case.now)
    for one in chain.from_iterable(found.values()):
        rows[one.what, one.name].append(one)
    most = sorted(rows.values(), key=lambda waits: -sum(one.days for one in waits))[:NAMED]
    told = (_with_more(case, waits) for waits in most)
    with_more = [one for one in told if one is not None]
    return tuple(sorted(with_more, key=lambda one: -one.days))


def _with_more(case: WhatIfCase, waits: Sequence[Wait]) -> Narrow | None:
    """What one more brings; None where the plan has to be mended first."""
    longest = max(waits, key=lambda one: one.days)
    more, shop = binding.one_more(longest, case.shop)
    try:
        sooner = [one.sooner for one in what_if(_on(case, shop)).days if one.sooner > 0]
    except Refusal:
        return None
    told = binding.told(longest, case.shop)
    return Narrow(told=told, more=more, orders=len(sooner), days=sum(sooner))


def _on(case: WhatIfCase, shop: Shop) -> WhatIfCase:
    return replace(case, changed=shop)
