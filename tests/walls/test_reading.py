"""Reading writes nothing and breaks nothing, and says nothing to those who may not know."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from decimal import Decimal

import pytest

from langkah.apps.sales.models import Offer, QuoteLine
from langkah.config import settings as written
from tests.walls.walking import walk

# So that a test alone finds the tables, too
pytestmark = pytest.mark.django_db
BROKEN = 500
WITHOUT_COSTS = ("marketing", "reader", "maker", "guest")
# Pages of the person herself, not of the workshop
HERS = ("/settings/account/", "/settings/password/", "/settings/devices/", "/settings/second/")


@pytest.fixture(scope="module")
def of_the_owner(house):
    return walk(house, house.owner, "GET")


def test_reading_never_writes(of_the_owner):
    assert of_the_owner.found(lambda one: one.writes) == []


def test_the_owner_opens_every_page(of_the_owner):
    """Otherwise the walks of others would prove nothing."""
    assert of_the_owner.found(lambda one: one.status == 404 or one.status >= BROKEN) == []


UNSEEN = re.compile(r"(?s)<(script|style|svg|head|code|pre|textarea)\b.*?</\1>|<[^>]+>")
# What a programme says to itself: truth values, names of fields, gaps that were left, days of ISO
RAW = re.compile(r"\b(?:True|False|None)\b|\b[a-z]+_[a-z_]+\b|\{\w+\}|\b\d{4}-\d\d-\d\d\b")
# Sources and files are named as they are printed
PRINTED = ("/rules/", "/settings/archive/", "/api/")


def test_no_page_shows_what_a_programme_says_to_itself(of_the_owner):
    def raw(one):
        html = one.headers.get("Content-Type", "").startswith("text/html")
        if not html or one.address.path.startswith(PRINTED):
            return []
        return RAW.findall(UNSEEN.sub(" ", one.body.decode()))

    assert [(str(one), raw(one)) for one in of_the_owner.visits if raw(one)] == []


def test_the_owner_may_post_nonsense_everywhere(house):
    assert walk(house, house.owner, "POST").found(lambda one: one.status >= BROKEN) == []


def test_a_reader_changes_nothing(house):
    assert walk(house, house.reader, "POST").changed == ()


def test_an_adviser_without_a_shared_room_sees_only_herself(house):
    def wrong(one):
        hers = one.address.path == "/settings/" or one.address.path.startswith((*HERS, "/api/"))
        return not hers and one.status not in (404, 405)

    assert walk(house, house.adviser, "GET").found(wrong) == []


def secrets(house):
    """A material's price, a pair's cost and what a quote leaves, as pages and files say them."""
    line = QuoteLine.objects.filter(workshop=house.workshop, unit_cost__gt=0).first()
    offer = Offer.objects.filter(workshop=house.workshop, margin__gt=0).first()
    amounts = (Decimal(34000), line.unit_cost, offer.margin)
    said = set()
    for amount in amounts:
        whole = f"{amount:,.0f}"
        said |= {whole, whole.replace(",", "."), whole.replace(",", ""), str(amount)}
    return tuple(one.encode() for one in said)


@pytest.mark.parametrize("who", WITHOUT_COSTS)
def test_who_may_not_see_costs_reads_none(house, of_the_owner, who):
    told = secrets(house)

    def wrong(one):
        return any(secret in one.body for secret in told)

    assert walk(house, getattr(house, who), "GET").found(wrong) == []
    assert of_the_owner.found(wrong) != []


def html(one):
    return one.headers.get("Content-Type", "").startswith("text/html")


def test_every_page_carries_the_strict_policy(of_the_owner):
    def wrong(one):
        policy = one.headers.get("Content-Security-Policy", "")
        return html(one) and ("default-src 'none'" not in policy or "unsafe" in policy)

    assert of_the_owner.found(wrong) == []


def test_no_page_can_be_framed_or_guessed_as_another_kind(of_the_owner):
    def wrong(one):
        framed = one.headers.get("X-Frame-Options") != "DENY"
        return framed or one.headers.get("X-Content-Type-Options") != "nosniff"

    assert of_the_owner.found(wrong) == []


def test_no_page_holds_inline_script_or_style(of_the_owner):
    inline = (b" style=", b"<style", b" onclick=", b" onload=", b" onsubmit=", b"javascript:")

    def wrong(one):
        return html(one) and any(mark in one.body for mark in inline)

    assert of_the_owner.found(wrong) == []


def test_no_shared_phone_keeps_a_page_of_a_member(of_the_owner):
    def wrong(one):
        kept = one.headers.get("Cache-Control", "")
        shown = one.status == 200 and html(one)
        return shown and "private" not in kept and "no-store" not in kept

    assert of_the_owner.found(wrong) == []


def test_cookies_are_out_of_reach_of_scripts_and_other_sites():
    assert written.SESSION_COOKIE_HTTPONLY
    assert written.SESSION_COOKIE_SAMESITE == "Lax"


@pytest.mark.parametrize(
    ("address", "secure"), [("https://kenzi.example", True), ("http://localhost", False)]
)
def test_https_turns_the_secure_cookies_on(address, secure, tmp_path):
    code = (
        "from langkah.config import settings as s;"
        "print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_SSL_REDIRECT,"
        " s.SECURE_HSTS_SECONDS > 0)"
    )
    told = {"PYTHONPATH": "src", "LANGKAH_ADDRESS": address, "LANGKAH_DATA": str(tmp_path)}
    said = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **told},
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.split() == [str(secure)] * 4
