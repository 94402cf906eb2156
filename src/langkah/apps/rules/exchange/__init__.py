"""The rule book in and out as a spreadsheet."""

from langkah.apps.rules.exchange.columns import COLUMNS
from langkah.apps.rules.exchange.out import sheet
from langkah.apps.rules.exchange.plan import Plan, Problem, plan

__all__ = ["COLUMNS", "Plan", "Problem", "plan", "sheet"]
