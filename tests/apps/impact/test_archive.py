"""The rule book, its checks and what changes touched travel with the workshop."""

from __future__ import annotations

import io

from langkah.apps.insight import archive, impact
from langkah.apps.insight.archive import tables
from langkah.apps.rules import actions as rules
from langkah.apps.rules import queries
from langkah.apps.sales import border
from langkah.apps.workshop.models import User, Workshop
from tests.apps.impact.conftest import AFTER
from tests.apps.sales.conftest import NOW, D


def emptied() -> None:
    """An installation without anything: rows go in whatever order their keys allow."""
    left = [model for name, model in tables.tables().items() if not name.startswith("workshop.")]
    left += [model for name, model in tables.tables().items() if name.startswith("workshop.")]
    while left:
        model = left.pop(0)
        model._default_manager.all()._raw_delete(model._default_manager.db)


def test_the_book_comes_back_with_equal_checksums(book, bu_sari, asked, take, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    version = asked()
    checked = rules.Checked(on=NOW.date(), name="Bu Sari", asked="a broker", note="8 %, sure")
    rules.verify(workshop=book, code="eu-mfn-6403", checked=checked, by=bu_sari, now=NOW)
    change = take()
    impact.note(workshop=book, change=change.pk, now=AFTER)
    rules.undo(workshop=book, change=change.pk, by=bu_sari, now=AFTER)
    before, answer = queries.book(book, "NL"), border.again(book, version.pk)
    out = io.BytesIO()
    manifest = archive.write(book, out, NOW)
    held = {entry.name: entry.rows for entry in manifest.entries}
    assert held["tables/rules.bookchange.jsonl"] == 3
    assert held["tables/rules.verification.jsonl"] == 2
    assert held["tables/insight.touched.jsonl"] == 2
    assert held["tables/sales.bordercase.jsonl"] == 1
    emptied()
    assert not User.objects.exists()
    out.seek(0)
    archive.restore(out)
    back = Workshop.objects.get()
    assert archive.write(back, io.BytesIO(), NOW) == manifest
    assert queries.book(back, "NL") == before
    assert border.again(back, version.pk) == answer
    owner = User.objects.get(name="Bu Sari")
    values = {"rate": D("0.22")}
    assert rules.correct(workshop=back, code="eu-vat-nl", values=values, by=owner, now=AFTER).pk
