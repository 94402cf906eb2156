"""What the tariff is told about an article, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from langkah.domain.reason import Reason
from langkah.reference.hs import EDITION


class Kind(StrEnum):
    """What the article is."""

    FOOTWEAR = "footwear"
    UPPER = "upper"
    OUTER_SOLE = "outer_sole"
    HEEL = "heel"
    INSOLE = "insole"
    STIFFENER = "stiffener"
    GAITER = "gaiter"
    BUCKLE = "buckle"
    LACES = "laces"
    CASE = "case"
    HANDBAG = "handbag"
    POCKET = "pocket"
    BAG = "bag"
    BELT = "belt"
    GLOVES = "gloves"
    SPORTS_GLOVES = "sports_gloves"
    APPAREL = "apparel"
    CLOTHING_ACCESSORY = "clothing_accessory"
    WATCH_STRAP = "watch_strap"
    OTHER_LEATHER = "other_leather"


class Stuff(StrEnum):
    """What a part is made of, in the words of the chapter."""

    LEATHER = "leather"
    COATED_LEATHER = "coated_leather"
    COMPOSITION_LEATHER = "composition_leather"
    TEXTILE = "textile"
    COATED_TEXTILE = "coated_textile"
    RUBBER = "rubber"
    PLASTIC = "plastic"
    WOOD = "wood"
    CORK = "cork"
    PLANT = "plant"
    FUR = "fur"
    METAL = "metal"
    PAPER = "paper"
    OTHER = "other"


class Sport(StrEnum):
    """Whether the tariff sees sports footwear.

    TRAINER looks like it and is built for the street or a hall; SPORTS has or takes spikes, cleats
    or clips, or is made for skating, wrestling, boxing or cycling; SNOW is for ski and snowboard.
    """

    NONE = "none"
    TRAINER = "trainer"
    SPORTS = "sports"
    SNOW = "snow"


class Wearer(StrEnum):
    """For whom it is made, as national tariffs ask."""

    MEN = "men"
    WOMEN = "women"
    UNISEX = "unisex"
    CHILDREN = "children"


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """A material of a part; `share` is percent of its surface (sole: see ClassifyCase).

    Instead of shares, `area_cm2` tells what was measured. An `accessory` (ornament, buckle, tab,
    edging, reinforcement; flock under a sole) does not count: note 4(a).
    """

    stuff: Stuff
    share: Decimal | None = None
    area_cm2: Decimal | None = None
    accessory: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassifyCase:
    """What the passport says; None is not known, and asked where it decides.

    `upper` is the outer surface, also of bags and other goods. `sole` tells what the outer sole is
    made of (shares of volume), `ground` what touches the ground (shares of contact, without
    spikes, nails and protectors); a sole of one material needs no `ground`. `cut_out`: the
    vamp is of straps or has pieces cut out; `indoor`: a slipper; `turned`: sewn inside out.
    `insole_cm` is the length of the insole, `heel_cm` the greatest height of sole and heel
    together, `value_usd` what a pair or a bag is worth in US dollars. `reptile`: of snake, lizard
    or crocodile. `mostly_textile`: more than half of the weight is textile, rubber and plastic, a
    tenth at least rubber or plastic. `protective`: worn over a shoe or instead of one, against
    water, oil, cold or chemicals. `slip_on`: open at the toe or the heel, or held without laces,
    buckles or other fasteners. `foxing`: a band of rubber or plastic round the sole overlaps the
    upper. `boys`: of a children's shoe, for boys alone and from American size 11 1/2 on. `hs_code`
    is the code somebody uses already, to be compared. The facts from `worn` on lead out of the
    chapter and are said only where they hold.
    """

    kind: Kind = Kind.FOOTWEAR
    upper: tuple[Material, ...] = ()
    sole: tuple[Material, ...] = ()
    ground: tuple[Material, ...] = ()
    covers_ankle: bool | None = None
    covers_calf: bool | None = None
    covers_knee: bool | None = None
    metal_toe_cap: bool | None = None
    straps: bool | None = None
    thong_plugs: bool | None = None
    waterproof_moulded: bool | None = None
    welted: bool | None = None
    turned: bool | None = None
    applied_sole: bool = True
    sports: Sport | None = None
    wearer: Wearer | None = None
    cut_out: bool | None = None
    indoor: bool | None = None
    insole_cm: Decimal | None = None
    heel_cm: Decimal | None = None
    value_usd: Decimal | None = None
    reptile: bool | None = None
    mostly_textile: bool | None = None
    protective: bool | None = None
    slip_on: bool | None = None
    foxing: bool | None = None
    boys: bool | None = None
    hs_code: str = ""
    worn: bool = False
    orthopaedic: bool = False
    disposable: bool = False
    skates: bool = False
    toy: bool = False
    asbestos: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionStep:
    """One question of the tariff, its answer, the note it rests on and what that says.

    `fact` names the field of the case that answered.
    """

    question: Reason
    answer: Reason
    note: str
    why: Reason
    fact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class National:
    """The digits of one market, or what it asks: for the fact `wanted`, or ("") a broker for all.

    Without a `source` nothing about this subheading is known here.
    """

    market: str
    digits: str
    text: str
    ask: tuple[Reason, ...]
    source: str
    source_date: date | None
    grade: str
    wanted: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Classification:
    """Six digits and how they were reached; no code while something must be asked.

    `wanted` names, for each question in `ask`, the fact of the case that answers it ("" where only
    a broker does). `elsewhere` is the heading or chapter to which the article goes instead, where
    that is certain. `national` are more digits of some markets, never padded. `agrees`: whether the
    `hs_code` of the case begins with this code; None where either is not known.
    """

    code: str
    text: str
    steps: tuple[DecisionStep, ...]
    ask: tuple[Reason, ...]
    wanted: tuple[str, ...] = ()
    elsewhere: str = ""
    national: tuple[National, ...] = ()
    agrees: bool | None = None
    edition: str = EDITION
