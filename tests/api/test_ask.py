"""Every decision asked from outside: over HTTP, on the command line, with wrong cases."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from pydantic import TypeAdapter

from langkah.api import ask
from langkah.apps.workshop.actions import doors
from langkah.apps.workshop.models import User, Workshop
from langkah.domain.quote import QuoteCase
from tests.domain.desk import quote_case

ROOT = Path(__file__).parents[2]
ClientOf = Callable[[User], Client]

# The DHL planner's example: goods 76,792; duty 8 % = 6,143.36; VAT 21 % = 17,416.43.
NETHERLANDS = {
    "country": "NL",
    "lines": [{"hs": "640359", "pairs": 600, "value": {"amount": "76792", "currency": "EUR"}}],
    "entry_date": "2026-06-01",
    "freight": {"amount": "0", "currency": "EUR"},
    "insurance": {"amount": "0", "currency": "EUR"},
}


@pytest.mark.parametrize("name", ask.DECISIONS)
def test_each_decision_says_what_it_decides_and_what_it_needs(name: str) -> None:
    assert ask.names()[name].endswith((".", ":"))
    described = ask.schema(name)
    assert described["case"]["type"] == "object" or "$ref" in described["case"]
    json.dumps(described)


def test_landed_cost_is_that_of_the_published_case() -> None:
    answer = json.loads(ask.ask("landed", json.dumps(NETHERLANDS).encode()))
    assert answer["duty"] == {"amount": "6143.36", "currency": "EUR"}
    assert answer["tax"] == {"amount": "17416.43", "currency": "EUR"}
    assert answer["landed"] == {"amount": "100351.79", "currency": "EUR"}


@pytest.mark.parametrize(
    ("change", "field", "word"),
    [
        ({"country": "Holland"}, "country", "country code"),
        ({"entry_date": "soon"}, "entry_date", "date"),
        ({"lines": []}, "lines", "no goods"),
        (
            {"lines": [{"hs": "64", "pairs": 1, "value": NETHERLANDS["freight"]}]},
            "lines.0.hs",
            "6 to 12 digits",
        ),
        ({"freight": {"amount": "-1", "currency": "EUR"}}, "freight", "below zero"),
        ({"lines": "shoes"}, "lines", "valid"),
        ({"quote_date": "2026-06-02"}, "quote_date", "the question is of 2026-06-02, after"),
    ],
)
def test_a_wrong_case_names_the_field(change: dict[str, object], field: str, word: str) -> None:
    with pytest.raises(ask.BadCase) as caught:
        ask.ask("landed", json.dumps(NETHERLANDS | change).encode())
    assert any(field in place and word in say for place, say in caught.value.problems)


@pytest.mark.parametrize("huge", ["1E+999999", "9" * 40])
def test_a_number_beyond_reason_is_refused_in_words(huge: str) -> None:
    extra = {"name": "Glue", "kind": "overhead", "basis": "order"}
    amount = {"amount": huge, "currency": "IDR"}
    case = {
        "product": "Loafer",
        "currency": "IDR",
        "sizes": [{"size": "39", "pairs": 1}],
        "extras": [extra | {"amount": amount}],
    }
    with pytest.raises(ask.BadCase, match="too large"):
        ask.ask("cost", json.dumps(case).encode())


BATIK = {
    "upper": [{"stuff": "textile"}],
    "sole": [{"stuff": "rubber"}],
    "sports": "none",
    "indoor": False,
}


def test_t1f_a_tariff_code_comes_with_steps_notes_digits_and_questions() -> None:
    answer = json.loads(ask.ask("classify", json.dumps(BATIK).encode()))
    assert answer["code"] == "640419"
    assert [one["note"] for one in answer["steps"]][1:3] == ["64, note 4(a)", "64, note 4(b)"]
    assert all(one["why"]["message"] for one in answer["steps"])
    assert {one["market"]: one["digits"] for one in answer["national"]} == {
        "US": "",
        "EU": "64041990",
        "GB": "64041990",
    }
    unsure = json.loads(ask.ask("classify", json.dumps(BATIK | {"sports": None}).encode()))
    assert (unsure["code"], unsure["wanted"]) == ("", ["sports"])


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"hs_code": "6404"}, "hs_code: A tariff code has 6 to 12 digits"),
        ({"upper": [{"stuff": "textile", "share": "-1"}]}, "upper.0.share: A share is from 0"),
        (
            {"sole": [{"stuff": "rubber", "share": "70"}, {"stuff": "cork", "share": "31"}]},
            "sole: The shares are 101 percent together",
        ),
        ({"insole_cm": "NaN"}, "insole_cm"),
        ({"upper": [{"stuff": "suede"}]}, "upper.0.stuff"),
    ],
)
def test_a_case_that_no_shoe_can_be_names_its_field(change: dict[str, object], word: str) -> None:
    with pytest.raises(ask.BadCase, match=re.escape(word)):
        ask.ask("classify", json.dumps(BATIK | change).encode())


def test_facts_that_exclude_each_other_are_told_apart_by_field() -> None:
    case = BATIK | {"covers_ankle": False, "covers_calf": True, "insole_cm": "300"}
    with pytest.raises(ask.BadCase) as refused:
        ask.ask("classify", json.dumps(case).encode())
    assert refused.value.problems == [
        ("insole_cm", "An insole is 5 to 45 cm long. Write centimetres: 26, not 260."),
        ("covers_calf", "It covers the calf but not the ankle. Correct one of both."),
    ]


LINE = NETHERLANDS["lines"][0]  # type: ignore[index]


def test_a_day_beyond_the_calendar_is_refused_at_its_field() -> None:
    case = json.loads(TypeAdapter(QuoteCase).dump_json(quote_case()))
    for field in ("quote_date", "ship_date"):
        with pytest.raises(ask.BadCase) as caught:
            ask.ask("quote", json.dumps(case | {field: "9999-12-31"}).encode())
        assert caught.value.problems == [(field, "This day is too far away to work with.")]


DOLLARS = {"base": "EUR", "quote": "USD", "rate": "1.10"}


@pytest.mark.parametrize(
    ("change", "field", "say"),
    [
        ({"entrydate": "2026-06-01"}, "entrydate", "Did you mean entry_date?"),
        ({"lines": [LINE | {"childern": True}]}, "lines.0.childern", "Did you mean children?"),
        ({"freight": {"amount": "0", "currency": "EUR", "vat": 1}}, "freight.vat", "Known: amount"),
        ({"lines": [LINE | {"pairs": True}]}, "lines.0.pairs", "not true or false"),
        ({"rates": [DOLLARS | {"rate": "0"}]}, "rates.0", "The rate of EUR in USD must be above"),
        ({"rates": [DOLLARS, DOLLARS | {"rate": "1.20"}]}, "rates", "two ways"),
        (
            {"rates": [DOLLARS, {"base": "USD", "quote": "EUR", "rate": "1.20"}]},
            "rates",
            "two ways",
        ),
    ],
)
def test_what_nobody_would_look_at_is_refused_by_name(
    change: dict[str, object], field: str, say: str
) -> None:
    with pytest.raises(ask.BadCase) as caught:
        ask.ask("landed", json.dumps(NETHERLANDS | change).encode())
    assert [place for place, _ in caught.value.problems] == [field]
    assert say in caught.value.problems[0][1]
    assert "Value error" not in caught.value.problems[0][1]


def test_a_misspelt_field_is_named_beside_the_one_that_is_missing() -> None:
    case = {name: one for name, one in NETHERLANDS.items() if name != "entry_date"}
    with pytest.raises(ask.BadCase) as caught:
        ask.ask("landed", json.dumps(case | {"entrydate": "2026-06-01"}).encode())
    assert [place for place, _ in caught.value.problems] == ["entrydate", "entry_date"]


OWN = [
    {
        "market": "NL",
        "source": {"name": "tariff", "date": "2026-01-01", "grade": "A"},
        **rule,
    }
    for rule in (
        {"id": "basis", "kind": "value basis", "basis": "CIF"},
        {"id": "tax", "kind": "tax", "rate": "0.21", "basis": "CIF"},
        {"id": "duty", "kind": "duty", "hs": "6403", "rate": "0.08"},
    )
]


def test_a_rule_book_of_ones_own_is_checked_before_it_is_used() -> None:
    good = json.loads(ask.ask("landed", json.dumps(NETHERLANDS | {"rules": OWN}).encode()))
    assert (good["ddp"], good["landed"]["amount"]) == (True, "100351.79")
    for field, book in (("rules", [*OWN[:2], OWN[2] | {"rate": "8"}]), ("pending", [OWN[2]])):
        wrong = [one | ({"rate": "-1"} if field == "pending" else {}) for one in book]
        with pytest.raises(ask.BadCase) as caught:
            ask.ask("landed", json.dumps(NETHERLANDS | {"rules": OWN} | {field: wrong}).encode())
        assert [place for place, _ in caught.value.problems] == [f"{field}.{len(book) - 1}.rate"]


def test_an_empty_rule_book_knows_nothing_and_borrows_nothing() -> None:
    empty = json.loads(ask.ask("landed", json.dumps(NETHERLANDS | {"rules": []}).encode()))
    assert (empty["ddp"], empty["landed"], empty["duty"], empty["tax"]) == (False, None, None, None)
    assert all(one["amount"] is None for one in empty["charges"])
    assert empty["why_not"] and empty["ask"]
    assert "fees at the border" in str(empty["why_not"])
    own = json.loads(ask.ask("landed", json.dumps(NETHERLANDS).encode()))
    null = json.loads(ask.ask("landed", json.dumps(NETHERLANDS | {"rules": None}).encode()))
    assert own == null
    assert own["duty"] is not None


def test_the_rates_of_customs_are_looked_at_too() -> None:
    told = [DOLLARS, DOLLARS | {"rate": "1.20"}]
    case = {"lines": [], "rule": {"margin": "0.3"}, "country": "US", "quote_date": "2026-06-01"}
    with pytest.raises(ask.BadCase) as caught:
        ask.ask("quote", json.dumps(case | {"customs_rates": told}).encode())
    assert [place for place, _ in caught.value.problems] == ["customs_rates"]


def test_rates_may_be_told_both_ways_when_they_agree() -> None:
    back = {"base": "USD", "quote": "EUR", "rate": "0.909"}
    rates = {"rates": [DOLLARS, DOLLARS, back]}
    assert json.loads(ask.ask("landed", json.dumps(NETHERLANDS | rates).encode()))["ddp"] is False


def test_a_rate_that_was_not_told_goes_over_the_euro() -> None:
    value = {"amount": "900", "currency": "USD"}
    case = NETHERLANDS | {"country": "CH", "audience": "b2c", "lines": [LINE | {"value": value}]}
    euros = [DOLLARS | {"rate": "1.25"}, DOLLARS | {"quote": "CHF", "rate": "1.00"}]
    francs = {"base": "USD", "quote": "CHF", "rate": "0.80"}
    crossed, told, lacking = (
        json.loads(ask.ask("landed", json.dumps(case | {"rates": rates}).encode()))
        for rates in (euros, [*euros, francs], euros[:1])
    )
    assert crossed == told
    assert crossed["tax"] is not None and lacking["tax"] is None


def test_something_that_is_no_json_is_refused() -> None:
    with pytest.raises(ask.BadCase):
        ask.ask("landed", b"{")


def test_an_unknown_decision_names_those_that_are_known() -> None:
    with pytest.raises(ask.UnknownDecision, match="landed"):
        ask.ask("horoscope", b"{}")


def test_the_command_line_answers_and_explains() -> None:
    command = [sys.executable, "manage.py", "ask", "landed"]
    good = subprocess.run(
        command, cwd=ROOT, input=json.dumps(NETHERLANDS), capture_output=True, text=True, check=True
    )
    assert json.loads(good.stdout)["tax"]["amount"] == "17416.43"
    bad = subprocess.run(command, cwd=ROOT, input="{}", capture_output=True, text=True, check=False)
    assert bad.returncode == 1
    assert "country" in bad.stderr and "Traceback" not in bad.stderr


def test_a_member_asks_over_http(bu_sari: User, client_of: ClientOf) -> None:
    client = client_of(bu_sari)
    assert "landed" in client.get("/api/v1/ask").json()
    assert "case" in client.get("/api/v1/ask/landed").json()
    answer = client.post("/api/v1/ask/landed", NETHERLANDS, content_type="application/json")
    assert answer.json()["tax"]["amount"] == "17416.43"
    wrong = client.post("/api/v1/ask/landed", {}, content_type="application/json")
    assert wrong.status_code == 422
    assert {"field": "country", "say": "Field required"} in wrong.json()["detail"]
    assert client.get("/api/v1/ask/horoscope").status_code == 404


def test_a_key_hands_a_message_in_once(kenzi: Workshop, bu_sari: User) -> None:
    from langkah.apps.sales.models import Inquiry

    token = doors.make_key(workshop=kenzi, name="shop page", by=bu_sari)
    client, headers = Client(), {"authorization": f"Bearer {token}"}
    letter = {"text": "24 pairs of loafers to Rotterdam please", "key": "mail-1"}
    for _ in range(2):
        taken = client.post(
            "/api/v1/inquiries", letter, content_type="application/json", headers=headers
        )
        assert taken.status_code == 201
    assert [row.workshop for row in Inquiry.objects.all()] == [kenzi]
    empty = client.post(
        "/api/v1/inquiries", {"text": "  "}, content_type="application/json", headers=headers
    )
    assert empty.status_code == 422 and "empty" in empty.json()["detail"]


def test_nobody_and_a_revoked_key_are_turned_away(kenzi: Workshop, bu_sari: User) -> None:
    from django.utils import timezone

    from langkah.apps.workshop.models import ApiKey

    token = doors.make_key(workshop=kenzi, name="old", by=bu_sari)
    key = ApiKey.objects.get().pk
    doors.revoke_key(workshop=kenzi, key=key, by=bu_sari, now=timezone.now())
    for headers in ({}, {"authorization": f"Bearer {token}"}, {"authorization": "Bearer nothing"}):
        assert Client().get("/api/v1/ask", headers=headers).status_code == 401


CARD = {
    "name": "k",
    "carrier": "Kilat",
    "service": "Express",
    "mode": "courier",
    "valid_from": "2026-01-01",
    "zones": [{"name": "A", "countries": ["NL"], "breaks": [{"up_to_kg": 1, "price": 5}]}],
}
HOLE = [{"up_to_kg": 1, "price": 5}, {"over_kg": 2, "up_to_kg": 5, "price": 9}]
PARCEL = {
    "pieces": [{"length_cm": 30, "width_cm": 20, "height_cm": 10, "weight_kg": 1}],
    "country": "NL",
    "day": "2026-11-23",
}


def asked(**changes: object) -> bytes:
    return json.dumps(PARCEL | {"cards": [CARD | changes]}).encode()


@pytest.mark.parametrize(
    ("changes", "field", "word"),
    [
        ({"zones": [{"name": "A", "breaks": [{"price": "five"}]}]}, "breaks.0.price", "decimal"),
        ({"zones": [{"name": "A", "breaks": [{"price": 5, "per": "lb"}]}]}, "breaks.0.per", "step"),
        ({"mode": "camel"}, "cards.0.mode", "courier"),
        ({"valid_from": "soon"}, "cards.0.valid_from", "date"),
        ({"surcharges": [{"name": "Fuel", "per": "percent"}]}, "surcharges.0.amount", "required"),
    ],
)
def test_a_card_that_cannot_be_read_names_the_field(
    changes: dict[str, object], field: str, word: str
) -> None:
    with pytest.raises(ask.BadCase) as caught:
        ask.ask("freight", asked(**changes))
    assert any(field in place and word in say for place, say in caught.value.problems)


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"zones": [{"name": "A", "countries": ["NL"], "breaks": HOLE}]}, "there is a hole"),
        ({"currency": "RP"}, "is no currency"),
        ({"zones": [{"name": "A", "countries": ["Holland"]}]}, "is no country code"),
        ({"valid_to": "2026-11-23"}, "does not hold"),
    ],
)
def test_a_card_that_cannot_be_used_says_why(changes: dict[str, object], word: str) -> None:
    answer = json.loads(ask.ask("freight", asked(**changes)))
    assert answer["options"] == []
    said = [
        (reason["message"], str(reason["params"]))
        for one in answer["not_offered"]
        for reason in one["reasons"]
    ]
    assert any(word in message + params for message, params in said)


KG = {"length_cm": 30, "width_cm": 20, "height_cm": 10}
PAPER = {"kind": "quote", "mode": "courier", "country": "NL", "day": "2026-01-01"}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"pieces": [*PARCEL["pieces"], KG | {"weight_kg": 0}]}, "pieces.1.weight_kg"),
        ({"pieces": []}, "pieces"),
        (
            {"others": [{"name": "B", "ready": "2026-12-01", "pieces": [KG | {"weight_kg": -1}]}]},
            "others.0.pieces.0.weight_kg",
        ),
        ({"history": [PAPER | {"amount": {"amount": 0, "currency": "EUR"}}]}, "history.0.amount"),
        ({"hand_over": {"amount": 1, "currency": "EUR"}}, "hand_over"),
        ({"hand_over": {"amount": 1, "currency": "???"}}, "hand_over.currency"),
        ({"rates": [DOLLARS | {"quote": "ABC"}]}, "rates.0.quote"),
    ],
)
def test_a_refusal_names_its_field_with_its_place(changes: dict[str, object], field: str) -> None:
    with pytest.raises(ask.BadCase) as caught:
        ask.ask("freight", json.dumps(PARCEL | {"cards": [CARD]} | changes).encode())
    assert [place for place, _ in caught.value.problems] == [field]


PROMISE = {
    "shop": {
        "people": [{"id": 1, "name": "Budi", "skills": ["sew"]}],
        "calendar": {"hours": [{"weekday": 0, "opens": "08:00", "minutes": 420}]},
    },
    "jobs": [
        {
            "id": "1",
            "pairs": 2,
            "routing": [{"name": "sew", "skill": "sew", "minutes_per_pair": "30"}],
        }
    ],
    "now": "2027-03-01T08:00:00",
}


def test_the_optimizer_is_refused_while_serving_and_loads_only_when_asked(tmp_path: Path) -> None:
    case = {"text": "1 1\n1 1 1 4"}
    wished = json.dumps(case | {"optimizer": True}).encode()
    with pytest.raises(ask.BadCase, match="Only on the command line: bin/langkah ask jobshop"):
        ask.ask("jobshop", wished, serving=True)
    (tmp_path / "ortools").mkdir()
    (tmp_path / "ortools/__init__.py").write_text("raise SystemExit('the optimizer was loaded')")
    script = """
import sys
sys.path.insert(0, sys.argv[1])
import langkah.config.wsgi
from langkah.api import ask
import django.urls
django.urls.get_resolver().url_patterns
for name in ask.DECISIONS:
    ask.schema(name)
ask.ask("promise", sys.argv[2].encode())
ask.ask("jobshop", sys.argv[3].encode())
assert not any(name.split(".")[0] == "ortools" for name in sys.modules)
print("well")
"""
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path), json.dumps(PROMISE), json.dumps(case)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == "well", done.stdout + done.stderr
