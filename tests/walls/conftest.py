"""The furnished house, built once for all walks and taken down afterwards."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import transaction
from django.utils import translation
from pytest_django.plugin import DjangoDbBlocker

from langkah.apps.workshop.models import Workshop
from tests.walls.house import House, furnish


@pytest.fixture(scope="module")
def house(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[House]:
    kept = settings.MEDIA_ROOT
    settings.MEDIA_ROOT = tmp_path_factory.mktemp("photos")
    with django_db_blocker.unblock(), transaction.atomic():
        kenzi = Workshop.objects.create(name="Rahasia", slug="rahasia", city="Mojokerto")
        rival = Workshop.objects.create(name="Sepatu Sebelah", slug="sebelah", city="Sidoarjo")
        with translation.override("en"):
            yield furnish(kenzi, rival)
        transaction.set_rollback(True)
    settings.MEDIA_ROOT = kept
