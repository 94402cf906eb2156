"""Ids inside: a rival who works in her own house and names rows of Bu Sari's in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from itertools import product
from urllib.parse import urljoin

import pytest
from django.db import connection, models, transaction
from django.test import Client

from langkah.apps.buyers.models import Buyer
from langkah.apps.sales.models import Order
from tests.walls.filling import tenant_tables
from tests.walls.house import House, furnish
from tests.walls.test_tenants import NO_ROW
from tests.walls.walking import private, rows_of

pytestmark = pytest.mark.django_db
SKIPPED = {"csrfmiddlewaretoken", "once", "stamp"}


@dataclass
class Form:
    """A form as it stands on a page; `chosen` are the fields whose value names something."""

    action: str
    values: dict[str, list[str]]
    chosen: set[str]


class Forms(HTMLParser):
    """All forms of a page that post."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path, self.found, self.open, self.select = path, [], None, ""

    def handle_starttag(self, tag, attrs):
        has = dict(attrs)
        if tag == "form" and (has.get("method") or "").lower() == "post":
            self.open = Form(urljoin(self.path, has.get("action") or self.path), {}, set())
            self.found.append(self.open)
        name = has.get("name") or ""
        if self.open is None or (not name and tag != "option"):
            return
        if tag == "select":
            self.select = name
            self.open.values.setdefault(name, [])
        elif tag == "option" and self.select:
            if (has.get("value") or "").isdecimal():
                self.open.chosen.add(self.select)
            if "selected" in has:
                self.open.values[self.select] = [has.get("value") or ""]
        elif tag in ("input", "textarea", "button"):
            self._field(has, name)

    def _field(self, has, name):
        kind, value = has.get("type") or "text", has.get("value") or ""
        if kind in ("radio", "checkbox", "hidden", "submit") and value.isdecimal():
            self.open.chosen.add(name)
        if kind not in ("radio", "checkbox") or "checked" in has:
            self.open.values.setdefault(name, []).append(value)

    def handle_endtag(self, tag):
        if tag == "form":
            self.open = None
        if tag == "select":
            self.select = ""


@pytest.fixture
def hers(house: House) -> Iterator[House]:
    """The rival's own furnished house, gone after the test."""
    with transaction.atomic():
        yield furnish(house.rival.memberships.get().workshop, house.workshop)
        transaction.set_rollback(True)


def strays(own: House) -> list[str]:
    """Rows of this house that point at a row of another; one statement over all tables."""
    with connection.cursor() as cursor:
        cursor.execute(_strays(), {"own": own.workshop.pk})
        return [name for (name,) in cursor.fetchall()]


@cache
def _strays() -> str:
    tenants = set(tenant_tables())
    return " UNION ALL ".join(
        f"SELECT '{model._meta.label}.{field.name}' FROM {model._meta.db_table} r"
        f" JOIN {field.related_model._meta.db_table} o ON o.id = r.{field.column}"
        " WHERE r.workshop_id = %(own)s AND o.workshop_id <> %(own)s"
        for model in tenants
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and field.related_model in tenants
    )


def test_rows_of_two_houses_are_never_named_in_one_address(house: House, hers: House) -> None:
    """Her product with Bu Sari's row below it, and the other way round."""
    client = Client(raise_request_exception=False)
    client.force_login(hers.owner)
    mine = {one.name: one for one in private(hers)}
    before, wrong = rows_of(house.workshop), []
    for theirs in private(house):
        if len(set(theirs.gaps) - NO_ROW) < 2:
            continue
        parts = zip(mine[theirs.name].path.split("/"), theirs.path.split("/"), strict=True)
        for choice in product(*(dict.fromkeys(pair) for pair in parts)):
            path = "/".join(choice)
            if path == mine[theirs.name].path:
                continue
            for ask in (client.get, client.post):
                status = ask(path).status_code
                wrong += [f"{theirs.name} {path}: {status}"] if status not in (404, 405) else []
    assert wrong == []
    assert rows_of(house.workshop) == before


def test_no_form_takes_the_id_of_another_houses_row(house: House, hers: House) -> None:
    """Every field that names something is sent with every small number that is not hers."""
    client = Client(raise_request_exception=False)
    client.force_login(hers.owner)
    with transaction.atomic():
        stranger = Buyer.objects.filter(workshop=house.workshop).first()
        assert Order.objects.filter(workshop=hers.workshop).update(buyer=stranger)
        assert set(strays(hers)) == {"sales.Order.buyer"}  # what it looks for it finds
        transaction.set_rollback(True)
    theirs = sorted({str(v) for v in house.names.values() if isinstance(v, int)}, key=int)
    before, broken, tried = rows_of(house.workshop), [], set()
    for form in list(_forms(client, hers)):
        for name in sorted(form.chosen - SKIPPED):
            for value in theirs:
                tried.add(name)
                with transaction.atomic():
                    answer = client.post(form.action, {**form.values, name: value})
                    if answer.status_code >= 500:
                        broken.append(f"{form.action} {name}={value}: {answer.status_code}")
                    broken += [f"{form.action} {name}={value}: {row}" for row in strays(hers)]
                    transaction.set_rollback(True)
    assert {"card", "line-0-product", "skills"} <= tried
    assert broken == []
    assert rows_of(house.workshop) == before


def _forms(client: Client, own: House) -> Iterator[Form]:
    for one in private(own):
        answer = client.get(one.path)
        if answer.status_code == 200 and "text/html" in answer["Content-Type"]:
            page = Forms(one.path)
            page.feed(answer.content.decode())
            yield from page.found
