"""Spreadsheets that wait until a person has seen what they would do, each kind in its own tray."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from langkah.apps.workshop.models import Workshop
from langkah.domain.reason import Refusal, because
from langkah.papers.sheets import Sheet, SheetError, read

NAME = re.compile(r"[0-9a-f]{64}")
_WHY = {
    "too_large": because("The file is larger than 20 MB. Split it in two."),
    "not_a_sheet": because("This file is not a spreadsheet. Choose an xlsx or csv file."),
    "too_many_rows": because("The file has more than 400,000 rows. Split it in two."),
    "no_head": because("The first row must hold the names of the columns."),
}


@dataclass(frozen=True, slots=True)
class Tray:
    """Files of one `kind`. What is no spreadsheet is `refused`; what is not there is `gone`."""

    kind: str
    refused: type[Refusal]
    gone: type[Exception]

    def keep(self, workshop: Workshop, data: bytes) -> str:
        """Put a file aside; gives its name. Raises `refused`."""
        self._read(data)
        name = sha256(data).hexdigest()
        path = self.path(workshop, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(".part")
        draft.write_bytes(data)
        draft.replace(path)
        return name

    def sheets(self, workshop: Workshop, name: str) -> tuple[Sheet, ...]:
        """What stands in the file. Raises `gone`, `refused`."""
        try:
            data = self.path(workshop, name).read_bytes()
        except FileNotFoundError as error:
            raise self.gone from error
        return self._read(data)

    def drop(self, workshop: Workshop, name: str) -> None:
        """The file was taken in, or nobody wants it."""
        self.path(workshop, name).unlink(missing_ok=True)

    def path(self, workshop: Workshop, name: str) -> Path:
        """Where the file lies. Raises `gone` for what is no name."""
        if not NAME.fullmatch(name):
            raise self.gone
        return Path(settings.MEDIA_ROOT) / str(workshop.pk) / "incoming" / f"{self.kind}-{name}"

    def _read(self, data: bytes) -> tuple[Sheet, ...]:
        try:
            return read(data)
        except SheetError as error:
            raise self.refused(_WHY[error.key]) from error
