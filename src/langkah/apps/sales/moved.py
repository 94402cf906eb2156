"""Whether a draft still says what it would say if it were worked out now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from langkah.apps.sales import pricing
from langkah.apps.sales.models import QuoteVersion
from langkah.apps.workshop.models import Workshop
from langkah.domain.money import Money
from langkah.domain.reason import Reason, because

# Of each term its price and the total at the door; None: not offered, or unknown.
Terms = Mapping[str, tuple[Money | None, Money | None]]
# The first and the last day at the door
Days = tuple[date | None, date | None]
NONE = (None, None)
NOT_KNOWN = because("not known")


def since_priced(workshop: Workshop, version: QuoteVersion, now: datetime) -> tuple[Reason, ...]:
    """What moved since a draft was worked out. Eleven queries.

    Raises Refusal when it could not be worked out at all now.
    """
    today = pricing.figures(workshop, version, now)
    after = {one.incoterm: (one.price, one.at_door) for one in today.offers}
    days = version.arrival_from, version.arrival_until
    return (*told(terms(version), after, version.incoterm), *arrival(days, today.arrives))


def terms(version: QuoteVersion) -> Terms:
    """Price and total at the door of each term, as they stand in a version. One query."""
    stored = version.offers.values_list("incoterm", "price", "at_door")
    return {
        code: (_money(price, version.currency), _money(door, version.currency))
        for code, price, door in stored
    }


def arrival(old: Days, new: Days | None) -> tuple[Reason, ...]:
    """That another carrier would bring it now, or the same one on other days."""
    if old == (new or NONE):
        return ()
    return (
        because(
            "The arrival is not what was worked out: {after}, not {before}. Look at it and work it "
            "out again.",
            before=_days(*old),
            after=_days(*(new or NONE)),
        ),
    )


def _days(first: date | None, last: date | None) -> Reason:
    if first is None or last is None:
        return NOT_KNOWN
    return because("{first} to {last}", first=first, last=last)


def _money(amount: Decimal | None, currency: str) -> Money | None:
    return None if amount is None else Money(amount, currency)


def told(before: Terms, after: Terms, chosen: str) -> tuple[Reason, ...]:
    """What is not the same, in sentences: the price of the chosen term and its total at the door.

    Else the price of every other term, else the total at the door.
    """
    moved = {}
    doors = {}
    for code in {**before, **after}:
        old, new = before.get(code, NONE), after.get(code, NONE)
        if _whole(old[0]) != _whole(new[0]):
            moved[code] = _price(code, _whole(old[0]), _whole(new[0]))
        if _whole(old[1]) != _whole(new[1]):
            doors[code] = _door(_whole(old[1]), _whole(new[1]))
    if chosen in moved:
        same = after.get(chosen, NONE)
        beyond = doors.get(chosen) if same[0] is not None and same[0] != same[1] else None
        return (moved[chosen], *([beyond] if beyond else []))
    return tuple(moved.values()) or tuple(dict.fromkeys(doors.values()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Stood:
    """What a version says at a moment: its terms, and the one it offers."""

    incoterm: str
    terms: Terms


def stood(workshop: Workshop, version: int) -> Stood:
    """What a version says as it is stored. Two queries."""
    row = QuoteVersion.objects.get(workshop=workshop, pk=version)
    return Stood(incoterm=row.incoterm, terms=terms(row))


def since(before: Stood, after: Stood) -> tuple[Reason, ...]:
    """What became of the price when a version was worked out again.

    Empty: it stayed, or there is none now, of which the version itself says why.
    """
    old = before.terms.get(before.incoterm, NONE)
    new = after.terms.get(after.incoterm, NONE)
    stays = [_whole(one) for one in old] == [_whole(one) for one in new]
    if (before.incoterm == after.incoterm and stays) or new[0] is None:
        return ()
    if old[0] is None:
        told = because(
            "The price is {incoterm} {price} now, and at the buyer's door {door}.",
            incoterm=after.incoterm,
            price=_said(new[0]),
            door=_said(new[1]),
        )
        return (told,)
    return (
        because(
            "The price is {incoterm} {price} now instead of {old_incoterm} {old_price}, and at the "
            "buyer's door {door} instead of {old_door}.",
            incoterm=after.incoterm,
            price=_said(new[0]),
            old_incoterm=before.incoterm,
            old_price=_said(old[0]),
            door=_said(new[1]),
            old_door=_said(old[1]),
        ),
    )


def _said(amount: Money | None) -> Money | Reason:
    return NOT_KNOWN if amount is None else amount.rounded()


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
