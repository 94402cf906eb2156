"""A photo of any colours is drawn anew: small, upright, on white, without what it carried."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from langkah.apps.catalogue import uploads
from langkah.apps.catalogue.errors import BadFile

TURNED = 6


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def drawn(mode: str, kind: str, width: int = 3000, height: int = 300) -> bytes:
    carried = Image.Exif()
    carried[0x112], carried[0x10E] = TURNED, "Jalan Rahasia 7"
    out = io.BytesIO()
    Image.new(mode, (width, height)).save(out, kind, exif=carried)
    return out.getvalue()


@pytest.mark.parametrize(
    ("mode", "kind"),
    [
        *((mode, "PNG") for mode in ("1", "L", "LA", "P", "RGB", "RGBA", "I;16")),
        *((mode, "JPEG") for mode in ("L", "RGB", "CMYK")),
        *((mode, "WEBP") for mode in ("RGB", "RGBA")),
    ],
)
def test_a_photo_is_small_and_upright_and_says_nothing_of_its_place(mode, kind):
    kept = uploads.keep_photo(1, drawn(mode, kind))
    assert (kept.width, kept.height) == (160, 1600)
    stored = uploads.read(uploads.photo_path(1, kept.digest, uploads.LARGE))
    with Image.open(io.BytesIO(stored)) as picture:
        assert (picture.mode, picture.size) == ("RGB", (160, 1600))
        assert not picture.getexif()
    assert b"Rahasia" not in stored


def test_what_shines_through_is_white():
    kept = uploads.keep_photo(1, drawn("RGBA", "PNG"))
    stored = uploads.read(uploads.photo_path(1, kept.digest, uploads.SMALL))
    with Image.open(io.BytesIO(stored)) as picture:
        assert picture.getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"<svg/>", b"%PDF-1.7 %%EOF"])
def test_what_only_calls_itself_a_photo_is_refused(data):
    with pytest.raises(BadFile):
        uploads.keep_photo(1, data)


def test_too_many_pixels_are_refused_before_they_are_unpacked():
    with pytest.raises(BadFile, match="60"):
        uploads.keep_photo(1, drawn("1", "PNG", 8000, 8000))
