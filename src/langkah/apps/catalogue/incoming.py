"""Spreadsheets on their way in: kept while a person looks at what they would do, then taken in.

Long files are taken in by the worker, which writes how far it is beside the file.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks import task

from langkah.apps.catalogue import exchange, uploads
from langkah.apps.catalogue.errors import BadFile, NotFound
from langkah.apps.workshop.models import User, Workshop
from langkah.papers.sheets import SheetError, read

LONG = 2000
NAME = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a file is: rows done of all, and at the end what came of it."""

    done: int = 0
    total: int = 0
    finished: bool = False
    new: int = 0
    changed: int = 0
    refused: str = ""


def keep(workshop: Workshop, data: bytes) -> str:
    """Put a file aside; gives its name. Raises BadFile when it is no spreadsheet."""
    _sheets(data)
    name = sha256(data).hexdigest()
    path = uploads.incoming_path(workshop.pk, name)
    path.with_suffix(".json").unlink(missing_ok=True)
    uploads.write(path, data)
    return name


def plan(workshop: Workshop, name: str, *, costs: bool) -> exchange.Plan:
    """What the file would do. Raises NotFound when it is gone, BadFile."""
    data = uploads.read(_path(workshop, name))
    return exchange.plan(workshop, _sheets(data), costs=costs)


def _sheets(data: bytes) -> tuple[exchange.Sheet, ...]:
    sentences = {
        "too_large": _("The file is larger than 20 MB. Split it in two."),
        "not_a_sheet": _("This file is not a spreadsheet. Choose an xlsx or csv file."),
        "too_many_rows": _("The file has more than 400,000 rows. Split it in two."),
        "no_head": _("The first row must hold the names of the columns."),
    }
    try:
        return read(data)
    except SheetError as error:
        raise BadFile(sentences[error.key]) from error


def take(*, workshop: Workshop, name: str, by: User, costs: bool) -> Progress:
    """Take the file in, now or, when it is long, by the worker. Raises NotFound, BadFile."""
    path = _path(workshop, name)
    if not path.exists():
        raise NotFound
    if path.stat().st_size > LONG * 40:
        _note(path, Progress())
        take_later.enqueue(workshop.pk, by.pk, name, costs)
        return Progress()
    return _take(workshop, by, path, costs=costs)


@task()
def take_later(workshop: int, by: int, name: str, costs: bool) -> None:
    """Take a long file in, in the language of who sent it."""
    user = User.objects.get(pk=by)
    house = Workshop.objects.get(pk=workshop)
    path = _path(house, name)
    with override(user.language):
        try:
            _take(house, user, path, costs=costs)
        except (BadFile, NotFound) as error:
            _note(path, Progress(finished=True, refused=str(error)))


def _take(workshop: Workshop, by: User, path: Path, *, costs: bool) -> Progress:
    planned = exchange.plan(workshop, _sheets(uploads.read(path)), costs=costs)
    if planned.problems:
        raise BadFile(_("The catalogue changed meanwhile. Look at the file again."))
    taken = exchange.take(
        workshop=workshop,
        plan=planned,
        by=by,
        tell=lambda done, total: _note(path, Progress(done=done, total=total)),
    )
    end = Progress(finished=True, new=taken.new, changed=taken.changed)
    _note(path, end)
    path.unlink(missing_ok=True)
    return end


def progress(workshop: Workshop, name: str) -> Progress:
    """How far a file is. Raises NotFound."""
    try:
        found = json.loads(_path(workshop, name).with_suffix(".json").read_text("utf-8"))
    except FileNotFoundError as error:
        raise NotFound from error
    return Progress(**found)


def _note(path: Path, how_far: Progress) -> None:
    draft = path.with_suffix(".part")
    draft.parent.mkdir(parents=True, exist_ok=True)
    draft.write_text(json.dumps(asdict(how_far)), "utf-8")
    draft.replace(path.with_suffix(".json"))


def _path(workshop: Workshop, name: str) -> Path:
    if not NAME.fullmatch(name):
        raise NotFound
    return uploads.incoming_path(workshop.pk, name)
