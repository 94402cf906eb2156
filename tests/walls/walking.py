"""Every address of the house, with what has to stand in its gaps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver

from langkah.apps.workshop.models import User, Workshop
from tests.walls.filling import tenant_tables
from tests.walls.house import House, row_of

# Addresses that answer a stranger, and why.
PUBLIC = {
    "settings:sign_in": "the sign-in page itself",
    "settings:second": "second step of the sign-in page; sends everybody else back to the first",
    "settings:sign_out": "signing out; does nothing for a stranger",
    "settings:invitation": "opens with the secret of an invitation only",
    "settings:new_password": "opens with a signed link for who forgot her password",
    "settings:start": "makes the first workshop; 404 once there is one",
    "site:offer": "the buyer's page, opens with a signed link only",
    "site:paper": "the buyer's page",
    "site:offer_photo": "the buyer's page",
    "site:accept": "the buyer's page",
    "site:change": "the buyer's page",
    "site:question": "the buyer's page",
    "site:workshop": "the workshop's public page",
    "site:workshop_photo": "a photo of the public page",
    "site:ask": "the public request form",
    "site:thanks": "after the public request form",
    "ui:style": "the style page, holds no data",
    "ui:more": "language and theme are chosen before signing in",
    "ui:look": "keeps language and theme in cookies",
    "ui:manifest": "what a phone needs to install Langkah",
    "ui:worker": "the service worker",
    "api-1:openapi-json": "the description of the API, holds no data",
    "api-1:api-root": "only gives the API its name, answers 404",
    "health": "whether the server lives, for the machine that watches it",
}


@dataclass(frozen=True, slots=True)
class Address:
    """A path of the house and the name of its view."""

    name: str
    path: str
    gaps: tuple[str, ...]


def addresses(house: House) -> list[Address]:
    """All of them, filled with rows of Bu Sari's workshop."""
    return sorted(set(_walk(get_resolver(), "/", "", house)), key=lambda one: one.path)


def private(house: House) -> list[Address]:
    """Those that a stranger must not open."""
    return [one for one in addresses(house) if one.name not in PUBLIC]


def _walk(resolver: URLResolver, prefix: str, space: str, house: House) -> Iterator[Address]:
    for part in resolver.url_patterns:
        route = prefix + str(part.pattern)
        if isinstance(part, URLPattern):
            name = f"{space}:{part.name}" if space else part.name or part.pattern._route.strip("/")
            gaps = part.pattern.converters
            yield Address(name, _filled(route, name, gaps, house), tuple(sorted(gaps)))
        else:
            yield from _walk(part, route, part.namespace or space, house)


def _filled(route: str, name: str, gaps: dict[str, Any], house: House) -> str:
    for gap in gaps:
        value = row_of(house.workshop, name) if gap == "row" else house.names.get(gap)
        assert value is not None, f"{name}: say in tests/walls/house.py what <{gap}> stands for"
        start = route.index("<" + gap) if "<" + gap in route else route.index(f":{gap}>")
        start = route.rindex("<", 0, start + 1)
        route = route[:start] + str(value) + route[route.index(">", start) + 1 :]
    return route


@dataclass(frozen=True, slots=True)
class Visit:
    """What came of opening an address."""

    method: str
    address: Address
    status: int
    headers: dict[str, str]
    body: bytes
    writes: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.method} {self.address.name} {self.address.path}: {self.status}"


@dataclass(frozen=True, slots=True)
class Walk:
    """All visits of a walk, and the tables of Bu Sari's workshop that it changed."""

    visits: tuple[Visit, ...]
    changed: tuple[str, ...]

    def found(self, wrong: Callable[[Visit], object]) -> list[str]:
        """The visits that are wrong, and why one should look."""
        return [str(one) for one in self.visits if wrong(one)]


def walk(house: House, user: User | None, *methods: str) -> Walk:
    """Open every private address; everything is taken back afterwards.

    What goes wrong in the house is answered with 500.
    """
    before = rows_of(house.workshop)
    with transaction.atomic():
        client = Client(raise_request_exception=False)
        if user is not None:
            client.force_login(user)
        visits = tuple(
            _visit(client, method, one, house) for one in private(house) for method in methods
        )
        after = rows_of(house.workshop)
        transaction.set_rollback(True)
    return Walk(visits, tuple(name for name in before if after[name] != before[name]))


def _visit(client: Client, method: str, one: Address, house: House) -> Visit:
    with CaptureQueriesContext(connection) as seen:
        answer = _call(client, method, one.path, house)
        body = b"".join(answer) if answer.streaming else answer.content
    headers = dict(answer.headers)
    return Visit(method, one, answer.status_code, headers, body, _writes(seen))


def _call(client: Client, method: str, path: str, house: House) -> HttpResponse:
    """A post brings ids of Bu Sari's rows along under every name."""
    if method == "GET":
        return client.get(path)
    if path.startswith("/api/"):
        return client.post(path, {"text": "24 pairs"}, content_type="application/json")
    return client.post(path, {**house.names, "workshop": house.workshop.pk})


def _writes(seen: CaptureQueriesContext) -> tuple[str, ...]:
    verbs = ("INSERT", "UPDATE", "DELETE", "REPLACE")
    statements = (one["sql"] for one in seen.captured_queries)
    return tuple(one[:120] for one in statements if one.lstrip().upper().startswith(verbs))


def rows_of(workshop: Workshop) -> dict[str, list[Any]]:
    """Every row of a workshop in every table."""
    found = {
        model._meta.label: list(model._default_manager.filter(workshop=workshop).values())
        for model in tenant_tables()
    }
    return found | {"self": list(Workshop.objects.filter(pk=workshop.pk).values())}
