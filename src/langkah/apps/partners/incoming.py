"""A rate card as a file that waits until a person has seen what it would do."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from langkah.apps.partners.errors import NotFound, NotSaved
from langkah.apps.partners.exchange import Plan
from langkah.apps.partners.exchange import plan as planned
from langkah.apps.workshop.models import Workshop
from langkah.domain.reason import because
from langkah.papers.sheets import Sheet, SheetError, read

NAME = re.compile(r"[0-9a-f]{64}")
_WHY = {
    "too_large": because("The file is larger than 20 MB. Split it in two."),
    "not_a_sheet": because("This file is not a spreadsheet. Choose an xlsx or csv file."),
    "too_many_rows": because("The file has more than 400,000 rows. Split it in two."),
    "no_head": because("The first row must hold the names of the columns."),
}


def keep(workshop: Workshop, data: bytes) -> str:
    """Put a file aside; gives its name. Raises NotSaved when it is no spreadsheet."""
    _sheets(data)
    name = sha256(data).hexdigest()
    path = _path(workshop, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".part")
    draft.write_bytes(data)
    draft.replace(path)
    return name


def plan(workshop: Workshop, name: str) -> Plan:
    """What the file would do. Raises NotFound when it is gone."""
    try:
        data = _path(workshop, name).read_bytes()
    except FileNotFoundError as error:
        raise NotFound from error
    return planned(_sheets(data))


def drop(workshop: Workshop, name: str) -> None:
    """The file was taken in, or nobody wants it."""
    _path(workshop, name).unlink(missing_ok=True)


def _sheets(data: bytes) -> tuple[Sheet, ...]:
    try:
        return read(data)
    except SheetError as error:
        raise NotSaved(_WHY[error.key]) from error


def _path(workshop: Workshop, name: str) -> Path:
    if not NAME.fullmatch(name):
        raise NotFound
    return Path(settings.MEDIA_ROOT) / str(workshop.pk) / "incoming" / f"rates-{name}"
