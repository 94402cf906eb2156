"""When an order can be ready: a plan of people, stations, lasts, drying and days off."""

from langkah.domain.capacity.promise import PromiseAnswer, PromiseCase, promise
from langkah.domain.capacity.schedule import PlanAnswer, PlanCase, plan
from langkah.domain.capacity.shop import Booking, Job, LastSets, Operation, Person, Shop, Stations

__all__ = [
    "Booking",
    "Job",
    "LastSets",
    "Operation",
    "Person",
    "PlanAnswer",
    "PlanCase",
    "PromiseAnswer",
    "PromiseCase",
    "Shop",
    "Stations",
    "plan",
    "promise",
]
