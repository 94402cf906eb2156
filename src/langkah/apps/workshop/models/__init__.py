"""The workshop's tables."""

from langkah.apps.workshop.models.cartons import OwnCarton, PackingChoice
from langkah.apps.workshop.models.floor import (
    ClosedDay,
    HolidayDay,
    LastPairs,
    LastSet,
    Maker,
    MakerSkill,
    OwnHours,
    Skill,
    Station,
    WorkHours,
)
from langkah.apps.workshop.models.machines import StationOut
from langkah.apps.workshop.models.partner_workshops import PartnerHours, PartnerWorkshop
from langkah.apps.workshop.models.people import Membership, Role, User
from langkah.apps.workshop.models.prices import ManualRate, PriceList, PriceRule, PriceTier, Terms
from langkah.apps.workshop.models.safety import (
    ApiKey,
    Change,
    ChangeField,
    Invitation,
    RecoveryCode,
    SecondFactor,
    Share,
    SignIn,
    SignInAttempt,
)
from langkah.apps.workshop.models.workshop import Workshop

__all__ = [
    "ApiKey",
    "Change",
    "ChangeField",
    "ClosedDay",
    "HolidayDay",
    "Invitation",
    "LastPairs",
    "LastSet",
    "Maker",
    "MakerSkill",
    "ManualRate",
    "Membership",
    "OwnCarton",
    "OwnHours",
    "PackingChoice",
    "PartnerHours",
    "PartnerWorkshop",
    "PriceList",
    "PriceRule",
    "PriceTier",
    "RecoveryCode",
    "Role",
    "SecondFactor",
    "Share",
    "SignIn",
    "SignInAttempt",
    "Skill",
    "Station",
    "StationOut",
    "Terms",
    "User",
    "WorkHours",
    "Workshop",
]
