"""A rate card in and out as a spreadsheet, without loss."""

from langkah.apps.partners.exchange.differences import differences
from langkah.apps.partners.exchange.example import example
from langkah.apps.partners.exchange.out import sheets
from langkah.apps.partners.exchange.plan import Plan, card, plan
from langkah.apps.partners.exchange.reader import Problem

__all__ = ["Plan", "Problem", "card", "differences", "example", "plan", "sheets"]
