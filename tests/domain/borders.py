"""The consignments worked by hand in `borders.toml`, and the question each of them asks.

`worked` is a calculator of its own: it reads the arithmetic of a table line and knows no rule.
"""

from __future__ import annotations

import ast
import operator
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from langkah.domain.exchange import Rate
from langkah.domain.landed import Audience, Goods, LandedCase
from langkah.domain.money import Money
from tests.domain.desk import CHECKED

D = Decimal
AUTUMN = date(2026, 11, 23)
SPRING = date(2026, 3, 1)
LEATHER = "640399"
EURO = Rate(base="EUR", quote="USD", rate=D("1.10"))
UNKNOWN = "?"


@dataclass(frozen=True, kw_only=True)
class Golden:
    """A consignment and what comes out; `lines` are (HS code, pairs, value).

    Duty, tax and fees are workings ("arithmetic = amount"), or a question mark.
    """

    name: str
    country: str
    money: str
    lines: list[tuple[str, int, str]]
    duty: list[str] | str
    tax: list[str] | str
    landed: str
    rules: list[str]
    fees: list[str] | str = ()  # type: ignore[assignment]
    freight: str = "0"
    insurance: str = "0"
    consumer: bool = False
    children: bool = False
    sea: bool | None = None
    entry: date = AUTUMN
    prefers: tuple[str, ...] = ()
    rates: tuple[str, ...] = ()
    verify: tuple[str, ...] = ()


def read() -> tuple[Golden, ...]:
    text = Path(__file__).with_suffix(".toml").read_text("utf-8")
    return tuple(Golden(**case) for case in tomllib.loads(text)["case"])


GOLDEN = read()


def asked(golden: Golden) -> LandedCase:
    told = [text.split() for text in golden.rates]
    return LandedCase(
        country=golden.country,
        lines=tuple(
            Goods(
                hs=hs,
                pairs=pairs,
                value=Money(D(value), golden.money),
                children=golden.children,
            )
            for hs, pairs, value in golden.lines
        ),
        entry_date=golden.entry,
        audience=Audience.B2C if golden.consumer else Audience.B2B,
        freight=Money(D(golden.freight), golden.money),
        insurance=Money(D(golden.insurance), golden.money),
        rates=(EURO, *(Rate(base=one, quote=other, rate=D(rate)) for one, other, rate in told)),
        preferences=tuple(golden.prefers),
        verified=CHECKED,
        sea=golden.sea,
    )


def expected(workings: list[str] | str) -> D | None:
    """What the right-hand sides add up to; None is not known."""
    if workings == UNKNOWN:
        return None
    return sum((D(line.split("=")[1]) for line in workings), D(0))


def worked(line: str) -> tuple[D, D]:
    """Both sides of a working: the arithmetic, rounded as its result is written, and the result."""
    left, right = line.split("=")
    told = D(right.strip())
    return _value(ast.parse(left.strip(), mode="eval").body).quantize(told, ROUND_HALF_UP), told


_SIGNS: dict[type[ast.operator], Callable[[D, D], D]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_NAMES: dict[str, Callable[..., D]] = {"max": max, "min": min}


def _value(node: ast.expr) -> D:
    if isinstance(node, ast.BinOp):
        return _SIGNS[type(node.op)](_value(node.left), _value(node.right))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return _NAMES[node.func.id](*(_value(one) for one in node.args))
    assert isinstance(node, ast.Constant)
    return D(str(node.value))
