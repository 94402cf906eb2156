"""How things really went: steps that are done, times measured, promises kept. Reads only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.db.models import F, Max, Sum
from django.db.models.functions import Coalesce

from langkah.apps.catalogue.errors import NotFound as Gone
from langkah.apps.catalogue.models import RoutingStep
from langkah.apps.production import floor, jobs
from langkah.apps.production.models import StepDone
from langkah.apps.production.queries import Day
from langkah.apps.sales.models import OrderLine
from langkah.apps.sales.models.new_day import first_promise
from langkah.apps.workshop.actions.floor import QUICKEST, SLOWEST
from langkah.apps.workshop.models import Maker, Workshop
from langkah.domain.capacity import Job
from langkah.domain.capacity.calibration import FEWEST, CalibrationCase, Measured, Times, calibrate

CENT = Decimal("0.01")
LATEST = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTimes:
    """A step of a product: its standard minutes a pair, the measured median, and the proposal.

    `minutes` and `batch` are the proposed standard; None: nothing to propose.
    """

    step: int
    product: int
    title: str
    name: str
    standard: Decimal
    measured: Decimal
    count: int
    minutes: Decimal | None
    batch: Decimal | None

    @property
    def enough(self) -> bool:
        """Whether it was measured often enough to say something."""
        return self.count >= FEWEST

    @property
    def sign(self) -> str:
        """The same for the same proposal only."""
        return f"{self.standard} {self.minutes} {self.count}"


@dataclass(frozen=True, slots=True, kw_only=True)
class MakerTimes:
    """A maker beside what is expected of her: 1.1 takes a tenth longer."""

    maker: int
    name: str
    ratio: Decimal
    count: int
    speed: Decimal
    proposed: Decimal | None

    @property
    def sign(self) -> str:
        """The same for the same proposal only."""
        return f"{self.speed} {self.proposed} {self.count}"

    @property
    def percent(self) -> int:
        """How much longer than usual she would be counted with; below zero: shorter."""
        return round((self.proposed or self.speed) * 100) - 100

    @property
    def shorter(self) -> int:
        """The same for somebody who is quicker."""
        return -self.percent

    @property
    def enough(self) -> bool:
        """Whether it was measured often enough to say something."""
        return self.count >= FEWEST


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """Every step and maker of whom something was measured."""

    steps: tuple[StepTimes, ...]
    makers: tuple[MakerTimes, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Orders made whose day was offered with its chances, and how many of them kept it."""

    count: int
    kept: int

    @property
    def percent(self) -> int | None:
        """The share that was kept, in percent."""
        return self.kept * 100 // self.count if self.count else None


def done_of_order(workshop: Workshop, order: int) -> dict[tuple[int, int, int], tuple[int, date]]:
    """For (line, lot, step) of an order what is done: its id and the day. One query."""
    zone = ZoneInfo(workshop.time_zone)
    rows = StepDone.objects.filter(workshop=workshop, order_line__order=order, undone_at=None)
    return {
        (row.order_line_id, row.lot, row.step): (row.pk, floor.local(row.ended, zone).date())
        for row in rows
    }


def done_in(workshop: Workshop, days: Iterable[Day]) -> set[tuple[int, int, int]]:
    """(line, lot, step) of what is done of the orders in these days. One query."""
    lines = {task.line for day in days for task in day.tasks if task.order is not None}
    rows = StepDone.objects.filter(workshop=workshop, order_line__in=lines, undone_at=None)
    return set(rows.values_list("order_line", "lot", "step"))


def coverage(workshop: Workshop) -> Coverage:
    """Orders of which every pair went through the last step, also the second time. Three queries.

    What counts is the day promised first, whatever later one its buyer agreed to since.
    """
    zone = ZoneInfo(workshop.time_zone)
    lines = OrderLine.objects.filter(
        workshop=workshop,
        order__cancelled=None,
        order__promise_day__isnull=False,
        order__accepted__version__chance__isnull=False,
        order__lines__steps_done__undone_at=None,
        order__lines__steps_done__isnull=False,
    ).distinct()
    first = Coalesce(first_promise("order"), F("order__promise_day"))
    told = lines.annotate(first=first).values_list("pk", "order", "pairs", "first")
    again = jobs.pairs_again(workshop, lines.values_list("pk", flat=True))
    asked = {pk: (order, pairs + again.get(pk, 0), day) for pk, order, pairs, day in told if day}
    made = StepDone.objects.filter(workshop=workshop, order_line__in=asked, undone_at=None)
    packed = {
        line: (pairs, ended)
        for line, step, pairs, ended in made.values_list("order_line", "step")
        .annotate(done=Sum("pairs"), last=Max("ended"))
        .order_by("order_line", "step")
    }
    days: dict[int, date] = {}
    promised: dict[int, date] = {}
    for pk, (order, pairs, day) in asked.items():
        done, ended = packed.get(pk, (0, None))
        last = floor.local(ended, zone).date() if ended and done >= pairs else date.max
        days[order] = max(days.get(order, last), last)
        promised[order] = day
    found = [order for order, last in days.items() if last < date.max]
    kept = sum(days[order] <= promised[order] for order in found)
    return Coverage(count=len(found), kept=kept)


def calibration(workshop: Workshop) -> Calibration:
    """Standard times beside the newest measurements."""
    rows = list(
        StepDone.objects.filter(workshop=workshop, undone_at=None)
        .select_related("order_line")
        .order_by("-ended")[:LATEST]
    )
    steps = {
        (row.product_id, row.name): row
        for row in RoutingStep.objects.filter(
            workshop=workshop, product__in={row.order_line.product_id for row in rows}
        ).select_related("product")
    }
    makers = {row.pk: row for row in Maker.objects.filter(workshop=workshop)}
    found = calibrate(CalibrationCase(measured=tuple(_measured(workshop, rows, steps, makers))))
    by_id = {str(row.pk): row for row in steps.values()}
    return Calibration(
        steps=tuple(_step(by_id[one.name], one) for one in found.steps),
        makers=tuple(_maker(makers[int(one.name)], one) for one in found.people),
    )


def proposal(workshop: Workshop, step: int) -> StepTimes | None:
    """What is proposed for one step of a product."""
    return next((one for one in calibration(workshop).steps if one.step == step), None)


def proposed_speed(workshop: Workshop, maker: int) -> MakerTimes | None:
    """What is proposed for one maker."""
    return next((one for one in calibration(workshop).makers if one.maker == maker), None)


def _measured(
    workshop: Workshop,
    rows: list[StepDone],
    steps: dict[tuple[int, str], RoutingStep],
    makers: dict[int, Maker],
) -> Iterator[Measured]:
    """Each measurement beside what the routing of today expects; without a standard it is none."""
    lines = OrderLine.objects.filter(
        workshop=workshop, pk__in={row.order_line_id for row in rows}
    ).prefetch_related("options")
    named = [jobs.line_of(floor.job_of(None, one.pk), one) for one in lines]
    made = _as_made(workshop, named) if named else ()
    routing = {(job.id, operation.name): operation for job in made for operation in job.routing}
    for row in rows:
        step = steps.get((row.order_line.product_id, row.operation))
        operation = routing.get((floor.job_of(None, row.order_line_id), row.operation))
        if step is None or operation is None or not operation.minutes_per_pair:
            continue
        standard = (operation.minutes_per_batch or 0) + operation.minutes_per_pair * row.pairs
        yield Measured(
            step=str(step.pk),
            person=row.maker_id,
            expected=standard * makers[row.maker_id].speed,
            minutes=Decimal(row.minutes),
        )


def _as_made(workshop: Workshop, lines: list[jobs.Line]) -> tuple[Job, ...]:
    """How the lines are made; without their options where one of them is gone by now."""
    try:
        return jobs.dated(workshop, [(line, date.min) for line in lines])
    except Gone:
        plain = [replace(line, options=()) for line in lines]
        return jobs.dated(workshop, [(line, date.min) for line in plain])


def _step(row: RoutingStep, found: Times) -> StepTimes:
    standard, batch = row.minutes_per_pair or Decimal(0), row.minutes_per_batch
    factor = found.factor or Decimal(1)
    return StepTimes(
        step=row.pk,
        product=row.product_id,
        title=str(row.product),
        name=row.name,
        standard=standard,
        measured=(standard * found.ratio).quantize(CENT),
        count=found.count,
        minutes=None if found.factor is None else (standard * factor).quantize(CENT),
        batch=None if batch is None else (batch * factor).quantize(CENT),
    )


def _maker(row: Maker, found: Times) -> MakerTimes:
    return MakerTimes(
        maker=row.pk,
        name=row.name,
        ratio=found.ratio.quantize(CENT),
        count=found.count,
        speed=row.speed,
        proposed=None if found.factor is None else _believable(row.speed * found.factor),
    )


def _believable(speed: Decimal) -> Decimal:
    return max(QUICKEST, min(SLOWEST, speed)).quantize(CENT)
