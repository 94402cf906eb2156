"""Every decision of the domain, asked from outside with plain JSON: the code the screens use."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any, get_type_hints

from pydantic import TypeAdapter, ValidationError

# Name -> where the decision lives. A decision takes one frozen dataclass and gives one.
DECISIONS = {
    "inquiry": "langkah.domain.inquiry:read",
    "cost": "langkah.domain.cost:cost",
    "price": "langkah.domain.quote.shown:price_shown",
    "landed": "langkah.domain.quote.shown:landed_shown",
    "classify": "langkah.domain.classification:classify",
    "origin": "langkah.domain.origin:origin",
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

    While `serving` others, nobody gets the optimizer: it takes a minute and 150 MB.
    """
    decide, case, answer = _decision(name)
    try:
        question = case.validate_json(case_json or b"{}")
        if serving and getattr(question, "optimizer", False):
            raise BadCase([("optimizer", f"Only on the command line: bin/langkah ask {name}.")])
        result = decide(question)
    except ValidationError as error:
        raise BadCase([(_field(e["loc"]), str(e["msg"])) for e in error.errors()]) from error
    except ArithmeticError as error:
        # A case may hold any number; the world it speaks of holds none beyond 28 digits.
        raise BadCase([("", "A number is too large or too small to work with.")]) from error
    except ValueError as error:
        reasons = getattr(error, "reasons", None)
        raise BadCase([("", str(reason)) for reason in reasons or [error]]) from error
    return answer.dump_json(result, indent=2)


def _field(place: tuple[int | str, ...]) -> str:
    return ".".join(str(part) for part in place)


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
