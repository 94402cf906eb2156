"""Every decision of the domain, asked from outside with plain JSON: the code the screens use."""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from importlib import import_module
from typing import Any, get_type_hints

from pydantic import TypeAdapter, ValidationError
from pydantic_core import from_json

from langkah.api import amounts, standing
from langkah.api.strangers import strangers
from langkah.domain import rulebook
from langkah.domain.reason import Placed

Place = tuple[int | str, ...]

# Name -> where the decision lives. A decision takes one frozen dataclass and gives one.
DECISIONS = {
    "inquiry": "langkah.domain.inquiry:read",
    "cost": "langkah.domain.cost:cost",
    "price": "langkah.domain.quote.shown:price_shown",
    "landed": "langkah.domain.quote.shown:landed_shown",
    "classify": "langkah.domain.classification:classify",
    "origin": "langkah.domain.origin:origin_asked",
    "cartons": "langkah.domain.cartons:cartons",
    "load": "langkah.domain.loading:load",
    "freight": "langkah.domain.freight:compare",
    "quote": "langkah.domain.quote:compose",
    "sizing": "langkah.domain.sizing:sizing",
    "plan": "langkah.domain.capacity:plan",
    "promise": "langkah.domain.capacity.likely:likely",
    "chance": "langkah.domain.capacity.chance:chance",
    "earlier": "langkah.domain.capacity:earlier",
    "repair": "langkah.domain.capacity:repair",
    "jobshop": "langkah.domain.jobshop:jobshop",
    "readiness": "langkah.domain.readiness:readiness",
}


# How much one question may cost and how far it may look; who needs more runs it at home.
LIMITS = {"effort": 2_000_000, "near_days": 3_660}
# The world a case speaks of holds no larger number, and none closer to zero.
LARGEST = Decimal(10) ** 15


class UnknownDecision(LookupError):
    """Nobody here decides that."""


class BadCase(ValueError):
    """The case cannot be read or decided; `problems` holds (field, sentence) pairs."""

    def __init__(self, problems: list[tuple[str, str]]) -> None:
        super().__init__("; ".join(f"{field}: {say}" if field else say for field, say in problems))
        self.problems = problems


def names() -> dict[str, str]:
    """Each decision with the first line of what it says about itself."""
    return {name: (inspect.getdoc(_decision(name)[0]) or "").split("\n")[0] for name in DECISIONS}


def schema(name: str) -> dict[str, Any]:
    """JSON schemas of the case and of the answer."""
    _, case, answer = _decision(name)
    return {
        "case": case.json_schema(),
        "answer": answer.json_schema(mode="serialization"),
    }


def ask(name: str, case_json: bytes, *, serving: bool = False) -> bytes:
    """The answer as JSON. Raises UnknownDecision, or BadCase naming each wrong field.

    While `serving` others, nobody gets the optimizer: it takes a minute and much memory.
    """
    decide, _, answer = _decision(name)
    try:
        question = _read(name, case_json or b"{}")
        if serving and getattr(question, "optimizer", False):
            raise BadCase([("optimizer", f"Only on the command line: bin/langkah ask {name}.")])
        _within(question)
        result = decide(question)
    except BadCase:
        raise
    except ArithmeticError as error:  # days overflow, too
        raise BadCase([*_absurd(case_json)]) from error
    except ValueError as error:
        reasons = getattr(error, "reasons", None)
        raise BadCase([_placed(name, reason) for reason in reasons or [error]]) from error
    return answer.dump_json(result, indent=2)


def _placed(name: str, reason: object) -> tuple[str, str]:
    """The field of a reason, or that its sentence begins with, and what it says."""
    if isinstance(reason, Placed):
        return reason.field, str(reason)
    sentence = str(reason)
    field, _, say = sentence.partition(": ")
    known = field.split(".")[0] in _shape(name).get("properties", {})
    return (field, say) if known and say else ("", sentence)


def _read(name: str, case_json: bytes) -> object:
    """The case as the decision takes it. Raises BadCase naming each field that is none of it."""
    _, case, _ = _decision(name)
    wrong: dict[str, str] = {}
    question, readable = None, True
    try:
        question = case.validate_json(case_json)
    except ValidationError as error:
        wrong = {
            _field(one["loc"]): str(one["msg"]).removeprefix("Value error, ")
            for one in error.errors()
        }
        readable = all(one["type"] != "json_invalid" for one in error.errors())
    if readable:
        told = strangers(_shape(name), from_json(case_json))
        wrong = {_field(place): say for place, say in told} | wrong
    if wrong:
        raise BadCase([*wrong.items()])
    return question


def _within(question: object) -> None:
    """Raises BadCase where a question would take too long, or brings what contradicts itself.

    Rules are looked at here and not where they are used: a workshop's own were when they came in.
    """
    found = [
        (name, f"Write 0 to {most}.")
        for name, most in LIMITS.items()
        if not 0 <= getattr(question, name, 0) <= most
    ]
    for field in ("rules", "pending"):
        brought = rulebook.faulty(field, getattr(question, field, None) or ())
        found += [(place, str(say)) for place, say in brought]
    found += amounts.strange(question)
    found += standing.contradictions(question)
    if found:
        raise BadCase(found)


def _absurd(case_json: bytes) -> Iterator[tuple[str, str]]:
    """The fields that nothing can be worked out with; no field if none stands out."""
    leaves = _leaves(json.loads(case_json, parse_float=Decimal), ())
    found = [(_field(place), say) for place, one in leaves if (say := _beyond(one))]
    yield from found or [("", _NUMBER)]


_NUMBER = "A number is too large or too small to work with."
_DAY = "This day is too far away to work with."
_LAST_DAYS = re.compile(r"99\d\d-\d\d-\d\d")


def _beyond(one: int | str | Decimal) -> str:
    if isinstance(one, str) and _LAST_DAYS.match(one):
        return _DAY
    try:
        number = Decimal(one)
    except ArithmeticError:
        return ""
    usable = number.is_finite() and abs(number) < LARGEST
    return "" if usable and (not number or abs(number) >= 1 / LARGEST) else _NUMBER


def _leaves(part: object, place: Place) -> Iterator[tuple[Place, int | str | Decimal]]:
    """Every number and text of a case and where it stands; numbers may be written as text."""
    if isinstance(part, dict):
        for name, one in part.items():
            yield from _leaves(one, (*place, name))
    elif isinstance(part, list):
        for count, one in enumerate(part):
            yield from _leaves(one, (*place, count))
    elif isinstance(part, int | str | Decimal):
        yield place, part


def _field(place: Place) -> str:
    return ".".join(str(part) for part in place)


@cache
def _shape(name: str) -> dict[str, Any]:
    return _decision(name)[1].json_schema()


@cache
def _decision(
    name: str,
) -> tuple[Callable[[Any], Any], TypeAdapter[Any], TypeAdapter[Any]]:
    if name not in DECISIONS:
        raise UnknownDecision(f"There is no decision “{name}”. Known: {', '.join(DECISIONS)}.")
    module, function = DECISIONS[name].split(":")
    decide = getattr(import_module(module), function)
    hints = get_type_hints(decide)
    answer = hints.pop("return")
    (case,) = hints.values()
    return decide, TypeAdapter(case), TypeAdapter(answer)
