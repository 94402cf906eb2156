"""What stands in a case and is not looked at: a field nobody knows, yes or no in place of a number.

Left unsaid, a slip of the pen is a wrong answer: `childern` would be shoes for grown-ups.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from itertools import chain, repeat
from typing import Any

Place = tuple[int | str, ...]
Shape = dict[str, Any]

NUMBERS = frozenset(("integer", "number"))


def strangers(schema: Shape, case: object) -> Iterator[tuple[Place, str]]:
    """Each place of the case that its JSON schema does not foresee, with a sentence."""
    yield from _walk(_plain(schema, schema), case, (), schema)


def _walk(shapes: list[Shape], part: object, place: Place, schema: Shape) -> Iterator[Any]:
    if isinstance(part, dict):
        yield from _fields(shapes, part, place, schema)
    elif isinstance(part, list):
        yield from _items(shapes, part, place, schema)
    elif isinstance(part, bool):
        types = {one.get("type") for one in shapes}
        if types & NUMBERS and "boolean" not in types:
            yield place, "Write a number, not true or false."


def _fields(
    shapes: list[Shape], part: dict[str, object], place: Place, schema: Shape
) -> Iterator[Any]:
    objects = [one["properties"] for one in shapes if "properties" in one]
    if not objects:
        return
    known: Shape = dict(chain.from_iterable(one.items() for one in objects))
    for name, one in part.items():
        if name in known:
            yield from _walk(_plain(known[name], schema), one, (*place, name), schema)
        else:
            yield (*place, name), _unknown(name, known)


def _unknown(name: str, known: Shape) -> str:
    near = get_close_matches(name, known, n=1)
    meant = f"Did you mean {near[0]}?" if near else f"Known: {', '.join(known)}."
    return f"Not known here. {meant}"


def _items(shapes: list[Shape], part: list[object], place: Place, schema: Shape) -> Iterator[Any]:
    for array in (one for one in shapes if one.get("type") == "array"):
        each = chain(array.get("prefixItems", ()), repeat(array.get("items", {})))
        for count, (shape, one) in enumerate(zip(each, part, strict=False)):
            yield from _walk(_plain(shape, schema), one, (*place, count), schema)


def _plain(shape: Shape | bool, schema: Shape) -> list[Shape]:
    """What may stand at one place: references followed, alternatives side by side."""
    if isinstance(shape, bool):
        return []
    if "$ref" in shape:
        name = shape["$ref"].rsplit("/", 1)[-1]
        return _plain(schema["$defs"][name], schema)
    if "anyOf" in shape:
        return [found for one in shape["anyOf"] for found in _plain(one, schema)]
    return [shape]
