"""A price is made of what stands in the tables now, and asks for it once a table."""

from __future__ import annotations

from decimal import Decimal

import pytest

from langkah.apps.catalogue.models import Material, Option
from langkah.apps.partners.models import HandOver, RateBreak
from langkah.apps.rules.actions import Checked, adopt, verify
from langkah.apps.rules.models import DatedRule
from langkah.apps.sales import actions, pricing, queries, reasons
from langkah.apps.sales.models import (
    OfferLine,
    QuoteLine,
    QuoteLineOption,
    QuoteLineSize,
    QuoteVersion,
)
from langkah.apps.workshop.models import ManualRate, PriceRule, PriceTier
from tests.apps.sales.conftest import NOW, add_loafer, facts

D = Decimal


def priced(version):
    """What the version says once it is priced again."""
    actions.price_quote(workshop=version.workshop, version=version.pk, now=NOW)
    version.refresh_from_db()
    told = (
        version.lines.values_list("position", "unit_price", "unit_cost", "cost_currency"),
        version.offers.values_list("incoterm", "place", "price", "at_door", "margin"),
        OfferLine.objects.filter(offer__version=version).values_list(
            "offer__incoterm", "position", "head", "bearer", "amount", "why", "rule"
        ),
        version.remarks.values_list("position", "kind", "sentence", "offer__incoterm"),
    )
    return [sorted(rows, key=repr) for rows in told]


@pytest.fixture
def five(drafted, bu_sari):
    """The draft with four more products."""
    for place in range(1, 5):
        product = add_loafer(drafted.workshop, bu_sari, f"Style {place}", f"S{place}")
        line = QuoteLine.objects.create(
            workshop=drafted.workshop,
            version=drafted,
            position=place,
            product_id=product,
            title=f"Style {place}",
            pairs=30,
        )
        for size, pairs in (("39", 10), ("40", 10), ("41", 10)):
            QuoteLineSize.objects.create(
                workshop=drafted.workshop, line=line, size=size, pairs=pairs
            )
    return drafted


def test_a_price_asks_as_little_for_five_lines_as_for_one(five, django_assert_num_queries):
    adopt(workshop=five.workshop, now=NOW)
    priced(five)
    with django_assert_num_queries(29):
        actions.price_quote(workshop=five.workshop, version=five.pk, now=NOW)
    with django_assert_num_queries(11):
        pricing.figures(five.workshop, five, NOW)


def test_priced_again_it_says_the_same(five):
    assert priced(five) == priced(five)
    assert five.lines.filter(unit_price=None).count() == 0


CHANGES = {
    "a material": lambda: Material.objects.update(price=D(99000)),
    "the margin": lambda: PriceRule.objects.update(margin=D("0.5")),
    "the least price": lambda: PriceRule.objects.update(minimum=D(9_000_000)),
    "a tier": lambda: [
        PriceTier.objects.create(workshop=rule.workshop, rule=rule, pairs=10, discount=D("0.1"))
        for rule in PriceRule.objects.all()
    ],
    "the rate": lambda: ManualRate.objects.update(rate=D(15000)),
    "the freight": lambda: RateBreak.objects.update(price=D(9_999_000)),
    "the way to the carrier": lambda: HandOver.objects.update(pickup=D(777_000)),
    "the pairs": lambda: QuoteLineSize.objects.update(pairs=31),
    "an own price": lambda: QuoteLine.objects.update(own_price=D(55), own_price_why="a friend"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_what_changed_is_in_the_next_price(drafted, what):
    before = priced(drafted)
    total = drafted.total
    CHANGES[what]()
    assert priced(drafted) != before
    assert drafted.total != total


def test_an_option_counts_and_one_that_is_gone_stops_the_price(drafted):
    line, before = drafted.lines.get(), drafted.total
    option = Option.objects.create(
        workshop=drafted.workshop,
        product_id=line.product_id,
        name="Gift box",
        kind="other",
        cost=D(50000),
        minutes=D(0),
    )
    QuoteLineOption.objects.create(workshop=drafted.workshop, line=line, name="Gift box")
    priced(drafted)
    assert drafted.total > before
    option.delete()
    priced(drafted)
    assert drafted.total is None
    assert "no option" in drafted.remarks.get(kind="block").sentence


def test_the_rest_of_a_version_is_left_alone(drafted):
    QuoteVersion.objects.filter(pk=drafted.pk).update(note="By hand", wishes="Darker sole")
    promised = drafted.promise_day
    priced(drafted)
    assert (drafted.note, drafted.wishes) == ("By hand", "Darker sole")
    assert drafted.promise_day == promised
    assert drafted.remarks.filter(kind="bind").exists()


def test_the_rule_book_of_today_is_asked(drafted):
    adopt(workshop=drafted.workshop, now=NOW)
    before = priced(drafted)
    assert ("eu-vat-nl", D("0.21")) in DatedRule.objects.values_list("code", "rate")
    DatedRule.objects.filter(code="eu-vat-nl").update(rate=D("0.25"))
    after = priced(drafted)
    assert before != after
    assert before[0] == after[0]


def test_a_term_of_ships_is_not_offered_by_courier_and_the_workshop_hears_why(
    desk, bu_sari, loafer
):
    taken = actions.take_inquiry(
        workshop=desk, message=actions.Message(text="24 pairs FOB", key="fob"), now=NOW
    )
    quote = actions.quote_inquiry(
        workshop=desk, inquiry=taken, facts=facts(loafer, incoterm="FOB"), by=bu_sari, now=NOW
    )
    version = QuoteVersion.objects.get(quote=quote)
    assert version.incoterm == "FCA"
    said = [str(reasons.read(one.sentence)) for one in version.remarks.filter(offer=None)]
    assert (
        "FOB was chosen, but it cannot be offered as things are. Shown is FCA. FOB is for ships "
        "only, but the goods go by courier. Offer FCA instead."
    ) in said
    (also,) = queries.quote(desk, quote, NOW).version.another_term
    assert str(also) in said


def wishing(row, **changes):
    """The version as its form would send it back, with something else."""
    same = ("currency", "valid_days", "deposit_percent", "language", "country", "city")
    line = actions.DraftLine(
        product=row.lines.get().product_id, sizes=(actions.AskedSize(size="39", pairs=24),)
    )
    values = {name: getattr(row, name) for name in same} | {"lines": (line,)}
    return actions.Draft(**(values | changes))


def test_a_wish_outlives_the_day_on_which_it_could_not_be_priced(desk, bu_sari, drafted):
    adopt(workshop=desk, now=NOW)
    wish = wishing(drafted, incoterm="DDP")
    actions.change_draft(workshop=desk, version=drafted.pk, draft=wish, by=bu_sari, now=NOW)
    drafted.refresh_from_db()
    assert (drafted.incoterm, drafted.wish_incoterm) == ("DAP", "DDP")
    (why,) = queries.quote(desk, drafted.quote_id, NOW).version.another_term
    assert str(why).startswith(
        "DDP was chosen, but it cannot be offered as things are. Shown is DAP. "
    )
    assert "nobody has checked it" in str(why)
    for code in queries.border_of(desk, drafted.pk).to_verify:
        checked = Checked(on=NOW.date(), name="Bu Sari", asked="Belastingdienst")
        verify(workshop=desk, code=code, checked=checked, by=bu_sari, now=NOW)
    actions.price_quote(workshop=desk, version=drafted.pk, now=NOW)
    drafted.refresh_from_db()
    assert drafted.incoterm == "DDP"
    assert queries.quote(desk, drafted.quote_id, NOW).version.another_term == ()


@pytest.mark.parametrize(
    ("first", "then", "kept"),
    [("CIF", "FOB", ""), ("FOB", "CIF", ""), ("CIF", "CFR", "Fos-sur-Mer"), ("FOB", "FAS", "Fos")],
)
def test_a_port_does_not_stand_for_the_other_end_of_the_way(
    desk, bu_sari, drafted, first, then, kept
):
    """The port of a FOB is where the goods leave, that of a CIF where they arrive."""
    port = kept or "Tanjung Emas"
    for term in (first, then):
        draft = wishing(drafted, incoterm=term, port=port)
        actions.change_draft(workshop=desk, version=drafted.pk, draft=draft, by=bu_sari, now=NOW)
        drafted.refresh_from_db()
    assert drafted.port == kept


@pytest.mark.parametrize(
    ("wish", "shown"),
    [("CFR", "CIP"), ("CIF", "CIP"), ("FOB", "FCA"), ("FAS", "FCA"), ("", "DAP")],
)
def test_what_is_nearest_to_a_wish_that_does_not_fit_is_shown(desk, bu_sari, drafted, wish, shown):
    draft = wishing(drafted, incoterm=wish)
    actions.change_draft(workshop=desk, version=drafted.pk, draft=draft, by=bu_sari, now=NOW)
    drafted.refresh_from_db()
    assert drafted.incoterm == shown
    said = queries.quote(desk, drafted.quote_id, NOW).version.another_term
    assert len(said) == bool(wish)
    assert all(f"Shown is {shown}." in str(one) for one in said)


def test_the_message_that_asks_for_a_term_of_ships_says_what_to_use(desk):
    def said(text):
        taken = actions.take_inquiry(
            workshop=desk, message=actions.Message(text=text, key=text), now=NOW
        )
        return [str(one) for one in queries.inquiry(desk, taken, NOW).questions]

    assert "FOB is for ships only, but the goods go by courier. Offer FCA instead." in said(
        "We want 24 pairs of loafers, FOB Surabaya by courier to Rotterdam, Netherlands."
    )
    assert not [one for one in said("24 pairs of loafers, DPU Rotterdam") if "DPU" in one]
    assert not [one for one in said("24 pairs of loafers, DAP Rotterdam") if "DAP" in one]
