"""Chapter 64: the heading by upper and sole, the subheading by what it is and covers.

Notes 1, 3 and 4 to the chapter, subheading note 1; HS 2022, structure unchanged since 2007.
"""

from __future__ import annotations

from collections.abc import Callable

from langkah.domain.classification.case import ClassifyCase, Sport, Stuff
from langkah.domain.classification.materials import of_sole, of_upper
from langkah.domain.classification.stuffs import HIDES, NAMES
from langkah.domain.classification.trail import NO, YES, Trail
from langkah.domain.reason import Reason, because

SOLES = frozenset({Stuff.RUBBER, Stuff.LEATHER, Stuff.COMPOSITION_LEATHER})

UPPER = because("Which material has the greatest outer surface of the upper, ornaments left out?")
SOLE = because("Which material of the sole touches the ground most?")
ANKLE = because("Does it cover the ankle bone?")
KNEE = because("Does it cover the knee?")
TOE_CAP = because("Does it have a protective metal toe-cap?")
STRAPS = because("Do straps go over the instep and round the big toe?")
PLUGS = because("Are the straps plugged into the sole?")
WHICH = because("Which heading do upper and sole lead to?")
MOULDED = because("Is it waterproof, its upper moulded to the sole without a stitch?")
SPORTS = because("Is it sports footwear: with spikes, cleats or clips, or for skating or boxing?")
SNOW = because("Is it for ski or snowboard?")
TRAINER = because("Is it for sport or training, or does it look like it?")


def code_of(case: ClassifyCase, trail: Trail) -> str:
    """Six digits; what stands in the way is left in `trail.asked`."""
    upper, sole = of_upper(case, trail), of_sole(case, trail)
    if upper is not None:
        trail.step("upper", UPPER, NAMES[upper], "64, note 4(a)")
    if sole is not None:
        trail.step("ground" if case.ground else "sole", SOLE, NAMES[sole], "64, note 4(b)")
    if upper is None or sole is None:
        return ""
    heading = _heading(upper, sole)
    trail.step("", WHICH, Reason(heading[:4]), f"heading {heading[:4]}")
    return HEADINGS[heading](case, sole, trail)


def _heading(upper: Stuff, sole: Stuff) -> str:
    if upper is Stuff.RUBBER and sole is Stuff.RUBBER:
        return "6402"
    if upper is Stuff.LEATHER and sole in SOLES:
        return "6403"
    if upper is Stuff.TEXTILE and sole in SOLES:
        return "6404"
    if upper in HIDES:
        return "640510"
    return "640520" if upper is Stuff.TEXTILE else "640590"


def _rubber(case: ClassifyCase, _sole: Stuff, trail: Trail) -> str:
    if trail.holds("waterproof_moulded", MOULDED, "heading 6401"):
        return _waterproof(case, trail)
    if sport := _sport(case, trail, snow="640212", sports="640219"):
        return sport
    if trail.holds("thong_plugs", PLUGS, "subheading 6402.20"):
        return "640220"
    return _by_ankle(case, trail, "640291", "640299")


def _waterproof(case: ClassifyCase, trail: Trail) -> str:
    if trail.holds("metal_toe_cap", TOE_CAP, "subheading 6401.10"):
        return "640110"
    if trail.holds("covers_ankle", ANKLE, "subheading 6401.92"):
        knee = trail.holds("covers_knee", KNEE, "subheading 6401.92")
        return "640199" if knee else "640192"
    return "640199"


def _leather(case: ClassifyCase, sole: Stuff, trail: Trail) -> str:
    if sport := _sport(case, trail, snow="640312", sports="640319"):
        return sport
    hide = sole is Stuff.LEATHER
    if hide and trail.holds("straps", STRAPS, "subheading 6403.20"):
        return "640320"
    if trail.holds("metal_toe_cap", TOE_CAP, "subheading 6403.40"):
        return "640340"
    return _by_ankle(case, trail, *(("640351", "640359") if hide else ("640391", "640399")))


def _textile(case: ClassifyCase, sole: Stuff, trail: Trail) -> str:
    if sole in HIDES:
        return "640420"
    if case.sports is None:
        trail.ask("sports", TRAINER)
        return ""
    sporty = case.sports is not Sport.NONE
    trail.step("sports", TRAINER, YES if sporty else NO, "subheading 6404.11")
    return "640411" if sporty else "640419"


def _sport(case: ClassifyCase, trail: Trail, *, snow: str, sports: str) -> str:
    if case.sports is None:
        trail.ask("sports", SPORTS)
        return ""
    if case.sports is Sport.SNOW:
        trail.step("sports", SNOW, YES, "64, subheading note 1")
        return snow
    if case.sports is Sport.SPORTS:
        trail.step("sports", SPORTS, YES, "64, subheading note 1")
        return sports
    trail.step("sports", SPORTS, NO, "64, subheading note 1")
    return ""


def _by_ankle(case: ClassifyCase, trail: Trail, over: str, below: str) -> str:
    code = over if case.covers_ankle else below
    trail.holds("covers_ankle", ANKLE, f"subheading {code[:4]}.{code[4:]}")
    return code


def _as_it_is(code: str) -> Callable[[ClassifyCase, Stuff, Trail], str]:
    return lambda _case, _sole, _trail: code


HEADINGS: dict[str, Callable[[ClassifyCase, Stuff, Trail], str]] = {
    "6402": _rubber,
    "6403": _leather,
    "6404": _textile,
    "640510": _as_it_is("640510"),
    "640520": _as_it_is("640520"),
    "640590": _as_it_is("640590"),
}
