"""Kinds of shoes a newcomer chooses from: typical steps and materials, without any figures.

Which steps belong to a kind is common trade knowledge (grade C); minutes, amounts and prices are
always the workshop's own. Typical boxes are offered for confirmation only, and marked so.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True, kw_only=True)
class TypicalBox:
    """Outer sides in cm and weight with one pair in kg; own estimate, not measured (grade C)."""

    length_cm: Decimal
    width_cm: Decimal
    height_cm: Decimal
    weight_kg: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A kind of shoe. Steps are (name, holds the last); the tariff asks the first three facts."""

    key: str
    name: str | Promise
    covers_ankle: bool | None
    cut_out: bool | None
    indoor: bool | None
    materials: tuple[str | Promise, ...]
    steps: tuple[tuple[str | Promise, bool], ...]
    box: TypicalBox


LOW_BOX = TypicalBox(
    length_cm=Decimal(33), width_cm=Decimal(21), height_cm=Decimal(12), weight_kg=Decimal("1.15")
)
LIGHT_BOX = TypicalBox(
    length_cm=Decimal(30), width_cm=Decimal(18), height_cm=Decimal(11), weight_kg=Decimal("0.75")
)
BOOT_BOX = TypicalBox(
    length_cm=Decimal(36), width_cm=Decimal(30), height_cm=Decimal(12), weight_kg=Decimal("1.7")
)

LASTED: tuple[tuple[str | Promise, bool], ...] = (
    (_("Cutting"), False),
    (_("Stitching the upper"), False),
    (_("Lasting"), True),
    (_("Attaching the sole"), True),
    (_("Finishing"), False),
    (_("Checking and packing"), False),
)
OPEN: tuple[tuple[str | Promise, bool], ...] = (
    (_("Cutting"), False),
    (_("Stitching the straps"), False),
    (_("Attaching the sole"), True),
    (_("Finishing"), False),
    (_("Checking and packing"), False),
)
LACED = (_("Upper leather"), _("Lining"), _("Insole"), _("Sole"), _("Laces"), _("Shoe box"))
PLAIN = (_("Upper leather"), _("Lining"), _("Insole"), _("Sole"), _("Shoe box"))

STYLES = (
    Style(
        key="laced", name=_("Laced shoe (oxford, derby)"), covers_ankle=False,
        cut_out=False, indoor=False,
        materials=LACED, steps=LASTED, box=LOW_BOX,
    ),
    Style(
        key="loafer", name=_("Loafer, moccasin"), covers_ankle=False,
        cut_out=False, indoor=False,
        materials=PLAIN, steps=LASTED, box=LOW_BOX,
    ),
    Style(
        key="boot", name=_("Boot"), covers_ankle=True,
        cut_out=False, indoor=False,
        materials=LACED, steps=LASTED, box=BOOT_BOX,
    ),
    Style(
        key="sneaker", name=_("Sneaker"), covers_ankle=None,
        cut_out=False, indoor=False,
        materials=(_("Upper"), _("Lining"), _("Insole"), _("Sole"), _("Laces"), _("Shoe box")),
        steps=LASTED, box=LOW_BOX,
    ),
    Style(
        key="sandal", name=_("Sandal"), covers_ankle=False,
        cut_out=True, indoor=False,
        materials=(_("Straps"), _("Insole"), _("Sole"), _("Buckle"), _("Shoe box")),
        steps=OPEN, box=LIGHT_BOX,
    ),
    Style(
        key="slipper", name=_("Slipper, mule"), covers_ankle=False,
        cut_out=None, indoor=None,
        materials=(_("Upper"), _("Insole"), _("Sole"), _("Shoe box")), steps=OPEN, box=LIGHT_BOX,
    ),
    Style(
        key="other", name=_("Another kind"), covers_ankle=None,
        cut_out=None, indoor=None,
        materials=(_("Upper"), _("Sole"), _("Shoe box")), steps=LASTED, box=LOW_BOX,
    ),
)  # fmt: skip
BY_KEY = {style.key: style for style in STYLES}
