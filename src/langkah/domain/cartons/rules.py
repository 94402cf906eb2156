"""What every carton of a case must keep to, in whole millimetres, centimetres and grams."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from functools import lru_cache

from langkah.domain import weighing as weigh
from langkah.domain.cartons.case import PiecePrice
from langkah.domain.weighing import Bounds, Scales
from langkah.reference import carriers
from langkah.reference.carriers import Limits, StockCarton, Weighing

Sides = tuple[int, int, int]

# A power of a broken number may be off in its last digits.
_NEARLY = 1 - 1e-9
# One whole number that compares money or kilograms first, then cartons, then volume.
_CARTON = 1 << 40
_COST = 1 << 64
# Prices are counted in ten-thousandths of the currency.
_FINE = 10_000
# Worse than any plan
NEVER_CHOSEN = 1 << 140


@dataclass(frozen=True, slots=True)
class Price:
    """What a carton costs up to so many charged grams: a fixed part, and a part a kilogram."""

    up_to_g: int
    fixed: int
    per_kg: int

    def of(self, charged_g: int) -> int:
        """The price of a weight, any begun part counted."""
        return self.fixed - (-self.per_kg * charged_g // weigh.GRAMS)


@dataclass(frozen=True, slots=True)
class Rules:
    """The limits and weighing of a card, and the board of a carton.

    With `prices`, those of a carton by weight, cartons are compared in money, else in kilograms.
    """

    bounds: Bounds
    scales: Scales
    wall_mm: int
    board_mg_per_cm2: int
    prices: tuple[Price, ...] = ()

    def outer_cm(self, inner_mm: int) -> int:
        """A side with its two walls, any begun centimetre counted."""
        return (inner_mm + 2 * self.wall_mm + 9) // 10

    def inner_mm(self, outer_cm: int) -> int:
        """What a side of so many whole centimetres leaves inside."""
        return outer_cm * 10 - 2 * self.wall_mm

    def tare_g(self, sides_cm: Sides) -> int:
        """The weight of the empty carton."""
        length, width, height = sides_cm
        board = 2 * (length * width + width * height + length * height)
        return -(-board * self.board_mg_per_cm2 // weigh.GRAMS)

    def hoped(self, boxes_mm3: int, net_g: int) -> int:
        """How bad a carton of such contents is at least: no shape needs less board than a cube."""
        side = (boxes_mm3 ** (1 / 3) + 2 * self.wall_mm) / 10
        return self.hoped_of(int(side**3 * _NEARLY), net_g)

    def hoped_of(self, volume: int, net_g: int) -> int:
        """How bad a carton of so many cm3 is at least, whatever it weighs itself."""
        charged = self.scales.charged(volume, net_g)
        if not self.prices:
            return self.worth_of(charged, volume)
        # A heavier carton may cost less where a cheaper price begins.
        costs = [
            price.of(max(charged, begin))
            for begin, price in zip(
                (0, *(one.up_to_g for one in self.prices)), self.prices, strict=False
            )
            if charged <= price.up_to_g
        ]
        return self.worth_of(min(costs), volume) if costs else NEVER_CHOSEN

    def least(self, boxes_mm3: int, net_g: int) -> int:
        """How bad any number of cartons cut for such contents together are at least.

        One cube needs the least room.
        """
        side = (boxes_mm3 ** (1 / 3) + 2 * self.wall_mm) / 10
        return self.least_of(int(side**3 * _NEARLY) if boxes_mm3 else 0, net_g)

    def least_of(self, volume_cm3: int, net_g: int) -> int:
        """How bad cartons of so much room together are at least; nothing is rounded up.

        Prices may fall where weights rise, so that nothing is known of them.
        """
        return 0 if self.prices else max(net_g, self.scales.volumetric(volume_cm3)) * _COST

    def worth(self, sides_cm: Sides, net_g: int, tare_g: int) -> int | None:
        """How bad a carton of such sides and contents is; sums compare whole plans.

        None where it is too heavy, or nobody told a price for it.
        """
        gross = net_g + tare_g
        if gross > self.bounds.max_g:
            return None
        volume = sides_cm[0] * sides_cm[1] * sides_cm[2]
        cost = self._cost(self.scales.charged(volume, gross))
        return None if cost is None else self.worth_of(cost, volume)

    def worth_of(self, cost: int, volume_cm3: int) -> int:
        """How bad a carton of such a cost and volume is."""
        return cost * _COST + _CARTON + volume_cm3

    def _cost(self, charged_g: int) -> int | None:
        if not self.prices:
            return charged_g
        return next((one.of(charged_g) for one in self.prices if charged_g <= one.up_to_g), None)


@lru_cache(maxsize=64)
def rules(
    limits: Limits,
    weighing: Weighing,
    lift_kg: Decimal | None,
    prices: tuple[PiecePrice, ...] = (),
) -> Rules:
    """The limits, weighing and prices of a card, ready to count with."""
    board = carriers.board()
    heaviest = min((kg for kg in (lift_kg, limits.max_kg) if kg is not None), default=None)
    return Rules(
        bounds=weigh.bounds(
            Limits(max_kg=heaviest, sides_cm=limits.sides_cm, girth_cm=limits.girth_cm)
        ),
        scales=weigh.scales(weighing),
        wall_mm=whole_mm(board.wall_cm),
        board_mg_per_cm2=int(board.kg_per_m2 * 100),
        prices=tuple(
            Price(
                NEVER_CHOSEN if one.up_to_kg is None else weigh.grams(one.up_to_kg),
                int(one.fixed * _FINE),
                int(one.per_kg * _FINE),
            )
            for one in prices
        ),
    )


def whole_mm(cm: Decimal) -> int:
    """A side in millimetres, any begun one counted."""
    return int((cm * 10).to_integral_value(ROUND_CEILING))


def outer_of(stock: StockCarton) -> Sides:
    """The outer sides of a ready-made carton in whole cm, as a carrier measures it."""
    length, width, height = map(weigh.whole_cm, (stock.length_cm, stock.width_cm, stock.height_cm))
    return length, width, height
