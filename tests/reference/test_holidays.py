"""Indonesian days off: the decree of 2026 day by day, estimates marked."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import holidays
import pytest

from langkah.reference.holidays import ESTIMATED, _plain, of_year


def test_joint_leave_of_2026_counts_too() -> None:
    """17 public holidays and 8 days of joint leave."""
    found = of_year(2026)
    assert len(found) == 25
    joint = [one.day for one in found if "Cuti Bersama" in one.name]
    assert joint == [
        date(2026, 2, 16),
        date(2026, 3, 18),
        date(2026, 3, 20),
        date(2026, 3, 23),
        date(2026, 3, 24),
        date(2026, 5, 15),
        date(2026, 5, 28),
        date(2026, 12, 24),
    ]


def test_a_day_without_decree_says_that_it_is_an_estimate() -> None:
    lebaran = {one.day: one for one in of_year(2027)}[date(2027, 3, 10)]
    assert lebaran.name == "Hari Raya Idul Fitri"
    assert lebaran.estimated
    assert not any(one.estimated for one in of_year(2026))


def test_names_in_english() -> None:
    found = {one.day: one for one in of_year(2027, "en")}[date(2027, 3, 10)]
    assert found.name == "Eid al-Fitr"
    assert found.estimated


@pytest.mark.parametrize("language", ["id", "en"])
def test_one_country_alone_has_the_days_that_the_package_gives(language: str) -> None:
    for year in range(2020, 2040):
        days = holidays.country_holidays(
            "ID",
            years=year,
            categories=("public", "government"),
            language={"id": "id", "en": "en_US"}[language],
        )
        told = [
            (day, _plain(name), any(word in name for word in ESTIMATED))
            for day, name in sorted(days.items())
        ]
        assert [(one.day, one.name, one.estimated) for one in of_year(year, language)] == told


def test_the_table_is_loaded_only_when_a_date_is_asked_for() -> None:
    code = "import sys, langkah.reference.holidays; sys.exit('holidays' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], env={"PYTHONPATH": "src"}, check=False)
    assert ran.returncode == 0
