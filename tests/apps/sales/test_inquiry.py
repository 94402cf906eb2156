from __future__ import annotations

from datetime import timedelta

import pytest

from langkah.apps.sales import actions, errors, queries
from langkah.apps.sales.models import Inquiry, Quote
from tests.apps.sales.conftest import NOW, facts


def message(**changes):
    return actions.Message(**({"text": "24 pairs please", "key": "a"} | changes))


def test_a_message_sent_twice_is_one_inquiry(kenzi):
    first = actions.take_inquiry(workshop=kenzi, message=message(), now=NOW)
    again = actions.take_inquiry(workshop=kenzi, message=message(), now=NOW)
    assert first == again
    assert Inquiry.objects.count() == 1


def test_the_same_key_in_another_workshop_is_another_inquiry(kenzi, rival):
    first = actions.take_inquiry(workshop=kenzi, message=message(), now=NOW)
    other = actions.take_inquiry(workshop=rival, message=message(), now=NOW)
    assert first != other


@pytest.mark.parametrize("text", ["", "   \n", "x" * 8001])
def test_an_empty_or_endless_message_is_refused_in_words(kenzi, text):
    with pytest.raises(errors.Incomplete):
        actions.take_inquiry(workshop=kenzi, message=message(text=text), now=NOW)
    assert not Inquiry.objects.exists()


def test_a_flood_from_one_address_is_slowed_and_no_address_is_kept(kenzi):
    for number in range(5):
        actions.take_inquiry(
            workshop=kenzi, message=message(key=str(number), address="203.0.113.9"), now=NOW
        )
    with pytest.raises(errors.TooOften):
        actions.take_inquiry(
            workshop=kenzi, message=message(key="6", address="203.0.113.9"), now=NOW
        )
    actions.take_inquiry(workshop=kenzi, message=message(key="7", address="203.0.113.8"), now=NOW)
    later = NOW + timedelta(hours=1, seconds=1)
    actions.take_inquiry(workshop=kenzi, message=message(key="8", address="203.0.113.9"), now=later)
    assert not Inquiry.objects.filter(address_hash__contains="203").exists()


def test_the_words_that_were_read_are_underlined_and_nothing_is_lost(desk, inquiry, loafer):
    view = queries.inquiry(desk, inquiry, NOW)
    assert "".join(piece.text for piece in view.pieces) == Inquiry.objects.get(pk=inquiry).text
    read = {piece.field: piece.text for piece in view.pieces if piece.field}
    assert read["product"] == "Brantas Loafer"
    assert view.facts.country == "NL"
    assert view.facts.lines[0].product == loafer
    assert view.state == "new"


def test_a_draft_is_kept_and_counts_for_nothing(desk, inquiry, loafer, bu_sari):
    actions.save_facts(
        workshop=desk, inquiry=inquiry, facts=facts(None, country=""), by=bu_sari, now=NOW
    )
    view = queries.inquiry(desk, inquiry, NOW)
    assert view.state == "draft"
    assert view.facts.buyer_name == "Marieke de Vries"
    assert view.facts.lines[0].product is None
    with pytest.raises(errors.Incomplete):
        actions.draft_quote(workshop=desk, inquiry=inquiry, by=bu_sari, now=NOW)


def test_everything_that_is_missing_is_said_at_once(desk, inquiry, bu_sari):
    empty = actions.Facts(lines=(actions.AskedLine(product=None),))
    with pytest.raises(errors.Incomplete) as refused:
        actions.confirm_inquiry(workshop=desk, inquiry=inquiry, facts=empty, by=bu_sari, now=NOW)
    assert len(refused.value.reasons) == 4
    assert not Quote.objects.exists()


def test_confirming_twice_makes_one_quote(desk, inquiry, loafer, bu_sari):
    ask = {"workshop": desk, "inquiry": inquiry, "facts": facts(loafer), "by": bu_sari, "now": NOW}
    assert actions.quote_inquiry(**ask) == actions.quote_inquiry(**ask)
    assert Quote.objects.count() == 1


def test_a_product_of_another_workshop_cannot_be_asked_for(
    desk, inquiry, rival, rival_owner, bu_sari
):
    from tests.apps.sales.conftest import add_loafer

    foreign = add_loafer(rival, rival_owner)
    with pytest.raises(errors.Incomplete, match="no product"):
        actions.quote_inquiry(
            workshop=desk, inquiry=inquiry, facts=facts(foreign), by=bu_sari, now=NOW
        )


def test_laying_aside_can_be_taken_back(desk, inquiry, bu_sari):
    actions.close_inquiry(
        workshop=desk, inquiry=inquiry, reason="Only a greeting", by=bu_sari, now=NOW
    )
    assert queries.inquiry(desk, inquiry, NOW).state == "closed"
    actions.reopen_inquiry(workshop=desk, inquiry=inquiry, by=bu_sari)
    assert queries.inquiry(desk, inquiry, NOW).state == "new"


def test_a_rival_finds_no_inquiry(rival, inquiry, rival_owner):
    with pytest.raises(errors.NotFound):
        queries.inquiry(rival, inquiry, NOW)
    with pytest.raises(errors.NotFound):
        actions.close_inquiry(workshop=rival, inquiry=inquiry, reason="", by=rival_owner, now=NOW)


def sizes_of(desk, by, text):
    taken = actions.take_inquiry(workshop=desk, message=message(text=text, key=text), now=NOW)
    view = queries.inquiry(desk, taken, NOW)
    said = [str(reason) for reason in view.questions]
    return [(cell.size, cell.pairs) for cell in view.facts.lines[0].sizes], said


def test_sizes_of_another_country_are_put_over_and_shown_for_checking(desk, loafer, bu_sari):
    sizes, said = sizes_of(desk, bu_sari, "Brantas Loafer please:\nUK 7 - 6 pairs\nUK 8 - 12 pairs")
    assert [pairs for _size, pairs in sizes] == [6, 12]
    assert all(38 <= int(size) <= 46 for size, _pairs in sizes)
    assert len([one for one in said if "Check it" in one]) == 2


def test_a_size_nobody_can_put_over_keeps_its_country(desk, loafer, bu_sari):
    from langkah.apps.catalogue.models import Product

    Product.objects.update(audience="")
    sizes, said = sizes_of(desk, bu_sari, "Brantas Loafer please:\nUS 7 - 6 pairs\nUS 8 - 12 pairs")
    assert sizes == [("US7", 6), ("US8", 12)]
    assert any("US 7" in one for one in said)
