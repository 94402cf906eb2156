"""Writing the archive: a zip of tables and files, and a manifest with a checksum of each."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import transaction

from langkah.apps.insight.archive import tables
from langkah.apps.workshop.models import Workshop

FORMAT = 1
MANIFEST = "manifest.json"
# Uploads that nobody has confirmed yet are not the workshop's data.
LEFT_OUT = ("incoming",)
CHUNK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A file of the archive; `rows` for tables only."""

    name: str
    sha256: str
    bytes: int
    rows: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What an archive holds."""

    format: int
    workshop: str
    made_at: str
    entries: tuple[Entry, ...]

    @property
    def checksums(self) -> dict[str, str]:
        """Name to SHA-256."""
        return {entry.name: entry.sha256 for entry in self.entries}


@transaction.atomic
def write(workshop: Workshop, out: IO[bytes], now: datetime) -> Manifest:
    """Write everything of the workshop, as it stands at one moment, into `out`."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        entries = [
            *(_table(packed, name, workshop) for name in tables.tables()),
            *(_file(packed, name, path) for name, path in files(workshop)),
        ]
        manifest = Manifest(
            format=FORMAT,
            workshop=workshop.slug,
            made_at=now.isoformat(),
            entries=tuple(entries),
        )
        packed.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1, ensure_ascii=False))
    return manifest


def _table(packed: zipfile.ZipFile, name: str, workshop: Workshop) -> Entry:
    path = table_path(name)
    digest, size, count = sha256(), 0, 0
    with packed.open(path, "w", force_zip64=True) as target:
        for line in tables.lines(tables.tables()[name], workshop):
            target.write(line)
            digest.update(line)
            size += len(line)
            count += 1
    return Entry(name=path, sha256=digest.hexdigest(), bytes=size, rows=count)


def table_path(name: str) -> str:
    """Where a table lies in the archive."""
    return f"tables/{name}.jsonl"


def table_checksum(name: str, workshop: Workshop) -> str:
    """The checksum of a table as it stands in the database."""
    digest = sha256()
    for line in tables.lines(tables.tables()[name], workshop):
        digest.update(line)
    return digest.hexdigest()


def folder(workshop: int) -> Path:
    """Where photos and documents of a workshop lie."""
    return Path(settings.MEDIA_ROOT) / str(workshop)


def files(workshop: Workshop) -> Iterator[tuple[str, Path]]:
    """Name in the archive and place on disk of every photo and document."""
    root = folder(workshop.pk)
    for path in sorted(root.rglob("*")):
        inside = path.relative_to(root)
        if path.is_file() and inside.parts[0] not in LEFT_OUT and not path.name.startswith("."):
            yield f"files/{inside.as_posix()}", path


def _file(packed: zipfile.ZipFile, name: str, path: Path) -> Entry:
    digest, size = sha256(), 0
    # Photos are compressed already.
    info = zipfile.ZipInfo(name)
    with path.open("rb") as source, packed.open(info, "w", force_zip64=True) as target:
        while chunk := source.read(CHUNK):
            target.write(chunk)
            digest.update(chunk)
            size += len(chunk)
    return Entry(name=name, sha256=digest.hexdigest(), bytes=size)
