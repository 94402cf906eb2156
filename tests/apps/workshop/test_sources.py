"""Sources: our own sentences are said in Indonesian, printed names stay."""

from __future__ import annotations

import tomllib

from django.conf import settings
from django.utils import translation

from langkah.apps.workshop import sources
from langkah.reference import fx

CARRIERS = settings.ROOT / "src/langkah/reference/carriers/carriers.toml"


def test_every_own_sentence_behind_a_charge_is_said():
    table = tomllib.loads(CARRIERS.read_text(encoding="utf-8"))
    named = [row["source"]["name"] for row in (*table["border"].values(), table["insurance"])]
    assert {*named, fx.SOURCE} <= sources.SAID


def test_our_own_sentence_is_indonesian_and_a_printed_name_stays():
    with translation.override("id"):
        assert sources.said("own knowledge") == "pengetahuan sendiri"
        assert sources.said("shoeintelligence.com 82496") == "shoeintelligence.com 82496"
        assert sources.said("") == ""
        assert not [each for each in sources.SENTENCES if sources.said(each) == each]
