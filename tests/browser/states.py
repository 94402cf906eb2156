"""States of the demo that its own story does not hold.

A rule that changes on a day to come, a sheet that waits, a draft, one on a rate card that was
corrected, a card that was removed, an order whose price counts with a proof of origin, a step that
was done late, an order that the plan finishes after its promise.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from zoneinfo import ZoneInfo

import django

django.setup()

from django.utils import timezone  # noqa: E402

from langkah.apps.catalogue.models import Product  # noqa: E402
from langkah.apps.insight import impact  # noqa: E402
from langkah.apps.partners import actions as partners  # noqa: E402
from langkah.apps.partners import correcting  # noqa: E402
from langkah.apps.partners import queries as cards  # noqa: E402
from langkah.apps.production import actions as production  # noqa: E402
from langkah.apps.production.asking import at_risk  # noqa: E402
from langkah.apps.production.queries import order_plan, planned_orders  # noqa: E402
from langkah.apps.rules import actions as rules  # noqa: E402
from langkah.apps.rules import exchange, incoming  # noqa: E402
from langkah.apps.sales import actions as sales  # noqa: E402
from langkah.apps.sales import queries  # noqa: E402
from langkah.apps.sales.actions.claiming import Promise  # noqa: E402
from langkah.apps.sales.models import Order, QuoteVersion  # noqa: E402
from langkah.apps.workshop.models import User, Workshop  # noqa: E402
from langkah.papers.sheets import to_csv  # noqa: E402
from tests.browser.screens import OWNER  # noqa: E402

# A tax under a quote that a buyer has not answered yet, and one that waits to change
CHANGED, WAITS = "eu-vat-fr", "eu-vat-de"


def make() -> None:
    """All of them, one after the other."""
    workshop, owner = Workshop.objects.get(is_demo=True), User.objects.get(email=OWNER)
    now = timezone.now()
    draft(workshop, owner, now)
    draft_on_an_old_card(workshop, owner, now)
    order_with_a_proof(workshop, owner, now)
    changed_rules(workshop, owner, now)
    step_done_late(workshop, owner, now)
    order_late(workshop, now)


def order_late(workshop: Workshop, now: datetime) -> None:
    """One whose plan holds was promised for three days before it."""
    stuck = {owed.order for owed, one in at_risk(workshop, now) if one.waits or one.late_days}
    late = next(one for one in planned_orders(workshop, now)[::-1] if one.order not in stuck)
    day = late.end.date() - timedelta(days=3)
    Order.objects.filter(workshop=workshop, pk=late.order).update(promise_day=day)


def step_done_late(workshop: Workshop, owner: User, now: datetime) -> None:
    """A step is noted just now, on which the next one of its lot should be under way already."""
    zone = ZoneInfo(workshop.time_zone)
    clock = now.astimezone(zone).replace(tzinfo=None)
    for one in planned_orders(workshop, now):
        tasks = sorted(order_plan(workshop, one.order), key=lambda task: (task.lot, task.step))
        for task, after in pairwise(tasks):
            if task.lot != after.lot or not task.end <= after.start <= clock < after.end:
                continue
            done = production.Done(
                booking=task.booking,
                maker=task.maker_id,
                pairs=task.pairs,
                begun=task.start.replace(tzinfo=zone),
                ended=now,
            )
            if production.note_step(workshop=workshop, done=done, by=owner, now=now).asks:
                return


def draft(workshop: Workshop, owner: User, now: datetime) -> None:
    """A price that is worked out and not sent."""
    message = sales.Message(text="12 Melati, Lyon", key="draft")
    inquiry = sales.take_inquiry(workshop=workshop, message=message, now=now, by=owner)
    line = sales.AskedLine(
        product=Product.objects.get(workshop=workshop, name="Melati Ballet Flat").pk,
        sizes=(sales.AskedSize(size="38", pairs=12),),
    )
    facts = sales.Facts(
        buyer_name="Camille Roux",
        language="fr",
        country="FR",
        city="Lyon",
        lines=(line,),
    )
    quote = sales.quote_inquiry(workshop=workshop, inquiry=inquiry, facts=facts, by=owner, now=now)
    version = queries.quote(workshop, quote, now).version.id
    production.date_quote(workshop=workshop, version=version, by=owner, now=now)


def draft_on_an_old_card(workshop: Workshop, owner: User, now: datetime) -> None:
    """A draft chose a carrier, then a price of its card was corrected; a card is removed."""
    message = sales.Message(text="24 Melati, Lyon", key="states-card")
    inquiry = sales.take_inquiry(workshop=workshop, message=message, now=now, by=owner)
    line = sales.AskedLine(
        product=Product.objects.get(workshop=workshop, name="Melati Ballet Flat").pk,
        sizes=(sales.AskedSize(size="38", pairs=24),),
    )
    facts = sales.Facts(
        buyer_name="Sophie Lambert", language="fr", country="FR", city="Lyon", lines=(line,)
    )
    quote = sales.quote_inquiry(workshop=workshop, inquiry=inquiry, facts=facts, by=owner, now=now)
    version = QuoteVersion.objects.get(quote=quote)
    production.date_quote(workshop=workshop, version=version.pk, by=owner, now=now)
    row = cards.cards(workshop)[0]
    QuoteVersion.objects.filter(pk=version.pk).update(card=row.id)
    sales.price_quote(workshop=workshop, version=version.pk, now=now)
    dearer = correcting.Correction(place="z0-0", price=Decimal(305_000), first=row.valid_from)
    correcting.correct_price(workshop=workshop, card=row.id, to=dearer, by=owner)
    known = replace(cards.card(workshop, row.id).card, carrier="Kapal Lama (demo)")
    old = partners.add_card(workshop=workshop, card=known, by=owner)
    partners.remove_card(workshop=workshop, card=old, by=owner)


def order_with_a_proof(workshop: Workshop, owner: User, now: datetime) -> None:
    """A shop in Korea says yes to a price with the lower duty; that preference has no known end."""
    message = sales.Message(text="24 Melati, Busan", key="states")
    inquiry = sales.take_inquiry(workshop=workshop, message=message, now=now, by=owner)
    line = sales.AskedLine(
        product=Product.objects.get(workshop=workshop, name="Melati Ballet Flat").pk,
        sizes=(sales.AskedSize(size="38", pairs=24),),
    )
    facts = sales.Facts(
        buyer_name="Kim Ji-woo",
        language="en",
        country="KR",
        city="Busan",
        lines=(line,),
        incoterm="DDP",
    )
    quote = sales.quote_inquiry(workshop=workshop, inquiry=inquiry, facts=facts, by=owner, now=now)
    version = queries.quote(workshop, quote, now).version.id
    production.date_quote(workshop=workshop, version=version, by=owner, now=now)
    claim = next(one for one in queries.possible_claims(workshop, version, now) if one.may)
    promise = Promise(programme=claim.programme, name=owner.name, ready_on=claim.ready_on)
    sales.claim_preference(workshop=workshop, version=version, promise=promise, by=owner, now=now)
    seen = queries.quote(workshop, quote, now).version.oldest_rate_day
    production.offer(workshop=workshop, version=version, by=owner, now=now, rate_seen=seen)
    production.accept(workshop=workshop, version=version, name="Kim Ji-woo", now=now)


def changed_rules(workshop: Workshop, owner: User, now: datetime) -> None:
    """Change a rule from the day an open quote arrives; put a sheet aside that changes another."""
    sent = QuoteVersion.objects.filter(workshop=workshop, country="FR", sent__isnull=False)
    values = {
        "rate": Decimal("0.21"),
        "source": "Tax office (demo)",
        "valid_from": sent.order_by("-pk")[0].arrival_until,
    }
    change = rules.follow(workshop=workshop, code=CHANGED, values=values, by=owner, now=now)
    impact.note(workshop=workshop, change=change.pk, now=now)
    sheet = exchange.sheet(workshop)
    code, rate = sheet.head.index("id"), sheet.head.index("rate")
    rows = tuple(
        (*row[:rate], Decimal("0.2"), *row[rate + 1 :]) if row[code] == WAITS else row
        for row in sheet.rows
    )
    waiting = incoming.keep(workshop, to_csv([replace(sheet, rows=rows)]))
    impact.look(workshop=workshop, upload=waiting, by=owner, now=now, note="rules.zip")


if __name__ == "__main__":
    make()
