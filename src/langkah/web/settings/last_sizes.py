"""Pairs of lasts of each size, for one family."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from langkah.apps.catalogue.queries import sizes_on
from langkah.apps.production.refloored import OtherSizes
from langkah.apps.workshop.actions.lasts import MOST_PAIRS, count_lasts
from langkah.apps.workshop.errors import NotSaved
from langkah.apps.workshop.queries import floor as queries
from langkah.domain.product import SizePairs, by_size, plain
from langkah.web.settings.editing import posted, refuse
from langkah.web.settings.floor import asks_first
from langkah.web.ui import notices
from langkah.web.ui.access import MemberRequest, member
from langkah.web.ui.fields import NumberField

LARGEST = 999


class LastSizesForm(forms.Form):
    """A field for each size that a product on this last has or that was counted, and one more."""

    def __init__(
        self, sizes: tuple[str, ...], counted: tuple[SizePairs, ...], asked: object
    ) -> None:
        super().__init__(asked)  # type: ignore[arg-type]
        told = {one.size: one.pairs for one in counted}
        self.sizes = tuple(sorted({*sizes, *told}, key=by_size))
        self.fields = {
            **{f"size_{size}": _pairs(size, told.get(size)) for size in self.sizes},
            "other": NumberField(label=_("Another size"), required=False, least=1, most=LARGEST),
            "other_pairs": _pairs(_("Pairs of it")),
        }

    @property
    def grid(self) -> list[forms.BoundField]:
        """The fields of the sizes alone."""
        return [self[f"size_{size}"] for size in self.sizes]

    def clean(self) -> dict[str, object]:
        """Another size has its pairs."""
        values = super().clean() or {}
        if values.get("other") is not None and values.get("other_pairs") is None:
            self.add_error("other_pairs", _("Write how many pairs there are of it."))
        return values

    def pairs(self) -> dict[str, int]:
        """What was counted; a size left empty beside others has none."""
        typed = self.cleaned_data
        found = {size: typed[f"size_{size}"] for size in self.sizes}
        if typed["other"] is not None:
            found[str(plain(typed["other"]))] = typed["other_pairs"]
        if all(count is None for count in found.values()):
            return {}
        return {size: count or 0 for size, count in found.items()}


def _pairs(label: str, initial: int | None = None) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, required=False, min_value=0, max_value=MOST_PAIRS, initial=initial
    )


@require_http_methods(["GET", "POST"])
@member("floor")
def last_sizes(request: MemberRequest, last_set: int) -> HttpResponse:
    """How many pairs of lasts there are of each size."""
    row = queries.last_set(request.workshop, last_set)
    form = LastSizesForm(sizes_on(request.workshop, row.name), row.sizes, posted(request))
    if request.method == "POST" and form.is_valid():
        pairs = form.pairs()
        change = OtherSizes(id=row.id, name=row.name, pairs=tuple(pairs.items()))
        if asked := asks_first(request, change):
            return asked
        try:
            count_lasts(
                workshop=request.workshop,
                last_set=last_set,
                pairs=pairs,
                by=request.membership.user,
            )
        except NotSaved as error:
            refuse(form, error)
        else:
            notices.done(request, _("Saved. New dates ask whether there is a last of each size."))
            return redirect("settings:floor")
    status = 422 if request.method == "POST" else 200
    shown = {"row": row, "form": form}
    return render(request, "settings/last_sizes.html", shown, status=status)
