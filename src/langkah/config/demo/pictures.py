"""Drawings of the demo's shoes: honest illustrations where a real workshop puts its photos.

Each style is a side view built from a few curves: sole, upper, collar, and what makes the style.
"""

from __future__ import annotations

import io
import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from PIL import Image, ImageDraw, ImageFilter

Point = tuple[float, float]
SIZE = (1200, 900)
FINE = 2  # drawn twice as large, then made small: smooth edges
PAPER = "#efe6d8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a style looks from the side; heights are in picture units above the sole."""

    upper: str
    sole: str
    collar: int = 150
    heel: int = 26
    thick: int = 34
    toe: int = 92
    marks: tuple[str, ...] = ()
    cut: str = "closed"


BROWN, TAN, BLACK, SAND, INK, RED = "#7a4527", "#a8672f", "#2c2724", "#c49a6c", "#26395c", "#8c2f2b"
LEATHER, RUBBER, JUTE, WOOD = "#5b3a24", "#3a3735", "#c9a66b", "#8a5a2f"

LOOKS = {
    1: Look(upper=BROWN, sole=LEATHER, marks=("cap", "laces")),
    2: Look(upper=TAN, sole=RUBBER, marks=("laces", "quarter")),
    3: Look(upper=BROWN, sole=LEATHER, collar=118, marks=("apron", "strap")),
    4: Look(upper=BLACK, sole=JUTE, collar=330, marks=("gore",)),
    5: Look(upper=SAND, sole=RUBBER, collar=340, thick=52, marks=("cap", "laces", "lugs")),
    6: Look(upper=TAN, sole=LEATHER, thick=26, heel=14, cut="straps"),
    7: Look(upper=BROWN, sole=RUBBER, thick=26, heel=14, cut="gladiator"),
    8: Look(upper=INK, sole="#f3efe7", thick=46, heel=4, collar=140, marks=("batik", "laces")),
    9: Look(upper=RED, sole=LEATHER, thick=28, heel=8, collar=112, marks=("batik",)),
    10: Look(upper=SAND, sole=JUTE, thick=44, heel=2, collar=104, marks=("braid",)),
    11: Look(upper="#7d8a74", sole=JUTE, thick=44, heel=2, collar=110, marks=("braid",)),
    12: Look(upper=BLACK, sole=RUBBER, thick=20, heel=120, collar=92, cut="pump"),
    13: Look(upper=TAN, sole=WOOD, thick=66, heel=40, collar=120, cut="mule", marks=("nails",)),
    14: Look(upper="#b98a83", sole=RUBBER, thick=18, heel=8, collar=86, cut="pump", marks=("bow",)),
    15: Look(upper="#8f6b4a", sole=LEATHER, thick=20, heel=6, collar=112, marks=("apron",)),
    16: Look(upper="#9a4a2e", sole=RUBBER, thick=36, heel=10, collar=140, marks=("laces",)),
    17: Look(upper=BROWN, sole=LEATHER, thick=40, marks=("brogue", "laces", "cap")),
    18: Look(upper="#6d7f5e", sole=LEATHER, thick=22, heel=30, collar=110, cut="mule"),
    19: Look(upper=TAN, sole=LEATHER, collar=300, marks=("laces", "quarter")),
    20: Look(upper="#8d7f70", sole=RUBBER, thick=26, heel=4, collar=120, cut="mule"),
}


def picture(style: int) -> bytes:
    """A JPEG of this style, 1200 by 900."""
    look = LOOKS[style]
    canvas = _ground().copy()
    pen = ImageDraw.Draw(canvas)
    _sole(pen, look)
    _upper(canvas, look)
    small = canvas.reduce(FINE)
    file = io.BytesIO()
    small.save(file, "JPEG", quality=82, optimize=True)
    return file.getvalue()


def _curve(points: list[Point], steps: int = 24) -> list[Point]:
    """A smooth line through the points (Catmull-Rom), closed."""
    line = []
    count = len(points)
    for index in range(count):
        before, start, end, after = (points[(index + k) % count] for k in (-1, 0, 1, 2))
        for step in range(steps):
            part = step / steps
            line.append(tuple(_blend(before[k], start[k], end[k], after[k], part) for k in (0, 1)))
    return [(x * FINE, y * FINE) for x, y in line]


def _blend(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (
        2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3
    )


GROUND = 680
TALL = 1.32  # a foot is higher than it looks


@cache
def _ground() -> Image.Image:
    """Paper with the shadow of a shoe, the same under all of them."""
    paper = Image.new("RGB", (SIZE[0] * FINE, SIZE[1] * FINE), PAPER)
    shade = Image.new("L", paper.size, 0)
    box = [150 * FINE, (GROUND - 28) * FINE, 1080 * FINE, (GROUND + 40) * FINE]
    ImageDraw.Draw(shade).ellipse(box, fill=95)
    soft = shade.filter(ImageFilter.GaussianBlur(18 * FINE))
    paper.paste("#6b5a45", None, soft)
    return paper


@cache
def _light() -> Image.Image:
    """How much light falls on an upper: most of it above."""
    fading = Image.linear_gradient("L").point(lambda value: 70 - value * 70 // 255)
    return fading.resize((SIZE[0] * FINE, SIZE[1] * FINE))


def _lift(look: Look, x: float) -> float:
    """How far the foot stands above the ground at x: the heel at the left, the toe springs."""
    back: float = max(0.0, min(1.0, (560 - x) / 260))
    spring = max(0.0, (x - 880) / 180)
    return look.thick + look.heel * math.pow(back, 1.5) + 16 * spring * spring


def _sole(pen: ImageDraw.ImageDraw, look: Look) -> None:
    top = [(float(x), GROUND - _lift(look, x)) for x in range(200, 1061, 20)]
    waist = 14 if look.heel >= 20 else 0
    bottom = []
    for x in range(1060, 199, -20):
        spring = 16 * max(0.0, (x - 880) / 180) ** 2
        arch = _lift(look, x) - look.thick + waist if 400 < x < 600 and look.heel >= 20 else 0.0
        bottom.append((float(x), GROUND - spring - arch))
    pen.polygon([(x * FINE, y * FINE) for x, y in top + bottom], fill=look.sole)
    _sole_marks(pen, look)


def _sole_marks(pen: ImageDraw.ImageDraw, look: Look) -> None:
    if "braid" in look.marks:
        for x in range(210, 1050, 16):
            y = GROUND - _lift(look, x)
            pen.line(_scaled([(x, y), (x + 20, y + look.thick)]), fill="#9a7a45", width=4 * FINE)
    if "lugs" in look.marks:
        for x in range(215, 1000, 42):
            pen.rectangle(
                [x * FINE, (GROUND - 14) * FINE, (x + 18) * FINE, GROUND * FINE], fill=PAPER
            )


def _scaled(points: list[Point]) -> list[Point]:
    return [(x * FINE, y * FINE) for x, y in points]


def _outline(look: Look) -> list[Point]:
    def on(x: float, above: float) -> Point:
        return (x, GROUND - _lift(look, x) - above * TALL)

    collar = look.collar
    if look.cut == "pump":
        throat = [on(215, collar), on(300, collar - 22), on(560, 26), on(720, 26), on(800, 60)]
    elif look.cut == "mule":
        throat = [on(600, 4), on(610, collar), on(700, collar + 8), on(800, collar - 10)]
    elif collar > 200:
        throat = [
            on(225, collar),
            on(330, collar + 14),
            on(460, collar),
            on(520, 190),
            on(660, 158),
        ]
    else:
        throat = [
            on(212, collar),
            on(300, collar - 16),
            on(430, collar + 2),
            on(560, 168),
            on(700, 146),
        ]
    toe = [
        on(860, look.toe + 20),
        on(960, look.toe),
        on(1034, look.toe * 0.66),
        on(1062, 22),
        on(1058, -4),
    ]
    start = 600 if look.cut == "mule" else 204
    base = [on(x, -6) for x in range(1040, start, -60)]
    return throat + toe + base + [on(start, -6)]


def _upper(canvas: Image.Image, look: Look) -> None:
    mask = Image.new("L", canvas.size, 0)
    ink = ImageDraw.Draw(mask)
    if look.cut in ("straps", "gladiator"):
        _straps(ink, look)
    else:
        ink.polygon(_curve(_outline(look)), fill=255)
    _fill(canvas, mask, look)


def _straps(ink: ImageDraw.ImageDraw, look: Look) -> None:
    def on(x: float, above: float) -> Point:
        return (x * FINE, (GROUND - _lift(look, x) - above) * FINE)

    for foot, top, wide in ((900, 90, 56), (740, 150, 60), (590, 210, 60)):
        band = [
            on(foot, -4),
            on(foot - 70, top),
            on(foot - 70 + wide, top - 12),
            on(foot + wide, -4),
        ]
        ink.polygon(band, fill=255)
    ink.polygon([on(830, 78), on(860, 66), on(520, 236), on(508, 200)], fill=255)
    ink.polygon(_curve_of(on, [(210, -4), (206, 150), (262, 168), (330, 60), (350, -4)]), fill=255)
    levels = (230, 330, 430) if look.cut == "gladiator" else (150,)
    for level in levels:
        ink.polygon(
            [on(214, level), on(470, level + 40), on(470, level + 4), on(214, level - 34)], fill=255
        )
    if look.cut == "gladiator":
        ink.polygon([on(214, 100), on(214, 440), on(246, 444), on(252, 100)], fill=255)
        ink.polygon([on(510, 200), on(440, 470), on(472, 474), on(546, 200)], fill=255)


def _curve_of(on: Callable[[float, float], Point], points: list[Point]) -> list[Point]:
    line = _curve([on(*point) for point in points])
    return [(x / FINE, y / FINE) for x, y in line]


def _fill(canvas: Image.Image, mask: Image.Image, look: Look) -> None:
    flat = Image.new("RGB", canvas.size, look.upper)
    flat.paste("#fff4e2", None, _light())
    pen = ImageDraw.Draw(flat)
    if "batik" in look.marks:
        _batik(pen)
    _marks(pen, look)
    canvas.paste(flat, mask=mask)


def _batik(pen: ImageDraw.ImageDraw) -> None:
    """Kawung: four ovals meeting in a point, in a grid turned by half."""
    for row, y in enumerate(range(300, 720, 34)):
        for x in range(190 + (row % 2) * 17, 1070, 34):
            for dx, dy in ((0, -8), (0, 8), (-8, 0), (8, 0)):
                wide, high = (4, 7) if dx == 0 else (7, 4)
                box = [x + dx - wide, y + dy - high, x + dx + wide, y + dy + high]
                pen.ellipse([value * FINE for value in box], outline="#ead9b8", width=FINE * 2)


LINES = {  # seams: points along the shoe and above its sole
    "cap": [(930, -10), (905, 60), (880, 130)],
    "quarter": [(560, -10), (600, 70), (640, 170)],
    "apron": [(620, 110), (760, 62), (900, 50), (985, 62)],
}
PIECES = {
    "strap": ("#5f341c", [(600, 150), (680, 160), (700, -10), (610, -10)]),
    "gore": ("#4a4541", [(330, 330), (430, 330), (410, 110), (345, 110)]),
}
HOLES = {
    "brogue": ("#f1dfc3", [(900 - step * 3, 8 + step * 12) for step in range(9)]),
    "nails": ("#d9b36c", [(x, 8) for x in range(620, 1040, 46)]),
}


def _marks(pen: ImageDraw.ImageDraw, look: Look) -> None:
    def on(point: Point) -> Point:
        x, above = point
        return (x * FINE, (GROUND - _lift(look, x) - above * TALL) * FINE)

    for mark in look.marks:
        if mark in LINES:
            pen.line([on(p) for p in LINES[mark]], fill="#f1dfc3", width=3 * FINE, joint="curve")
        if mark in PIECES:
            colour, corners = PIECES[mark]
            pen.polygon([on(p) for p in corners], fill=colour)
        if mark in HOLES:
            colour, places = HOLES[mark]
            for x, y in map(on, places):
                pen.ellipse([x - 6 * FINE, y - 6 * FINE, x + 6 * FINE, y + 6 * FINE], fill=colour)
    if "laces" in look.marks:
        _laces(pen, look)


def _laces(pen: ImageDraw.ImageDraw, look: Look) -> None:
    start = 500 if look.collar > 200 else 560
    for step in range(5):
        x = start + step * 34
        y = GROUND - _lift(look, x) - (150 - step * 7) * TALL + (0 if look.collar < 200 else -14)
        pen.line(_scaled([(x, y - 26), (x - 26, y + 34)]), fill="#efe6d8", width=6 * FINE)
        pen.ellipse(
            [(x - 32) * FINE, (y + 30) * FINE, (x - 20) * FINE, (y + 42) * FINE], fill="#d9b36c"
        )
