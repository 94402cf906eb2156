"""Restoring an archive on an empty installation: everything, checked, or nothing at all."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.color import no_style
from django.db import DatabaseError, connection, transaction

from langkah.apps.catalogue import finding
from langkah.apps.insight.archive import tables, write
from langkah.apps.insight.archive.write import CHUNK, FORMAT, MANIFEST, Entry, Manifest
from langkah.apps.workshop.models import User, Workshop
from langkah.domain.reason import Reason, Refusal, because

TABLE = re.compile(r"tables/([a-z]+\.[a-z]+)\.jsonl")
FILE = re.compile(r"files/(photos|documents)/[0-9a-f]{2}/[0-9a-f]{64}[-0-9a-z.]*")
STAGING = ".restoring"


class ArchiveRefused(Refusal):
    """An archive that cannot be restored here; nothing was changed."""


def restore(source: IO[bytes]) -> Manifest:
    """Bring a workshop back with its old numbers; gives the manifest. Raises ArchiveRefused."""
    if Workshop.objects.exists() or User.objects.exists():
        raise ArchiveRefused(
            because("This installation is not empty. Restore into a new data folder.")
        )
    try:
        with zipfile.ZipFile(source) as packed:
            manifest = _manifest(packed)
            for entry in manifest.entries:
                _check(packed, entry)
            return _restore(packed, manifest)
    except zipfile.BadZipFile as error:
        raise ArchiveRefused(
            because("This file is not an archive, or its end is missing.")
        ) from error


def damaged(name: str) -> Reason:
    """The sentence for a file that is not as it was written."""
    return because("{name} in the archive is damaged. Take the archive out again.", name=name)


def _manifest(packed: zipfile.ZipFile) -> Manifest:
    try:
        with _reading(MANIFEST):
            found: dict[str, Any] = json.loads(packed.read(MANIFEST))
            entries = tuple(Entry(**entry) for entry in found.pop("entries"))
            manifest = Manifest(**found, entries=entries)
    except (KeyError, TypeError, ValueError) as error:
        if isinstance(error, Refusal):
            raise
        raise ArchiveRefused(damaged(MANIFEST)) from error
    if manifest.format != FORMAT:
        raise ArchiveRefused(
            because("The archive is of another version of Langkah. Install that version first.")
        )
    held = {name for name in packed.namelist() if name != MANIFEST}
    strange = held ^ set(manifest.checksums)
    if strange or len(held) + 1 != len(packed.namelist()):
        raise ArchiveRefused(damaged(min(strange, default=MANIFEST)))
    return manifest


@contextmanager
def _reading(name: str) -> Iterator[None]:
    """Whatever breaks while unpacking names the file."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
        raise ArchiveRefused(damaged(name)) from error


def _check(packed: zipfile.ZipFile, entry: Entry) -> None:
    table = TABLE.fullmatch(entry.name)
    known = table[1] in tables.tables() if table else FILE.fullmatch(entry.name)
    if not known:
        raise ArchiveRefused(
            because("The archive holds {name}, which this version does not know.", name=entry.name)
        )
    digest, size = sha256(), 0
    with _reading(entry.name), packed.open(entry.name) as source:
        while (chunk := source.read(CHUNK)) and size <= entry.bytes:
            digest.update(chunk)
            size += len(chunk)
    if (digest.hexdigest(), size) != (entry.sha256, entry.bytes):
        raise ArchiveRefused(damaged(entry.name))


def _restore(packed: zipfile.ZipFile, manifest: Manifest) -> Manifest:
    staged = Path(settings.MEDIA_ROOT) / STAGING
    shutil.rmtree(staged, ignore_errors=True)
    target: Path | None = None
    try:
        for entry in manifest.entries:
            if FILE.fullmatch(entry.name):
                _unpack(packed, entry.name, staged)
        with transaction.atomic():
            workshop = _tables(packed, manifest)
            if staged.exists():
                target = write.folder(workshop.pk)
                shutil.rmtree(target, ignore_errors=True)
                staged.rename(target)
    except BaseException:
        if target is not None:
            shutil.rmtree(target, ignore_errors=True)
        raise
    finally:
        shutil.rmtree(staged, ignore_errors=True)
    return manifest


def _unpack(packed: zipfile.ZipFile, name: str, staged: Path) -> None:
    path = staged / name.removeprefix("files/")
    path.parent.mkdir(parents=True, exist_ok=True)
    with packed.open(name) as source, path.open("wb") as target:
        shutil.copyfileobj(source, target, CHUNK)


def _tables(packed: zipfile.ZipFile, manifest: Manifest) -> Workshop:
    """Store every row as it was; then read all of it again and compare the checksums."""
    for entry in manifest.entries:
        match = TABLE.fullmatch(entry.name)
        if match:
            _table(packed, entry.name, tables.tables()[match[1]])
    try:
        connection.check_constraints()
        workshop = Workshop.objects.get(slug=manifest.workshop)
    except (DatabaseError, Workshop.DoesNotExist) as error:
        raise ArchiveRefused(damaged(MANIFEST)) from error
    for name in tables.tables():
        path = write.table_path(name)
        if path in manifest.checksums and manifest.checksums[path] != write.table_checksum(
            name, workshop
        ):
            raise ArchiveRefused(damaged(path))
    finding.rebuild()
    _continue_numbers()
    return workshop


def _table(packed: zipfile.ZipFile, name: str, model: tables.Model) -> None:
    with packed.open(name) as source:
        for line in source:
            try:
                # raw: a restored row keeps its own times.
                tables.row(model, line).save_base(raw=True, force_insert=True)
            except (ValueError, KeyError, TypeError, ValidationError, DatabaseError) as error:
                raise ArchiveRefused(damaged(name)) from error


def _continue_numbers() -> None:
    """New rows get numbers after the restored ones; only PostgreSQL must be told."""
    statements = connection.ops.sequence_reset_sql(no_style(), list(tables.tables().values()))
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
