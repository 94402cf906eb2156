"""The workshop's own rules of price: margins, terms, its own exchange rates."""

from __future__ import annotations

from django.db import models


class PriceList(models.TextChoices):
    """For shops, or for people who wear the pair."""

    B2B = "b2b"
    B2C = "b2c"


class PriceRule(models.Model):
    """How a cost becomes a price on one list. Amounts in the workshop's currency, a pair."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="price_rules")
    list = models.CharField(max_length=3, choices=PriceList)
    # A share of the price, 0.35 is 35 %
    margin = models.DecimalField(max_digits=5, decimal_places=4)
    minimum = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    rounding = models.DecimalField(max_digits=18, decimal_places=4, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workshop", "list"], name="a_price_list_has_one_rule"),
            models.CheckConstraint(
                condition=models.Q(margin__gte=0, margin__lt=1),
                name="a_margin_is_a_part_of_the_price",
            ),
        ]

    def __str__(self) -> str:
        return self.list


class PriceTier(models.Model):
    """From this many pairs a part of the price is given away; 0.04 is 4 %."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="+")
    rule = models.ForeignKey(PriceRule, models.CASCADE, related_name="tiers")
    pairs = models.PositiveIntegerField()
    discount = models.DecimalField(max_digits=5, decimal_places=4)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["rule", "pairs"], name="a_tier_starts_once"),
            models.CheckConstraint(
                condition=models.Q(discount__gte=0, discount__lt=1),
                name="a_discount_is_a_part_of_the_price",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pairs}: {self.discount}"


class Terms(models.Model):
    """What each new quote starts from."""

    workshop = models.OneToOneField("workshop.Workshop", models.CASCADE, related_name="terms")
    validity_days = models.PositiveSmallIntegerField(default=14)
    # 0.40 is 40 %
    deposit_share = models.DecimalField(max_digits=5, decimal_places=4, default="0.40")
    payment = models.CharField(max_length=300, blank=True)
    # Of a hundred dates offered, so many are to be kept
    sure_percent = models.PositiveSmallIntegerField(default=90)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sure_percent__gte=50, sure_percent__lte=99),
                name="a_date_is_kept_more_often_than_not",
            ),
            models.CheckConstraint(
                condition=models.Q(validity_days__gte=1, validity_days__lte=365),
                name="terms_hold_for_a_day_to_a_year",
            ),
            models.CheckConstraint(
                condition=models.Q(deposit_share__gte=0, deposit_share__lte=1),
                name="a_deposit_share_is_a_part",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.validity_days} days"


class ManualRate(models.Model):
    """The workshop's own exchange rate: units of its currency for one unit of `currency`."""

    workshop = models.ForeignKey("workshop.Workshop", models.CASCADE, related_name="rates")
    currency = models.CharField(max_length=3)
    rate = models.DecimalField(max_digits=24, decimal_places=10)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey("workshop.User", models.SET_NULL, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["workshop", "currency", "-set_at"], name="newest_own_rate")]
        constraints = [
            models.CheckConstraint(condition=models.Q(rate__gt=0), name="an_own_rate_is_above_zero")
        ]

    def __str__(self) -> str:
        return f"{self.currency} {self.rate}"
