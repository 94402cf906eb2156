"""The passport of a product: what it is, of what it is made, in which sizes."""

from __future__ import annotations

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from langkah.apps.catalogue.models.choices import (
    ArticleKind,
    Audience,
    Construction,
    MaterialKind,
    Part,
    SizeSystem,
    Special,
    Sports,
    Status,
)

SIZE = RegexValidator(
    r"^\d{1,3}(\.\d)?$", _("Write a size as a number, with a point for halves: 38 or 38.5.")
)
COUNTRY = RegexValidator(
    r"^[A-Z]{2}$", _("Write a country as two capital letters, such as ID or IT.")
)
CURRENCY = RegexValidator(
    r"^[A-Z]{3}$", _("Write a currency as three capital letters, such as IDR or EUR.")
)
HS_CODE = RegexValidator(
    r"^\d{6,10}$", _("Write a tariff code with 6 to 10 digits and without dots: 640359.")
)

NOT_BELOW_ZERO = MinValueValidator(0)
ABOVE_ZERO = MinValueValidator(Decimal("0.001"), _("This must be more than zero."))
LONGEST_WAIT = 365
SHARE = [MinValueValidator(Decimal("0.01")), MaxValueValidator(100)]


class Product(models.Model):
    """One style as the workshop makes it to order. An empty fact is not known, never “no”."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="products")
    code = models.CharField(_("Code"), max_length=40)
    name = models.CharField(_("Name"), max_length=120)
    # Other words by which buyers ask for it, separated by commas.
    words = models.CharField(_("Other words buyers use"), max_length=300, blank=True)
    status = models.CharField(_("Status"), max_length=8, choices=Status, default=Status.DRAFT)
    style = models.CharField(_("Style"), max_length=40, blank=True)
    audience = models.CharField(_("Made for"), max_length=8, choices=Audience, blank=True)
    last = models.CharField(_("Last"), max_length=60, blank=True)
    construction = models.CharField(
        _("Construction"), max_length=12, choices=Construction, blank=True
    )
    size_system = models.CharField(
        _("Sizes counted in"), max_length=5, choices=SizeSystem, default=SizeSystem.EU
    )
    story = models.TextField(_("Story"), blank=True)
    story_abroad = models.TextField(_("Story, as a buyer abroad reads it"), blank=True)
    care = models.TextField(_("Care"), blank=True)
    # What the tariff asks (chapters 42 and 64 of the Harmonized System)
    kind = models.CharField(
        _("What it is"), max_length=20, choices=ArticleKind, default=ArticleKind.FOOTWEAR
    )
    special = models.CharField(
        _("What is special about it"), max_length=12, choices=Special, default=Special.NONE
    )
    covers_ankle = models.BooleanField(_("Covers the ankle"), null=True)
    covers_calf = models.BooleanField(_("Covers the calf"), null=True)
    covers_knee = models.BooleanField(_("Covers the knee"), null=True)
    metal_toe_cap = models.BooleanField(_("Protective metal toe-cap"), null=True)
    cut_out = models.BooleanField(_("Front of straps, or with pieces cut out"), null=True)
    straps = models.BooleanField(_("Leather straps over instep and round big toe"), null=True)
    thong_plugs = models.BooleanField(_("Straps plugged into the sole"), null=True)
    waterproof_moulded = models.BooleanField(
        _("Waterproof, upper moulded to the sole without a stitch"), null=True
    )
    indoor = models.BooleanField(_("Slipper for the house"), null=True)
    welted = models.BooleanField(_("Sewn with a welt"), null=True)
    slip_on = models.BooleanField(
        _("Open at toe or heel, or held without laces, buckles or other fasteners"), null=True
    )
    foxing = models.BooleanField(_("Rubber band round the sole overlaps the upper"), null=True)
    protective = models.BooleanField(
        _("Worn over or instead of shoes, against water, oil, cold or chemicals"), null=True
    )
    mostly_textile = models.BooleanField(
        _("Over half of the weight textile, rubber and plastic, a tenth rubber or plastic"),
        null=True,
    )
    boys = models.BooleanField(_("Children: for boys alone, American size 11½ and up"), null=True)
    # Asked where the outer sole is of several materials: volumes do not tell what touches most.
    ground = models.CharField(
        _("Touches the ground with most of its area"),
        max_length=20,
        choices=MaterialKind,
        blank=True,
    )
    sports = models.CharField(_("Sports"), max_length=8, choices=Sports, default=Sports.NONE)
    insole_cm = models.DecimalField(
        _("Length of the insole (cm)"),
        max_digits=4,
        decimal_places=1,
        null=True,
        validators=[ABOVE_ZERO],
    )
    heel_cm = models.DecimalField(
        _("Sole and heel together, at their highest (cm)"),
        max_digits=4,
        decimal_places=1,
        null=True,
        validators=[ABOVE_ZERO],
    )
    value_usd = models.DecimalField(
        _("Usual value of a pair or piece (US dollars)"),
        max_digits=9,
        decimal_places=2,
        null=True,
        validators=[ABOVE_ZERO],
    )
    hs_code = models.CharField(
        _("HS code the workshop uses"), max_length=10, blank=True, validators=[HS_CODE]
    )
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey("workshop.User", models.SET_NULL, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True)
    # Written by `upkeep` whenever the product changes, so that lists stay one indexed read.
    gaps = models.PositiveSmallIntegerField(default=0)
    search_words = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["workshop", "name", "id"],
                condition=models.Q(removed_at__isnull=True),
                name="products_by_name",
            ),
            models.Index(
                fields=["workshop", "name", "id"],
                condition=models.Q(removed_at__isnull=True, gaps__gt=0),
                name="products_with_gaps",
            ),
            models.Index(
                fields=["workshop", "status", "name", "id"],
                condition=models.Q(removed_at__isnull=True),
                name="products_by_status",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "code"],
                condition=models.Q(removed_at__isnull=True),
                name="a_product_code_is_given_once",
                violation_error_message=_(
                    "Another product has this code already. Choose a different code."
                ),
            ),
            models.CheckConstraint(
                condition=~models.Q(name=""),
                name="a_product_has_a_name",
                violation_error_message=_("Give the product a name."),
            ),
            models.CheckConstraint(
                condition=~models.Q(code=""),
                name="a_product_has_a_code",
                violation_error_message=_("Give the product a code."),
            ),
            models.CheckConstraint(
                condition=models.Q(insole_cm__isnull=True) | models.Q(insole_cm__gt=0),
                name="an_insole_is_longer_than_nothing",
                violation_error_message=_("The insole must be longer than 0 cm."),
            ),
            models.CheckConstraint(
                condition=models.Q(heel_cm__isnull=True) | models.Q(heel_cm__gt=0),
                name="a_heel_is_higher_than_nothing",
                violation_error_message=_("Sole and heel must be higher than 0 cm."),
            ),
            models.CheckConstraint(
                condition=models.Q(value_usd__isnull=True) | models.Q(value_usd__gt=0),
                name="a_usual_value_is_above_zero",
                violation_error_message=_("The usual value must be above 0."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Material(models.Model):
    """A material the workshop buys; its price stands here once for every product made of it."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="materials")
    name = models.CharField(_("Material"), max_length=80)
    kind = models.CharField(_("Kind"), max_length=20, choices=MaterialKind, blank=True)
    species = models.CharField(_("Animal or plant"), max_length=60, blank=True)
    unit = models.CharField(_("Unit"), max_length=12, default="pair")
    # Per unit; empty is unknown
    price = models.DecimalField(
        _("Price a unit"), max_digits=18, decimal_places=4, null=True, validators=[NOT_BELOW_ZERO]
    )
    currency = models.CharField(_("Currency"), max_length=3, default="IDR", validators=[CURRENCY])
    tannery = models.CharField(_("Tannery or maker"), max_length=80, blank=True)
    # ISO 3166-1 alpha-2; empty is unknown
    origin = models.CharField(
        _("Country it comes from"), max_length=2, blank=True, validators=[COUNTRY]
    )
    # Counted from the order on, for the promised day; empty: it is kept in the workshop
    days_to_get = models.PositiveSmallIntegerField(
        _("Days from ordering until it is here (empty: in stock)"),
        null=True,
        validators=[MaxValueValidator(LONGEST_WAIT)],
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "name"],
                name="a_material_is_named_once",
                violation_error_message=_("There is already a material with this name."),
            ),
            models.CheckConstraint(
                condition=~models.Q(name=""),
                name="a_material_has_a_name",
                violation_error_message=_("Give the material a name."),
            ),
            models.CheckConstraint(
                condition=models.Q(price__isnull=True) | models.Q(price__gte=0),
                name="a_material_price_is_not_below_zero",
                violation_error_message=_("A price cannot be below zero."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PartMaterial(models.Model):
    """How much of a part is of one material: percent of surface; of the sole, of volume."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    product = models.ForeignKey(Product, models.CASCADE, related_name="parts")
    part = models.CharField(_("Part"), max_length=8, choices=Part)
    material = models.ForeignKey(
        Material, models.RESTRICT, related_name="parts", verbose_name=_("Material")
    )
    share = models.DecimalField(
        _("Share (%)"), max_digits=5, decimal_places=2, null=True, validators=SHARE
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["product", "part", "material"],
                name="a_part_names_a_material_once",
                violation_error_message=_(
                    "This part names this material already. Change the share there."
                ),
            ),
            models.CheckConstraint(
                condition=models.Q(share__isnull=True) | models.Q(share__gt=0, share__lte=100),
                name="a_share_is_above_0_and_at_most_100",
                violation_error_message=_("A share is above 0 and at most 100 percent."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_part_display()}: {self.material}"


class SizeBox(models.Model):
    """A size the product is made in, and the packed box of one pair; empty is unknown."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    product = models.ForeignKey(Product, models.CASCADE, related_name="sizes")
    # In the product's size system, with a point: "38", "38.5", "255"
    size = models.CharField(_("Size"), max_length=6, validators=[SIZE])
    length_cm = models.DecimalField(
        _("Box length (cm)"), max_digits=5, decimal_places=1, null=True, validators=[ABOVE_ZERO]
    )
    width_cm = models.DecimalField(
        _("Box width (cm)"), max_digits=5, decimal_places=1, null=True, validators=[ABOVE_ZERO]
    )
    height_cm = models.DecimalField(
        _("Box height (cm)"), max_digits=5, decimal_places=1, null=True, validators=[ABOVE_ZERO]
    )
    weight_kg = models.DecimalField(
        _("Weight with the box (kg)"),
        max_digits=6,
        decimal_places=3,
        null=True,
        validators=[ABOVE_ZERO],
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["product", "size"],
                name="a_size_is_made_once",
                violation_error_message=_("This size stands in the list already."),
            ),
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(length_cm__isnull=True) | models.Q(length_cm__gt=0),
                    models.Q(width_cm__isnull=True) | models.Q(width_cm__gt=0),
                    models.Q(height_cm__isnull=True) | models.Q(height_cm__gt=0),
                    models.Q(weight_kg__isnull=True) | models.Q(weight_kg__gt=0),
                ),
                name="a_box_is_bigger_and_heavier_than_nothing",
                violation_error_message=_(
                    "Length, width, height and weight of a box must be above zero."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.size
