"""Preferences: what each saves, the proof it asks for, and when origin is not given away."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from langkah.domain.money import Money
from langkah.domain.origin import Input, OriginCase, origin
from langkah.domain.reason import Refusal

LEATHER = Input(name="Calf", origin="IT", hs="4107")
SOLE = Input(name="Sole", origin="ID", hs="6406")
SHOES = OriginCase(
    country="NL",
    hs="640399",
    value=Money(Decimal(10_000), "EUR"),
    entry_date=date(2026, 11, 23),
    inputs=(LEATHER, SOLE),
)


def test_what_europe_gives() -> None:
    (only,) = origin(SHOES).preferences
    # 8 % less 4.5 % of 10,000
    assert (only.programme, only.saving) == ("EU GSP", Money(Decimal("350.00"), "EUR"))
    assert (only.proof, only.met) == ("REX statement on origin", True)
    assert "before they leave" in str(origin(SHOES).note)


def test_the_european_preference_ends_with_the_year() -> None:
    assert origin(replace(SHOES, entry_date=date(2026, 12, 31))).preferences
    later = origin(replace(SHOES, entry_date=date(2027, 1, 1)))
    assert later.preferences == ()
    assert str(later.note) == "No preference for goods from Indonesia is known here."


def test_a_finished_upper_from_abroad_gives_it_away() -> None:
    upper = Input(name="Stitched upper", origin="CN", hs="640610")
    (only,) = origin(replace(SHOES, inputs=(LEATHER, upper))).preferences
    assert only.met is False
    assert str(only.why) == (
        "Stitched upper comes from abroad as a finished upper. Make the upper here."
    )


@pytest.mark.parametrize("inputs", [(), (LEATHER, Input(name="Thread"))])
def test_without_the_origin_of_every_material_nothing_is_claimed(inputs: tuple[Input, ...]) -> None:
    (only,) = origin(replace(SHOES, inputs=inputs)).preferences
    assert only.met is None
    assert "Enter it at the materials" in str(only.why)


def test_a_programme_whose_rule_is_not_known_is_not_claimed() -> None:
    (only,) = origin(replace(SHOES, country="AU")).preferences
    assert (only.programme, only.met) == ("IA-CEPA", None)
    assert "origin rule of IA-CEPA" in str(only.why)
    # 5 % less 0 %
    assert only.saving == Money(Decimal("500.00"), "EUR")


def test_japan_gives_leather_shoes_nothing_and_malaysia_an_unknown_saving() -> None:
    assert origin(replace(SHOES, country="JP")).preferences == ()
    (malaysia,) = origin(replace(SHOES, country="MY")).preferences
    assert (malaysia.programme, malaysia.saving) == ("ATIGA", None)


def test_a_wrong_country_is_refused() -> None:
    with pytest.raises(Refusal, match="“Holland” is not a country code"):
        origin(replace(SHOES, country="Holland"))
