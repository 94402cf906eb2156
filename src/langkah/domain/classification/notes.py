"""The legal notes in our own words: what each says, beside its number.

The notes stand in each country's tariff. Source: chapters 42 and 64 as printed in the Customs
Tariff Act 1995 of Australia and in other tariffs, edition 2022; grade A for the content.
"""

from __future__ import annotations

from langkah.domain.reason import Reason, because
from langkah.reference.hs import TEXTS

NOTES: dict[str, Reason] = {
    "64, note 1": because(
        "Chapter 64 leaves out disposable covers, textile without a sole, worn footwear, asbestos, "
        "orthopaedic footwear, toys and footwear with skates."
    ),
    "64, note 1(a)": because(
        "Disposable covers of flimsy material without an applied sole go by their material."
    ),
    "64, note 1(b)": because("Textile footwear without an applied sole is clothing: section XI."),
    "64, note 1(c)": because("Worn footwear is heading 6309."),
    "64, note 1(d)": because("Articles of asbestos are heading 6812."),
    "64, note 1(e); 90, note 6": because(
        "Orthopaedic footwear is heading 9021. Made to measure alone does not make a shoe "
        "orthopaedic."
    ),
    "64, note 1(f)": because(
        "Toys, footwear with skates fixed to it and protection for sport are chapter 95."
    ),
    "64, note 2": because(
        "Eyelets, hooks, buckles, laces and other trimmings are no parts of footwear; each goes to "
        "its own heading."
    ),
    "64, note 4(a)": because(
        "The upper is of the material with the greatest outer surface. Ornaments, edging, buckles, "
        "tabs and reinforcements do not count; textile with a visible plastic face is plastic."
    ),
    "64, note 4(b)": because(
        "The outer sole is of the material that touches the ground with most of its area. Spikes, "
        "nails and protectors do not count."
    ),
    "64, subheading note 1": because(
        "Sports footwear is made for a sport and has or takes spikes, studs or clips, or is made "
        "for skating, skiing, wrestling, boxing or cycling."
    ),
    "heading 6401": because(
        "Waterproof, upper and sole of rubber or plastic, not stitched, nailed, screwed or plugged."
    ),
    "heading 6402": because("Upper and sole of rubber or plastic."),
    "heading 6403": because(
        "Upper of leather; sole of rubber, plastic, leather or composition leather."
    ),
    "heading 6404": because(
        "Upper of textile; sole of rubber, plastic, leather or composition leather."
    ),
    "heading 6405": because(
        "Everything else: soles of textile, wood, cork or plant fibre, uppers of composition "
        "leather, fur, wood or plants."
    ),
    "heading 6406": because("Parts of footwear, also loose insoles, heel cushions and gaiters."),
    "heading 4202": because("Cases, bags, wallets and the like, by their outer surface."),
    "headings 4203, 4205": because(
        "Clothing, gloves, belts and other articles, of leather or composition leather only."
    ),
    "42, note 2": because("Toys, games and requisites for sport are chapter 95."),
    "42, note 4": because("Watch straps are no accessories of clothing but heading 9113."),
}


def words(note: str) -> Reason:
    """What a note says; a subheading says its own text."""
    return NOTES.get(note) or Reason(TEXTS[note.removeprefix("subheading ").replace(".", "")])
