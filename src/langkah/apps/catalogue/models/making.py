"""How a pair is made and what that costs. Everywhere: empty is unknown, never zero."""

from __future__ import annotations

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from langkah.apps.catalogue.models.product import CURRENCY, NOT_BELOW_ZERO, SIZE, Material, Product

SCRAP = [NOT_BELOW_ZERO, MaxValueValidator(Decimal("99.99"))]


def not_below_zero(name: str, *fields: str) -> models.CheckConstraint:
    """A constraint that each field, where known, is zero or more."""
    condition = models.Q()
    for field in fields:
        condition &= models.Q(**{f"{field}__isnull": True}) | models.Q(**{f"{field}__gte": 0})
    return models.CheckConstraint(
        condition=condition,
        name=name,
        violation_error_message=_("An amount or a time cannot be below zero."),
    )


class OptionKind(models.TextChoices):
    """What an option changes; the same words as a buyer's wish."""

    COLOUR = "colour", _("Colour")
    LEATHER = "leather", _("Leather")
    LINING = "lining", _("Lining")
    SOLE = "sole", _("Sole")
    HEEL = "heel", _("Heel")
    LAST = "last", _("Last")
    LOGO = "logo", _("Logo")
    ENGRAVING = "engraving", _("Engraving")
    PACKAGING = "packaging", _("Packaging")
    OTHER = "other", _("Other")


class Option(models.Model):
    """Something a buyer can have differently, with what it adds to cost and time of a pair."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    product = models.ForeignKey(Product, models.CASCADE, related_name="options")
    name = models.CharField(_("Option"), max_length=80)
    # What stands on an offer that is not in the workshop's own language
    abroad = models.CharField(_("As a buyer abroad reads it"), max_length=80, blank=True)
    kind = models.CharField(_("Kind"), max_length=10, choices=OptionKind, default=OptionKind.OTHER)
    cost = models.DecimalField(_("Extra cost a pair"), max_digits=18, decimal_places=4, null=True)
    currency = models.CharField(_("Currency"), max_length=3, default="IDR", validators=[CURRENCY])
    minutes = models.DecimalField(
        _("Extra minutes a pair"),
        max_digits=7,
        decimal_places=2,
        null=True,
        validators=[NOT_BELOW_ZERO],
    )
    # The step that takes the extra minutes
    step = models.CharField(_("At which step"), max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["product", "name"],
                name="an_option_is_named_once",
                violation_error_message=_("There is already an option with this name."),
            ),
            models.CheckConstraint(
                condition=~models.Q(name=""),
                name="an_option_has_a_name",
                violation_error_message=_("Give the option a name."),
            ),
            not_below_zero("an_option_takes_no_less_than_no_time", "minutes"),
        ]

    def __str__(self) -> str:
        return self.name


class BomLine(models.Model):
    """How much of a material goes into one pair, before scrap.

    A line with a size counts for that size instead of the line without one.
    """

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    product = models.ForeignKey(Product, models.CASCADE, related_name="bom")
    material = models.ForeignKey(
        Material, models.RESTRICT, related_name="bom", verbose_name=_("Material")
    )
    # Empty is every size that has no line of its own
    size = models.CharField(_("Only for size"), max_length=6, blank=True, validators=[SIZE])
    # In the unit of the material
    per_pair = models.DecimalField(
        _("Used for a pair"), max_digits=9, decimal_places=4, null=True, validators=[NOT_BELOW_ZERO]
    )
    # Percent of what is bought that is cut away or spoilt
    scrap = models.DecimalField(
        _("Scrap (%)"), max_digits=5, decimal_places=2, null=True, validators=SCRAP
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["product", "material", "size"],
                name="a_material_is_used_in_one_line_a_size",
                violation_error_message=_(
                    "This material stands in the list already. Change that line."
                ),
            ),
            not_below_zero("a_pair_uses_no_less_than_nothing", "per_pair"),
            models.CheckConstraint(
                condition=models.Q(scrap__isnull=True) | models.Q(scrap__gte=0, scrap__lt=100),
                name="scrap_is_0_to_below_100_percent",
                violation_error_message=_("Scrap is at least 0 and below 100 percent."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.material}"


class PayBasis(models.TextChoices):
    """How a step is paid."""

    PAIR = "pair", _("a pair")
    HOUR = "hour", _("an hour")


class RoutingStep(models.Model):
    """One operation on the way of a pair, in the order of `position`."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    product = models.ForeignKey(Product, models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField(_("Place in the order"))
    name = models.CharField(_("Step"), max_length=60)
    # Of a maker of speed 1
    minutes_per_pair = models.DecimalField(
        _("Minutes a pair"), max_digits=7, decimal_places=2, null=True, validators=[NOT_BELOW_ZERO]
    )
    minutes_per_batch = models.DecimalField(
        _("Minutes a batch to set up"),
        max_digits=7,
        decimal_places=2,
        null=True,
        validators=[NOT_BELOW_ZERO],
    )
    batch_pairs = models.PositiveSmallIntegerField(
        _("Pairs in a batch"), null=True, validators=[MinValueValidator(1)]
    )
    skill = models.ForeignKey(
        "workshop.Skill", models.RESTRICT, null=True, related_name="+", verbose_name=_("Skill")
    )
    station = models.ForeignKey(
        "workshop.Station", models.RESTRICT, null=True, related_name="+", verbose_name=_("Station")
    )
    # Clock hours, also at night
    drying_hours = models.DecimalField(
        _("Hours to dry afterwards"),
        max_digits=6,
        decimal_places=2,
        default=0,
        validators=[NOT_BELOW_ZERO],
    )
    holds_last = models.BooleanField(_("The pair stays on its last"), default=False)
    pay = models.DecimalField(
        _("Pay"), max_digits=18, decimal_places=4, null=True, validators=[NOT_BELOW_ZERO]
    )
    pay_basis = models.CharField(
        _("Paid by"), max_length=4, choices=PayBasis, default=PayBasis.PAIR
    )
    currency = models.CharField(_("Currency"), max_length=3, default="IDR", validators=[CURRENCY])

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["product", "name"],
                name="a_step_is_named_once",
                violation_error_message=_("There is already a step with this name."),
            ),
            models.CheckConstraint(
                condition=~models.Q(name=""),
                name="a_step_has_a_name",
                violation_error_message=_("Give the step a name."),
            ),
            not_below_zero(
                "a_step_takes_and_costs_no_less_than_nothing",
                "minutes_per_pair",
                "minutes_per_batch",
                "drying_hours",
                "pay",
            ),
            models.CheckConstraint(
                condition=models.Q(batch_pairs__isnull=True) | models.Q(batch_pairs__gt=0),
                name="a_batch_has_at_least_one_pair",
                violation_error_message=_("A batch has at least one pair."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CostKind(models.TextChoices):
    """What a further cost is for."""

    MATERIALS = "materials", _("Materials")
    LABOUR = "labour", _("Labour")
    OVERHEAD = "overhead", _("Overhead")
    PACKAGING = "packaging", _("Packaging")
    OTHER = "other", _("Other")


class Basis(models.TextChoices):
    """How a further cost is counted."""

    PAIR = "pair", _("an amount a pair")
    ORDER = "order", _("an amount for the whole order")
    SHARE_OF_LABOUR = "share_of_labour", _("a share (%) of labour")
    SHARE = "share", _("a share (%) of materials and labour")


class CostLine(models.Model):
    """A cost beside materials and steps: overhead, packaging, or a lump a newcomer knows."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    product = models.ForeignKey(Product, models.CASCADE, related_name="costs")
    kind = models.CharField(_("Kind"), max_length=9, choices=CostKind)
    name = models.CharField(_("Cost"), max_length=80)
    basis = models.CharField(_("Counted as"), max_length=15, choices=Basis, default=Basis.PAIR)
    # An amount a pair in `currency`, or percent
    amount = models.DecimalField(
        _("Amount"), max_digits=18, decimal_places=4, null=True, validators=[NOT_BELOW_ZERO]
    )
    currency = models.CharField(_("Currency"), max_length=3, default="IDR", validators=[CURRENCY])

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["product", "name"],
                name="a_cost_is_named_once",
                violation_error_message=_("There is already a cost with this name."),
            ),
            models.CheckConstraint(
                condition=~models.Q(name=""),
                name="a_cost_has_a_name",
                violation_error_message=_("Give the cost a name."),
            ),
            not_below_zero("a_cost_is_not_below_zero", "amount"),
        ]

    def __str__(self) -> str:
        return self.name
