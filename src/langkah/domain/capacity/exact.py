"""The floor as a model for OR-Tools: what no plan can beat, and a better plan if there is one.

Minutes are those in which anybody works; where somebody has hours of her own, a step is cut into
windows: begun there, it takes so long. A plan that can be carried out is a solution of the model,
so a bound holds always; a solution is taken for a plan only after the verifier.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from langkah.domain import optimizer
from langkah.domain.capacity.decoder import Placed, Slot
from langkah.domain.capacity.load import Load, Shared
from langkah.domain.capacity.lots import Crew, Lot, Step
from langkah.domain.optimizer import Solved, Term
from langkah.domain.reason import Refusal, because
from langkah.domain.work_line import WorkLine, work_line

MOST_STEPS = 1_500


class Window(NamedTuple):
    """Who begins from first to last takes so long, pauses of her own included."""

    first: int
    last: int
    size: int


class Seat(NamedTuple):
    """One way to do a step: who, begun in which window, and the variable that says whether so."""

    crew: Crew
    person: int
    minutes: int
    window: Window
    here: Term


class StepModel(NamedTuple):
    """One step of one lot with its begin and end, and when the lot is dry."""

    step: Step
    start: Term
    end: Term
    dry: Term
    seats: list[Seat]


def check(load: Load, lots: Sequence[Lot], seconds: float) -> None:
    """Raises Refusal for what cannot be proved, or where OR-Tools is missing."""
    steps = sum(len(lot.steps) for lot in lots)
    if steps > MOST_STEPS:
        raise Refusal(
            because(
                "optimizer: these are {count} steps of lots. Ask for at most {most} at a time.",
                count=steps,
                most=MOST_STEPS,
            )
        )
    if any(person.partner for person in load.shop.people):
        raise Refusal(
            because(
                "optimizer: a plan with partner workshops cannot be proved yet. "
                "Leave the partners out of this question, or ask without “optimizer”."
            )
        )
    optimizer.check_seconds(seconds)
    optimizer.engine()


def line_of_all(load: Load) -> WorkLine:
    """The minutes in which anybody works."""
    extra = tuple(one for person in load.shop.people for one in person.overtime)
    return work_line(load.shop.calendar, load.line.origin.date(), (), extra)


class FloorModel:
    """Lots on a floor as it stands; each lot ends by its limit (a minute of `line`)."""

    def __init__(self, load: Load, lots: Sequence[Lot], limits: Sequence[int]) -> None:
        self.load, self.lots, self.limits = load, lots, limits
        self.line = line_of_all(load)
        self.model = optimizer.engine().CpModel()
        self._latest = max(limits)
        self._people: dict[int, list[Term]] = defaultdict(list)
        self._stations: dict[int, list[Term]] = defaultdict(list)
        self._lasts: dict[int, list[Term]] = defaultdict(list)
        self._windows: dict[tuple[int, int], list[Window]] = {}
        self._dry: dict[int, list[tuple[int, int, int, int]]] = {}
        self.steps = [self._lot(lot, limit) for lot, limit in zip(lots, limits, strict=True)]
        self.ends = [mine[-1].end for mine in self.steps]
        self._alike()
        self._shared()

    @property
    def wanted(self) -> list[Term]:
        """What a plan is read from: begin and end of each step, and who does it."""
        return [
            one
            for mine in self.steps
            for step in mine
            for one in (step.start, step.end, *(seat.here for seat in step.seats))
        ]

    def hint(self, placed: Sequence[Placed]) -> None:
        """Begin from a plan of the same lots."""
        for variable, value in self._meant(placed):
            self.model.add_hint(variable, value)

    def fix(self, placed: Sequence[Placed]) -> None:
        """Allow this plan of the same lots only."""
        for variable, value in self._meant(placed):
            self.model.add(variable == value)

    def _meant(self, placed: Sequence[Placed]) -> Iterator[tuple[Term, int]]:
        """What a plan is in the model."""
        since = self.line.since
        for mine, one in zip(self.steps, self._in_order(placed), strict=True):
            for step, slot in zip(mine, one.slots, strict=True):
                start = since(slot.begin)
                yield step.end, since(slot.end)
                yield step.start, start
                for seat in step.seats:
                    first, last, _ = seat.window
                    yield seat.here, int(seat.person == slot.person and first <= start <= last)

    def placed(self, values: Sequence[int]) -> list[Placed]:
        """The plan that these values of `wanted` mean, each on the own line of who does it."""
        figures = iter(values)
        return [
            self._placed(lot, mine, figures)
            for lot, mine in zip(self.lots, self.steps, strict=True)
        ]

    def solve(self, seconds: float, seed: int) -> Solved:
        """Solve it as it stands."""
        return optimizer.solve(self.model, self.wanted, seconds, seed)

    def _lot(self, lot: Lot, limit: int) -> list[StepModel]:
        ready: Term = self.line.since(lot.earliest)
        mine = []
        for step in lot.steps:
            mine.append(self._step(step, ready, limit))
            ready = mine[-1].dry
        if lot.held and lot.family >= 0:
            first = len(lot.before)
            last = first + len(lot.held) - 1
            length = self.model.new_int_var(0, self.line.end, "held")
            self._lasts[lot.family].append(
                self.model.new_interval_var(mine[first].start, length, mine[last].dry, "lasts")
            )
        return mine

    def _step(self, step: Step, ready: Term, limit: int) -> StepModel:
        model = self.model
        start = model.new_int_var(0, limit, "start")
        end = model.new_int_var(0, limit, "end")
        model.add(start >= ready)
        seats = []
        for crew in step.crews:
            for person, minutes, window in self._ways(crew):
                here = model.new_bool_var("here")
                model.add(start >= window.first).only_enforce_if(here)
                model.add(start <= window.last).only_enforce_if(here)
                interval = model.new_optional_interval_var(start, window.size, end, here, "seat")
                self._people[person].append(interval)
                if crew.station >= 0:
                    self._stations[crew.station].append(interval)
                seats.append(Seat(crew, person, minutes, window, here))
        model.add_exactly_one(seat.here for seat in seats)
        return StepModel(step, start, end, self._dried(end, step.drying, limit), seats)

    def _ways(self, crew: Crew) -> Iterator[tuple[int, int, Window]]:
        for person, minutes in crew.hands:
            key = id(crew.line), minutes
            if key not in self._windows:
                self._windows[key] = list(self._of(crew.line, minutes))
            yield from ((person, minutes, window) for window in self._windows[key])

    def _of(self, own: WorkLine, minutes: int) -> Iterator[Window]:
        """When somebody with these hours can begin, and how long she takes then."""
        parts = list(self._parts(own))
        for place, (opens, before, length) in enumerate(parts):
            for then, past, more in parts[place:]:
                first = max(before, past + 1 - minutes)
                last = min(before + length - 1, past + more - minutes)
                shift = opens - before
                if first <= last:
                    yield Window(first + shift, last + shift, then - past - shift + minutes)
                if past + more - minutes >= before + length - 1:
                    break

    def _parts(self, own: WorkLine) -> Iterator[tuple[int, int, int]]:
        """Stretches of own work without a pause: begin, own first minute, length."""
        begin = end = own_first = 0
        since = self.line.since
        for begins, first, length in zip(*own.stretches(), strict=True):
            opens = since(begins)
            if opens > self._latest:
                break
            if opens != end:
                if end > begin:
                    yield begin, own_first, end - begin
                begin, own_first = opens, first
            end = since(begins + length)
        if end > begin:
            yield begin, own_first, end - begin

    def _dried(self, end: Term, drying: int, limit: int) -> Term:
        """The first minute at which a step that ends then is dry."""
        if not drying:
            return end
        model = self.model
        pieces = self._pieces(drying)
        dry = model.new_int_var(0, self.line.end, "dry")
        chosen = []
        for first, last, value, slope in pieces:
            if first > limit:
                break
            within = model.new_bool_var("within")
            model.add(end >= first).only_enforce_if(within)
            model.add(end <= last).only_enforce_if(within)
            model.add(dry == value + slope * (end - first)).only_enforce_if(within)
            chosen.append(within)
        model.add_exactly_one(chosen)
        return dry

    def _pieces(self, drying: int) -> list[tuple[int, int, int, int]]:
        """For ends from first to last: the minute when the first is dry, and how it grows."""
        if drying not in self._dry:
            self._dry[drying] = list(_pieces(self.line, drying, self._latest))
        return self._dry[drying]

    def _alike(self) -> None:
        """Lots that are alike begin in the order of their numbers: the others say nothing new."""
        rows: dict[tuple[object, ...], list[Term]] = defaultdict(list)
        for lot, mine in zip(self.lots, self.steps, strict=True):
            rows[lot.job, lot.pairs, lot.earliest].append(mine[0].start)
        for starts in rows.values():
            for before, after in pairwise(starts):
                self.model.add(before <= after)

    def _in_order(self, placed: Sequence[Placed]) -> list[Placed]:
        """A plan with lots that are alike in the order in which they begin."""
        rows: dict[tuple[int, int, int], list[Placed]] = defaultdict(list)
        for one in placed:
            rows[one.lot.job, one.lot.pairs, one.lot.earliest].append(one)
        for mine in rows.values():
            mine.sort(key=lambda one: (one.slots[0].begin, one.lot.number), reverse=True)
        return [rows[lot.job, lot.pairs, lot.earliest].pop() for lot in self.lots]

    def _shared(self) -> None:
        """Nobody at two places, and no more of anything than there is, with what is taken."""
        model, load = self.model, self.load
        for person, intervals in self._people.items():
            taken = load.people[person]
            fixed = [
                model.new_fixed_size_interval_var(first, last - first, "busy")
                for first, last in self._busy(person, zip(taken.starts, taken.ends, strict=True))
            ]
            model.add_no_overlap([*intervals, *fixed])
        kinds = [(self._stations, load.stations), (self._lasts, load.lasts)]
        for found, there in kinds:
            for place, intervals in found.items():
                stretches = list(self._used(there[place]))
                fixed = [
                    model.new_fixed_size_interval_var(first, last - first, "used")
                    for first, last, _ in stretches
                ]
                demands = [1] * len(intervals) + [count for *_, count in stretches]
                model.add_cumulative([*intervals, *fixed], demands, there[place].count)

    def _busy(self, person: int, taken: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """What is taken of her own minutes, her pauses in between included."""
        own, since = self.load.lines[person], self.line.since
        for first, last in taken:
            begin, end = since(own.clock_begin(first)), since(own.clock_end(last))
            if begin < min(end, self._latest):
                yield begin, end

    def _used(self, kind: Shared) -> Iterator[tuple[int, int, int]]:
        since = self.line.since
        for (mark, after), used in zip(pairwise(kind.marks), kind.used, strict=False):
            begin, end = since(mark), since(after)
            if used and begin < end and begin < self._latest:
                yield begin, end, min(used, kind.count)

    def _placed(self, lot: Lot, mine: Sequence[StepModel], figures: Iterator[int]) -> Placed:
        slots = [self._slot(one, figures) for one in mine]
        if not lot.held:
            return Placed(lot, slots, -1, -1, -1, -1)
        held = slots[len(lot.before) : len(lot.before) + len(lot.held)]
        taken = held[0].begin
        return Placed(lot, slots, taken, taken, taken, held[-1].done)

    def _slot(self, one: StepModel, figures: Iterator[int]) -> Slot:
        start, _ = next(figures), next(figures)
        here = [seat for seat in one.seats if next(figures)]
        seat = here[0]
        own = seat.crew.line
        first = own.since(self.line.clock_begin(start))
        last = first + seat.minutes
        begin, end = own.clock_begin(first), own.clock_end(last)
        done = end + one.step.drying
        station = seat.crew.station
        return Slot(one.step, seat.person, station, first, last, begin, end, done, first, first)


def _pieces(line: WorkLine, drying: int, until: int) -> Iterator[tuple[int, int, int, int]]:
    """Stretches of ends over which the minute when dry stands still or grows with the end."""
    stretches = list(zip(*line.stretches(), strict=True))
    for begins, first, length in stretches:
        if first >= until:
            return
        dries = begins + drying
        edges = {0, length}
        for opens, _, worked in stretches:
            if opens >= dries + length:
                break
            edges |= {edge - dries for edge in (opens, opens + worked) if 0 < edge - dries < length}
        for low, high in pairwise(sorted(edges)):
            value, last = line.since(dries + low + 1), line.since(dries + high)
            yield first + low + 1, first + high, value, int(last > value)
