"""Cities, ports and countries as buyers write them."""

from __future__ import annotations

import pytest
from babel import Locale

from langkah.reference import places
from langkah.reference.source import Grade


def test_every_city_lies_in_a_country_of_the_world() -> None:
    known = Locale("en").territories
    assert {city.country for city in places.cities()} <= set(known)


def test_no_city_is_listed_twice() -> None:
    names = [city.name for city in places.cities()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Belanda", "NL"),
        ("Pays-Bas", "NL"),
        ("Deutschland", "DE"),
        ("Estados Unidos", "US"),
        ("Japón", "JP"),
        ("オーストラリア", "AU"),
        ("Inggris", "GB"),
    ],
)
def test_countries_in_seven_languages(name: str, code: str) -> None:
    assert (name, code) in places.country_names()


def test_the_ports_of_the_main_markets_are_ports() -> None:
    ports = {city.name for city in places.cities() if city.port}
    assert {"Rotterdam", "Hamburg", "Le Havre", "Felixstowe", "Fremantle", "Yokohama"} <= ports
    assert "München" not in ports


def test_the_tables_say_how_far_they_can_be_trusted() -> None:
    assert places.SOURCE.grade is Grade.C
    assert places.SOURCE.date is not None
