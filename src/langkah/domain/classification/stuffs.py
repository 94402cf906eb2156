"""How the chapters see materials: which count as one, and what they are called."""

from __future__ import annotations

from langkah.domain.classification.case import Stuff
from langkah.domain.reason import because

# Rubber and plastic are one to chapter 64, and so is textile with a plastic face (note 3(a));
# leather is what headings 4107 and 4112 to 4114 cover, coated or not (note 3(b)).
GROUPS = {
    Stuff.PLASTIC: Stuff.RUBBER,
    Stuff.COATED_TEXTILE: Stuff.RUBBER,
    Stuff.COATED_LEATHER: Stuff.LEATHER,
}
# Chapter 42 keeps rubber apart: heading 4202 names sheeting of plastics, never rubber.
GROUPS_42 = {Stuff.COATED_TEXTILE: Stuff.PLASTIC, Stuff.COATED_LEATHER: Stuff.LEATHER}
NAMES = {
    Stuff.LEATHER: because("leather"),
    Stuff.COMPOSITION_LEATHER: because("composition leather"),
    Stuff.TEXTILE: because("textile"),
    Stuff.RUBBER: because("rubber or plastic"),
    Stuff.WOOD: because("wood"),
    Stuff.CORK: because("cork"),
    Stuff.PLANT: because("plant fibre"),
    Stuff.FUR: because("fur"),
    Stuff.METAL: because("metal"),
    Stuff.PAPER: because("paper"),
    Stuff.OTHER: because("other material"),
}
NAMES_42 = NAMES | {Stuff.RUBBER: because("rubber"), Stuff.PLASTIC: because("plastic")}
HIDES = frozenset({Stuff.LEATHER, Stuff.COMPOSITION_LEATHER})
