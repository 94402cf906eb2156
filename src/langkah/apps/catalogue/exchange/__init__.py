"""The catalogue as a spreadsheet and back: out, planned and shown, then taken in whole or not."""

from langkah.apps.catalogue.exchange.out import sheets
from langkah.apps.catalogue.exchange.plan import Plan, Problem, plan
from langkah.apps.catalogue.exchange.take import Taken, take
from langkah.papers.sheets import Sheet

__all__ = ["Plan", "Problem", "Sheet", "Taken", "plan", "sheets", "take"]
