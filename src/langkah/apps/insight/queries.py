"""What screens may ask of insight."""

from langkah.apps.insight.items import Subject, TodayItem, Urgency
from langkah.apps.insight.journey import journey
from langkah.apps.insight.start import FirstStep, Start, first_steps
from langkah.apps.insight.today import today

__all__ = [
    "FirstStep",
    "Start",
    "Subject",
    "TodayItem",
    "Urgency",
    "first_steps",
    "journey",
    "today",
]
