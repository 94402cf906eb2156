"""The floor: who can do what, at which stations, on which lasts, at which hours."""

from __future__ import annotations

from django.db import models


class Skill(models.Model):
    """Something a maker can do: cutting, stitching, lasting."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="skills")
    name = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workshop", "name"], name="a_skill_is_named_once"),
            models.CheckConstraint(condition=~models.Q(name=""), name="a_skill_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Maker(models.Model):
    """A person on the floor. `speed` multiplies standard minutes: 1.2 takes a fifth longer."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="makers")
    name = models.CharField(max_length=80)
    speed = models.DecimalField(max_digits=4, decimal_places=2, default=1)
    active = models.BooleanField(default=True)
    skills: models.ManyToManyField[Skill, MakerSkill] = models.ManyToManyField(
        Skill, through="workshop.MakerSkill", related_name="makers"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workshop", "name"], name="a_maker_is_named_once"),
            models.CheckConstraint(condition=~models.Q(name=""), name="a_maker_has_a_name"),
            # Nobody takes no time, and nobody takes ten times as long.
            models.CheckConstraint(
                condition=models.Q(speed__gte="0.2", speed__lte=5), name="a_speed_is_believable"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class MakerSkill(models.Model):
    """A maker can do this."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    maker = models.ForeignKey(Maker, models.CASCADE, related_name="maker_skills")
    skill = models.ForeignKey(Skill, models.CASCADE, related_name="maker_skills")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["maker", "skill"], name="a_maker_has_a_skill_once")
        ]

    def __str__(self) -> str:
        return f"{self.maker}: {self.skill}"


class Station(models.Model):
    """A kind of machine or bench, and how many of it stand on the floor."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="stations")
    name = models.CharField(max_length=60)
    count = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workshop", "name"], name="a_station_is_named_once"),
            models.CheckConstraint(
                condition=models.Q(count__gte=1), name="a_station_stands_at_least_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class LastSet(models.Model):
    """How many sets of lasts of a family there are; a set is held until the cement is dry."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="last_sets")
    family = models.CharField(max_length=60)
    count = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workshop", "family"], name="a_last_is_named_once"),
            models.CheckConstraint(
                condition=models.Q(count__gte=1), name="a_last_set_exists_at_least_once"
            ),
        ]

    def __str__(self) -> str:
        return self.family


class LastPairs(models.Model):
    """How many pairs of a size a family of lasts has; a family without any row has every size."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    last_set = models.ForeignKey(LastSet, models.CASCADE, related_name="sizes")
    # As the products on this last count: "38", "38.5"
    size = models.CharField(max_length=6)
    pairs = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["last_set", "size"], name="a_size_of_a_last_is_counted_once"
            ),
            models.CheckConstraint(condition=~models.Q(size=""), name="a_counted_last_has_a_size"),
        ]

    def __str__(self) -> str:
        return f"{self.last_set} {self.size}"


class WorkHours(models.Model):
    """The working day of one weekday (0 is Monday), on the workshop's clock; no row is a free day.

    `minutes` are worked minutes; the break lies after `break_after` of them.
    """

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField()
    opens = models.TimeField()
    minutes = models.PositiveSmallIntegerField()
    break_after = models.PositiveSmallIntegerField(default=0)
    break_minutes = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "weekday"], name="a_weekday_has_one_set_of_hours"
            ),
            models.CheckConstraint(
                condition=models.Q(weekday__lte=6), name="a_weekday_is_monday_to_sunday"
            ),
            models.CheckConstraint(
                condition=models.Q(minutes__gte=1, minutes__lte=960),
                name="a_working_day_has_up_to_16_hours",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.weekday}: {self.opens}"


class ClosedDay(models.Model):
    """A day on which the workshop rests besides the public holidays, and why.

    With `rest_from` and `rest_until` it rests in these hours only, on the workshop's clock.
    """

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="closed_days")
    day = models.DateField()
    reason = models.CharField(max_length=80, blank=True)
    rest_from = models.TimeField(null=True, blank=True)
    rest_until = models.TimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "day"],
                condition=models.Q(rest_from=None),
                name="a_day_is_closed_once",
            ),
            models.UniqueConstraint(
                fields=["workshop", "day", "rest_from"], name="a_rest_begins_once"
            ),
            # Half a day has both ends or none.
            models.CheckConstraint(
                condition=models.Q(rest_from=None, rest_until=None)
                | models.Q(rest_until__gt=models.F("rest_from")),
                name="a_rest_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.reason}"


class HolidayDay(models.Model):
    """What a person wrote down about a holiday: on which day it falls, or that it is worked.

    `holiday` is its day in our list, often an estimate ahead of the decree; `falls_on` is the day
    on which the workshop rests (None: it works).
    """

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="holiday_days")
    holiday = models.DateField()
    falls_on = models.DateField(null=True, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey("workshop.User", models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "holiday"], name="a_holiday_is_confirmed_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.holiday}"


class OwnHours(models.Model):
    """Hours of one maker that differ from those of the floor: a leave, or overtime."""

    class Kind(models.TextChoices):
        """Whether she is away or works longer."""

        AWAY = "away"
        OVERTIME = "overtime"

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="own_hours")
    maker = models.ForeignKey(Maker, models.CASCADE, related_name="own_hours")
    kind = models.CharField(max_length=10, choices=Kind)
    start = models.DateTimeField()
    end = models.DateTimeField()
    reason = models.CharField(max_length=80, blank=True)

    class Meta:
        indexes = [models.Index(fields=["workshop", "end"], name="own_hours_not_over")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start")), name="own_hours_take_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.maker_id} {self.kind} {self.start:%Y-%m-%d}"
