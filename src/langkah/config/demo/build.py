"""The house of the demo: workshop, people, floor, prices, materials, styles, rate cards, buyers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import groupby

from langkah.apps.buyers import actions as buyers
from langkah.apps.catalogue import actions as catalogue
from langkah.apps.partners import actions as partners
from langkah.apps.partners import exchange as rate_sheets
from langkah.apps.rules import actions as rules
from langkah.apps.workshop.actions import cartons as own_cartons
from langkah.apps.workshop.actions import floor as floors
from langkah.apps.workshop.actions import people as persons
from langkah.apps.workshop.actions import prices as price_rules
from langkah.apps.workshop.actions import start, users
from langkah.apps.workshop.queries import User, Workshop, current_member
from langkah.config.demo import carriers
from langkah.config.demo.pictures import picture
from langkah.config.demo.story import Story, Table

PASSWORD = "selangkah-lagi"  # noqa: S105 - printed by bin/run, opens a demo only
HOUR = 60
YEAR = 365


def build(story: Story, today: date, now: datetime) -> tuple[Workshop, User, dict[int, int]]:
    """Everything that does not happen but is; gives product ids by the story's own numbers."""
    owner, workshop = people(story, now)
    checks(story, workshop, owner, now)
    floor(story, workshop, owner)
    cartons(story, workshop, owner, now)
    prices(story, workshop, owner)
    made = styles(story, workshop, owner)
    for rows in story.rates:
        partners.add_card(workshop=workshop, card=card(rows), by=owner)
    for sheets in story.rate_tables:
        partners.take_in(workshop=workshop, card=rate_sheets.card(sheets), by=owner)
    carriers.papers(story, workshop, owner, now)
    partners.set_hand_over(
        workshop=workshop, pickup=Decimal(350_000), clearance=Decimal(450_000), by=owner
    )
    for row in story.buyers:
        buyers.find_or_add(workshop=workshop, by=owner, contact=buyers.Contact(**row))
    return workshop, owner, made


def checks(story: Story, workshop: Workshop, owner: User, now: datetime) -> None:
    """The rules that the owner has had checked: duty-paid prices to the Netherlands may leave."""
    rules.adopt(workshop=workshop, now=now)
    for row in story.checked:
        checked = rules.Checked(
            on=now.date() - timedelta(days=int(row["days_ago"])),
            name=row["name"],
            asked=row["asked"],
        )
        rules.verify(workshop=workshop, code=row["code"], checked=checked, by=owner, now=now)


def people(story: Story, now: datetime) -> tuple[User, Workshop]:
    """The owner begins the workshop and invites the others."""
    told = story.workshop
    first, *others = told["users"]
    owner = start.begin(
        values=start.WorkshopValues(
            name=told["name"],
            village=told["village"],
            city=told["city"],
            story=told["story"].strip(),
            story_abroad=told["story_abroad"].strip(),
        ),
        owner=_person(first),
        slug=told["slug"],
        demo=True,
    )
    member = current_member(owner, None)
    if member is None:
        raise LookupError("The owner of the demo has no workshop.")
    workshop = member.workshop
    _phone(owner, first)
    for one in others:
        token = persons.invite(
            workshop=workshop, role=one["role"], name=one["name"], by=owner, now=now
        )
        _phone(persons.join_new(token=token, person=_person(one), now=now), one)
    return owner, workshop


def _person(one: Table) -> users.NewPerson:
    return users.NewPerson(name=one["name"], account=one["email"], password=PASSWORD)


def _phone(user: User, one: Table) -> None:
    users.change_user(
        user=user, name=one["name"], email=one["email"], phone=one["phone"], language="id"
    )


def floor(story: Story, workshop: Workshop, by: User) -> None:
    """Skills, makers, stations, lasts, hours and the workshop's own days off."""
    told = story.workshop
    names = dict.fromkeys(skill for maker in told["makers"] for skill in maker["skills"])
    skills = {name: floors.save_skill(workshop=workshop, name=name, by=by) for name in names}
    for maker in told["makers"]:
        values = floors.MakerValues(
            name=maker["name"],
            speed=Decimal(maker["speed"]),
            skills=tuple(skills[name] for name in maker["skills"]),
        )
        floors.save_maker(workshop=workshop, values=values, by=by)
    for one in told["stations"]:
        floors.save_station(workshop=workshop, name=one["name"], count=one["count"], by=by)
    for one in told["lasts"]:
        floors.save_last_set(workshop=workshop, family=one["family"], count=one["count"], by=by)
    for part in told["hours"].values():
        floors.set_hours(workshop=workshop, weekdays=part["days"], values=_hours(part), by=by)
    for rest in told["closed"]:
        floors.close_days(
            workshop=workshop, first=rest["from"], last=rest["until"], reason=rest["reason"], by=by
        )


def _hours(part: Table) -> floors.DayValues:
    opens = time.fromisoformat(part["opens"])

    def later(minutes: int) -> time:
        return (datetime.combine(date.min, opens) + timedelta(minutes=minutes)).time()

    return floors.DayValues(
        opens=opens,
        closes=later(part["minutes"] + part["break_minutes"]),
        break_from=later(part["break_after"]),
        break_minutes=part["break_minutes"],
    )


def cartons(story: Story, workshop: Workshop, by: User, now: datetime) -> None:
    """The workshop's own cartons."""
    for told in story.workshop["cartons"]:
        length, width, height = told["sides"]
        values = own_cartons.CartonValues(
            name=told["name"],
            length_mm=length,
            width_mm=width,
            height_mm=height,
            empty_g=told["empty_g"],
            max_kg=Decimal(told["max_kg"]),
            price=Decimal(told["price"]),
        )
        # Long before the first quote of the story
        own_cartons.save_carton(
            workshop=workshop, values=values, by=by, now=now - timedelta(days=YEAR)
        )


def prices(story: Story, workshop: Workshop, by: User) -> None:
    """Margins, tiers and terms."""
    for name, rule in story.workshop["prices"].items():
        values = price_rules.RuleValues(
            margin=Decimal(rule["margin"]),
            minimum=Decimal(rule["minimum"]),
            rounding=Decimal(rule["rounding"]),
            tiers=tuple((tier["pairs"], Decimal(tier["discount"])) for tier in rule["tiers"]),
        )
        price_rules.set_price_rule(workshop=workshop, list=name, values=values, by=by)
    terms = story.workshop["terms"]
    price_rules.set_terms(
        workshop=workshop,
        validity_days=terms["validity_days"],
        deposit_share=Decimal(terms["deposit_share"]),
        payment=terms["payment"],
        by=by,
    )


def styles(story: Story, workshop: Workshop, by: User) -> dict[int, int]:
    """Materials and the styles made of them, each with its drawing."""
    for row in story.materials:
        values = {
            "name": row["name"],
            "kind": row["kind"],
            "species": row["species"],
            "unit": row["unit"],
            "price": Decimal(row["price_idr"]),
            "origin": row["origin"],
            "days_to_get": int(row["days"]) if row["days"] else None,
        }
        catalogue.add_material(workshop=workshop, values=values, by=by)
    named = {row["key"]: row["name"] for row in story.materials}
    made = {}
    for told in story.products:
        rows = sections(story, told, named)
        product = catalogue.add_product(
            workshop=workshop, by=by, passport=passport(story, told), rows=rows
        )
        catalogue.add_photo(
            workshop=workshop,
            product=product,
            data=picture(told["id"]),
            alt=told["name"],
            by=by,
        )
        made[told["id"]] = product
    return made


FACTS = {"straps_across_instep_and_round_big_toe": "straps"}
CONSTRUCTIONS = {"cemented": "cemented", "welted": "welted", "moccasin": "moccasin"}


def passport(story: Story, told: Table) -> Table:
    """The passport's own fields."""
    facts = {
        FACTS.get(name, name): value for name, value in told["facts"].items() if name != "sports"
    }
    return {
        "code": told["code"],
        "name": told["name"],
        "words": ", ".join(told["aliases"]),
        "status": "active",
        "style": told["aliases"][0],
        "audience": told["audience"],
        "last": told["last_family"],
        "construction": CONSTRUCTIONS.get(told["routing"], "cemented"),
        "size_system": told["sizes"]["system"],
        "story": told["story"],
        "story_abroad": told["story_abroad"],
        "care": told["care"],
        "hs_code": told["hs"],
        **facts,
    }


def sections(story: Story, told: Table, named: dict[str, str]) -> dict[str, list[Table]]:
    """Rows of every section of a product."""
    return {
        "parts": list(_parts(told, named)),
        "sizes": list(_sizes(told)),
        "options": list(_options(story, told)),
        "bom": [
            {
                "material": named[line["material"]],
                "per_pair": Decimal(line["per_pair"]),
                "scrap": Decimal(line["scrap"]) * 100,
            }
            for line in told["bom"]
        ],
        "routing": list(_steps(story, told)),
        "costs": [
            {
                "kind": "overhead",
                "name": "Rumah: sewa, listrik, mesin",
                "basis": "pair",
                "amount": Decimal(story.workshop["costs"]["overhead_per_pair"]),
            },
        ],
    }


def _parts(told: Table, named: dict[str, str]) -> Iterator[Table]:
    for part in ("upper", "lining", "sole"):
        for line in told[part]:
            yield {
                "part": part,
                "material": named[line["material"]],
                "share": Decimal(line["share"]),
            }


def _sizes(told: Table) -> Iterator[Table]:
    box = told["box"]
    for size in range(told["sizes"]["from"], told["sizes"]["until"] + 1):
        yield {
            "size": str(size),
            "length_cm": Decimal(box["length"]),
            "width_cm": Decimal(box["width"]),
            "height_cm": Decimal(box["height"]),
            "weight_kg": Decimal(box["weight"]),
        }


def _options(story: Story, told: Table) -> Iterator[Table]:
    finishing = story.routings[told["routing"]]["steps"][-3]["name"]
    for one in told["options"]:
        yield {
            "name": one["name"],
            "abroad": one["abroad"],
            "kind": one["kind"],
            "cost": Decimal(one["cost"]),
            "minutes": Decimal(one["minutes"]),
            "step": finishing,
        }


def _steps(story: Story, told: Table) -> Iterator[Table]:
    minute = Decimal(story.workshop["costs"]["minute"])
    for position, step in enumerate(story.routings[told["routing"]]["steps"], start=1):
        yield {
            "position": position,
            "name": step["name"],
            "minutes_per_pair": (
                Decimal(str(step["minutes"])) * Decimal(told["complexity"])
            ).quantize(Decimal("0.1")),
            "minutes_per_batch": Decimal(step["setup"]),
            "batch_pairs": 24,
            "skill": step["skill"],
            "station": step["station"] or None,
            "drying_hours": Decimal(str(step["dry_hours"])),
            "holds_last": step.get("holds_last", False),
            "pay": minute * HOUR,
            "pay_basis": "hour",
        }


def card(rows: list[dict[str, str]]) -> partners.NewCard:
    """A rate card from the rows of its file."""
    head = rows[0]
    zones = [_zone(list(lines)) for _, lines in groupby(rows, key=lambda row: row["zone"])]
    return partners.NewCard(
        carrier=head["carrier"],
        service=head["service"],
        mode=head["mode"],
        currency=head["currency"],
        valid_from=date.fromisoformat(head["valid_from"]),
        valid_until=date.fromisoformat(head["valid_until"]) if head["valid_until"] else None,
        divisor=int(head["divisor"]) if head["divisor"] else None,
        fuel_percent=_number(head["fuel_percent"]),
        max_parcel_kg=_number(head["max_parcel_kg"]),
        source="demo",
        is_example=True,
        zones=tuple(zones),
    )


PER = {"parcel": "parcel", "kg": "kg", "m3 or tonne": "m3"}


def _zone(lines: list[dict[str, str]]) -> partners.NewZone:
    head = lines[0]
    return partners.NewZone(
        name=head["zone"],
        countries=tuple(head["countries"].split()),
        days_min=int(head["days_min"]),
        days_max=int(head["days_max"]),
        breaks=tuple(
            partners.NewBreak(
                up_to_kg=_number(line["up_to_kg"]),
                price=Decimal(line["price"]),
                per=PER[line["price_is"]],
            )
            for line in lines
        ),
    )


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None
