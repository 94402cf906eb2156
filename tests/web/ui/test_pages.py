"""The style page, the reader's choices, what a phone installs, and forms that count once."""

from __future__ import annotations

import json
import re

import pytest
from django.contrib.sessions.backends.cache import SessionStore
from django.http import HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.test import RequestFactory

from langkah.apps.workshop.models import Share
from langkah.web.ui.once import sent_once


@pytest.mark.django_db
def test_the_style_page_has_no_inline_style_or_script(client):
    html = client.get("/ui/").content.decode()
    assert "style=" not in html
    assert "<style" not in html
    assert not re.findall(r"<script(?![^>]*\bsrc=)", html)
    assert not re.findall(r"\son[a-z]+=", html)


@pytest.mark.django_db
def test_the_reader_chooses_language_and_theme(client):
    chosen = {"theme": "dark", "language": "en", "next": "/ui/more/"}
    answer = client.post("/ui/look/", chosen)
    assert answer["Location"] == "/ui/more/"
    html = client.get("/ui/more/").content.decode()
    assert '<html lang="en" data-theme="dark">' in html


@pytest.mark.django_db
@pytest.mark.parametrize("target", ["https://elsewhere.example/", "//elsewhere.example", ""])
def test_choosing_never_leads_to_another_site(client, target):
    assert client.post("/ui/look/", {"next": target})["Location"] == "/"


@pytest.mark.django_db
def test_a_theme_that_is_none_is_not_kept(client):
    answer = client.post("/ui/look/", {"theme": "<x>", "language": "xx", "next": "/ui/"})
    assert not answer.cookies


@pytest.mark.django_db
def test_members_keep_their_bar_on_the_page_more(client_of, bu_sari, kenzi):
    html = client_of(bu_sari).get("/ui/more/").content.decode()
    assert kenzi.name in html
    assert 'class="bar"' in html


@pytest.mark.django_db
def test_what_only_builders_read_is_no_place_of_the_owner(client_of, bu_sari):
    """The style page is in English; it opens by its address, which the documentation names."""
    client = client_of(bu_sari)
    assert 'href="/ui/"' not in client.get("/ui/more/").content.decode()
    assert client.get("/ui/").status_code == 200


@pytest.mark.django_db
def test_an_adviser_sees_only_doors_that_open(client_of, adviser, kenzi):
    html = client_of(adviser).get("/ui/more/").content.decode()
    assert 'href="/journey/"' not in html
    Share.objects.create(workshop=kenzi, membership=adviser.memberships.get(), room="journey")
    html = client_of(adviser).get("/ui/more/").content.decode()
    assert 'href="/journey/"' in html
    assert 'href="/sales/"' not in html


@pytest.mark.django_db
def test_nobody_sees_no_bar(client):
    assert 'class="bar"' not in client.get("/ui/more/").content.decode()


def test_a_phone_can_install_langkah(client):
    manifest = json.loads(client.get("/ui/manifest.webmanifest").content)
    assert manifest["start_url"] == "/"
    worker = client.get("/ui/worker.js")
    assert worker["Service-Worker-Allowed"] == "/"
    assert b"langkah" in worker.content


def post(session, key: str):
    request = RequestFactory().post("/x/", {"once": key})
    request.session = session
    return request


def test_a_form_sent_twice_counts_once():
    done = []

    @sent_once
    def view(request):
        done.append(1)
        return HttpResponseRedirect(f"/made/{len(done)}/")

    session = SessionStore()
    places = [view(post(session, key))["Location"] for key in ("a", "a", "b", "a", "")]
    assert places == ["/made/1/", "/made/1/", "/made/2/", "/made/1/", "/made/3/"]


def test_a_form_with_errors_may_be_sent_again_with_its_key():
    answers = iter([HttpResponse("wrong"), HttpResponseRedirect("/made/")])
    view = sent_once(lambda request: next(answers))
    session = SessionStore()
    assert view(post(session, "a")).status_code == 200
    assert view(post(session, "a")).status_code == 302


@pytest.mark.django_db
def test_a_page_that_is_not_there_says_what_to_do(client):
    answer = client.get("/ui/nowhere/", headers={"accept-language": "en"})
    assert answer.status_code == 404
    assert "Back to the start" in answer.content.decode()


def test_even_a_fault_is_said_in_plain_words():
    html = render_to_string("500.html")
    assert "Coba lagi" in html
    assert "<script" not in html
