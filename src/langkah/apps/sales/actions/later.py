"""A buyer was told a later day for her order, and agreed to it; both can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from langkah.apps.sales import wording
from langkah.apps.sales.errors import Incomplete, NotFound
from langkah.apps.sales.later_day import REASONS, day_in_words
from langkah.apps.sales.models import Departure, NewDay, Order
from langkah.apps.workshop import audit
from langkah.apps.workshop.models import User, Workshop
from langkah.domain.reason import Reason, because

LONGEST = 4000
# No plan reaches further; a day beyond is a mistyped year.
FARTHEST = timedelta(days=2 * 366)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the buyer was told: the new day, why, and the words; `planned` is the plan's own day."""

    planned: date
    day: date | None
    reason: str
    language: str
    text: str


@transaction.atomic
def tell_new_day(*, workshop: Workshop, order: int, told: Told, by: User, now: datetime) -> int:
    """Keep what a buyer was told; the order is held to its old day until she agrees.

    Said again it changes nothing. Raises NotFound, and Incomplete for what cannot be right.
    """
    row, today = _locked(workshop, order), _today(workshop, now)
    text = "\n".join(told.text.strip().splitlines())
    wrong = list(_problems(row, told, text, today))
    if told.day is None or row.promise_day is None or wrong:
        raise Incomplete(*wrong)
    before = newest(row)
    if before is not None and (before.day, before.text) == (told.day, text):
        return before.pk
    made = NewDay.objects.create(
        workshop=workshop,
        order=row,
        promised=row.promise_day,
        planned=told.planned,
        day=told.day,
        reason=told.reason,
        language=told.language,
        text=text,
        at=now,
        by=by,
    )
    audit.record(
        workshop=workshop,
        by=by,
        verb="order.new_day_told",
        target=row,
        old={"told_day": before.day if before else None},
        new={"told_day": told.day, "late_reason": told.reason},
    )
    return made.pk


def _problems(row: Order, told: Told, text: str, today: date) -> Iterator[Reason]:
    if Departure.objects.filter(order=row, withdrawn_at=None).exists():
        yield because("The order has left. There is no day to move any more.")
    yield from _of_the_day(row.promise_day, told.day, today)
    yield from _of_the_words(told, text)


def _of_the_day(promised: date | None, day: date | None, today: date) -> Iterator[Reason]:
    if promised is None:
        yield because("No day was promised for this order; there is none to move.")
    elif day is None:
        yield because("Write the new day.")
    elif day <= promised:
        yield because("The new day must lie after {day}, the one promised.", day=promised)
    elif day < today:
        yield because("The new day {day} is over. Choose a day from today on.", day=day)
    elif day - today > FARTHEST:
        yield because("The new day {day} lies more than two years ahead. Check the year.", day=day)


def _of_the_words(told: Told, text: str) -> Iterator[Reason]:
    if told.language not in wording.LANGUAGES:
        yield because("Choose one of the languages.")
    elif text and told.day and day_in_words(told.day, told.language) not in text:
        yield because(
            "The message does not name the new day, “{named}”. Write it in, or choose its day "
            "above and have the message written again.",
            named=day_in_words(told.day, told.language),
        )
    if not text:
        yield because("Write what the buyer was told.")
    elif len(text) > LONGEST:
        yield because("The message is too long: write at most {count} letters.", count=LONGEST)
    if told.reason and told.reason not in REASONS:
        yield because("Choose one of the reasons.")


@transaction.atomic
def take_back_new_day(
    *, workshop: Workshop, order: int, told: int, by: User, now: datetime
) -> None:
    """She was not told this after all.

    Raises NotFound; Incomplete once she agreed to it, or where it is not what she was told last.
    """
    row = _locked(workshop, order)
    found = _noted(row, told)
    if found.agreed_at is not None:
        raise Incomplete(because("The buyer agreed to this day. Take her yes back first."))
    found.withdrawn_at, found.withdrawn_by = now, by
    found.save(update_fields=["withdrawn_at", "withdrawn_by"])
    audit.record(
        workshop=workshop,
        by=by,
        verb="order.new_day_not_told",
        target=row,
        old={"told_day": found.day},
    )


@transaction.atomic
def agree_to_new_day(
    *, workshop: Workshop, order: int, told: int, on: date | None, by: User, now: datetime
) -> date:
    """The buyer agreed to the day she was told; the order is held to it from now on.

    Said again it changes nothing. Gives the day. Raises NotFound, and Incomplete.
    """
    row = _locked(workshop, order)
    found = newest(row)
    if found is None or found.pk != told:
        raise Incomplete(because("Another day was told meanwhile. Look at it and note it again."))
    if found.agreed_at is not None:
        return found.day
    asked, today = found.at.astimezone(ZoneInfo(workshop.time_zone)).date(), _today(workshop, now)
    if on is None or not asked <= on <= today:
        raise Incomplete(
            because(
                "Write the day on which she agreed: {first} to {last}.", first=asked, last=today
            )
        )
    if row.promise_day != found.promised:
        raise Incomplete(
            because("The order is held to another day meanwhile. Tell the buyer again.")
        )
    row.promise_day = found.day
    row.save(update_fields=["promise_day"])
    found.agreed_on, found.agreed_at, found.agreed_by = on, now, by
    found.save(update_fields=["agreed_on", "agreed_at", "agreed_by"])
    audit.record(
        workshop=workshop,
        by=by,
        verb="order.new_day_agreed",
        target=row,
        old={"promise_day": found.promised},
        new={"promise_day": found.day, "agreed_on": on},
    )
    return found.day


@transaction.atomic
def take_back_agreement(*, workshop: Workshop, order: int, told: int, by: User) -> None:
    """She did not agree to this after all: the order is held to its day before.

    Raises NotFound; Incomplete where she did not, or was told another day since.
    """
    row = _locked(workshop, order)
    found = _noted(row, told)
    if found.agreed_at is None:
        raise _nothing()
    agreed_to, agreed_on = row.promise_day, found.agreed_on
    row.promise_day = found.promised
    row.save(update_fields=["promise_day"])
    found.agreed_on = found.agreed_at = found.agreed_by = None
    found.save(update_fields=["agreed_on", "agreed_at", "agreed_by"])
    audit.record(
        workshop=workshop,
        by=by,
        verb="order.new_day_not_agreed",
        target=row,
        old={"promise_day": agreed_to, "agreed_on": agreed_on},
        new={"promise_day": found.promised},
    )


def _noted(row: Order, told: int) -> NewDay:
    """What she was told last, if it is the word that is meant. Raises NotFound, Incomplete."""
    if not NewDay.objects.filter(order=row, pk=told).exists():
        raise NotFound
    found = newest(row)
    if found is None or found.pk != told:
        raise _nothing()
    return found


def _nothing() -> Incomplete:
    return Incomplete(
        because(
            "Nothing was taken back: this is not what stands noted now. Look at what the buyer "
            "knows, then take it back there."
        )
    )


def newest(row: Order) -> NewDay | None:
    """What the buyer was told last."""
    return NewDay.objects.filter(order=row, withdrawn_at=None).order_by("-at", "-pk").first()


def _locked(workshop: Workshop, order: int) -> Order:
    row = Order.objects.select_for_update().filter(workshop=workshop, pk=order).first()
    if row is None:
        raise NotFound
    return row


def _today(workshop: Workshop, now: datetime) -> date:
    return now.astimezone(ZoneInfo(workshop.time_zone)).date()
