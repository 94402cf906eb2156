"""Numbers as people write them in Indonesia and elsewhere: 12,5 and 12.5 and 1.250.000."""

from __future__ import annotations

import re
from decimal import Decimal

from django.utils.translation import gettext as _

PLAIN = re.compile(r"-?\d+")
BOTH_POINT = re.compile(r"-?\d{1,3}(,\d{3})+\.\d+")
BOTH_COMMA = re.compile(r"-?\d{1,3}(\.\d{3})+,\d+")
GROUPED = re.compile(r"-?[1-9]\d{0,2}([.,])\d{3}(\1\d{3})*")
BROKEN = re.compile(r"-?\d*[.,]\d+")
SPOKEN = re.compile(r"(?P<figure>.*\d)(?P<unit>rb|ribu|k|jt|juta)\.?", re.IGNORECASE)
THOUSAND, MILLION = Decimal(1000), Decimal(1_000_000)


class NotANumber(ValueError):
    """A text that is no number, or that two people would read as two different numbers."""


class TwoWays(NotANumber):
    """1.250 in money with fractions: a thousand and more, or one and a quarter."""

    def __init__(self, text: str, whole: str, fraction: str) -> None:
        super().__init__(
            _("“{text}” can be read in two ways. Write {whole} or {fraction}0.").format(
                text=text, whole=whole, fraction=fraction
            )
        )
        self.text, self.whole, self.fraction = text, whole, fraction


def read(text: str, *, thousands: bool = False) -> Decimal:
    """The number in a text.

    One point or comma before exactly three digits may be a thousand or a fraction: 1.250 is read as
    1250 only where `thousands` says that fractions do not occur (rupiah), and refused elsewhere.
    There 90rb and 1,5 juta are read as they are spoken, too.
    """
    spoken = SPOKEN.fullmatch(text.replace(" ", "")) if thousands else None
    if spoken:
        unit = MILLION if spoken["unit"].lower().startswith("j") else THOUSAND
        found = _read(spoken["figure"], thousands=False) * unit
    else:
        found = _read(text, thousands=thousands)
    # A fourth decimal that is zero says nothing, and columns count decimals.
    return Decimal(f"{found.normalize() + 0:f}")


def _read(text: str, *, thousands: bool) -> Decimal:
    bare = text.strip().replace("\xa0", "").replace(" ", "").removeprefix("Rp")
    if PLAIN.fullmatch(bare):
        return Decimal(bare)
    if BOTH_POINT.fullmatch(bare):
        return Decimal(bare.replace(",", ""))
    if BOTH_COMMA.fullmatch(bare):
        return Decimal(bare.replace(".", "").replace(",", "."))
    grouped = GROUPED.fullmatch(bare)
    if grouped:
        return _grouped(bare, thousands=thousands or bool(grouped[2]))
    if BROKEN.fullmatch(bare):
        return Decimal(bare.replace(",", "."))
    raise NotANumber(_("“{text}” is not a number.").format(text=text.strip()[:40]))


def _grouped(bare: str, *, thousands: bool) -> Decimal:
    whole = bare.replace(".", "").replace(",", "")
    if thousands:
        return Decimal(whole)
    fraction = bare.replace(",", ".")
    raise TwoWays(bare, whole, fraction)


def write(value: Decimal | None, separator: str = ".") -> str:
    """A number for an input, never in a form that `read` refuses."""
    if value is None:
        return ""
    plain = f"{value.normalize() + 0:f}"
    if re.search(r"\.\d{3}$", plain):
        plain += "0"
    return plain.replace(".", separator)
