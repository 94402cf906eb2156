"""Pairs of lasts of each size, counted by somebody."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from langkah.apps.workshop import audit
from langkah.apps.workshop.errors import NotFound, NotSaved
from langkah.apps.workshop.models import LastPairs, LastSet, User, Workshop
from langkah.domain.product import by_size

MOST_PAIRS = 999
SIZE = re.compile(r"\d{1,3}(\.\d)?")


@transaction.atomic
def count_lasts(*, workshop: Workshop, last_set: int, pairs: Mapping[str, int], by: User) -> None:
    """Pairs of each size of one family, instead of what was counted; none: every size is there.

    Zero says that there is no last of the size. Raises NotFound, NotSaved.
    """
    row = LastSet.objects.filter(workshop=workshop, pk=last_set).first()
    if row is None:
        raise NotFound
    for size, count in pairs.items():
        if not SIZE.fullmatch(size):
            raise NotSaved(("", _("Write a size as a number: 38 or 38.5.")))
        if not 0 <= count <= MOST_PAIRS:
            sentence = _("Size {size}: write 0 to {most} pairs.")
            raise NotSaved(("", sentence.format(size=size, most=MOST_PAIRS)))
    old = _told(row)
    row.sizes.all().delete()
    LastPairs.objects.bulk_create(
        LastPairs(workshop=workshop, last_set=row, size=size, pairs=count)
        for size, count in pairs.items()
    )
    audit.record(
        workshop=workshop,
        by=by,
        verb="lastset.counted",
        target=row,
        old={"pairs": old},
        new={"pairs": _told(row)},
    )


def _told(row: LastSet) -> str:
    rows = sorted(row.sizes.all(), key=lambda one: by_size(one.size))
    return ", ".join(f"{one.size}: {one.pairs}" for one in rows)
