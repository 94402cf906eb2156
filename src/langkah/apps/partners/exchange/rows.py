"""In which row of its sheet everything stands that was read, so that a fault can name its cell."""

from __future__ import annotations

from dataclasses import dataclass, field

from langkah.apps.partners.drafts import NewCard
from langkah.domain.freight import Fault, Part


@dataclass(slots=True)
class Rows:
    """Row numbers: of the card's values by field, of each list in its order, of prices by zone."""

    fields: dict[str, int] = field(default_factory=dict)
    lists: dict[Part, list[int]] = field(default_factory=lambda: {part: [] for part in Part})
    prices: dict[str, list[int]] = field(default_factory=dict)

    def of(self, card: NewCard, fault: Fault) -> tuple[str, int, str]:
        """Sheet, row and column of a fault; what is not there at all belongs under the head."""
        place = fault.place
        if fault.part is Part.SURCHARGES and card.fuel_percent:
            # The surcharge on fuel comes first, and stands on the first sheet.
            if not place[0]:
                return Part.CARD.value, self._of_field("fuel_percent"), "value"
            place = (place[0] - 1,)
        if fault.part is Part.CARD:
            return Part.CARD.value, self._of_field(fault.field), "value"
        rows = self.lists[fault.part]
        if fault.part is Part.PRICES:
            rows, place = self.prices[card.zones[place[0]].name.casefold()], place[1:]
        row = rows[place[0]] if place[0] < len(rows) else _FIRST
        return fault.part.value, row, fault.field

    def _of_field(self, name: str) -> int:
        return self.fields.get(name, _FIRST)


_FIRST = 2
