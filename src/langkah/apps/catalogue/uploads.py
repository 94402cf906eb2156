"""Files that people upload: looked at by content, never trusted by name.

Files lie under MEDIA_ROOT/<workshop>/, named after the SHA-256 of what is stored, so that the same
file is kept once and a stored file never changes.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from langkah.apps.catalogue.errors import BadFile, NotFound

LARGE, MIDDLE, SMALL = 1600, 640, 240
SIZES = (LARGE, MIDDLE, SMALL)
PHOTO_BYTES = 15 * 2**20
DOCUMENT_BYTES = 10 * 2**20
MOST_PIXELS = 60_000_000
FORMATS = ("JPEG", "PNG", "WEBP")
# Colours that Pillow makes smaller as they are
SCALABLE = ("RGB", "RGBA", "L", "LA", "CMYK")


@dataclass(frozen=True, slots=True)
class Picture:
    """A stored photo: digest of the large picture, and its size in pixels."""

    digest: str
    width: int
    height: int


def keep_photo(workshop: int, data: bytes) -> Picture:
    """Store a photo, drawn anew in three sizes: no hidden data, upright, at most 1600 pixels.

    Raises BadFile with a sentence.
    """
    image = _opened(data)
    drawn = {LARGE: _encoded(image)}
    for size in (MIDDLE, SMALL):
        small = image.copy()
        small.thumbnail((size, size), Image.Resampling.LANCZOS)
        drawn[size] = _encoded(small)
    digest = sha256(drawn[LARGE]).hexdigest()
    for size, content in drawn.items():
        write(photo_path(workshop, digest, size), content)
    return Picture(digest, image.width, image.height)


def _opened(data: bytes) -> Image.Image:
    if len(data) > PHOTO_BYTES:
        raise BadFile(_("The photo is larger than 15 MB. Choose a smaller one."))
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise BadFile(_("The photo has too many pixels. Choose one of at most 60 million."))
            # Made small first: a few bytes can unpack to 60 million pixels, and a photo that is
            # turned or laid on white is held two or three times.
            small = image if image.mode in SCALABLE else image.convert("RGBA")
            small.thumbnail((LARGE, LARGE), Image.Resampling.LANCZOS)
            return _on_white(ImageOps.exif_transpose(small))
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError) as error:
        sentence = _("This file is not a photo that can be read. Choose a JPEG, PNG or WebP photo.")
        raise BadFile(sentence) from error


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode not in ("RGBA", "LA", "P", "PA"):
        return image.convert("RGB")
    layered = image.convert("RGBA")
    ground = Image.new("RGB", layered.size, "white")
    ground.paste(layered, mask=layered.getchannel("A"))
    return ground


def _encoded(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=82, progressive=True, optimize=True)
    return out.getvalue()


def keep_document(workshop: int, data: bytes) -> tuple[str, str]:
    """Store a PDF or a picture of a paper as it is; gives digest and ending. Raises BadFile."""
    if len(data) > DOCUMENT_BYTES:
        raise BadFile(_("The document is larger than 10 MB. Choose a smaller one."))
    ending = _ending(data)
    digest = sha256(data).hexdigest()
    write(document_path(workshop, digest, ending), data)
    return digest, ending


def _ending(data: bytes) -> str:
    if data.startswith(b"%PDF-") and b"%%EOF" in data[-2048:]:
        return "pdf"
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG")) as image:
            image.verify()
            return "jpg" if image.format == "JPEG" else "png"
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise BadFile(_("This file is neither a PDF nor a JPEG or PNG picture.")) from error


def photo_path(workshop: int, digest: str, size: int) -> Path:
    """Where a photo of one of the three sizes lies."""
    return _folder(workshop) / "photos" / digest[:2] / f"{digest}-{size}.jpg"


def document_path(workshop: int, digest: str, ending: str) -> Path:
    """Where a document lies."""
    return _folder(workshop) / "documents" / digest[:2] / f"{digest}.{ending}"


def incoming_path(workshop: int, digest: str) -> Path:
    """Where an uploaded spreadsheet waits until a person has seen what it would do."""
    return _folder(workshop) / "incoming" / digest


def _folder(workshop: int) -> Path:
    return Path(settings.MEDIA_ROOT) / str(workshop)


def write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; one that stands already is left as it is."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.part")
    draft.write_bytes(data)
    draft.replace(path)


def read(path: Path) -> bytes:
    """The bytes of a stored file; raises NotFound when it is gone."""
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise NotFound from error
