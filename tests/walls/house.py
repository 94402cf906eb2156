"""Bu Sari's house with something in every corner, so that nothing can leak unnoticed."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from typing import Any

from django.utils import timezone
from PIL import Image

from langkah.apps.catalogue import actions as catalogue
from langkah.apps.catalogue import models as passport
from langkah.apps.catalogue import uploads
from langkah.apps.insight import impact
from langkah.apps.insight.models import ImpactRun, Touched
from langkah.apps.partners import actions as partners
from langkah.apps.partners import exchange as rate_sheets
from langkah.apps.partners import incoming as rate_files
from langkah.apps.partners.lanes.actions import NewPaper
from langkah.apps.partners.models import CarrierPaper, RateCard
from langkah.apps.production import actions as production
from langkah.apps.production.actions.cancelling import without_order
from langkah.apps.production.models import Booking, LateMaterial, MadeAgain, PlanMove, StepDone
from langkah.apps.rules import actions as rules
from langkah.apps.rules import exchange, incoming
from langkah.apps.rules import queries as rule_rows
from langkah.apps.rules.models import BookChange
from langkah.apps.sales import actions, links
from langkah.apps.sales.about import About
from langkah.apps.sales.models import (
    ClaimedPreference,
    Inquiry,
    NewDay,
    Order,
    Question,
    QuoteLink,
    QuoteVersion,
)
from langkah.apps.workshop import models as workshop_tables
from langkah.apps.workshop.actions import people
from langkah.apps.workshop.actions import prices as price_rules
from langkah.apps.workshop.models import User, Workshop
from langkah.apps.workshop.rights import SHARED_ROOMS
from langkah.domain.reason import because
from langkah.papers.sheets import to_csv
from tests.apps.sales.conftest import READY, D, add_loafer, express, facts
from tests.conftest import somebody
from tests.walls.filling import MARK, fill, row

UPLOAD = "a" * 64
ROWS = {
    "part": passport.PartMaterial,
    "size": passport.SizeBox,
    "option": passport.Option,
    "bom": passport.BomLine,
    "step": passport.RoutingStep,
    "cost": passport.CostLine,
    "photo": passport.Photo,
    "document": passport.Document,
}


@dataclass(frozen=True, slots=True)
class House:
    """The workshop, who works there, and what each name in an address stands for."""

    workshop: Workshop
    owner: User
    marketing: User
    reader: User
    adviser: User
    maker: User
    guest: User
    rival: User
    names: dict[str, Any]


def furnish(kenzi: Workshop, rival: Workshop) -> House:
    """Real rows where screens work with them, filled rows in all other tables."""
    now = timezone.now()
    roles = ("owner", "marketing", "viewer", "adviser", "production")
    owner, marketing, reader, adviser, maker = (somebody(kenzi, role, role) for role in roles)
    guest = somebody(kenzi, "guest", "adviser")
    people.share_rooms(
        workshop=kenzi,
        member=kenzi.memberships.get(user=guest).pk,
        rooms=SHARED_ROOMS,
        by=owner,
    )
    rules.adopt(workshop=kenzi, now=now)
    product = add_loafer(kenzi, owner, name=f"{MARK} Loafer")
    _files(kenzi, owner, product)
    for name in ("b2b", "b2c"):
        rule = price_rules.RuleValues(margin=D("0.35"), rounding=D(1000))
        price_rules.set_price_rule(workshop=kenzi, list=name, values=rule, by=owner)
    price_rules.set_rate(workshop=kenzi, currency="EUR", rate=D(20000), by=owner, now=now)
    partners.add_card(workshop=kenzi, card=express(carrier=MARK), by=owner)
    partners.set_hand_over(workshop=kenzi, pickup=D(0), clearance=D(150000), by=owner)
    people.invite(workshop=kenzi, role="viewer", name=MARK, by=owner, now=now)
    _message(kenzi, owner, "waits", now)
    version = _quote(kenzi, owner, product, now)
    actions.freeze(workshop=kenzi, version=version, by=owner, now=now)
    letter = actions.Letter(text=f"{MARK}?", key="q", name=MARK)
    actions.ask_question(workshop=kenzi, version=version, letter=letter, now=now)
    accepted = _quote(kenzi, owner, product, now)
    actions.freeze(workshop=kenzi, version=accepted, by=owner, now=now)
    actions.accept(workshop=kenzi, version=accepted, name=MARK, now=now)
    _called_off(kenzi, owner, _quote(kenzi, owner, product, now), now)
    draft = _quote(kenzi, owner, product, now)
    _paper(kenzi, owner, draft, now)
    _rules(kenzi, owner, now)
    _makers(kenzi)
    fill(kenzi)
    return House(
        workshop=kenzi,
        owner=owner,
        marketing=marketing,
        reader=reader,
        adviser=adviser,
        maker=maker,
        guest=guest,
        rival=somebody(rival, "Pak Saingan", "owner"),
        names=_names(kenzi, product, draft, adviser),
    )


def _called_off(kenzi: Workshop, owner: User, version: int, now: Any) -> None:
    """An order that was cancelled."""
    actions.freeze(workshop=kenzi, version=version, by=owner, now=now)
    order = actions.accept(workshop=kenzi, version=version, name=MARK, now=now)
    asked = production.Cancel(order=order, reason=MARK)
    shown = without_order(kenzi, asked, now).sign
    production.cancel(workshop=kenzi, asked=asked, shown=shown, by=owner, now=now)


def _picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "brown").save(out, "PNG")
    return out.getvalue()


def _files(kenzi: Workshop, owner: User, product: int) -> None:
    picture = _picture()
    catalogue.add_photo(workshop=kenzi, product=product, data=picture, alt=MARK, by=owner)
    paper = {"kind": "certificate", "issuer": MARK}
    catalogue.add_document(workshop=kenzi, product=product, values=paper, data=picture, by=owner)
    waiting = uploads.incoming_path(kenzi.pk, UPLOAD)
    uploads.write(waiting, b"kept")
    uploads.write(waiting.with_suffix(".json"), b"{}")


def _makers(kenzi: Workshop) -> None:
    """One of the floor, and a partner workshop."""
    workshop_tables.Maker.objects.create(workshop=kenzi, name=f"{MARK} maker")
    maker = workshop_tables.Maker.objects.create(workshop=kenzi, name=f"{MARK} partner")
    workshop_tables.PartnerWorkshop.objects.create(workshop=kenzi, maker=maker)


def _paper(kenzi: Workshop, owner: User, version: int, now: Any) -> None:
    """An invoice of the carrier, with a picture of it."""
    told = NewPaper(
        kind="invoice",
        carrier=MARK,
        mode="courier",
        country="NL",
        day=now.date(),
        amount=D(1000),
        currency="IDR",
        note=MARK,
    )
    actions.note_carrier_paper(
        workshop=kenzi,
        paper=told,
        about=About(version=version),
        file=_picture(),
        by=owner,
        now=now,
    )


def _rules(kenzi: Workshop, owner: User, now: Any) -> None:
    """A rule changed by hand, what that touches, and a sheet that waits."""
    values = {"rate": D("0.22"), "source": MARK}
    change = rules.correct(workshop=kenzi, code="eu-vat-nl", values=values, by=owner, now=now)
    impact.note(workshop=kenzi, change=change.pk, now=now)
    checked = rules.Checked(on=now.date(), name=MARK, asked=MARK)
    rules.verify(workshop=kenzi, code="eu-mfn-6403", checked=checked, by=owner, now=now)
    waiting = incoming.keep(kenzi, to_csv([exchange.sheet(kenzi)]))
    impact.look(workshop=kenzi, upload=waiting, by=owner, now=now)


def _message(kenzi: Workshop, owner: User, key: str, now: Any) -> int:
    message = actions.Message(text=f"Dag! 24 paar {MARK} Loafer naar Rotterdam.", key=key)
    return actions.take_inquiry(workshop=kenzi, message=message, now=now, by=owner)


def _quote(kenzi: Workshop, owner: User, product: int, now: Any) -> int:
    inquiry = _message(kenzi, owner, f"quote {Inquiry.objects.count()}", now)
    asked = replace(facts(product), buyer_name=f"{MARK} Schoenen")
    quote = actions.quote_inquiry(workshop=kenzi, inquiry=inquiry, facts=asked, by=owner, now=now)
    version = QuoteVersion.objects.get(quote=quote).pk
    promised = actions.Promised(ready=READY, binds=(because("Lasting is full."),))
    actions.promise(workshop=kenzi, version=version, promised=promised, by=owner, now=now)
    return version


def _names(kenzi: Workshop, product: int, draft: int, adviser: User) -> dict[str, Any]:
    tables = {
        "closed_day": workshop_tables.ClosedDay,
        "invitation": workshop_tables.Invitation,
        "key": workshop_tables.ApiKey,
        "last_set": workshop_tables.LastSet,
        "maker": workshop_tables.Maker,
        "again": MadeAgain,
        "late": LateMaterial,
        "out": workshop_tables.StationOut,
        "told": NewDay,
        "own": workshop_tables.OwnHours,
        "own_carton": workshop_tables.OwnCarton,
        "partner_workshop": workshop_tables.PartnerWorkshop,
        "skill": workshop_tables.Skill,
        "station": workshop_tables.Station,
        "sign_in": workshop_tables.SignIn,
        "paper": CarrierPaper,
        "claim": ClaimedPreference,
        "booking": Booking,
        "move": PlanMove,
        "done": StepDone,
        "step": passport.RoutingStep,
        "inquiry": Inquiry,
        "order": Order,
        "question": Question,
        "material": passport.Material,
        "photo": passport.Photo,
        "document": passport.Document,
    }
    version = QuoteVersion.objects.get(pk=draft)
    return {
        **{name: row(table, kenzi).pk for name, table in tables.items()},
        "member": kenzi.memberships.get(user=adviser).pk,
        "product": product,
        "card": RateCard.objects.filter(workshop=kenzi, ended_at=None).order_by("pk").first().pk,
        "place": "z0-0",
        "rule": rule_rows.standing(kenzi).get(code="eu-vat-nl").pk,
        "change": BookChange.objects.filter(workshop=kenzi).order_by("-pk").first().pk,
        "touched": Touched.objects.filter(workshop=kenzi, version__isnull=False).first().pk,
        "waiting": ImpactRun.objects.get(workshop=kenzi, change=None).upload,
        "market": "NL",
        "file": rate_files.keep(
            kenzi, to_csv(rate_sheets.sheets(replace(rate_sheets.example(READY), carrier=MARK)))
        ),
        "version": draft,
        "quote": version.quote_id,
        "token": links.token(QuoteLink.objects.first().seed),
        "workshop": kenzi.slug,
        # Not rows of a workshop
        "upload": UPLOAD,
        "currency": "EUR",
        "list": "b2b",
        "kind": "xlsx",
        "mode": "courier",
        "country": "NL",
        "name": "cost",
        "stage": 1,
        "day": "2027-03-10",
    }


def row_of(kenzi: Workshop, address: str) -> int:
    """What `row` means in an address such as catalogue:change_part."""
    return row(ROWS[address.rpartition("_")[2]], kenzi).pk
