"""Options of the products asked for that may be what the buyer wishes; a person chooses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from langkah.apps.catalogue.dossier import OptionRow
from langkah.apps.sales.facts import AskedLine
from langkah.domain.inquiry import Fit, OfferedOption, Wish, fits
from langkah.domain.reason import Reason, because

Options = Mapping[int, tuple[OptionRow, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFit:
    """An option that fits a line, counted from 0, and what to tell whoever chooses."""

    line: int
    option: str
    sure: bool
    reason: Reason


def of_lines(
    text: str, wishes: tuple[Wish, ...], lines: tuple[AskedLine, ...], options: Options
) -> tuple[LineFit, ...]:
    """What fits the lines; what was chosen already is no question any more."""
    return tuple(
        LineFit(line=place, option=fit.option, sure=fit.sure, reason=_reason(fit))
        for place, line in enumerate(lines)
        for fit in fits(text, wishes, _asked(options.get(line.product or 0, ())))
        if fit.option not in line.options
    )


def _asked(rows: tuple[OptionRow, ...]) -> tuple[OfferedOption, ...]:
    return tuple(OfferedOption(name=one.name, abroad=one.abroad, kind=one.kind) for one in rows)


def _reason(fit: Fit) -> Reason:
    if fit.sure:
        return because(
            "The buyer writes “{words}”. Choose “{option}” if that is meant: its price and time "
            "then count.",
            words=fit.words,
            option=fit.option,
        )
    return because(
        "“{words}” may mean your option “{option}”. Ask the buyer, or choose it if you know.",
        words=fit.words,
        option=fit.option,
    )


def shown(
    lines: tuple[AskedLine, ...], found: tuple[LineFit, ...], options: Options
) -> dict[int, tuple[OptionRow, ...]]:
    """The options to choose from, by product: what fits, and what is chosen already."""
    names: dict[int, set[str]] = {}
    for product, name in (*_fitting(lines, found), *_chosen(lines)):
        names.setdefault(product, set()).add(name)
    return {
        product: tuple(one for one in options.get(product, ()) if one.name in wanted)
        for product, wanted in names.items()
    }


def _fitting(lines: tuple[AskedLine, ...], found: tuple[LineFit, ...]) -> Iterator[tuple[int, str]]:
    return ((lines[fit.line].product or 0, fit.option) for fit in found)


def _chosen(lines: tuple[AskedLine, ...]) -> Iterator[tuple[int, str]]:
    return ((line.product or 0, name) for line in lines for name in line.options)
