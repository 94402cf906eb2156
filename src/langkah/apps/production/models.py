"""Who does what when, for orders and for quotes that are still open."""

from __future__ import annotations

from django.db import models


class Hold(models.Model):
    """Capacity that a sent version keeps until it ends; let go once, for one reason."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="holds")
    version = models.OneToOneField("sales.QuoteVersion", models.CASCADE, related_name="hold")
    until = models.DateTimeField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("workshop.User", models.SET_NULL, null=True, related_name="+")
    released_at = models.DateTimeField(null=True)
    # "accepted", "expired", "withdrawn" or "replaced"
    released_why = models.CharField(max_length=10, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["workshop", "until"],
                condition=models.Q(released_at=None),
                name="holds_that_stand",
            )
        ]

    def __str__(self) -> str:
        return f"{self.version_id} until {self.until:%Y-%m-%d}"


class Certificate(models.Model):
    """The plan that a sent version's day was read off, with what it was made from."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    version = models.OneToOneField("sales.QuoteVersion", models.CASCADE, related_name="certificate")
    ready = models.DateField()
    made_at = models.DateTimeField()
    engine = models.CharField(max_length=12)
    # SHA-256 of each ground of the plan
    shop = models.CharField(max_length=64)
    jobs = models.CharField(max_length=64)
    floor = models.CharField(max_length=64)
    plan = models.CharField(max_length=64)
    # The plan itself: a row for each step of a lot, the jobs told by their place
    bookings = models.JSONField()

    def __str__(self) -> str:
        return f"{self.version_id} {self.ready:%Y-%m-%d}"


class DayChance(models.Model):
    """How likely a version's day is: that of the plan, of every second time, and the offered."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    version = models.OneToOneField("sales.QuoteVersion", models.CASCADE, related_name="chance")
    planned = models.DateField()
    half = models.DateField()
    offered = models.DateField()
    # Of a hundred cases, in so many the day offered is kept
    percent = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(offered__gte=models.F("planned")),
                name="no_day_is_offered_before_its_plan",
            )
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.offered:%Y-%m-%d}"


class Booking(models.Model):
    """One step of one lot, by one maker, at one station: of an open quote or of an order."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="bookings")
    quote_line = models.ForeignKey(
        "sales.QuoteLine", models.CASCADE, null=True, related_name="bookings"
    )
    order_line = models.ForeignKey(
        "sales.OrderLine", models.CASCADE, null=True, related_name="bookings"
    )
    lot = models.PositiveSmallIntegerField()
    step = models.PositiveSmallIntegerField()
    operation = models.CharField(max_length=60)
    pairs = models.PositiveSmallIntegerField()
    maker = models.ForeignKey("workshop.Maker", models.PROTECT, related_name="bookings")
    station = models.CharField(max_length=60, blank=True)
    start = models.DateTimeField()
    end = models.DateTimeField()
    # Where the lot takes a set of lasts, and until when it keeps it (drying included)
    last_family = models.CharField(max_length=60, blank=True)
    last_until = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            # The floor from now on, for a promise
            models.Index(fields=["workshop", "end"], name="bookings_not_over"),
            models.Index(fields=["workshop", "start"], name="bookings_by_day"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(quote_line__isnull=True) ^ models.Q(order_line__isnull=True),
                name="a_booking_is_for_a_quote_or_an_order",
            ),
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start")), name="a_booking_takes_time"
            ),
            models.UniqueConstraint(
                fields=["quote_line", "lot", "step"],
                condition=models.Q(quote_line__isnull=False),
                name="a_quoted_lot_passes_a_step_once",
            ),
            models.UniqueConstraint(
                fields=["order_line", "lot", "step"],
                condition=models.Q(order_line__isnull=False),
                name="an_ordered_lot_passes_a_step_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.operation} {self.start:%Y-%m-%d %H:%M}"


class PlanMove(models.Model):
    """A step that a person put elsewhere or noted as done, with everything that made room or
    followed; taken back at most once.

    The step itself is told in words: its booking goes when a quote ends.
    """

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    title = models.CharField(max_length=160)
    at = models.DateTimeField()
    by = models.ForeignKey("workshop.User", models.SET_NULL, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)
    # Of a change of the calendar or the floor: the path that takes it back
    back = models.TextField(blank=True, default="")
    # What it was for; only the undo of the same kind takes it back ("": before kinds were kept)
    kind = models.CharField(max_length=12, blank=True, default="")
    # Ids of the rows that were written with it, by their name
    wrote = models.JSONField(blank=True, default=dict)
    # What the plan before it broke already: a rule, and the job, lot and step that break it
    broke = models.JSONField(blank=True, default=list)

    def __str__(self) -> str:
        return self.title


class LateMaterial(models.Model):
    """The material of an ordered line comes later than it was to; `came` once it is here."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    order_line = models.OneToOneField(
        "sales.OrderLine", models.CASCADE, related_name="late_material"
    )
    arrives = models.DateField()
    came = models.DateField(null=True)
    reason = models.CharField(max_length=80, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey("workshop.User", models.SET_NULL, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.order_line_id} {self.arrives:%Y-%m-%d}"


class MadeAgain(models.Model):
    """Pairs of an ordered line that failed a check; `first_lot` to `last_lot` make them again."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    order_line = models.ForeignKey("sales.OrderLine", models.CASCADE, related_name="made_again")
    pairs = models.PositiveIntegerField()
    # From which step on
    operation = models.CharField(max_length=60)
    first_lot = models.PositiveSmallIntegerField()
    last_lot = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=80, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey("workshop.User", models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_lot__gte=models.F("first_lot")),
                name="pairs_made_again_are_in_lots",
            )
        ]

    def __str__(self) -> str:
        return f"{self.order_line_id} {self.pairs}"

    def has(self, lot: int) -> bool:
        """Whether this lot is one of them."""
        return self.first_lot <= lot <= self.last_lot


class LetGo(models.Model):
    """The plan of a cancelled order as it was, until the order stands again."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    order = models.OneToOneField("sales.Order", models.CASCADE, related_name="let_go")
    # Who came forward into the freed hours
    move = models.ForeignKey(PlanMove, models.CASCADE, related_name="+")
    # A row for each step that was not over, or whose lot was still on its lasts
    bookings = models.JSONField()

    def __str__(self) -> str:
        return f"{self.order_id}"


class MovedBooking(models.Model):
    """One booking of a move: where it stood before, and where the move put it."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    move = models.ForeignKey(PlanMove, models.CASCADE, related_name="rows")
    booking = models.ForeignKey(Booking, models.CASCADE, related_name="+")
    old_maker = models.ForeignKey("workshop.Maker", models.CASCADE, related_name="+")
    old_station = models.CharField(max_length=60, blank=True)
    old_start = models.DateTimeField()
    old_end = models.DateTimeField()
    old_last_until = models.DateTimeField(null=True)
    new_maker = models.ForeignKey("workshop.Maker", models.CASCADE, related_name="+")
    new_station = models.CharField(max_length=60, blank=True)
    new_start = models.DateTimeField()
    new_end = models.DateTimeField()
    new_last_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["move", "booking"], name="a_move_puts_a_booking_somewhere_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.booking_id} {self.old_start:%Y-%m-%d} > {self.new_start:%Y-%m-%d}"


class StepDone(models.Model):
    """A step of a lot as it was really done; taken back where it was noted by mistake."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    order_line = models.ForeignKey("sales.OrderLine", models.CASCADE, related_name="steps_done")
    lot = models.PositiveSmallIntegerField()
    step = models.PositiveSmallIntegerField()
    operation = models.CharField(max_length=60)
    pairs = models.PositiveSmallIntegerField()
    maker = models.ForeignKey("workshop.Maker", models.PROTECT, related_name="steps_done")
    begun = models.DateTimeField()
    ended = models.DateTimeField()
    # Working minutes of this maker between the two
    minutes = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey("workshop.User", models.SET_NULL, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)
    # What noting it changed on the plan: its booking as it happened, and what followed at once
    move = models.ForeignKey(PlanMove, models.SET_NULL, null=True, related_name="+")

    class Meta:
        indexes = [
            models.Index(
                fields=["workshop", "ended"],
                condition=models.Q(undone_at=None),
                name="steps_really_done",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended__gt=models.F("begun")), name="a_step_done_took_time"
            ),
            models.UniqueConstraint(
                fields=["order_line", "lot", "step"],
                condition=models.Q(undone_at=None),
                name="a_step_of_a_lot_is_done_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.operation} {self.ended:%Y-%m-%d}"


class MadeRoom(models.Model):
    """A quote or an order that is ready earlier because others gave days they could spare.

    A draft stands on it from when it was taken; others `move` when the quote is sent. `instant` is
    the day with nobody moved, `ready` the one by the plan with them moved.
    """

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    version = models.OneToOneField(
        "sales.QuoteVersion", models.CASCADE, null=True, related_name="made_room"
    )
    order = models.ForeignKey("sales.Order", models.CASCADE, null=True, related_name="made_room")
    instant = models.DateField()
    ready = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey("workshop.User", models.SET_NULL, null=True, related_name="+")
    move = models.OneToOneField(PlanMove, models.SET_NULL, null=True, related_name="made_room")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(version__isnull=True) ^ models.Q(order__isnull=True),
                name="room_is_made_for_a_quote_or_an_order",
            ),
            models.CheckConstraint(
                condition=models.Q(ready__lt=models.F("instant")), name="room_is_made_for_days"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ready:%Y-%m-%d} instead of {self.instant:%Y-%m-%d}"


class GivenDays(models.Model):
    """An order, or a quote that holds capacity, whose day is another one since it made room."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    room = models.ForeignKey(MadeRoom, models.CASCADE, related_name="given")
    order = models.ForeignKey("sales.Order", models.CASCADE, null=True, related_name="given_days")
    title = models.CharField(max_length=160)
    promised = models.DateField(null=True)
    before = models.DateField()
    after = models.DateField()

    def __str__(self) -> str:
        return f"{self.title} {self.before:%Y-%m-%d} > {self.after:%Y-%m-%d}"
