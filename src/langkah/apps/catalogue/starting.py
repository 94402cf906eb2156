"""The first product from a photo and five answers; what was not said stays open."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from langkah.apps.catalogue import actions
from langkah.apps.catalogue.models import CostKind, Product
from langkah.apps.catalogue.saving import Values
from langkah.apps.catalogue.styles import BY_KEY, Style
from langkah.apps.workshop.models import Maker, MakerSkill, Skill, User, Workshop


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstAnswers:
    """What a newcomer said; None was not said. Money is in the workshop's currency.

    `minutes` and `pay` are for all the work on one pair, setting up included; `drying_hours` run on
    the clock. `box` is given only where the person said that it is right.
    """

    name: str
    style: str
    sizes: tuple[str, ...]
    audience: str = ""
    box: Values | None = None
    materials: Decimal | None = None
    minutes: Decimal | None = None
    pay: Decimal | None = None
    drying_hours: Decimal | None = None
    makers: tuple[str, ...] = ()


@transaction.atomic
def start_product(
    *, workshop: Workshop, answers: FirstAnswers, photo: bytes | None, by: User
) -> int:
    """A product from the answers; gives its id. Raises NotSaved, BadFile."""
    style = BY_KEY[answers.style]
    rows: dict[str, list[Values]] = {
        "sizes": [{"size": size, **(answers.box or {})} for size in answers.sizes],
        "routing": _steps(style, answers, workshop.currency),
        **_materials(style, answers, workshop.currency),
    }
    product = actions.add_product(
        workshop=workshop,
        by=by,
        passport={
            "code": free_code(workshop, answers.name),
            "name": answers.name,
            "style": str(style.name),
            "audience": answers.audience,
            "covers_ankle": style.covers_ankle,
            "cut_out": style.cut_out,
            "indoor": style.indoor,
            "status": "active",
        },
        rows=rows,
    )
    if photo is not None:
        actions.add_photo(workshop=workshop, product=product, data=photo, alt=answers.name, by=by)
    _people(workshop, answers)
    return product


def free_code(workshop: Workshop, name: str) -> str:
    """A short code from a name that no product of the workshop has."""
    base = slugify(name).upper()[:16].strip("-") or "P"
    taken = set(
        Product.objects.filter(workshop=workshop, code__startswith=base).values_list(
            "code", flat=True
        )
    )
    number = 2
    code = base
    while code in taken:
        code, number = f"{base}-{number}", number + 1
    return code


def _steps(style: Style, answers: FirstAnswers, currency: str) -> list[Values]:
    """One step for all the work when its minutes were said; else the usual steps, still empty."""
    if answers.minutes is not None:
        whole = _("Making the pair")
        return [
            {
                "position": 1,
                "name": whole,
                "skill": whole,
                "minutes_per_pair": answers.minutes,
                "minutes_per_batch": Decimal(0),
                "drying_hours": answers.drying_hours or Decimal(0),
                "pay": answers.pay,
                "currency": currency,
            }
        ]
    return [
        {
            "position": position,
            "name": str(name),
            "skill": str(name),
            "holds_last": holds_last,
            "currency": currency,
        }
        for position, (name, holds_last) in enumerate(style.steps, start=1)
    ]


def _materials(style: Style, answers: FirstAnswers, currency: str) -> dict[str, list[Values]]:
    if answers.materials is None:
        return {"bom": [{"material": str(name)} for name in style.materials]}
    line: Values = {
        "kind": CostKind.MATERIALS,
        "name": _("All materials of a pair"),
        "amount": answers.materials,
        "currency": currency,
    }
    return {"costs": [line]}


def _people(workshop: Workshop, answers: FirstAnswers) -> None:
    """Who makes it: a maker of each name, who can do this work."""
    if answers.minutes is None:
        return
    skill, _made = Skill.objects.get_or_create(workshop=workshop, name=_("Making the pair"))
    for name in answers.makers:
        maker, _made = Maker.objects.get_or_create(workshop=workshop, name=name)
        MakerSkill.objects.get_or_create(workshop=workshop, maker=maker, skill=skill)
