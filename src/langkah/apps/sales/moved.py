"""Whether a draft still says what it would say if it were worked out now."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from langkah.apps.sales import pricing
from langkah.apps.sales.models import QuoteVersion
from langkah.apps.workshop.models import Workshop
from langkah.domain.money import Money
from langkah.domain.reason import Reason, because

# Of each term its price and the total at the door; None: not offered, or unknown.
Terms = Mapping[str, tuple[Money | None, Money | None]]
NONE = (None, None)


def since_priced(workshop: Workshop, version: QuoteVersion, now: datetime) -> tuple[Reason, ...]:
    """What moved since a draft was worked out. Eleven queries.

    Raises Refusal when it could not be worked out at all now.
    """
    stored = version.offers.values_list("incoterm", "price", "at_door")
    before = {
        code: (_money(price, version.currency), _money(door, version.currency))
        for code, price, door in stored
    }
    today = pricing.figures(workshop, version, now)
    after = {one.incoterm: (one.price, one.at_door) for one in today.offers}
    return told(before, after, version.incoterm)


def _money(amount: Decimal | None, currency: str) -> Money | None:
    return None if amount is None else Money(amount, currency)


def told(before: Terms, after: Terms, chosen: str) -> tuple[Reason, ...]:
    """What is not the same, in sentences: the price of the chosen term alone if it moved.

    Else that of every other term, else the total at the door.
    """
    moved = {}
    doors = []
    for code in {**before, **after}:
        old, new = before.get(code, NONE), after.get(code, NONE)
        if _whole(old[0]) != _whole(new[0]):
            moved[code] = _price(code, _whole(old[0]), _whole(new[0]))
        elif _whole(old[1]) != _whole(new[1]):
            doors.append(_door(_whole(old[1]), _whole(new[1])))
    if chosen in moved:
        return (moved[chosen],)
    return tuple(moved.values()) or tuple(dict.fromkeys(doors))


def _whole(amount: Money | None) -> Money | None:
    return None if amount is None else amount.rounded()


def _price(code: str, old: Money | None, new: Money | None) -> Reason:
    if new is None:
        return because(
            "{incoterm} can no longer be offered as it was worked out. Look at it and work it out "
            "again.",
            incoterm=code,
        )
    if old is None:
        return because(
            "{incoterm} can be offered now, for {new}. Look at it and work it out again.",
            incoterm=code,
            new=new,
        )
    return because(
        "The price moved since it was worked out: {incoterm} from {old} to {new}. Look at it and "
        "work it out again.",
        incoterm=code,
        old=old,
        new=new,
    )


def _door(old: Money | None, new: Money | None) -> Reason:
    if old is None or new is None:
        return because(
            "What is paid until the goods are at the door is not what was worked out. Look at it "
            "and work it out again."
        )
    return because(
        "What is paid until the goods are at the door moved since it was worked out: from {old} to "
        "{new}. Look at it and work it out again.",
        old=old,
        new=new,
    )
