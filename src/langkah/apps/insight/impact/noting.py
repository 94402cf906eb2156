"""Looks are made and kept: before a sheet is taken in, and after every change of the book."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django_tasks import task

from langkah.apps.insight.impact import looking, opened
from langkah.apps.insight.models import Handled, ImpactRun, Touched
from langkah.apps.rules import incoming, rows
from langkah.apps.rules.errors import NotFound
from langkah.apps.rules.exchange import Plan
from langkah.apps.rules.models import BookChange, DatedRule
from langkah.apps.workshop.models import User, Workshop
from langkah.domain.landed import BookChanged
from langkah.reference.rules import Rule

# More open cases than a person should wait for
LONG = 1500
WAITING = timedelta(days=2)


def look(*, workshop: Workshop, upload: str, by: User, now: datetime, note: str = "") -> ImpactRun:
    """Look what a waiting sheet would touch, now, or by the worker where that takes long.

    `note` is the name of the file.
    """
    plan = incoming.plan(workshop, upload)
    with transaction.atomic():
        ImpactRun.objects.filter(workshop=workshop, upload=upload, change=None).delete()
        run = ImpactRun.objects.create(
            workshop=workshop,
            upload=upload,
            at=now,
            by=by,
            base=_newest(workshop),
            note=note[:160],
        )
    change = _planned(plan)
    if plan.problems:
        _finish(run, now)
    elif waits(workshop, change, now):
        look_later.enqueue(run.pk)
    else:
        _write(run, change, now)
    return run


def waits(workshop: Workshop, change: BookChanged, now: datetime) -> bool:
    """Whether a look at this change is long work."""
    mine = opened.versions(workshop, now)
    return opened.cases(workshop, mine, change).count() > LONG


@task()
def look_later(run: int) -> None:
    """The long look of the worker; a sheet that was taken away meanwhile is left alone."""
    row = ImpactRun.objects.filter(pk=run, finished_at=None, change=None).first()
    if row is None:
        return
    try:
        plan = incoming.plan(row.workshop, row.upload)
    except NotFound:
        row.delete()
        return
    _write(row, _planned(plan), timezone.now())


def note(*, workshop: Workshop, change: int, now: datetime) -> ImpactRun:
    """Keep what a change of the book touches, asked by the books just before and just after it.

    A look that was broken off is made again. Nobody waits for it: only what it found is written in
    one go.
    """
    made = BookChange.objects.get(workshop=workshop, pk=change)
    found = ImpactRun.objects.filter(workshop=workshop, change=made).first()
    if found is not None and found.finished_at is not None:
        return found
    run = found or ImpactRun.objects.create(
        workshop=workshop, change=made, at=now, by=made.by, base=made.pk
    )
    _write(run, _books(workshop, made), now)
    return run


def note_unless_long(*, workshop: Workshop, change: int, now: datetime) -> None:
    """Look at a change at once; what takes long is left to the worker, which looks soon."""
    made = BookChange.objects.get(workshop=workshop, pk=change)
    if not waits(workshop, _books(workshop, made), now):
        note(workshop=workshop, change=change, now=now)


@transaction.atomic
def keep(*, workshop: Workshop, upload: str, change: int) -> None:
    """The waiting sheet was taken in as this change: what was found stays with it."""
    ImpactRun.objects.filter(workshop=workshop, upload=upload, change=None).update(
        change=change, base=change
    )
    incoming.drop(workshop, upload)


def _books(workshop: Workshop, made: BookChange) -> BookChanged:
    """The book without and with this one change, whatever came after it."""
    if not BookChange.objects.filter(workshop=workshop, pk__lt=made.pk).exists():
        return BookChanged((), ())
    mine = DatedRule.objects.filter(workshop=workshop)
    dated = mine.filter(day_unknown=False)
    before = dated.filter(Q(replaced=None) | Q(replaced__gte=made.pk), entered__lt=made.pk)
    after = dated.filter(Q(replaced=None) | Q(replaced__gt=made.pk), entered__lte=made.pk)
    unknown = mine.filter(day_unknown=True)
    announced, withdrawn = unknown.filter(entered=made), unknown.filter(replaced=made)
    return BookChanged(_rules(before), _rules(after), _rules(announced), _rules(withdrawn))


def _planned(plan: Plan) -> BookChanged:
    """The book without and with a sheet that waits."""
    return BookChanged(plan.before, plan.after, plan.announced, plan.withdrawn)


def _rules(found: QuerySet[DatedRule]) -> tuple[Rule, ...]:
    return tuple(rows.rule(values) for values in found.values_list(*rows.COLUMNS))


def note_what_is_new(now: datetime) -> int:
    """Look at every change that nobody has looked at yet; gives how many there were."""
    fresh = BookChange.objects.filter(impact__finished_at=None)
    found = list(fresh.select_related("workshop").order_by("pk"))
    for made in found:
        note(workshop=made.workshop, change=made.pk, now=now)
    return len(found)


def _newest(workshop: Workshop) -> int:
    last = BookChange.objects.filter(workshop=workshop).order_by("-pk").first()
    return last.pk if last else 0


def _write(run: ImpactRun, change: BookChanged, now: datetime) -> None:
    def tell(done: int, total: int) -> None:
        ImpactRun.objects.filter(pk=run.pk).update(looked=done, total=total)

    found = list(looking.look(run, change, tell))
    with transaction.atomic():
        Touched.objects.filter(run=run).delete()
        Touched.objects.bulk_create(found, batch_size=looking.AT_ONCE)
        _finish(run, now)


def _finish(run: ImpactRun, now: datetime) -> None:
    run.finished_at = now
    run.save(update_fields=["finished_at", "unchecked", "unknown"])


@transaction.atomic
def handle(*, workshop: Workshop, touched: int, by: User, now: datetime) -> None:
    """Somebody has dealt with it. Raises NotFound."""
    row = Touched.objects.filter(workshop=workshop, pk=touched).first()
    if row is None:
        raise NotFound
    Handled.objects.get_or_create(touched=row, defaults={"workshop": workshop, "at": now, "by": by})


@transaction.atomic
def drop(*, workshop: Workshop, upload: str) -> None:
    """Nobody wants the waiting sheet, or it was taken in."""
    ImpactRun.objects.filter(workshop=workshop, upload=upload, change=None).delete()
    incoming.drop(workshop, upload)


def clear_out(now: datetime) -> int:
    """Forget sheets that were looked at and never taken in; gives how many."""
    old = list(
        ImpactRun.objects.filter(change=None, at__lt=now - WAITING).select_related("workshop")
    )
    for run in old:
        drop(workshop=run.workshop, upload=run.upload)
    return len(old)
