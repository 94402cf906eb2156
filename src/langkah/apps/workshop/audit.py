"""Who changed what, when, from what to what."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import models

from langkah.apps.workshop.models import Change, ChangeField, User, Workshop

Values = Mapping[str, object]


def record(
    *,
    workshop: Workshop,
    by: User | None,
    verb: str,
    target: models.Model | None,
    old: Values | None = None,
    new: Values | None = None,
) -> None:
    """Write down a change. Only fields that differ are kept; `verb` is such as "quote.sent".

    Call it inside the transaction of the change itself, so that neither stands without the other.
    """
    change = Change.objects.create(
        workshop=workshop,
        by=by,
        verb=verb,
        model=target._meta.label_lower if target is not None else "",
        object_id=target.pk if target is not None else None,
        title=str(target)[:160] if target is not None else "",
    )
    before, after = old or {}, new or {}
    ChangeField.objects.bulk_create(
        ChangeField(
            workshop=workshop,
            change=change,
            field=name,
            before=_text(before.get(name)),
            after=_text(after.get(name)),
        )
        for name in sorted({*before, *after})
        if before.get(name) != after.get(name)
    )


def _text(value: object) -> str:
    return "" if value is None else str(value)
