"""An option on every pair: in the price, in the plan, on the offer, and on the order."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from langkah.apps.catalogue import actions as catalogue
from langkah.apps.production import actions, jobs
from langkah.apps.production.promises import promise_for
from langkah.apps.sales import actions as sales
from langkah.apps.sales.actions.drafts import Draft, DraftLine
from langkah.apps.sales.errors import Incomplete
from langkah.apps.sales.models import QuoteVersion
from langkah.apps.sales.queries import offer_sheet
from langkah.apps.workshop.models import User, Workshop
from tests.apps.production.conftest import NOW

LOGO = {"name": "Logo in the insole", "kind": "logo", "cost": Decimal(5000), "step": "Lasting"}


@pytest.fixture
def logo(floor: Workshop, loafer: int, bu_sari: User) -> str:
    values = {**LOGO, "minutes": Decimal(10)}
    catalogue.add_row(workshop=floor, product=loafer, section="options", values=values, by=bu_sari)
    return LOGO["name"]


def choose(workshop: Workshop, version: int, by: User, *options: str) -> QuoteVersion:
    row = QuoteVersion.objects.get(pk=version)
    line = row.lines.get()
    draft = Draft(
        incoterm=row.incoterm,
        currency=row.currency,
        valid_days=row.valid_days,
        deposit_percent=row.deposit_percent,
        language=row.language,
        country=row.country,
        city=row.city,
        lines=(
            DraftLine(
                product=line.product_id,
                sizes=tuple(
                    sales.AskedSize(size=cell.size, pairs=cell.pairs) for cell in line.sizes.all()
                ),
                options=options,
            ),
        ),
    )
    sales.change_draft(workshop=workshop, version=version, draft=draft, by=by, now=NOW)
    return QuoteVersion.objects.get(pk=version)


def test_v06_an_option_costs_money_and_time(floor, bu_sari, ask, logo) -> None:
    version = ask(pairs=240)
    plain = QuoteVersion.objects.get(pk=version).lines.get()
    day = promise_for(floor, version, NOW).ready
    line = choose(floor, version, bu_sari, logo).lines.get()
    # 10 more minutes on 25 and 5,000 rupiah more, before share of overhead and margin
    assert line.unit_cost > plain.unit_cost + 5000
    assert line.unit_price > plain.unit_price
    assert promise_for(floor, version, NOW).ready > day


def test_an_option_goes_along_to_offer_order_and_next_version(floor, bu_sari, ask, logo) -> None:
    version = ask()
    choose(floor, version, bu_sari, logo)
    actions.date_quote(workshop=floor, version=version, by=bu_sari, now=NOW)
    actions.offer(workshop=floor, version=version, by=bu_sari, now=NOW)
    assert offer_sheet(floor, version).lines[0].facts == (logo,)
    after = sales.next_version(workshop=floor, version=version, by=bu_sari, now=NOW)
    assert QuoteVersion.objects.get(pk=after).lines.get().options.get().name == logo
    order = actions.accept(
        workshop=floor, version=version, name="Marieke", now=NOW + timedelta(hours=2)
    )
    (line,) = jobs.of_order(floor, order)
    assert line.options == (logo,)


def test_an_option_the_product_does_not_have_is_refused_by_name(floor, bu_sari, ask, logo) -> None:
    version = ask()
    with pytest.raises(Incomplete, match="Gold laces"):
        choose(floor, version, bu_sari, "Gold laces")


def test_an_option_taken_away_meanwhile_blocks_the_price(floor, bu_sari, ask, logo, loafer) -> None:
    version = ask()
    choose(floor, version, bu_sari, logo)
    catalogue.undo(workshop=floor, product=loafer, by=bu_sari)
    sales.price_quote(workshop=floor, version=version, now=NOW)
    row = QuoteVersion.objects.get(pk=version)
    assert not row.offers.exists()
    assert "no option" in row.remarks.get(kind="block").sentence
