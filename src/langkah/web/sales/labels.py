"""Options to choose from, each with what it adds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from langkah.apps.catalogue.dossier import OptionRow
from langkah.apps.workshop import words
from langkah.web.ui.access import MemberRequest


def of_options(
    request: MemberRequest, options: Mapping[int, Sequence[OptionRow]]
) -> dict[int, list[tuple[str, str]]]:
    """(name, label) of each option, by product; costs only for those who may see them."""
    costs = request.membership.can("costs")
    return {
        product: [(one.name, _label(one, costs=costs)) for one in rows]
        for product, rows in options.items()
    }


def _label(option: OptionRow, *, costs: bool) -> str:
    more = []
    if costs:
        more.append(words.money(option.cost) if option.cost else _("cost not known yet"))
    if option.minutes is None:
        more.append(_("minutes not known yet"))
    elif option.minutes:
        more.append(_("{minutes} minutes").format(minutes=words.number(option.minutes.normalize())))
    if not more:
        return option.name
    return _("{option} (a pair: {more})").format(option=option.name, more=", ".join(more))
