"""From a cost to a price by the workshop's own rule, with every step shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from langkah.domain import exchange
from langkah.domain.exchange import Rate
from langkah.domain.money import Money
from langkah.domain.product import plain
from langkah.domain.reason import Reason, Refusal, because, placed
from langkah.reference import currencies

B2B = "b2b"
B2C = "b2c"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """From `pairs` pairs on, the price is lower by `discount` (a share: 0.04 is 4 percent)."""

    pairs: int
    discount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Rounding:
    """Prices in `currency` go up to the next multiple of `step`, plus `ending` if there is one.

    Step 1 and ending 0.95 give 12.95, 13.95, ...
    """

    currency: str
    step: Decimal
    ending: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceRule:
    """How one list of the workshop is priced. `margin` is the share of the price that is kept."""

    name: str = B2B
    margin: Decimal
    minimum: Money | None = None
    tiers: tuple[Tier, ...] = ()
    roundings: tuple[Rounding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceCase:
    """One pair's cost and the rule; tiers look at `tier_pairs`, the pairs of the whole order.

    `own_price` is a person's decision instead of the rule's, in any currency with a rate.
    """

    cost_per_pair: Money
    pairs: int = 1
    tier_pairs: int | None = None
    rule: PriceRule
    currency: str
    rates: tuple[Rate, ...] = ()
    own_price: Money | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceStep:
    """One step on the way to the price."""

    reason: Reason
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceAnswer:
    """Price of a pair and of all pairs in the case's currency; margin in that of the cost.

    `margin_share` is the part of the price that is kept; None of a price of nothing.
    """

    unit: Money
    total: Money
    minimum_applied: bool
    steps: tuple[PriceStep, ...]
    margin: Money
    margin_share: Decimal | None
    rate: Rate | None
    warnings: tuple[Reason, ...] = ()


def price(case: PriceCase) -> PriceAnswer:
    """The price of a pair by the workshop's rule. Raises Refusal with every reason at once."""
    problems = _problems(case)
    if problems:
        raise Refusal(*problems)
    steps = _own(case) if case.own_price else _ruled(case)
    unit = steps[-1].amount
    cost = case.cost_per_pair
    rate = exchange.find(case.rates, cost.currency, case.currency)
    kept = exchange.converted(unit, cost.currency, case.rates) - cost
    earned = kept.amount + cost.amount
    return PriceAnswer(
        unit=unit,
        total=unit * case.pairs,
        minimum_applied=any("minimum" in step.reason.message for step in steps),
        steps=tuple(steps),
        margin=(kept * case.pairs).rounded(),
        margin_share=(kept.amount / earned).quantize(Decimal("0.0001")) if earned else None,
        rate=None if cost.currency == case.currency else rate,
        warnings=_warnings(case, kept, unit),
    )


def _problems(case: PriceCase) -> list[Reason]:
    found: list[Reason] = [
        because("{field}: write 1 or more, not {pairs}.", field=field, pairs=pairs)
        for field, pairs in (("pairs", case.pairs), ("tier_pairs", case.tier_pairs))
        if pairs is not None and pairs < 1
    ]
    rule = case.rule
    for field, money in (
        ("cost_per_pair", case.cost_per_pair),
        ("own_price", case.own_price),
        ("rule.minimum", rule.minimum),
    ):
        if money is not None and money.amount < 0:
            found.append(placed(field, because("The amount is below zero. Correct it.")))
    if not 0 <= rule.margin < 1:
        share = because(
            "The margin must be a share from 0 to below 1, not {margin}.", margin=rule.margin
        )
        found.append(placed("rule.margin", share))
    strange = [*_no_currencies(case)]
    found += [*_tier_problems(rule.tiers), *strange]
    return found if strange else [*found, *_rounding_problems(rule), *_lacking_rates(case)]


def _no_currencies(case: PriceCase) -> Iterator[Reason]:
    told = [("currency", case.currency), ("cost_per_pair", case.cost_per_pair.currency)]
    told += [
        (f"rule.roundings.{place}.currency", one.currency)
        for place, one in enumerate(case.rule.roundings)
    ]
    for field, money in (("own_price", case.own_price), ("rule.minimum", case.rule.minimum)):
        told += [(field, money.currency)] if money else []
    for field, code in told:
        if code not in currencies.CODES:
            say = because(
                "“{code}” is not a currency Langkah knows; use a code such as EUR.", code=code
            )
            yield placed(field, say)


def _tier_problems(tiers: tuple[Tier, ...]) -> Iterator[Reason]:
    for place, tier in enumerate(tiers):
        if tier.pairs < 1:
            say = because(
                "A discount begins at 1 pair or more, not at {pairs} pairs.", pairs=tier.pairs
            )
            yield placed(f"rule.tiers.{place}.pairs", say)
        if not 0 <= tier.discount < 1:
            say = because(
                "The discount from {pairs} pairs must be from 0 to below 1, not {discount}.",
                pairs=tier.pairs,
                discount=tier.discount,
            )
            yield placed(f"rule.tiers.{place}.discount", say)
    for pairs, times in Counter(tier.pairs for tier in tiers).items():
        if times > 1:
            yield because(
                "rule.tiers: two discounts begin at {pairs} pairs. Leave one of them.", pairs=pairs
            )


def _rounding_problems(rule: PriceRule) -> Iterator[Reason]:
    """Steps that no price can be rounded by; of one currency there is one step."""
    for place, one in enumerate(rule.roundings):
        for field, say in _wrong_rounding(one):
            yield placed(f"rule.roundings.{place}.{field}", say)
    for currency, times in Counter(one.currency for one in rule.roundings).items():
        if times > 1:
            yield because(
                "rule.roundings: two steps are told for {currency}. Leave one of them.",
                currency=currency,
            )


def _wrong_rounding(one: Rounding) -> Iterator[tuple[str, Reason]]:
    if one.step <= 0:
        yield (
            "step",
            because("The rounding step of {currency} must be above zero.", currency=one.currency),
        )
    elif not 0 <= one.ending < one.step:
        yield (
            "ending",
            because(
                "The ending of {currency} must be from 0 to below the step {step}, not {ending}.",
                currency=one.currency,
                step=one.step,
                ending=one.ending,
            ),
        )
    else:
        for field in ("step", "ending"):
            if getattr(one, field) % _smallest(one.currency):
                say = because(
                    "{currency} has no coin below {coin}. Round to whole coins.",
                    currency=one.currency,
                    coin=_smallest(one.currency),
                )
                yield field, say


def _lacking_rates(case: PriceCase) -> list[Reason]:
    home = case.cost_per_pair.currency
    pairs = [(home, case.currency)]
    if case.rule.minimum:
        pairs.append((case.rule.minimum.currency, home))
    if case.own_price:
        pairs.append((case.own_price.currency, case.currency))
    return [
        placed("rates", exchange.lacking(base, quote))
        for base, quote in dict.fromkeys(pairs)
        if exchange.find(case.rates, base, quote) is None
    ]


def _own(case: PriceCase) -> list[PriceStep]:
    assert case.own_price  # noqa: S101 - asked by the caller
    unit = exchange.converted(case.own_price, case.currency, case.rates).rounded()
    return [PriceStep(reason=because("A person set this price instead of the rule."), amount=unit)]


def _ruled(case: PriceCase) -> list[PriceStep]:
    rule, cost = case.rule, case.cost_per_pair
    steps = [PriceStep(reason=because("Cost of a pair"), amount=cost)]
    now = Money(cost.amount / (1 - rule.margin), cost.currency)
    percent = plain(rule.margin * 100)
    steps.append(
        PriceStep(
            reason=because("With a margin of {percent} percent of the price", percent=percent),
            amount=now,
        )
    )
    tier = _tier(rule, case.tier_pairs or case.pairs)
    if tier and tier.discount:
        now = now * (1 - tier.discount)
        off = because(
            "Less {percent} percent from {pairs} pairs on",
            percent=plain(tier.discount * 100),
            pairs=tier.pairs,
        )
        steps.append(PriceStep(reason=off, amount=now))
    if rule.minimum:
        floor = exchange.converted(rule.minimum, cost.currency, case.rates)
        if now < floor:
            now = floor
            steps.append(PriceStep(reason=because("Raised to the minimum price"), amount=now))
    return steps + _in_currency(case, now)


def _tier(rule: PriceRule, pairs: int) -> Tier | None:
    reached = [tier for tier in rule.tiers if tier.pairs <= pairs]
    return max(reached, key=lambda tier: tier.pairs) if reached else None


def _in_currency(case: PriceCase, now: Money) -> list[PriceStep]:
    steps = []
    if case.currency != now.currency:
        rate = exchange.find(case.rates, now.currency, case.currency)
        now = exchange.converted(now, case.currency, case.rates)
        text = because(
            "Converted to {currency} at the rate of {source}",
            currency=case.currency,
            source=(rate.source if rate else "") or "?",
        )
        steps.append(PriceStep(reason=text, amount=now))
    up = rounded_up(now, case.rule.roundings)
    steps.append(PriceStep(reason=because("Rounded up"), amount=up))
    return steps


def _smallest(currency: str) -> Decimal:
    """The smallest amount that is really paid: a cent, a yen."""
    return Decimal(1).scaleb(-currencies.digits(currency))


_EXACT = Decimal("0.00000001")


def rounded_up(amount: Money, roundings: tuple[Rounding, ...]) -> Money:
    """The next price the list allows, never below `amount`; without a rule, whole minor units."""
    rule = next((one for one in roundings if one.currency == amount.currency), None)
    step, ending = (rule.step, rule.ending) if rule else (_smallest(amount.currency), Decimal(0))
    # What is left of a division (1/3) must not push an exact price up by a step.
    exact = amount.amount.quantize(_EXACT) - ending
    count = (exact / step).to_integral_value(ROUND_CEILING)
    return Money(max(count, Decimal(0)) * step + ending, amount.currency)


def _warnings(case: PriceCase, kept: Money, unit: Money) -> tuple[Reason, ...]:
    found = []
    if kept.amount < 0:
        found.append(
            because(
                "This price is below the cost of {cost} a pair.", cost=case.cost_per_pair.rounded()
            )
        )
    minimum = case.rule.minimum
    if minimum and exchange.converted(unit, minimum.currency, case.rates).rounded() < minimum:
        found.append(because("This price is below your minimum of {minimum}.", minimum=minimum))
    return tuple(found)
