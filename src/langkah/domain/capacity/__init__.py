"""When an order can be ready: a plan of people, stations, lasts, drying and days off."""

from langkah.domain.capacity.promise import Lever, PromiseAnswer, PromiseCase, promise
from langkah.domain.capacity.schedule import Finish, PlanAnswer, PlanCase, plan
from langkah.domain.capacity.shop import (
    Booking,
    Job,
    LastSets,
    Operation,
    Person,
    Shop,
    SkillSpeed,
    Stations,
)
from langkah.domain.capacity.verify import PromisedDay, Rule, VerifyCase, Violation, verify

__all__ = [
    "Booking",
    "Finish",
    "Job",
    "LastSets",
    "Lever",
    "Operation",
    "Person",
    "PlanAnswer",
    "PlanCase",
    "PromiseAnswer",
    "PromiseCase",
    "PromisedDay",
    "Rule",
    "Shop",
    "SkillSpeed",
    "Stations",
    "VerifyCase",
    "Violation",
    "plan",
    "promise",
    "verify",
]
