"""A year in the demo workshop, from a fixed seed, and what waits on the desk today.

The year before: orders of the buyers, two to six a month, with a summer low and a rise before the
European spring, most of them from the same few shops. The last weeks go through the real desk:
message, confirmation, quote, acceptance, plan. So Today, the plan and the lists show real rows.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from langkah.apps.buyers import queries as buyers
from langkah.apps.production import actions as production
from langkah.apps.sales import actions as sales
from langkah.apps.sales.actions.inquiries import Message
from langkah.apps.sales.actions.past import PastLine, PastOrder
from langkah.apps.sales.queries import quote as quote_of
from langkah.apps.workshop.queries import User, Workshop
from langkah.config.demo.story import Story

SEED = 20261123
# Orders a month, January first.
SEASON = (5, 6, 5, 3, 2, 2, 2, 3, 4, 5, 4, 3)
FAVOURITES = (3, 1, 2, 17, 14, 8, 19, 4, 6, 15)


@dataclass(frozen=True, slots=True)
class Desk:
    """The workshop whose life it is."""

    workshop: Workshop
    owner: User
    products: dict[int, int]
    story: Story


def year(desk: Desk, now: datetime) -> None:
    """Orders agreed before Langkah was used: eleven months of them."""
    dice = random.Random(SEED)  # noqa: S311 - a story, not a secret
    known = buyers.buyers(desk.workshop)
    begin = (now - timedelta(days=365)).date().replace(day=1)
    for count in range(11):
        month = (begin + timedelta(days=31 * count)).replace(day=1)
        for _ in range(SEASON[month.month - 1]):
            day = month + timedelta(days=dice.randrange(27))
            buyer = dice.choice(known)
            style = dice.choice(FAVOURITES)
            sales.record_order(
                workshop=desk.workshop,
                order=_past(desk, dice, buyer, style, day),
                by=desk.owner,
                now=now.replace(year=day.year, month=day.month, day=day.day),
            )


def _past(
    desk: Desk, dice: random.Random, buyer: buyers.BuyerView, style: int, day: date
) -> PastOrder:
    pairs = dice.choice((1, 1, 2)) if buyer.kind == "b2c" else dice.choice((12, 24, 24, 36, 48, 60))
    price = Decimal(dice.randrange(26, 52))
    told = next(one for one in desk.story.products if one["id"] == style)
    first = told["sizes"]["from"]
    return PastOrder(
        buyer=buyer.id,
        country=buyer.country,
        incoterm="DAP" if buyer.kind == "b2c" else dice.choice(("FCA", "CPT", "DAP")),
        currency="EUR",
        promise_day=day + timedelta(days=28),
        lines=(
            PastLine(
                product=desk.products[style],
                unit_price=price,
                sizes=tuple(
                    (str(first + place), part) for place, part in enumerate(_spread(pairs), start=1)
                ),
            ),
        ),
    )


SHAPE = (1, 2, 4, 4, 2, 1)


def _spread(pairs: int) -> list[int]:
    """Pairs over a size run: few at the ends, most in the middle."""
    whole = sum(SHAPE)
    parts = [pairs * weight // whole for weight in SHAPE]
    for place in range(pairs - sum(parts)):
        parts[2 + place % 3] += 1
    return [part for part in parts if part]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One buyer's message of the last weeks and what came of it."""

    days_ago: int
    text: str
    buyer: str
    country: str
    city: str
    language: str
    style: int
    pairs: int
    incoterm: str = "DAP"
    kind: str = "b2b"
    ends: str = "accepted"


RECENT = (
    Told(
        days_ago=8,
        text="Dear Kenzi team, please repeat our order: 144 pairs Trowulan Oxford, sizes 40 to 45, "
        "to Leeds. Regards, Oliver",
        buyer="Oliver Hughes",
        country="GB",
        city="Leeds",
        language="en",
        style=1,
        pairs=144,
        incoterm="CPT",
    ),
    Told(
        days_ago=5,
        text="Guten Tag, wir hätten gern 180 Paar Majapahit Derby, Größen 41 bis 46, nach Köln.",
        buyer="Jonas Keller",
        country="DE",
        city="Köln",
        language="de",
        style=2,
        pairs=180,
    ),
    Told(
        days_ago=3,
        text="Hola, necesitamos 96 pares de la bailarina Melati para Valencia. Saludos, Lucía",
        buyer="Lucía Romero",
        country="ES",
        city="Valencia",
        language="es",
        style=14,
        pairs=96,
    ),
    Told(
        days_ago=6,
        text="Bonjour, 36 paires du mocassin Wilis pour Lyon, s'il vous plaît. Claire",
        buyer="Claire Martin",
        country="FR",
        city="Lyon",
        language="fr",
        style=15,
        pairs=36,
        ends="sent",
    ),
    Told(
        days_ago=2,
        text="Hi, one pair Gajahmada Brogue size 43 to Perth please, it is a gift. Emily",
        buyer="Emily Carter",
        country="AU",
        city="Perth",
        language="en",
        style=17,
        pairs=1,
        kind="b2c",
        ends="question",
    ),
)

WAITING = (("hamburg-de", 30), ("singapura-id", 6), ("perth-en", 2))


def weeks(desk: Desk, now: datetime) -> None:
    """The last weeks through the real desk, oldest first, then what waits today."""
    for told in sorted(RECENT, key=lambda one: -one.days_ago):
        _happened(desk, told, now - timedelta(days=told.days_ago, hours=3))
    for name, hours in WAITING:
        if name in desk.story.inquiries:
            message = Message(text=desk.story.inquiries[name], key=f"demo-{name}", way="form")
            sales.take_inquiry(
                workshop=desk.workshop, message=message, now=now - timedelta(hours=hours)
            )


def _happened(desk: Desk, told: Told, then: datetime) -> None:
    workshop, owner = desk.workshop, desk.owner
    message = Message(text=told.text, key=f"demo-{told.buyer}", way="paste")
    inquiry = sales.take_inquiry(workshop=workshop, message=message, now=then, by=owner)
    quote = sales.quote_inquiry(
        workshop=workshop, inquiry=inquiry, facts=_facts(desk, told), by=owner, now=then
    )
    drafted = quote_of(workshop, quote, then).version
    version = drafted.id
    production.date_quote(workshop=workshop, version=version, by=owner, now=then)
    production.offer(
        workshop=workshop, version=version, by=owner, now=then, rate_seen=drafted.oldest_rate_day
    )
    later = then + timedelta(hours=20)
    if told.ends == "accepted":
        production.accept(workshop=workshop, version=version, name=told.buyer, now=later)
    if told.ends == "question":
        sales.ask_question(
            workshop=workshop,
            version=version,
            letter=sales.Letter(
                text="Can you send a photo of the sole before shipping?",
                key="demo-question",
                name=told.buyer,
            ),
            now=later,
        )


def _facts(desk: Desk, told: Told) -> sales.Facts:
    style = next(one for one in desk.story.products if one["id"] == told.style)
    first = style["sizes"]["from"]
    sizes = (
        (("43", 1),)
        if told.pairs == 1
        else tuple(
            (str(first + place), part) for place, part in enumerate(_spread(told.pairs), start=1)
        )
    )
    return sales.Facts(
        buyer_name=told.buyer,
        language=told.language,
        kind=told.kind,
        country=told.country,
        city=told.city,
        incoterm=told.incoterm,
        lines=(
            sales.AskedLine(
                product=desk.products[told.style],
                sizes=tuple(sales.AskedSize(size=size, pairs=pairs) for size, pairs in sizes),
            ),
        ),
    )
