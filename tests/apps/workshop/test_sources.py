"""Sources: our own sentences are said in Indonesian, printed names stay."""

from __future__ import annotations

import csv
import tomllib

from django.conf import settings
from django.utils import translation

from langkah.apps.workshop import sources, words
from langkah.domain.reason import because
from langkah.reference import fx

RULES = settings.ROOT / "src/langkah/reference/rules/rules.csv"
# Names that people of the trade use as they are
PROPER = {"IEEPA", "ART", "Section 122"}
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


def rules() -> list[dict[str, str]]:
    with RULES.open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))


def test_what_the_house_adds_behind_a_publication_is_said_too():
    with translation.override("id"):
        said = {sources.said(row["source"]) for row in rules()}
        assert not [one for one in said if "own knowledge" in one or "not found" in one]
        assert sources.said("aioexpress.com, own knowledge") == (
            "aioexpress.com, pengetahuan sendiri"
        )


def test_fees_and_proofs_are_said_where_they_are_no_proper_names():
    fees = {row["programme"] for row in rules() if row["kind"] in ("fee", "additional")} - {""}
    assert fees <= sources.NAMES | PROPER
    known = {row[column] for row in rules() for column in ("programme", "proof")}
    assert known >= sources.NAMES
    with translation.override("id"):
        assert not [one for one in sources.NAMES if sources.named(one) == one]
        assert sources.named("ATIGA") == "ATIGA"


def test_sentences_of_the_domain_say_sources_and_proofs_in_the_readers_language():
    reason = because("{source}, {proof}", source="own knowledge", proof="REX statement on origin")
    with translation.override("id"):
        assert words.say(reason) == "pengetahuan sendiri, Pernyataan asal REX"
