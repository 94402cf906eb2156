"""The packing plan: a picture of every layer, what is in it, what the choice saves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from string import ascii_uppercase

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from langkah.apps.sales import queries
from langkah.domain.cartons import Carton, CartonPlan, Layer
from langkah.domain.quote import Packing, Rooms, Way
from langkah.web.ui.access import MemberRequest, member

# Kinds of carton on one page; more follow on the next.
PAGE = 20
# Pixels of a picture for the longer side of a carton
_LONGEST = 220


@dataclass(frozen=True, slots=True)
class Place:
    """One box of a picture; an empty place has no text."""

    x: str
    y: str
    width: str
    height: str
    middle_x: str
    middle_y: str
    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """One layer seen from above; the sides are those of the carton."""

    number: int
    width: str
    height: str
    places: tuple[Place, ...]
    text: str
    empty: int
    stands: tuple[Decimal, Decimal, Decimal]


@dataclass(frozen=True, slots=True)
class Alike:
    """Cartons that hold the same, from number to number."""

    first: int
    last: int
    carton: Carton
    pairs: int
    contents: tuple[tuple[str, str], ...]
    pictures: tuple[Picture, ...]

    @property
    def many(self) -> int:
        """How many cartons these are."""
        return self.last - self.first + 1


@require_GET
@member("see", room="sales")
def packing(request: MemberRequest, version: int) -> HttpResponse:
    """The cartons of a version, worked out with the boxes and rates of this moment."""
    view = queries.packing(request.workshop, version, timezone.now())
    plan = view.packing.plan
    letters = _letters(plan) if plan else {}
    asked = request.GET.get("from", "")[:5]
    start = int(asked) if asked.isdecimal() else 1
    alike = [one for one in _alike(plan, letters) if one.last >= start] if plan else []
    return render(
        request,
        "sales/packing.html",
        {
            "view": view,
            "plan": plan,
            "carrier": _carrier(view.packing),
            "ready_made": any(one.name == "stock" for one in view.packing.ways[:1]),
            "ways": [(_named(one, own=view.packing.own), one) for one in view.packing.ways],
            "board": request.membership.can("costs")
            and any(one.board for one in view.packing.ways),
            "letters": letters.items() if len(letters) > 1 else (),
            "alike": alike[:PAGE],
            "next": alike[PAGE].first if len(alike) > PAGE else None,
            "moved": plan is not None and view.told not in (None, len(plan.cartons)),
            "rooms": [(_room(one.name), _filled(one), one) for one in view.packing.rooms],
        },
    )


def _carrier(packing: Packing) -> str:
    return f"{packing.card.carrier}, {packing.card.service}" if packing.card else ""


def _named(way: Way, *, own: bool) -> str:
    """What a way to choose cartons is called."""
    if own and way.name != "cut":
        alone = _("Own carton {name} alone").format(name=way.stock)
        return alone if way.name == "one" else _("Own cartons, mixed")
    return {
        "cut": _("Cut to size"),
        "stock": _("Ready-made cartons, mixed"),
        "one": _("Ready-made {size} cm alone").format(size=way.stock.replace(" x ", " × ")),
    }[way.name]


def _room(name: str) -> str:
    return {
        "pallet": _("Pallet 120 × 100 cm, stacked to 165 cm"),
        "20ft": _("Container of 20 feet"),
        "40ft": _("Container of 40 feet"),
        "40ft-high": _("High container of 40 feet"),
    }[name]


def _filled(rooms: Rooms) -> str:
    """How many are needed, and the cartons in each."""
    return _("{rooms} needed, with {cartons} cartons").format(
        rooms=len(rooms.cartons), cartons=" + ".join(map(str, rooms.cartons))
    )


def _letters(plan: CartonPlan) -> dict[str, str]:
    """A letter for each product, so that a picture can be read without colour."""
    names = dict.fromkeys(one.product for carton in plan.cartons for one in carton.contents)
    return {
        name: ascii_uppercase[place % 26] * (place // 26 + 1) for place, name in enumerate(names)
    }


def _alike(plan: CartonPlan, letters: dict[str, str]) -> Iterator[Alike]:
    """Neighbours that hold the same, drawn once."""
    for _same, group in groupby(plan.cartons, key=lambda one: (one.layers, one.stock)):
        cartons = list(group)
        first = cartons[0]
        yield Alike(
            first.number,
            cartons[-1].number,
            first,
            sum(one.pairs for one in first.contents),
            tuple(_contents(first)),
            tuple(
                _picture(number, layer, first, letters)
                for number, layer in enumerate(first.layers, start=1)
            ),
        )


def _contents(carton: Carton) -> Iterator[tuple[str, str]]:
    """Each product with its sizes and pairs."""
    for product in dict.fromkeys(one.product for one in carton.contents):
        yield (
            product,
            " · ".join(
                f"{one.size or '?'} × {one.pairs}"
                for one in carton.contents
                if one.product == product
            ),
        )


def _picture(number: int, layer: Layer, carton: Carton, letters: dict[str, str]) -> Picture:
    scale = _LONGEST / max(carton.length_cm, carton.width_cm)
    wide, deep = layer.length_cm * scale, layer.width_cm * scale
    boxes = [
        f"{letters[one.product]} {one.size or '?'}" if len(letters) > 1 else one.size or "?"
        for one in layer.contents
        for _pair in range(one.pairs)
    ]
    texts = boxes + [""] * (layer.along * layer.across - len(boxes))
    # Half of what the boxes leave free lies on each side of them.
    left = (carton.length_cm * scale - wide * layer.along) / 2
    top = (carton.width_cm * scale - deep * layer.across) / 2
    places = tuple(
        Place(
            x=_plain(x := left + wide * (place % layer.along)),
            y=_plain(y := top + deep * (place // layer.along)),
            width=_plain(wide),
            height=_plain(deep),
            middle_x=_plain(x + wide / 2),
            middle_y=_plain(y + deep / 2),
            text=text,
        )
        for place, text in enumerate(texts)
    )
    return Picture(
        number=number,
        width=_plain(carton.length_cm * scale),
        height=_plain(carton.width_cm * scale),
        places=places,
        text=" · ".join(
            _content(one.product, one.size, one.pairs, letters) for one in layer.contents
        ),
        empty=len(texts) - len(boxes),
        stands=(layer.length_cm, layer.width_cm, layer.height_cm),
    )


def _content(product: str, size: str, pairs: int, letters: dict[str, str]) -> str:
    name = f"{letters[product]} {size or '?'}" if len(letters) > 1 else size or "?"
    return f"{name} × {pairs}"


def _plain(number: Decimal) -> str:
    return f"{number:.1f}"
