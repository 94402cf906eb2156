"""When an order can be ready: a plan of people, stations, lasts, drying and days off."""

from langkah.domain.capacity.certificate import Certificate, Ground, certify, moved
from langkah.domain.capacity.disruption import RepairCase, Rush
from langkah.domain.capacity.earlier import EarlierAnswer, EarlierCase, Slack, earlier
from langkah.domain.capacity.promise import (
    Lever,
    PartReady,
    PromiseAnswer,
    PromiseCase,
    promise,
)
from langkah.domain.capacity.repair import BrokenPromise, RepairAnswer, repair
from langkah.domain.capacity.schedule import Finish, PlanAnswer, PlanCase, RuleResult, plan
from langkah.domain.capacity.shop import (
    Booking,
    Job,
    LastSets,
    Operation,
    Partner,
    Person,
    Shop,
    SkillSpeed,
    Stations,
)
from langkah.domain.capacity.standing import Commitment
from langkah.domain.capacity.verify import PromisedDay, Rule, VerifyCase, Violation, verify

__all__ = [
    "Booking",
    "BrokenPromise",
    "Certificate",
    "Commitment",
    "EarlierAnswer",
    "EarlierCase",
    "Finish",
    "Ground",
    "Job",
    "LastSets",
    "Lever",
    "Operation",
    "PartReady",
    "Partner",
    "Person",
    "PlanAnswer",
    "PlanCase",
    "PromiseAnswer",
    "PromiseCase",
    "PromisedDay",
    "RepairAnswer",
    "RepairCase",
    "Rule",
    "RuleResult",
    "Rush",
    "Shop",
    "SkillSpeed",
    "Slack",
    "Stations",
    "VerifyCase",
    "Violation",
    "certify",
    "earlier",
    "moved",
    "plan",
    "promise",
    "repair",
    "verify",
]
