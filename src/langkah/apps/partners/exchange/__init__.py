"""A rate card in and out as a spreadsheet, without loss."""

from langkah.apps.partners.exchange.columns import BadCell, Places, places
from langkah.apps.partners.exchange.differences import differences
from langkah.apps.partners.exchange.example import example
from langkah.apps.partners.exchange.out import sheets
from langkah.apps.partners.exchange.plan import Plan, card, plan
from langkah.apps.partners.exchange.reader import Problem

__all__ = [
    "BadCell",
    "Places",
    "Plan",
    "Problem",
    "card",
    "differences",
    "example",
    "places",
    "plan",
    "sheets",
]
