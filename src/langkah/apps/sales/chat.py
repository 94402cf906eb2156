"""The offer as a chat message: short enough for every channel, whole sentences only."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import translation

from langkah.apps.sales import wording
from langkah.papers.offer import OfferSheet, SheetLine

LONGEST = 1000


def text(sheet: OfferSheet, door_now: str | None = None) -> str:
    """The sheet in at most 1,000 characters; sentences are left out whole, never cut.

    `door_now`: everything at her door by rules that changed since; empty: not known, so that no
    figure is said; None: as in the sheet.
    """
    with translation.override(sheet.language):
        say = wording.chat()
    head = [say["hello"].format(name=sheet.buyer), say["thanks"].format(number=sheet.number)]
    goods = [_goods(line) for line in sheet.lines]
    total = [say["total"].format(total=sheet.total, delivery=sheet.delivery)]
    if sheet.per_pair:
        total.append(say["named"].format(label=sheet.per_pair_label, value=sheet.per_pair))
    # From the first to be left out to the last
    spare = [
        ("deposit", say["deposit"].format(amount=sheet.deposit), sheet.deposit),
        ("arrival", say["arrival"].format(days=sheet.arrival), sheet.arrival),
        ("door", _door(sheet, door_now, say), sheet.door if door_now is None else door_now),
    ]
    facts = {name: sentence for name, sentence, value in spare if value}
    dates = [
        sentence
        for sentence, value in (
            (say["ready"].format(day=sheet.ready), sheet.ready),
            (say["valid"].format(day=sheet.valid), sheet.valid),
        )
        if value
    ]
    tail = [say["link"].format(link=sheet.link)] if sheet.link else []
    shown = len(goods)
    while True:
        more = [say["more"].format(count=len(goods) - shown)] if 0 < shown < len(goods) else []
        blocks = (
            head,
            [*goods[:shown], *more],
            [*total, *(facts[name] for name in ("door", "deposit") if name in facts)],
            [*dates[:1], *(facts[name] for name in ("arrival",) if name in facts), *dates[1:]],
            [*tail, sheet.workshop],
        )
        whole = _joined(blocks)
        if len(whole) <= LONGEST or not (shown or facts):
            return whole
        if shown > 1 or not facts:
            shown -= 1
        else:
            facts.pop(next(iter(facts)))


def _door(sheet: OfferSheet, now: str | None, say: dict[str, str]) -> str:
    if now is None:
        return say["door"].format(amount=sheet.door)
    return say["door_now"].format(amount=now, before=sheet.door)


def _goods(line: SheetLine) -> str:
    chosen = f" ({', '.join(line.facts)})" if line.facts else ""
    return f"{line.pairs_said} {line.title}{chosen}"


def _joined(blocks: Sequence[Sequence[str]]) -> str:
    return "\n\n".join("\n".join(block) for block in blocks if block)
